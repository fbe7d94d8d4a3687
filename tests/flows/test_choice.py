import pytest

from config.feeds import Feed, FeedList
from config.parameters import IngestParams
from config.settings import FetchSettings, Settings
from flows.choice import chosen_feeds
from tasks.errors import ConfigError

CONTACT = Settings(fetch=FetchSettings(contact_email="desk@us.example"))


def feed_list(*feeds: dict[str, object]) -> FeedList:
    plain = {"publisher": "P", "url": "https://paper.example/feed"}
    return FeedList(
        source="list", feeds=tuple(Feed.model_validate(plain | fields) for fields in feeds)
    )


FEEDS = feed_list({"id": "a", "tags": ("x",)}, {"id": "b"}, {"id": "c", "enabled": False})


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param([], ["a", "b"], id="all-enabled"),
        pytest.param(["b"], ["b"], id="by-id"),
        pytest.param(["x"], ["a"], id="by-tag"),
        pytest.param(["x", "b"], ["a", "b"], id="both"),
    ],
)
def test_feeds_are_chosen_by_id_or_tag(names: list[str], expected: list[str]) -> None:
    chosen = chosen_feeds(FEEDS, IngestParams(feeds=names), CONTACT)
    assert [feed.id for feed in chosen] == expected


@pytest.mark.parametrize(
    ("names", "said"),
    [
        pytest.param(["nobody"], "nobody", id="unknown"),
        pytest.param(["c"], "enabled", id="switched-off"),
    ],
)
def test_a_choice_of_nothing_is_a_mistake(names: list[str], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        chosen_feeds(FEEDS, IngestParams(feeds=names), CONTACT)


def test_a_stranger_is_not_asked_without_a_contact() -> None:
    with pytest.raises(ConfigError, match="CORRIGENDA_FETCH__CONTACT_URL"):
        chosen_feeds(FEEDS, IngestParams(), Settings())


def test_this_machine_may_be_asked_without_a_contact() -> None:
    local = feed_list({"id": "a", "url": "http://127.0.0.1:8099/feed"})
    assert chosen_feeds(local, IngestParams(), Settings())
