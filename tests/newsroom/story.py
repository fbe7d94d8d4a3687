"""The stories of the newsroom as values: what each edition tells, read from ``stories/*.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

STORIES_FOLDER = Path(__file__).parent / "stories"
FIRST, SECOND = 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A story as one edition tells it."""

    path: str
    """Of the page below its outlet, without a leading slash."""
    headline: str
    byline: str
    summary: str
    paragraphs: tuple[str, ...]
    published: datetime
    modified: datetime
    notice: str = ""
    place: str = ""
    """Where the notice stands: a name of ``layouts/places.toml``, or ``json_ld``."""
    link_query: str = ""
    """Tracking parameters of the link in the feed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One story of the newsroom, in both editions."""

    slug: str
    """Name of its file and last part of its first address."""
    shows: str
    """What it is there for, in a sentence."""
    feed: str
    guid: str
    section: str
    layout: str
    since: int
    """The first edition that lists it."""
    about: str
    """Slug of another story, which this item corrects; else empty."""
    free: bool
    """False: behind a wall."""
    serve: str
    """What its address answers: ``page``, or a trap of ``traps.py``."""
    first: Telling
    second: Telling
    announced: Telling
    """What the feed says in the second edition; ``first`` where the feed stays silent."""

    def told_in(self, edition: int) -> Telling:
        """Return what the page says in *edition*."""
        return self.first if edition == FIRST else self.second

    def listed_in(self, edition: int) -> Telling:
        """Return what the feed says in *edition*."""
        return self.first if edition == FIRST else self.announced


def load_stories(folder: Path = STORIES_FOLDER) -> tuple[Story, ...]:
    """Return every story of *folder*, newest publication first, as a feed lists them.

    Raises:
        ValueError: If a story's file has an unknown key, or an edit that finds nothing to edit.
    """
    stories = [_story(path) for path in sorted(folder.glob("*.toml"))]
    return tuple(sorted(stories, key=lambda story: story.first.published, reverse=True))


def _story(path: Path) -> Story:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    edit = data.pop("second", {})
    is_silent = edit.pop("feed_entry", "touched") == "same"
    head = {key: data.pop(key) for key in ("shows", "feed", "guid", "section")}
    kind = {key: data.pop(key, default) for key, default in _KIND_DEFAULTS.items()}
    data.setdefault("path", f"{head['section']}/{path.stem}")
    first = _telling(data)
    second = _telling(_edited(path, data, edit))
    return Story(
        slug=path.stem,
        **head,
        **kind,
        first=first,
        second=second,
        announced=first if is_silent else second,
    )


_KIND_DEFAULTS: Mapping[str, Any] = {
    "layout": "classic",
    "since": FIRST,
    "about": "",
    "free": True,
    "serve": "page",
}


def _telling(data: Mapping[str, Any]) -> Telling:
    fields = dict(data)
    body = fields.pop("body", "").strip()
    fields.setdefault("modified", fields["published"])
    return Telling(paragraphs=tuple(body.split("\n\n")) if body else (), **fields)


def _edited(path: Path, data: Mapping[str, Any], edit: Mapping[str, Any]) -> dict[str, Any]:
    body = data.get("body", "")
    for old, new in edit.get("replace", ()):
        if old not in body:
            raise ValueError(f"{path}: nothing to replace: {old}")
        body = body.replace(old, new)
    if "append" in edit:
        body = f"{body.strip()}\n\n{edit['append'].strip()}"
    rest = {key: value for key, value in edit.items() if key not in ("replace", "append")}
    return {**data, "body": body, **rest}
