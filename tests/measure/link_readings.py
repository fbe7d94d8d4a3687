"""Labelled edits as the product reads them: notices lifted, the edit taken, both tied."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from tasks.corrections.edits import Hunk, Op, Wording
from tasks.corrections.links import Tied, tied_notices
from tasks.corrections.notice import Block, Kind, Location, Notice
from tasks.corrections.notices import body_without, find_notices
from tasks.corrections.record import fold_corrections
from tasks.corrections.wording.folding import folded_key
from tasks.identity.changes import Change, change
from tasks.identity.decisions import decide
from tasks.identity.snapshot import Snapshot
from tasks.versions.said.echoes import new_echoes
from tests.measure.labelled_links import LabelledEdit, LabelledLink, LabelledNotice

_NOW = datetime(2026, 3, 9, tzinfo=UTC)
_SEEN = 2
_SAME_NOTICE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkReading:
    """A labelled edit, and what the product makes of it."""

    line: LabelledLink
    edit: Change
    tied: tuple[Tied, ...]
    """The notices that are new, in order."""
    echoes: tuple[Notice, ...]

    def tied_to(self, notice: LabelledNotice) -> Tied | None:
        """Return what was found of a labelled notice; None: nothing."""
        found = (one for one in self.tied if is_alike(one.correction.text, notice.text))
        return next(found, None)

    def is_of(self, hunk: Hunk, edits: Sequence[LabelledEdit]) -> bool:
        """Return whether a hunk of the body was made in the sentences of one of *edits*."""
        old = _sentence(self.edit.before, hunk.at[0]) if hunk.op is not Op.INSERT else ""
        new = _sentence(self.edit.after, hunk.at[1]) if hunk.op is not Op.DELETE else ""
        return hunk.field == "body" and any(
            _overlap(old, one.before) or _overlap(new, one.after) for one in edits
        )


def by_product(line: LabelledLink) -> LinkReading:
    """Return *line* with the notices that are found in it."""
    return _reading(line, _lifted(line.known), _lifted(line.seen))


def by_hand(line: LabelledLink) -> LinkReading:
    """Return *line* with the notices that a person found in it."""
    text = line.seen.text
    for notice in line.notices:
        text = text.replace(notice.text, " ", 1)
    seen = _lifted(replace(line.seen, text=text))
    given = tuple(map(_given, line.notices))
    return _reading(
        line, _lifted(line.known), replace(seen, notices=(*given, *(seen.notices or ())))
    )


def _given(notice: LabelledNotice) -> Notice:
    return Notice(
        kinds=(Kind(notice.kind),),
        text=notice.text,
        pairs=notice.pairs,
        confidence=0.99,
        location=Location.FOOT,
    )


def _lifted(side: Snapshot) -> Snapshot:
    blocks = [Block(text=line) for line in side.text.split("\n")]
    notices = find_notices(blocks)
    return replace(side, text=body_without(blocks, notices), notices=tuple(notices))


def _reading(line: LabelledLink, known: Snapshot, seen: Snapshot) -> LinkReading:
    edit = change(known, seen)
    echoes = new_echoes(decide(known, seen), edit)
    old = fold_corrections((), known.notices or (), version=1, observed_at=_NOW)
    notices = (*(seen.notices or ()), *echoes)
    folded = fold_corrections(old, notices, version=_SEEN, observed_at=_NOW)
    tied = tied_notices(folded, edit.hunks, before=edit.before, after=edit.after, version=_SEEN)
    new = tuple(one for one in tied if one.correction.first_seen_version == _SEEN)
    return LinkReading(line=line, edit=edit, tied=new, echoes=echoes)


def is_alike(found: str, labelled: str) -> bool:
    """Return whether a notice that was found is the labelled one, or most of it."""
    one, other = set(folded_key(found).split()), set(folded_key(labelled).split())
    return len(one & other) >= _SAME_NOTICE * min(len(one), len(other)) > 0


def _sentence(wording: Wording, place: int) -> str:
    return wording.sentences[place] if place < len(wording.sentences) else ""


def _overlap(one: str, other: str) -> bool:
    """Whether one is a part of the other."""
    short, long = sorted(map(folded_key, (one, other)), key=len)
    return bool(short) and f" {short} " in f" {long} "
