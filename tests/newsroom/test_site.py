import io
import json
import re
from html import unescape

import feedparser
import pytest

from tests.newsroom.outlets import load_feeds
from tests.newsroom.pages import JSON_LD, LAYOUT_BY_NAME, PLACES
from tests.newsroom.site import ROBOTS, documents
from tests.newsroom.story import FIRST, SECOND, Story, Telling, load_stories

BASE = "http://127.0.0.1:1"
STORY_BY_SLUG = {story.slug: story for story in load_stories()}
FEED_BY_ID = {feed.id: feed for feed in load_feeds()}
PAGES = [
    pytest.param(story, edition, id=f"{slug}-{edition}")
    for slug, story in STORY_BY_SLUG.items()
    for edition in (FIRST, SECOND)
    if story.serve == "page" and story.since <= edition
]


def path_of(story: Story, edition: int) -> str:
    return f"/{FEED_BY_ID[story.feed].outlet.id}/{story.told_in(edition).path}"


def body_of(story: Story, edition: int) -> bytes:
    return documents(BASE, edition)[path_of(story, edition)].body


@pytest.mark.parametrize("edition", [FIRST, SECOND])
@pytest.mark.parametrize(
    "feed_id", ["harbour-ledger", "ledger-council", "ledger-notices", "talbote"]
)
def test_xml_feed_lists_its_stories(feed_id: str, edition: int) -> None:
    feed = FEED_BY_ID[feed_id]
    body = documents(BASE, edition)[f"/{feed.moved_to or feed.at}"].body
    parsed = feedparser.parse(io.BytesIO(body))
    assert not parsed.bozo
    listed = [s for s in STORY_BY_SLUG.values() if s.feed == feed_id and s.since <= edition]
    assert [entry.id for entry in parsed.entries] == [story.guid for story in listed]


def test_json_feed_lists_its_stories() -> None:
    items = json.loads(documents(BASE, FIRST)["/correo-del-valle/feed.json"].body)["items"]
    listed = [story for story in STORY_BY_SLUG.values() if story.feed == "correo-del-valle"]
    assert [item["id"] for item in items] == [story.guid for story in listed]


@pytest.mark.parametrize(("story", "edition"), PAGES)
def test_page_says_what_its_story_tells(story: Story, edition: int) -> None:
    telling = story.told_in(edition)
    markup = body_of(story, edition).decode()
    shown = unescape(re.sub(r"<script.*?</script>", "", markup))
    assert all(text in shown for text in (telling.headline, telling.byline, *telling.paragraphs))
    assert (telling.notice in shown) is (telling.place != JSON_LD)
    assert (telling.notice in markup) is (telling.place == JSON_LD or telling.notice in shown)


@pytest.mark.parametrize(("story", "edition"), PAGES)
def test_page_carries_readable_json_ld_or_none(story: Story, edition: int) -> None:
    markup = body_of(story, edition).decode()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', markup)
    assert len(found) == (0 if story.layout == "table" else 1)
    assert all(json.loads(text)["@context"] == "https://schema.org" for text in found)


@pytest.mark.parametrize("slug", STORY_BY_SLUG)
def test_page_differs_between_editions_only_where_its_story_does(slug: str) -> None:
    story = STORY_BY_SLUG[slug]
    if story.since == FIRST:
        is_edited = _on_the_page(story.first) != _on_the_page(story.second)
        assert (body_of(story, FIRST) != body_of(story, SECOND)) is is_edited


def _on_the_page(telling: Telling) -> tuple[object, ...]:
    return telling.path, telling.headline, telling.byline, telling.paragraphs, telling.notice


def test_feed_of_stories_edited_in_silence_stays_byte_equal() -> None:
    path = f"/{FEED_BY_ID['ledger-council'].moved_to}"
    assert documents(BASE, FIRST)[path].body == documents(BASE, SECOND)[path].body


@pytest.mark.parametrize(
    "slug",
    [
        "road-salt-for-the-winter",
        "second-parking-permit",
        "allotments-waiting-list",
        "puente-de-los-suspiros",
    ],
)
def test_story_edited_in_silence_has_the_same_entry(slug: str) -> None:
    story = STORY_BY_SLUG[slug]
    assert story.listed_in(FIRST) == story.listed_in(SECOND)
    assert story.told_in(FIRST) != story.told_in(SECOND)


def test_link_differs_in_tracking_parameters_alone() -> None:
    story = STORY_BY_SLUG["toll-on-the-swing-bridge"]
    assert story.first.link_query != story.second.link_query
    assert body_of(story, FIRST) == body_of(story, SECOND)


def test_every_layout_is_used_and_has_every_place() -> None:
    assert len(LAYOUT_BY_NAME) >= 6
    assert {story.layout for story in STORY_BY_SLUG.values()} == set(LAYOUT_BY_NAME)
    for layout in LAYOUT_BY_NAME.values():
        assert set(PLACES) <= set(layout.get_identifiers())


def test_every_place_has_a_notice() -> None:
    places = {story.second.place for story in STORY_BY_SLUG.values()}
    assert places == {*PLACES, JSON_LD, ""}


def test_stories_are_long_enough() -> None:
    told = [
        story
        for story in STORY_BY_SLUG.values()
        if len(" ".join(story.first.paragraphs).split()) >= 150
    ]
    assert len(told) >= 24


def test_stories_are_corrected_in_six_languages() -> None:
    corrected = [story for story in STORY_BY_SLUG.values() if story.second.notice]
    languages = {FEED_BY_ID[story.feed].outlet.language for story in corrected}
    assert languages == {"en", "de", "es", "fr", "it", "ja"}


def test_guids_are_unique_and_do_not_hold_the_address() -> None:
    guids = {story.guid for story in STORY_BY_SLUG.values()}
    assert len(guids) == len(STORY_BY_SLUG)
    assert not any("127.0.0.1" in guid for guid in guids)


def test_home_page_shows_every_feed_and_story() -> None:
    page = documents(BASE, SECOND)["/"].body.decode()
    assert all(f"{BASE}/{feed.at}" in page for feed in FEED_BY_ID.values())
    assert all(f"{BASE}{path_of(story, SECOND)}" in page for story in STORY_BY_SLUG.values())
    assert 'action="/publish/1"' in page


def test_robots_keeps_readers_out_of_the_staff_pages() -> None:
    path = path_of(STORY_BY_SLUG["rota-of-the-newsroom"], FIRST)
    assert any(path.startswith(rule) for rule in re.findall(r"Disallow: (\S+)", ROBOTS))


def test_old_address_redirects_once_the_story_has_moved() -> None:
    story = STORY_BY_SLUG["pool-opens-on-sundays"]
    moved = documents(BASE, SECOND)[path_of(story, FIRST)]
    assert moved.status == 301
    assert moved.location == BASE + path_of(story, SECOND)
