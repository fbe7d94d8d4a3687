from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tasks.archive.article import FetchNote
from tasks.corrections.notice import Kind, Location, Notice
from tasks.feeds.state import Pending
from tasks.pages.page import (
    Author,
    BodySource,
    Charset,
    ExtractionIdentity,
    Page,
    Signals,
    Sourced,
    Stamp,
)
from tasks.versions.observation import Role
from tasks.versions.said.sightings import Listing, entry_sighting, page_sighting, unusable

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
URL = "https://paper.example/news/bridge"
IDENTITY = ExtractionIdentity(extractor="reader", version="1", config="sha256:0")
FETCH = FetchNote(requested_url=URL, final_url=URL, status=200, size_bytes=1)
ENTRY = Pending(
    link=f"{URL}?utm_source=rss",
    guid="tag:paper.example,2026:bridge",
    title="Bridge opens",
    summary="Walkers cross again.",
    published="2026-11-24T09:00:00Z",
    authors=("Ida Marsh",),
    hash="0" * 16,
    first_seen=NOW,
)
LISTING = Listing(
    feed_id="paper", publisher="The Paper", domain="paper.example", key="k", entry=ENTRY
)
NOTICE = Notice(
    kinds=(Kind.CORRECTION,),
    text="Correction: the bridge is in Upper Tarn.",
    confidence=0.9,
    location=Location.FOOT,
)


def page(**fields: object) -> Page:
    read = Page(
        blocks=(),
        body="The bridge opened on Friday.",
        body_source=BodySource.DOM,
        title=Sourced(value="The bridge is open", raw="The bridge is open", source="h1"),
        charset=Charset(label="utf-8", source="strict_utf8"),
        identity=IDENTITY,
    )
    return replace(read, **fields)  # type: ignore[arg-type]  # by name, in tests


def test_a_page_speaks_for_itself_not_its_feed() -> None:
    seen = page_sighting(LISTING, page(), FETCH, observed_at=NOW)
    assert seen.article.headline == "The bridge is open"
    assert seen.article.body == "The bridge opened on Friday."
    assert seen.article.by is None
    assert seen.article.description is None
    assert seen.reason is None


def test_a_page_without_a_title_takes_the_entrys() -> None:
    seen = page_sighting(LISTING, page(title=None), FETCH, observed_at=NOW)
    assert seen.article.headline == "Bridge opens"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({}, None, id="a-body"),
        pytest.param({"body_source": BodySource.EMPTY}, "empty", id="nothing"),
        pytest.param(
            {"body_source": BodySource.EMPTY, "signals": Signals(consent="form#consent")},
            "consent",
            id="consent",
        ),
        pytest.param(
            {"body_source": BodySource.EMPTY, "notices": (NOTICE,)}, None, id="only-a-notice"
        ),
    ],
)
def test_a_page_that_does_not_say_its_story_has_a_reason(
    fields: dict[str, object], expected: str | None
) -> None:
    assert unusable(page(**fields)) == expected


def test_an_unusable_page_gives_way_to_the_entrys_words() -> None:
    empty = page(body="", body_source=BodySource.EMPTY, signals=Signals(login="form"))
    seen = page_sighting(LISTING, empty, FETCH, observed_at=NOW)
    assert (seen.reason, seen.article.body) == ("login", None)
    assert seen.article.headline == "Bridge opens"
    assert seen.article.by == "Ida Marsh"


def test_names_come_from_the_link_the_guid_and_a_canonical_that_is_believed() -> None:
    canonical = "https://paper.example/news/bridge-2"
    seen = page_sighting(LISTING, page(canonical=canonical), FETCH, observed_at=NOW)
    assert [(alias.role, alias.value) for alias in seen.aliases] == [
        (Role.LINK, f"url:{URL}"),
        (Role.GUID, "guid:paper:tag:paper.example,2026:bridge"),
        (Role.CANONICAL, f"url:{canonical}"),
    ]
    assert seen.article.canonical_url == canonical
    home = page_sighting(LISTING, page(canonical="https://paper.example/"), FETCH, observed_at=NOW)
    assert home.article.canonical_url == URL


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        pytest.param(
            Stamp(
                at=datetime(2026, 11, 24, 9, 0, tzinfo=UTC),
                day=date(2026, 11, 24),
                raw="x",
                source="json_ld",
            ),
            "2026-11-24T09:00:00Z",
            id="instant",
        ),
        pytest.param(
            Stamp(at=None, day=date(2026, 11, 24), raw="x", source="meta"), "2026-11-24", id="day"
        ),
        pytest.param(None, None, id="none"),
    ],
)
def test_dates_are_kept_as_exactly_as_they_are_stated(
    stamp: Stamp | None, expected: str | None
) -> None:
    seen = page_sighting(LISTING, page(published=stamp), FETCH, observed_at=NOW)
    assert seen.article.date_published == expected


def test_authors_are_one_byline() -> None:
    two = (Author(name="Ida Marsh", source="meta"), Author(name="Bo Lund", source="meta"))
    seen = page_sighting(LISTING, page(authors=two), FETCH, observed_at=NOW)
    assert seen.article.by == "Ida Marsh, Bo Lund"


def test_a_notice_of_the_feed_stands_beside_those_of_the_page_and_once() -> None:
    told = replace(ENTRY, title="CORRECTED-Bridge opens in Upper Tarn")
    seen = page_sighting(
        replace(LISTING, entry=told), page(notices=(NOTICE,)), FETCH, observed_at=NOW
    )
    assert seen.article.notices[0] == NOTICE
    assert all(n.location is Location.FEED_ENTRY for n in seen.article.notices[1:])


def test_without_a_page_the_entry_speaks_and_the_reason_is_kept() -> None:
    seen = entry_sighting(LISTING, "robots_disallowed", IDENTITY, observed_at=NOW)
    assert seen.article.body is None
    assert seen.article.description == "Walkers cross again."
    assert seen.article.date_published == "2026-11-24T09:00:00Z"
    assert seen.reason == "robots_disallowed"
