import re
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from tasks.archive.keys import (
    aliases_digest,
    article_id,
    claim_key,
    feed_state_key,
    log_key,
    raw_key,
    robots_policy_key,
    shard_of,
    version_key,
)

URL_ALIAS = "url:https://harbourpost.example/news/footbridge-reopens"
ALLOWED = re.compile(r"^[a-z0-9/_=.-]{1,200}$")
INSTANTS = st.datetimes(datetime(2000, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 -- bounds of a strategy


def test_article_id_is_day_and_hash_of_the_strongest_alias() -> None:
    assert article_id(date(2026, 11, 20), URL_ALIAS) == "20261120-de791151a4374c0ac431"


def test_article_id_of_another_epoch_is_another() -> None:
    day = date(2026, 11, 20)
    assert article_id(day, URL_ALIAS, 2) != article_id(day, URL_ALIAS)


def test_version_key_follows_from_the_id() -> None:
    assert (
        version_key("20261120-de791151a4374c0ac431", 2)
        == "articles/2026/11/20/de/20261120-de791151a4374c0ac431/v000002.json"
    )


def test_claim_key_is_found_by_hand() -> None:
    assert claim_key(URL_ALIAS) == "ids/0e/c5/0ec5f15af886059bf5679b353c6ef8daa07224cf.json"


def test_aliases_digest_does_not_depend_on_order() -> None:
    aliases = (URL_ALIAS, "guid:harbourpost-news:hp-88213")
    assert aliases_digest(aliases) == aliases_digest(aliases[::-1]) == "0c882c4ad954d63b"


@given(alias=st.text(), at=INSTANTS, epoch=st.integers(1, 999), version=st.integers(1, 999_999))
def test_every_key_is_plain(alias: str, at: datetime, epoch: int, version: int) -> None:
    ulid = "01KAJV0000000000000000AAAA"
    keys = [
        version_key(article_id(at.date(), alias, epoch), version),
        claim_key(alias),
        robots_policy_key(alias),
        feed_state_key("harbourpost-news"),
        raw_key(at, ulid, 63),
        log_key(at, ulid, 0),
    ]
    assert [key for key in keys if not ALLOWED.match(key)] == []


@given(st.text(), st.integers(1, 4096))
def test_shard_of_is_one_of_the_shards(domain: str, shards: int) -> None:
    assert 0 <= shard_of(domain, shards) < shards
