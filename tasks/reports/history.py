"""The history of one story, for a person: versions, decisions, and word diffs."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from tasks.archive.record import Ending, Rel, Slot, Version
from tasks.corrections.record import ClaimedChange
from tasks.identity.changes import Change, change
from tasks.identity.likeness.explanations import explained
from tasks.identity.snapshot import Snapshot
from tasks.reports.markdown import plain

_LINE_CHARS = 2_000
_SAYING_BY_REL = {
    Rel.COPY: "tells the same as",
    Rel.FOLLOWUP: "follows",
    Rel.PREVIOUS: "has the address or guid of",
}


class Look(StrEnum):
    """How a piece of a line looks on a terminal."""

    PLAIN = "plain"
    STRONG = "strong"
    FAINT = "faint"
    OLD = "old"
    NEW = "new"


class Piece(NamedTuple):
    """A run of text in one look."""

    text: str
    look: Look = Look.PLAIN


Line = tuple[Piece, ...]


def history_lines(slots: Sequence[Slot]) -> Iterator[Line]:
    """Yield a story's history as lines: its newest headline, then each version.

    Args:
        slots: As stored, version 1 first.
    """
    contents = [slot for slot in slots if isinstance(slot, Version)]
    if contents:
        last = contents[-1]
        yield (_piece(last.headline or last.article_id, Look.STRONG),)
        yield (_piece(last.url, Look.FAINT),)
        source = f"{last.info_source.name}, {last.pub_status}"
        yield (_piece(f"{last.article_id}, {source}", Look.FAINT),)
    before: Version | None = None
    for slot in slots:
        yield ()
        if isinstance(slot, Ending):
            yield from _ending(slot)
            continue
        yield from _version(slot, before)
        before = slot


def _ending(slot: Ending) -> Iterator[Line]:
    into = f" into {slot.merged_into}" if slot.merged_into else ""
    yield (_piece(f"v{slot.version} {slot.kind}{into}", Look.STRONG),)


def _version(version: Version, before: Version | None) -> Iterator[Line]:
    seen = f"  seen {version.observed_at:%Y-%m-%d %H:%M:%S} UTC"
    late = "  (out of order)" if version.out_of_order else ""
    yield (
        _piece(f"v{version.version} {version.change.type}", Look.STRONG),
        Piece(seen + late, Look.FAINT),
    )
    yield from _reasons(version.change.why)
    yield from _links(version, before)
    yield from _notices(version)
    if before is not None:
        yield from _edits(change(_snapshot(before), _snapshot(version)))


def _reasons(why: str) -> Iterator[Line]:
    """The decision in words, and the rule and its numbers."""
    words = explained(why)
    yield (Piece("   why: "), _piece(words))
    if words != why:
        yield (Piece("   rule: ", Look.FAINT), _piece(why, Look.FAINT))


def _links(version: Version, before: Version | None) -> Iterator[Line]:
    """The stories that this version was the first to name."""
    held = () if before is None else before.links
    for link in version.links:
        if link not in held:
            yield (Piece(f"   {_SAYING_BY_REL[link.rel]} "), _piece(link.article_id))


def _notices(version: Version) -> Iterator[Line]:
    """The notices that this version brought, with what they say of values."""
    for correction in version.corrections:
        if correction.first_seen_version != version.version:
            continue
        kinds = ", ".join(correction.kinds)
        yield (Piece(f"   notice ({kinds}): "), _piece(correction.text))
        for claimed in correction.changes:
            yield (
                Piece("      "),
                _piece(claimed.wrong or "?", Look.OLD),
                Piece(" → "),
                _piece(claimed.right or "?", Look.NEW),
                Piece(f"  {_status(claimed)}", Look.FAINT),
            )
        if correction.applied is False:
            yield (Piece("      not applied: the old value still stands", Look.STRONG),)


def _status(claimed: ClaimedChange) -> str:
    return f"{claimed.status}, {claimed.detail}" if claimed.detail else claimed.status


def _edits(edit: Change) -> Iterator[Line]:
    if edit.title:
        yield (Piece("   headline: "), *_diff(*edit.title))
    for sentence in edit.changed:
        yield (Piece("   ~ "), *_diff(sentence.before, sentence.after))
    for text in edit.removed:
        yield (Piece("   - "), _piece(text, Look.OLD))
    for text in edit.added:
        yield (Piece("   + "), _piece(text, Look.NEW))


def _diff(before: str, after: str) -> Iterator[Piece]:
    """Yield the words of both in order: kept ones once, else what stood there and what does."""
    old, new = plain(before, limit=_LINE_CHARS).split(), plain(after, limit=_LINE_CHARS).split()
    kept_old = kept_new = 0
    for same in Levenshtein.opcodes(old, new):
        if same.tag != "equal":
            continue
        yield from _replaced(old[kept_old : same.src_start], new[kept_new : same.dest_start])
        yield Piece(" ".join(old[same.src_start : same.src_end]) + " ")
        kept_old, kept_new = same.src_end, same.dest_end
    yield from _replaced(old[kept_old:], new[kept_new:])


def _replaced(gone: Sequence[str], come: Sequence[str]) -> Iterator[Piece]:
    """Signs mark both, for those who see no colours."""
    if gone:
        yield Piece(f"[-{' '.join(gone)}-] ", Look.OLD)
    if come:
        yield Piece(f"{{+{' '.join(come)}+}} ", Look.NEW)


def _snapshot(version: Version) -> Snapshot:
    return Snapshot(url=version.url, title=version.headline, text=version.body or "", notices=())


def _piece(text: str, look: Look = Look.PLAIN) -> Piece:
    """A piece of foreign text: no control character of it reaches a terminal."""
    return Piece(plain(text, limit=_LINE_CHARS), look)
