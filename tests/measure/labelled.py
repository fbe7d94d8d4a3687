"""The labelled lines of the project: paragraphs with their notices, pairs with their relation."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tasks.corrections.notice import Pair
from tasks.identity.snapshot import Snapshot, snapshot

DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph, and what a person says of it."""

    id: str
    text: str
    is_notice: bool
    kinds: tuple[str, ...]
    pairs: tuple[Pair, ...]
    """At least one for a notice; values that the text does not give are None."""
    day: date | None
    partial_day: str | None
    language: str
    target: str
    is_borderline: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPair:
    """Two observations, and how a person says they are related."""

    id: str
    known: Snapshot
    seen: Snapshot
    relation: str
    is_same_story: bool
    notice: str
    """Verbatim in the text that was seen; empty if there is none."""
    values: Pair
    status: str
    """``verified``, ``claimed_not_found`` or empty."""
    note: str


def load_paragraphs(folder: Path) -> tuple[Paragraph, ...]:
    """Return the lines of every ``*.jsonl`` in *folder*."""
    return tuple(_paragraph(row) for row in rows(folder))


def load_pairs(folder: Path = DATA / "pairs") -> tuple[LabelledPair, ...]:
    """Return the pairs of every ``*.jsonl`` in *folder*."""
    return tuple(_pair(row) for row in rows(folder))


def rows(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines of every ``*.jsonl`` in *folder*, as they are written."""
    for path in sorted(folder.glob("*.jsonl")):
        yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def _paragraph(row: dict[str, Any]) -> Paragraph:
    stated = row.get("pairs") or [{"wrong": row["wrong"], "right": row["right"]}]
    day = row["notice_date"]
    return Paragraph(
        id=row["id"],
        text=row["text"],
        is_notice=row["is_notice"],
        kinds=tuple(row["kinds"]),
        pairs=tuple(Pair(pair["wrong"], pair["right"]) for pair in stated),
        day=date.fromisoformat(day) if day else None,
        partial_day=row.get("notice_date_partial"),
        language=row["lang"],
        target=row.get("target", "self"),
        is_borderline=row.get("borderline", False),
    )


def _pair(row: dict[str, Any]) -> LabelledPair:
    truth = row.get("truth", {})
    return LabelledPair(
        id=row["id"],
        known=snapshot(row["a"]),
        seen=snapshot(row["b"]),
        relation=row["relation"],
        is_same_story=row["same_article"],
        notice=truth.get("notice", ""),
        values=Pair(truth.get("wrong"), truth.get("right")),
        status=truth.get("status", ""),
        note=row.get("note", ""),
    )
