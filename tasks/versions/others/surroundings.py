"""Surroundings: what a version that is about to be written says of other versions and stories."""

from collections.abc import Iterator
from dataclasses import replace

from tasks.archive.article import Status
from tasks.archive.record import ADMITTED, Change, ChangeType, Link, Rel, Version
from tasks.corrections.links import STANDS_ELSEWHERE
from tasks.corrections.record import Correction
from tasks.corrections.wording.folding import folded_key
from tasks.identity.changes import change
from tasks.versions.desk import Desk
from tasks.versions.judgement import Verdict
from tasks.versions.observation import Observation
from tasks.versions.others.relatives import copies, new_links
from tasks.versions.resolution import Resolved
from tasks.versions.said.earlier_edits import linked_back
from tasks.versions.said.snapshots import seen_snapshot, version_snapshot


def completed(desk: Desk, place: Resolved, seen: Observation, verdict: Verdict) -> Verdict:
    """Return a verdict to write, with its links, and with notices tied to earlier edits.

    Raises:
        StoreError: If an object is damaged.
    """
    corrections = linked_back(desk.store, place.chain, verdict.corrections)
    new = [one for one in corrections if one.first_seen_version == place.chain.length + 1]
    told = replace(
        verdict,
        corrections=corrections,
        change=_explained(place, verdict.change),
        remarks=tuple(remark for one in new for remark in _standing(one)),
    )
    known = place.chain.current
    if known is None:
        previous = (Link(rel=Rel.PREVIOUS, article_id=story) for story in place.previous)
        return replace(told, links=(*previous, *new_links(desk.store, desk.near, seen)))
    if verdict.change.type in ADMITTED:
        return _with_copies(desk, known, seen, told)
    return told


def _explained(place: Resolved, told: Change) -> Change:
    """Say how the story was found, or which one it is not, beside what changed."""
    refused_by = place.refused_by if told.type is ChangeType.FIRST else ""
    parts = (place.found_by, told.why, refused_by)
    return replace(told, why="; ".join(part for part in parts if part))


def _standing(one: Correction) -> Iterator[str]:
    """A correction that is claimed while the old value stands is not one yet, or only a part."""
    for each in one.changes:
        pair = f"{each.wrong!r} is now {each.right!r}"
        if one.applied is False:
            yield f"{one.id} claims that {pair}, but the old value still stands"
        elif each.detail == STANDS_ELSEWHERE:
            yield f"{one.id} says that {pair}, but the old value still stands elsewhere"


def _with_copies(desk: Desk, known: Version, seen: Observation, verdict: Verdict) -> Verdict:
    """Name the copies that other publishers have, and those that still say what was wrong."""
    found = [one.current for one in copies(desk.store, desk.near, known)]
    links = tuple(Link(rel=Rel.COPY, article_id=copy.article_id) for copy in found)
    stale = (copy for copy in found if _is_uncorrected(copy, seen, verdict))
    told = (f"uncorrected copy: {copy.info_source.name} {copy.url}" for copy in stale)
    return replace(verdict, links=links, remarks=(*verdict.remarks, *told))


def _is_uncorrected(copy: Version, seen: Observation, verdict: Verdict) -> bool:
    """A copy that still needs an edit that was made here, or still has a value that was wrong."""
    if verdict.change.type is ChangeType.RETRACTION:
        return copy.status is not Status.RETRACTED
    made = {(hunk.before, hunk.after) for hunk in verdict.change.hunks if hunk.factual}
    needed = change(version_snapshot(copy), seen_snapshot(seen)).hunks
    if any((hunk.before, hunk.after) in made for hunk in needed):
        return True
    pairs = ((each.wrong, each.right) for one in verdict.corrections for each in one.changes)
    return any(_says(copy, wrong) and not _says(copy, right) for wrong, right in pairs)


def _says(copy: Version, value: str | None) -> bool:
    return bool(value) and f" {folded_key(value or '')} " in f" {folded_key(copy.body or '')} "
