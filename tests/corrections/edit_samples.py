"""Notices, hunks and the sentences around them, for the tests of links."""

from collections.abc import Sequence
from datetime import UTC, datetime

from tasks.corrections.edits import Hunk, Op, Wording
from tasks.corrections.links import Tied, tied_notices
from tasks.corrections.notice import Kind, Location, Notice, Pair, Target
from tasks.corrections.record import Correction, fold_corrections
from tasks.identity.changes import change
from tasks.identity.snapshot import Snapshot

NOW = datetime(2026, 11, 21, 9, 47, tzinfo=UTC)


def notice(
    text: str, *pairs: Pair, kind: Kind = Kind.CORRECTION, target: Target = Target.SELF
) -> Notice:
    return Notice(
        kinds=(kind,),
        text=text,
        pairs=pairs,
        confidence=0.96,
        location=Location.FOOT,
        target=target,
    )


def corrections(*notices: Notice) -> tuple[Correction, ...]:
    return fold_corrections((), notices, version=2, observed_at=NOW)


def hunk(before: str, after: str, op: Op = Op.REPLACE, *, factual: bool = True) -> Hunk:
    return Hunk(field="body", op=op, before=before, after=after, at=(0, 0), factual=factual)


def told(*sentences: str) -> Wording:
    return Wording(sentences=sentences)


def tied(
    before: Sequence[str],
    after: Sequence[str],
    *notices: Notice,
    headlines: tuple[str, str] = ("", ""),
) -> tuple[Tied, ...]:
    """Tie *notices* to what changed between two texts, a paragraph a string."""
    old, new = (
        Snapshot(url="https://a.example/1", title=title, text="\n".join(text), notices=())
        for title, text in zip(headlines, (before, after), strict=True)
    )
    edit = change(old, new)
    return tied_notices(corrections(*notices), edit.hunks, before=edit.before, after=edit.after)
