"""From a feed's answer to its turn: what is to be read, remembered and reported. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from tasks.adapters.workers import Done, Failed, Killed
from tasks.feeds.answer import Answer, vouching
from tasks.feeds.entry import Entry, FeedDocument
from tasks.feeds.failures import Failure, failed
from tasks.feeds.inbox import waiting, workable
from tasks.feeds.redirects import permanent_target
from tasks.feeds.schedule import SLOT, is_waiting
from tasks.feeds.state import Pending
from tasks.feeds.turn import discovered, idle
from tasks.reports.outcome import EntryOutcome, EntryResult, FeedOutcome, FeedResult
from tasks.web.fetch import Fetched, FetchFailed
from tasks.web.urls import host_of, registrable_domain
from tasks.work import FeedTurn, PageWork, PlannedFeed, Run

Reading = Done[FeedDocument] | Failed | Killed
_UNMODIFIED = 304
_GAP = "nothing listed was known: entries may have been missed"


def is_news(one: PlannedFeed, answer: Fetched, run: Run) -> bool:
    """Whether a document has to be parsed: a 304 or an equal body says what we know."""
    if answer.status == _UNMODIFIED:
        return False
    return run.force or run.reread or _digest(answer) != one.state.body_sha256


def turn_of(
    one: PlannedFeed,
    answer: Fetched | FetchFailed,
    reading: Reading | None,
    run: Run,
    now: datetime,
) -> FeedTurn:
    """Return a feed's turn after its poll.

    Args:
        one: The feed, with the state to start from.
        answer: What its server said.
        reading: What its document says; None if there was none to parse.
        run: This run.
        now: Aware UTC.
    """
    match answer, reading:
        case FetchFailed(code=code, detail=detail), _:
            return _failed_turn(one, answer, (code, detail), run, now)
        case _, Killed(code=code, detail=detail):
            return _failed_turn(one, answer, (code, detail), run, now)
        case _, Failed(error=error):
            return _failed_turn(one, answer, ("not_a_feed", error.reason), run, now)
        case Fetched(), Done(value=document):
            return _read_turn(one, answer, document, run, now)
    assert isinstance(answer, Fetched)  # noqa: S101 -- the one case left
    state = idle(one.state, _answer(answer))
    outcome = FeedOutcome(feed_id=one.feed.id, result=FeedResult.NOT_MODIFIED)
    return _with_work(FeedTurn(planned=replace(one, state=state), outcome=outcome), {}, run, now)


def inbox_turn(one: PlannedFeed, run: Run, now: datetime) -> FeedTurn:
    """Return the turn of a feed that is not due, but has entries waiting."""
    outcome = FeedOutcome(feed_id=one.feed.id, result=FeedResult.NOT_DUE)
    return _with_work(FeedTurn(planned=one, outcome=outcome), {}, run, now)


def _failed_turn(
    one: PlannedFeed,
    answer: Fetched | FetchFailed,
    reason: tuple[str, str],
    run: Run,
    now: datetime,
) -> FeedTurn:
    code, detail = reason
    asked = answer.final_url or answer.requested_url
    failure = Failure(
        code=code,
        at=now,
        domain="" if one.feed.retry_scope == "feed" else registrable_domain(host_of(asked)),
        retry_after=answer.retry_after if isinstance(answer, FetchFailed) else None,
    )
    outcome = FeedOutcome(feed_id=one.feed.id, result=FeedResult.FAILED, code=code, detail=detail)
    is_early = one.state.last_status == code and is_waiting(one.state.not_before, now)
    # Asked by hand before its time, and no better: that changes nothing.
    planned = one if is_early else replace(one, state=failed(one.state, failure))
    return _with_work(FeedTurn(planned=planned, outcome=outcome), {}, run, now)


def _read_turn(
    one: PlannedFeed, answer: Fetched, document: FeedDocument, run: Run, now: datetime
) -> FeedTurn:
    seen = _answer(answer)
    found = discovered(one.state, document, seen, floor=one.feed.interval or SLOT)
    frozen = (f"{len(found.frozen)} entries change at every poll: frozen",) * bool(found.frozen)
    notes = (*document.notes, *((_GAP,) * found.is_gap), *frozen)
    is_same = seen.body_sha256 == one.state.body_sha256
    result = FeedResult.NOT_MODIFIED if is_same else FeedResult.READ
    turn = FeedTurn(
        planned=replace(one, state=found.state),
        outcome=FeedOutcome(feed_id=one.feed.id, result=result, notes=notes),
        validators=vouching(document, seen),
        is_news=found.is_news,
    )
    return _with_work(turn, found.entries, run, now)


def _with_work(turn: FeedTurn, listed: Mapping[str, Entry], run: Run, now: datetime) -> FeedTurn:
    """Return the turn with its pages to read, and an outcome for every other entry listed."""
    one = turn.planned
    wanted = {**dict(workable(one.state, now=now)), **_again(one, listed, run, now)}
    limits = [limit for limit in (run.max_articles, one.feed.max_articles) if limit]
    ready = dict(list(wanted.items())[: min(limits, default=None)])
    work = tuple(
        PageWork(feed=one.feed, key=key, pending=entry, known=one.state.entries.get(key))
        for key, entry in ready.items()
    )
    settled = tuple(
        _settled(one, key, entry) for key, entry in sorted(listed.items()) if key not in ready
    )
    return replace(
        turn,
        outcome=replace(turn.outcome, entries_seen=len(work) + len(settled)),
        validators=turn.validators if len(ready) == len(wanted) else None,
        work=work,
        settled=settled,
    )


def _again(
    one: PlannedFeed, listed: Mapping[str, Entry], run: Run, now: datetime
) -> Mapping[str, Pending]:
    """Return the known stories that the document lists, where they are to be read again."""
    if not run.reread:
        return {}
    state = one.state
    known = [key for key in listed if key in state.entries and key not in state.pending]
    return {key: waiting(listed[key], None, now) for key in known}


def _settled(one: PlannedFeed, key: str, entry: Entry) -> EntryOutcome:
    held = one.state.pending.get(key)
    known = one.state.entries.get(key)
    return EntryOutcome(
        feed_id=one.feed.id,
        entry_key=key,
        url=entry.link,
        headline=entry.title,
        result=EntryResult.WAITING if held else EntryResult.KNOWN,
        detail=_why_waiting(held) if held else "",
        article_id=known.article_id if known else None,
        version=known.version if known else None,
    )


def _why_waiting(held: Pending) -> str:
    return held.last_error or ("second look" if held.suspect else "left for the next run")


def _answer(answer: Fetched) -> Answer:
    return Answer(
        status=answer.status,
        requested_url=answer.requested_url,
        final_url=answer.final_url,
        moved_to=permanent_target(answer.hops, answer.final_url),
        headers=dict(answer.headers),
        body_sha256=_digest(answer) if answer.status != _UNMODIFIED else None,
        at=answer.received_at,
    )


def _digest(answer: Fetched) -> str:
    return sha256(answer.body).hexdigest()
