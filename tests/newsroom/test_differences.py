from typing import Any

import pytest

from tests.newsroom.differences import Record, differences, outcome_differences
from tests.newsroom.expectation import ExpectedStory, expectation
from tests.newsroom.outlets import load_feeds
from tests.newsroom.story import FIRST, SECOND, Telling, load_stories

STORY_BY_SLUG = {story.slug: story for story in load_stories()}
EXPECTED_BY_SLUG = {story.slug: story for story in expectation().stories}


def ideal_archive(edition: int) -> dict[str, list[Record]]:
    """What a faultless archive would hold, made from the stories alone."""
    return {
        f"{story.slug}{'+' * number}": records
        for story in expectation(edition).stories
        for number, records in enumerate(_stories(_chain(story)))
    }


def _stories(records: list[Record]) -> list[list[Record]]:
    """Each begins with its first version."""
    found: list[list[Record]] = []
    for record in records:
        if record["change"]["type"] == "first":
            found.append([])
        found[-1].append({**record, "version": len(found[-1]) + 1})
    return found


def _chain(expected: ExpectedStory) -> list[Record]:
    story = STORY_BY_SLUG[expected.slug]
    tellings = (story.first, story.second)
    records = [
        _record(tellings[min(number, 1)], expected, number + 1)
        for number in range(len(expected.versions))
    ]
    links = [dict(zip(("rel", "articleId"), link.split(), strict=True)) for link in expected.links]
    records[-1] |= {"status": expected.status, "pubStatus": expected.pub_status, "links": links}
    if expected.notice:
        records[-1]["corrections"] = [_correction(tellings[min(len(records) - 1, 1)], expected)]
    return list(records)


def _record(telling: Telling, expected: ExpectedStory, version: int) -> dict[str, Any]:
    body = None if expected.reason else "\n".join(telling.paragraphs)
    return {
        "url": f"http://127.0.0.1:1/{telling.path}",
        "observedAt": f"2026-11-2{version}T06:00:00Z",
        "links": [],
        "version": version,
        "change": {"type": expected.versions[version - 1], "why": expected.reason},
        "status": "usable",
        "pubStatus": "usable",
        "headline": telling.headline,
        "body": body,
        "corrections": [],
    }


def _correction(telling: Telling, expected: ExpectedStory) -> dict[str, Any]:
    notice = expected.notice
    assert notice
    return {
        "text": telling.notice or "310, not 130",
        "kinds": list(notice.kinds),
        "location": {"where": notice.where},
        "observedAtFirstFetch": notice.at_first_fetch,
        "changes": [{"wrong": wrong, "right": right} for wrong, right in notice.changes],
    }


@pytest.mark.parametrize("edition", [FIRST, SECOND])
def test_differences_of_an_ideal_archive_are_none(edition: int) -> None:
    assert differences(expectation(edition), ideal_archive(edition)) == []


@pytest.mark.parametrize(
    ("slug", "fields", "line"),
    [
        pytest.param("museum-cat-retires", {"headline": "Cat"}, "headlines", id="headline"),
        pytest.param("museum-cat-retires", {"version": 3}, "numbers", id="gap"),
        pytest.param("museum-cat-retires", {"status": "removed"}, "status removed", id="status"),
        pytest.param("road-salt-for-the-winter", {"body": "none"}, "last body lacks", id="text"),
        pytest.param(
            "road-salt-for-the-winter", {"change": {"type": "update"}}, "versions", id="type"
        ),
        pytest.param("library-roof-appeal", {"corrections": []}, "expected 1", id="no-notice"),
        pytest.param(
            "chess-club-moves", {"corrections": [{"text": "x"}]}, "expected none", id="false-notice"
        ),
        pytest.param(
            "minutes-of-the-council", {"body": "text"}, "has a body", id="body-of-no-page"
        ),
        pytest.param("chess-club-moves", {"body": "READ MORE: gulls"}, "holds", id="furniture"),
    ],
)
def test_differences_names_the_story_and_the_point(
    slug: str, fields: dict[str, Any], line: str
) -> None:
    archive = ideal_archive(SECOND)
    archive[slug][-1] = {**archive[slug][-1], **fields}
    found = differences(expectation(), archive)
    assert found
    assert all(text.startswith(f"{slug}: ") for text in found)
    assert any(line in text for text in found)


def test_differences_sees_a_notice_left_in_the_body() -> None:
    archive = ideal_archive(SECOND)
    record = archive["flood-wall-meeting"][-1]
    notice = record["corrections"][0]["text"]
    archive["flood-wall-meeting"][-1] = {**record, "body": f"{record['body']}\n{notice}"}
    assert differences(expectation(), archive) == [f"flood-wall-meeting: body 2 holds {notice!r}"]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        pytest.param("65 tonnes", "56 tonnes", id="equal"),
        pytest.param("65", "56", id="without-unit"),
        pytest.param("the 65 tonnes", "56 Tonnes", id="article-and-case"),
    ],
)
def test_differences_accepts_a_value_by_its_words(wrong: str, right: str) -> None:
    assert differences(expectation(), _with_change(wrong, right)) == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        pytest.param("56 tonnes", "65 tonnes", id="reversed"),
        pytest.param(None, "56 tonnes", id="half"),
        pytest.param("said the crane can lift 65 tonnes", "56 tonnes", id="too-long"),
    ],
)
def test_differences_refuses_another_value(wrong: str | None, right: str) -> None:
    assert len(differences(expectation(), _with_change(wrong, right))) == 1


def _with_change(wrong: str | None, right: str) -> dict[str, list[Record]]:
    archive = ideal_archive(SECOND)
    correction = archive["new-crane-lifts-first-load"][-1]["corrections"][0]
    correction["changes"] = [{"wrong": wrong, "right": right}]
    return archive


def test_differences_counts_lost_doubled_and_unexpected_stories() -> None:
    archive = ideal_archive(FIRST)
    archive["twin"] = archive["chess-club-moves"]
    archive["new"] = [{"url": "http://127.0.0.1:1/correction-new-crane"}]
    del archive["minutes-of-the-council"]
    assert differences(expectation(FIRST), archive) == [
        "correction-new-crane: in the archive, expected no such story",
        "chess-club-moves: 2 stories in the archive, expected 1",
        "minutes-of-the-council: 0 stories in the archive, expected 1",
    ]


def test_every_story_and_feed_is_expected_once() -> None:
    expected = expectation()
    aliases = {alias for story in expected.stories for alias in story.aliases}
    assert set(STORY_BY_SLUG) - aliases == {*EXPECTED_BY_SLUG, *expected.items}
    assert list(expected.feeds) == [feed.id for feed in load_feeds()]


def test_every_entry_has_an_outcome_for_each_pass() -> None:
    outcomes = [story.outcomes for story in EXPECTED_BY_SLUG.values()]
    outcomes += [*expectation().items.values(), *expectation().feeds.values()]
    assert {len(words) for words in outcomes} == {3}


def test_outcome_differences_names_other_unexpected_and_lost_entries() -> None:
    expected = expectation()
    actual = {
        f"http://127.0.0.1:1/x/{story.slug}?utm_source=y": story.outcomes[1]
        for story in expected.stories
    }
    assert outcome_differences(expected, 2, actual) == []
    actual["http://127.0.0.1:1/x/chess-club-moves?utm_source=y"] = "changed"
    actual["http://127.0.0.1:1/x/draughts"] = "new"
    del actual["http://127.0.0.1:1/x/minutes-of-the-council?utm_source=y"]
    assert outcome_differences(expected, 2, actual) == [
        "draughts: unexpected entry, new",
        "chess-club-moves: outcome changed, expected unchanged",
        "minutes-of-the-council: no outcome, expected unchanged",
    ]
