"""From a sighting and its commit to one page's end: what is reported, what is remembered."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from tasks.archive.raw import Capture
from tasks.archive.record import short_hash
from tasks.captures import NO_CONTACT, NOT_STARTED, Sighting
from tasks.errors import NewsError
from tasks.feeds.inbox import parked
from tasks.feeds.state import Known, Pending
from tasks.reports.outcome import EntryOutcome, EntryResult
from tasks.versions.observation import Committed, Observation, Outcome
from tasks.versions.said.statements import said_hash
from tasks.web.urls import host_of, registrable_domain
from tasks.work import PageEnd

_RESULTS: Final[Mapping[Outcome, EntryResult]] = {
    Outcome.NEW: EntryResult.NEW,
    Outcome.CHANGED: EntryResult.CHANGED,
    Outcome.UNCHANGED: EntryResult.UNCHANGED,
    Outcome.WAITING: EntryResult.WAITING,
    Outcome.WITHHELD: EntryResult.WITHHELD,
    Outcome.ABOUT_ANOTHER: EntryResult.ABOUT_ANOTHER,
}
_PAUSING: Final = frozenset({"http_429", "http_503"})
_UNTRIED: Final = frozenset({NOT_STARTED, NO_CONTACT})


def is_worth_keeping(one: Sighting) -> bool:
    """Whether the page may bring news: its words are not those seen the last time."""
    if one.answer is None or one.observation is None:
        return False
    return one.work.known is None or _said(one) != one.work.known.seen


def capture_of(one: Sighting) -> Capture:
    """Return the page as received, with the feed entry and the redirects that led to it."""
    answer, seen = one.answer, one.observation
    assert answer is not None  # noqa: S101 -- as is_worth_keeping has it
    assert seen is not None  # noqa: S101 -- as is_worth_keeping has it
    entry = one.work.pending
    return Capture(
        url=answer.final_url,
        status=answer.status,
        reason=answer.reason,
        http_version=answer.http_version,
        headers=answer.headers,
        payload=answer.raw_body,
        received_at=answer.received_at,
        metadata={
            "feedId": one.work.feed.id,
            "entryKey": one.work.key,
            "link": entry.link,
            "guid": entry.guid,
            "title": entry.title,
            "summary": entry.summary,
            "published": entry.published,
            "redirects": [[hop.url, hop.status] for hop in answer.hops],
        },
        reserved=bool(seen.fetch and seen.fetch.reserved),
    )


def settled_end(one: Sighting, done: Committed, now: datetime) -> PageEnd:
    """Return the end of a sighting that went to the archive."""
    outcome = EntryOutcome(
        feed_id=one.work.feed.id,
        entry_key=one.work.key,
        url=one.work.pending.link,
        headline=_headline(one),
        result=_result(one.observation, done),
        detail=f"{one.code}: {done.why}" if one.code else done.why,
        article_id=done.article_id or None,
        version=done.version or None,
        change_type=done.change_type,
        changes=done.changes,
        key=done.key,
        remarks=done.remarks,
    )
    if done.outcome is Outcome.WAITING:
        later = parked(one.work.pending, error=one.code or None, suspect=done.suspect, now=now)
        return _end(one, outcome, parked_as=later)
    return _end(one, outcome, known=_known(one, done, now))


def waiting_end(one: Sighting, now: datetime) -> PageEnd:
    """Return the end of a page that is tried again; one that was not even asked loses no try."""
    outcome = _plain_outcome(one, EntryResult.WAITING, f"{one.code}: {one.detail}".rstrip(": "))
    if one.code in _UNTRIED:
        return _end(one, outcome)
    later = parked(one.work.pending, error=one.code, suspect=one.work.pending.suspect, now=now)
    return _end(one, outcome, parked_as=later, pauses=_pauses(one, now))


def refused_end(one: Sighting, error: NewsError, now: datetime) -> PageEnd:
    """Return the end of an entry that has no name to file it under: it is not tried again."""
    nothing = Committed(
        outcome=Outcome.WITHHELD, article_id="", version=0, content="", aliases=None
    )
    outcome = _plain_outcome(one, EntryResult.FAILED, f"no_name: {error.reason}")
    return _end(one, outcome, known=_known(one, nothing, now))


def _end(
    one: Sighting,
    outcome: EntryOutcome,
    *,
    known: Known | None = None,
    parked_as: Pending | None = None,
    pauses: Mapping[str, datetime] | None = None,
) -> PageEnd:
    return PageEnd(
        feed_id=one.work.feed.id,
        key=one.work.key,
        outcome=outcome,
        known=known,
        parked=parked_as,
        pauses=pauses or {},
    )


def _plain_outcome(one: Sighting, result: EntryResult, detail: str) -> EntryOutcome:
    known = one.work.known
    return EntryOutcome(
        feed_id=one.work.feed.id,
        entry_key=one.work.key,
        url=one.work.pending.link,
        headline=_headline(one),
        result=result,
        detail=detail,
        article_id=known.article_id if known else None,
        version=known.version if known else None,
    )


def _headline(one: Sighting) -> str:
    seen = one.observation
    return seen.article.headline if seen else one.work.pending.title


def _result(seen: Observation | None, done: Committed) -> EntryResult:
    if done.outcome is Outcome.NEW and seen is not None and seen.reason:
        return EntryResult.NO_PAGE
    return _RESULTS[done.outcome]


def _known(one: Sighting, done: Committed, now: datetime) -> Known:
    entry = one.work.pending
    return Known(
        hash=entry.hash,
        listed=now.date().isoformat(),
        article_id=done.article_id,
        version=done.version,
        content=done.content,
        aliases=done.aliases,
        link=entry.link,
        title=entry.title,
        seen=_said(one),
    )


def _said(one: Sighting) -> str:
    seen = one.observation
    return short_hash(said_hash(seen.article)) if seen else ""


def _pauses(one: Sighting, now: datetime) -> Mapping[str, datetime]:
    """A host that asks for a pause gets it, from every feed and page of its domain."""
    if one.code not in _PAUSING or one.retry_after is None:
        return {}
    if one.work.feed.retry_scope == "feed":
        return {}
    return {registrable_domain(host_of(one.work.pending.link)): now + one.retry_after}
