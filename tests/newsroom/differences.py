"""How an archive of the newsroom, or a run over it, differs from what is expected."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from tests.newsroom.expectation import ABSENT, Expectation, ExpectedNotice, ExpectedStory

Record = Mapping[str, Any]
"""A stored version: the JSON of docs/archive-format.md."""
_EXTRA_WORDS = 2


def differences(expected: Expectation, actual: Mapping[str, Sequence[Record]]) -> list[str]:
    """Return one line for each point in which an archive is not as expected; none: it is.

    Args:
        expected: From ``expectation``.
        actual: The records of each story in order of versions, by ``articleId``.
    """
    chains = [(_slugs(records), records) for records in actual.values()]
    lines = list(_strangers(expected, chains))
    slug_by_id = {id_: _slug(str(records[0]["url"])) for id_, records in actual.items()}
    for story in expected.stories:
        names = {story.slug, *story.aliases}
        found = [records for slugs, records in chains if names & slugs]
        wanted = story.versions.count("first")
        if len(found) != wanted:
            lines.append(f"{story.slug}: {len(found)} stories in the archive, expected {wanted}")
            continue
        records = [record for each in sorted(found, key=_first_seen) for record in each]
        links = [f"{link['rel']} {slug_by_id[link['articleId']]}" for link in records[-1]["links"]]
        lines += [f"{story.slug}: {line}" for line in _unequal("links", story.links, links)]
        lines += [f"{story.slug}: {line}" for line in _story_lines(story, records)]
        lines += [f"{story.slug}: {line}" for line in _leaks(story, expected.furniture, records)]
    return lines


def outcome_differences(expected: Expectation, number: int, actual: Mapping[str, str]) -> list[str]:
    """Return one line for each entry that did not end as expected.

    Args:
        expected: From ``expectation``.
        number: Of the run: 1 over edition 1, 2 over edition 2, 3 over edition 2 again.
        actual: The outcome of each entry, by the address of its page.
    """
    wanted = dict(expected.items)
    for story in expected.stories:
        wanted |= dict.fromkeys((story.slug, *story.aliases), story.outcomes)
    found = {_slug(url): outcome for url, outcome in actual.items()}
    lines = [f"{slug}: unexpected entry, {found[slug]}" for slug in sorted(found.keys() - wanted)]
    for slug in sorted(found.keys() & wanted):
        lines += [
            f"{slug}: {line}" for line in _unequal("outcome", wanted[slug][number - 1], found[slug])
        ]
    for story in expected.stories:
        is_listed = story.outcomes[number - 1] != ABSENT
        if is_listed and not found.keys() & {story.slug, *story.aliases}:
            lines.append(f"{story.slug}: no outcome, expected {story.outcomes[number - 1]}")
    return lines


def _first_seen(records: Sequence[Record]) -> str:
    return str(records[0]["observedAt"])


def _slugs(records: Sequence[Record]) -> set[str]:
    return {_slug(str(record["url"])) for record in records}


def _slug(url: str) -> str:
    return urlsplit(url).path.rpartition("/")[2]


def _strangers(
    expected: Expectation, chains: Sequence[tuple[set[str], Sequence[Record]]]
) -> Iterator[str]:
    names = {name for story in expected.stories for name in (story.slug, *story.aliases)}
    for slugs, _ in chains:
        if not slugs & names:
            yield f"{', '.join(sorted(slugs))}: in the archive, expected no such story"


def _story_lines(story: ExpectedStory, records: Sequence[Record]) -> Iterator[str]:
    last = records[-1]
    yield from _unequal("versions", story.versions, [_change_type(record) for record in records])
    yield from _unequal("numbers", _numbers(story), [record["version"] for record in records])
    yield from _unequal("status", story.status, last["status"])
    yield from _unequal("pubStatus", story.pub_status, last["pubStatus"])
    if story.headlines:
        yield from _unequal("headlines", story.headlines, [r["headline"] for r in records])
    if story.reason:
        yield from _no_page_lines(story.reason, last)
    yield from _text_lines(story, records)
    yield from _notice_lines(story.notice, last["corrections"])


def _numbers(story: ExpectedStory) -> list[int]:
    """Counted from 1 in each story that its address was given to."""
    numbers: list[int] = []
    for kind in story.versions:
        numbers.append(1 if kind == "first" else numbers[-1] + 1)
    return numbers


def _change_type(record: Record) -> str:
    return str(record["change"]["type"])


def _unequal(name: str, expected: object, actual: object) -> Iterator[str]:
    if isinstance(expected, tuple | range):
        expected = list(expected)
    if expected != actual:
        yield f"{name} {actual}, expected {expected}"


def _no_page_lines(reason: str, record: Record) -> Iterator[str]:
    if record["body"] is not None:
        yield "has a body, expected the feed's own words alone"
    if reason not in record["change"]["why"]:
        yield f"change.why is {record['change']['why']!r}, expected {reason}"


def _text_lines(story: ExpectedStory, records: Sequence[Record]) -> Iterator[str]:
    bodies = [_squeezed(record["body"]) for record in records]
    first, last = bodies[0], bodies[-1]
    yield from (f"first body lacks {text!r}" for text in story.said if text not in first)
    yield from (f"last body still says {text!r}" for text in story.said if text in last)
    yield from (f"last body lacks {text!r}" for text in story.says if text not in last)
    yield from (f"first body already says {text!r}" for text in story.says if text in first)
    for number, body in enumerate(bodies, start=1):
        yield from (f"body {number} lacks {text!r}" for text in story.stays if text not in body)


def _notice_lines(expected: ExpectedNotice | None, actual: Sequence[Record]) -> Iterator[str]:
    if len(actual) != (1 if expected else 0):
        texts = [correction["text"] for correction in actual]
        yield f"corrections {texts}, expected {1 if expected else 'none'}"
    elif expected:
        seen = actual[0]
        yield from _unequal("kinds", expected.kinds, seen["kinds"])
        yield from _unequal("where", expected.where, seen["location"]["where"])
        yield from _unequal("at first fetch", expected.at_first_fetch, seen["observedAtFirstFetch"])
        yield from _change_lines(expected.changes, seen["changes"])


def _change_lines(expected: Sequence[tuple[str, str]], actual: Sequence[Record]) -> Iterator[str]:
    pairs = [(change["wrong"], change["right"]) for change in actual]
    for wrong, right in expected:
        if not any(_is_value(wrong, seen[0]) and _is_value(right, seen[1]) for seen in pairs):
            yield f"changes {pairs}, expected {wrong!r} -> {right!r}"


def _is_value(expected: str, actual: str | None) -> bool:
    """Whether one is the other, give or take a unit or an article: "14" is "14 buses"."""
    one, other = expected.casefold().split(), (actual or "").casefold().split()
    shorter, longer = sorted((one, other), key=len)
    is_near = len(longer) - len(shorter) <= _EXTRA_WORDS
    return bool(shorter) and is_near and set(shorter) <= set(longer)


def _leaks(
    story: ExpectedStory, furniture: Sequence[str], records: Sequence[Record]
) -> Iterator[str]:
    for record in records:
        body = _squeezed(record["body"])
        notices = [line for each in record["corrections"] for line in each["text"].splitlines()]
        may_stay = story.notice is not None and story.notice.is_in_text
        for text in (*furniture, *(() if may_stay else notices)):
            if _squeezed(text) in body:
                yield f"body {record['version']} holds {text!r}"


def _squeezed(text: str | None) -> str:
    return " ".join((text or "").split())
