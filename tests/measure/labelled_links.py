"""The labelled edits: which words a notice explains, and which were changed without a word."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tasks.corrections.notice import Pair
from tasks.identity.snapshot import Snapshot, snapshot
from tests.measure.labelled import DATA, rows


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledEdit:
    """Sentences as they stood and as they stand; one side is empty where they came or went."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledNotice:
    """A notice, and what a person says of the edit that it explains."""

    text: str
    """Verbatim in the text that was seen."""
    kind: str
    pairs: tuple[Pair, ...]
    status: str
    """``verified``, ``partly``, ``claimed_not_found``, ``elimination`` or ``unstated``."""
    edits: tuple[LabelledEdit, ...]
    in_headline: bool
    """The headline was changed accordingly, perhaps beside *edits*."""
    is_echo: bool
    """A sentence without a formula: only its two values tell what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledLink:
    """Two observations of one story, with its new notices and its unexplained edits."""

    id: str
    language: str
    known: Snapshot
    seen: Snapshot
    notices: tuple[LabelledNotice, ...]
    """Empty: nothing was announced."""
    other_edits: tuple[LabelledEdit, ...]
    is_borderline: bool


def load_links(folder: Path = DATA / "links") -> tuple[LabelledLink, ...]:
    """Return the lines of every ``*.jsonl`` in *folder*."""
    return tuple(map(_link, rows(folder)))


def _link(row: dict[str, Any]) -> LabelledLink:
    truth = row["truth"]
    return LabelledLink(
        id=row["id"],
        language=row["lang"],
        known=snapshot(row["a"]),
        seen=snapshot(row["b"]),
        notices=tuple(map(_notice, truth["notices"])),
        other_edits=tuple(LabelledEdit(**edit) for edit in truth["other_edits"]),
        is_borderline=row.get("borderline", False),
    )


def _notice(row: dict[str, Any]) -> LabelledNotice:
    return LabelledNotice(
        text=row["notice"],
        kind=row["kind"],
        pairs=tuple(Pair(pair["wrong"], pair["right"]) for pair in row["pairs"]),
        status=row["status"],
        edits=tuple(LabelledEdit(**edit) for edit in row["hunks"]),
        in_headline=row.get("title", False),
        is_echo=row.get("echo", False),
    )
