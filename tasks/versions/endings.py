"""How an observation ended: what its caller remembers, reports and logs."""

from dataclasses import replace
from datetime import datetime, timedelta

from tasks.archive.chains import Kept
from tasks.archive.keys import aliases_digest, version_key
from tasks.archive.log import By, log_row
from tasks.archive.record import ChangeType, Version, short_hash
from tasks.corrections.edits import Op
from tasks.corrections.notice import Notice
from tasks.versions.judgement import Ruling, Verdict
from tasks.versions.observation import Committed, KnownVersion, Observation, Outcome
from tasks.versions.resolution import Resolved

HELPED = timedelta(days=2)
"""Younger versions are logged again: their writer may have been killed before it could."""
SHOWN = 12
_OUTCOME_BY_RULING = {
    Ruling.REST: Outcome.UNCHANGED,
    Ruling.WAIT: Outcome.WAITING,
    Ruling.FLAPPING: Outcome.WITHHELD,
    Ruling.FROZEN: Outcome.WITHHELD,
}


def untouched(known: KnownVersion) -> Committed:
    """Return the end of an observation that says what its feed's state remembers."""
    return Committed(
        outcome=Outcome.UNCHANGED,
        article_id=known.article_id,
        version=known.version,
        content=known.content,
        aliases=known.aliases,
        why="says the same: known hash, no later version",
    )


def unresolved(seen: Observation, notice: Notice) -> Committed:
    """Return the end of a correction whose item we do not know: a person may."""
    return Committed(
        outcome=Outcome.ABOUT_ANOTHER,
        article_id="",
        version=0,
        content="",
        aliases=None,
        why=f"corrects an item that is not known: {notice.target_hint or seen.article.headline}",
    )


def taken_down(place: Resolved, seen: Observation) -> Committed:
    """Return the end of an observation whose story is gone for good."""
    return replace(_stand(place, seen), outcome=Outcome.WITHHELD, why="the story is taken down")


def not_written(place: Resolved, seen: Observation, verdict: Verdict, now: datetime) -> Committed:
    """Return the end of an observation that made no version."""
    is_waiting = verdict.ruling is Ruling.WAIT
    return replace(
        _stand(place, seen),
        outcome=_OUTCOME_BY_RULING[verdict.ruling],
        why=f"{place.found_by}; {verdict.why}" if place.found_by else verdict.why,
        suspect=short_hash(verdict.statement.content_hash) if is_waiting else None,
        log_rows=(*_merged_rows(place, now), *_help(place, seen, now)),
    )


def written(
    place: Resolved, seen: Observation, version: Version, before: Version | None, now: datetime
) -> Committed:
    """Return the end of an observation that became *version*, the head of its chain."""
    stand = _stand(place, seen)
    head = place.chain.head
    rows = () if head is None else (log_row(head, by=By.COMMIT, aliases=stand.aliases, now=now),)
    return replace(
        stand,
        outcome=Outcome.NEW if version.version == 1 else Outcome.CHANGED,
        change_type=version.change.type,
        key=version_key(version.article_id, version.version),
        why=version.change.why,
        changes=shown_changes(version, before),
        log_rows=(*_merged_rows(place, now), *rows),
    )


def shown_changes(version: Version, before: Version | None) -> tuple[tuple[str, str], ...]:
    """Return what a version changed, as (old, new), for a person's eyes.

    The notice's values; else the headlines; else the facts of the edit; else the notice's words.
    """
    new = [c for c in version.corrections if c.first_seen_version == version.version]
    stated = [(p.wrong, p.right) for c in new for p in c.changes if p.wrong and p.right]
    headlines = []
    if before is not None and version.change.type is ChangeType.HEADLINE:
        headlines = [(before.headline, version.headline)]
    facts = [
        (hunk.before, hunk.after)
        for hunk in version.change.hunks
        if hunk.op is Op.REPLACE and hunk.factual
    ]
    told = [("", correction.text) for correction in new]
    return tuple(dict.fromkeys(stated or headlines or facts or told))[:SHOWN]


def _stand(place: Resolved, seen: Observation) -> Committed:
    chain = place.chain
    names = tuple(alias.value for alias in seen.aliases)
    return Committed(
        outcome=Outcome.UNCHANGED,
        article_id=chain.article_id,
        version=chain.length,
        content="" if chain.current is None else short_hash(chain.current.content_hash),
        aliases=aliases_digest(names) if place.has_all_aliases else None,
    )


def _help(place: Resolved, seen: Observation, now: datetime) -> tuple[bytes, ...]:
    head = place.chain.head
    if head is None or now - head.slot.version_created >= HELPED or _is_acked(seen, head):
        return ()
    return (log_row(head, by=By.HELP, aliases=_stand(place, seen).aliases, now=now),)


def _is_acked(seen: Observation, head: Kept) -> bool:
    """A feed's state knows only of versions whose rows are durable."""
    known = seen.known
    return (
        known is not None
        and known.article_id == head.slot.article_id
        and known.version >= head.slot.version
    )


def _merged_rows(place: Resolved, now: datetime) -> tuple[bytes, ...]:
    return tuple(log_row(kept, by=By.COMMIT, aliases=None, now=now) for kept in place.merged)
