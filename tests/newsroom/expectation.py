"""The history that the archive should hold of the newsroom, read from ``expected.toml``."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.newsroom.story import FIRST, SECOND

ABSENT = "absent"
"""The outcome of an entry that no feed lists yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedNotice:
    """The one correction that the last version of a story should carry."""

    kinds: tuple[str, ...]
    changes: tuple[tuple[str, str], ...]
    """(wrong, right)."""
    where: str
    at_first_fetch: bool = False
    is_in_text: bool = False
    """It is no recognised notice, and stays in the body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedStory:
    """The history of one story; the keys are explained in ``expected.toml``."""

    slug: str
    versions: tuple[str, ...]
    outcomes: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    headlines: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()
    notice: ExpectedNotice | None = None
    links: tuple[str, ...] = ()
    reason: str = ""
    status: str = "usable"
    pub_status: str = "usable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """Everything that is expected of the archive and of the runs that fill it."""

    stories: tuple[ExpectedStory, ...]
    items: Mapping[str, tuple[str, ...]]
    """Outcomes by slug of the entries that make no story."""
    feeds: Mapping[str, tuple[str, ...]]
    """Outcomes by feed id."""
    furniture: tuple[str, ...]
    """What no body may say."""


def expectation(edition: int = SECOND) -> Expectation:
    """Return what is expected once *edition*, and each one before it, has been read."""
    data = tomllib.loads((Path(__file__).parent / "expected.toml").read_text(encoding="utf-8"))
    whole = [_story(slug, fields) for slug, fields in data["stories"].items()]
    return Expectation(
        stories=tuple(_after_first_edition(whole) if edition == FIRST else whole),
        items={slug: tuple(outcomes) for slug, outcomes in data["items"].items()},
        feeds={feed_id: tuple(outcomes) for feed_id, outcomes in data["feeds"].items()},
        furniture=tuple(data["furniture"]),
    )


def _story(slug: str, fields: Mapping[str, Any]) -> ExpectedStory:
    notice = fields.get("notice")
    lists = {key: tuple(value) for key, value in fields.items() if isinstance(value, list)}
    return ExpectedStory(slug=slug, **{**fields, **lists, "notice": notice and _notice(notice)})


def _notice(fields: Mapping[str, Any]) -> ExpectedNotice:
    changes = tuple((wrong, right) for wrong, right in fields["changes"])
    return ExpectedNotice(**{**fields, "kinds": tuple(fields["kinds"]), "changes": changes})


def _after_first_edition(whole: Sequence[ExpectedStory]) -> Iterator[ExpectedStory]:
    for story in whole:
        if story.outcomes[0] == ABSENT:
            continue
        yield story if len(story.versions) == 1 else _unchanged(story)


def _unchanged(story: ExpectedStory) -> ExpectedStory:
    return replace(
        story,
        versions=story.versions[:1],
        headlines=story.headlines[:1],
        stays=story.stays + story.said,
        said=(),
        says=(),
        notice=None,
        links=(),
        status="usable",
        pub_status="usable",
    )
