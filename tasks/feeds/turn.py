"""A feed's turn: what is remembered before, during and after it. Validators come last."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tasks.feeds.answer import Answer, Validators, fresh_seconds, validators_of
from tasks.feeds.entry import Entry, FeedDocument
from tasks.feeds.inbox import counted, listed, most_recent, recognised, waiting, without_done
from tasks.feeds.redirects import after_answer
from tasks.feeds.schedule import SLOT, adapted_interval, effective_interval, is_waiting, slot_of
from tasks.feeds.state import FeedState, Known, Pending

_MOST_HASH_CHANGES = 24
_UNMODIFIED = 304


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """What a document brought. Keys are those of the state."""

    state: FeedState
    """To be written before any page is fetched, if *is_news*; else with the ack."""
    is_news: bool
    """The inbox has changed."""
    entries: Mapping[str, Entry]
    """All that the document lists."""
    fresh: tuple[str, ...]
    """Never seen before."""
    changed: tuple[str, ...]
    """Known, edited since."""
    frozen: tuple[str, ...]
    """Edited 24 times with no change of the story, and looked at no more."""
    is_gap: bool
    """Nothing listed was known: entries may have been missed."""


def configured(state: FeedState, *, url: str, interval: timedelta | None) -> FeedState:
    """Return the state as the feed list now has its feed.

    Another address drops what belongs to the old one; the inbox and the entries stay. A named
    interval is where the feed starts, and the shortest it may ever have.
    """
    floor_s = int((interval or SLOT).total_seconds())
    start_s = floor_s if interval and state.last_status == "new" else state.interval_s
    paced = replace(state, url=url, interval_s=max(floor_s, start_s))
    if state.url in {"", url}:
        return paced
    return replace(
        _vouched(paced, Validators()),
        not_before=None,
        error_count=0,
        last_status="new",
        resolved_url=None,
        probation=None,
        disabled_reason=None,
    )


def discovered(
    state: FeedState,
    document: FeedDocument,
    answer: Answer,
    *,
    floor: timedelta = SLOT,
) -> Discovery:
    """Return what a document says that the state does not know, and the state that does.

    Args:
        state: As ``configured``.
        document: As read.
        answer: That brought it.
        floor: Shortest interval the feed may have.
    """
    entries = recognised(state, document.entries)
    fresh = tuple(k for k in entries if k not in state.entries and k not in state.pending)
    edited = [k for k, e in entries.items() if k in state.entries and _is_edit(state, k, e)]
    frozen = tuple(k for k in edited if state.entries[k].hash_changes >= _MOST_HASH_CHANGES)
    changed = tuple(k for k in edited if k not in frozen)
    wanted = {*fresh, *changed, *state.pending}
    after = replace(
        _after_reading(state, document, answer, entries),
        pending=_inbox(state, {k: e for k, e in entries.items() if k in wanted}, answer.at),
        interval_s=adapted_interval(state, entries, fresh, floor=floor, now=answer.at),
    )
    return Discovery(
        state=_healthy(after, state, answer.at),
        is_news=after.pending != state.pending,
        entries=entries,
        fresh=fresh,
        changed=changed,
        frozen=frozen,
        is_gap=bool(state.entries and fresh) and len(fresh) == len(entries),
    )


def idle(state: FeedState, answer: Answer) -> FeedState:
    """Return the state after 304, or after 200 with the body we know.

    It equals *state* if there is nothing new to remember. A 304 replaces the validators it
    carries, a 200 replaces both (RFC 9111, section 4.3.4); the rest of the feed's hints stay.
    """
    seen = validators_of(answer)
    if answer.status == _UNMODIFIED:
        seen = Validators(
            etag=seen.etag or state.etag,
            last_modified=seen.last_modified or state.last_modified,
            validators_url=answer.final_url,
            body_sha256=state.body_sha256,
        )
    moved = after_answer(state, asked=answer.requested_url, moved_to=answer.moved_to, at=answer.at)
    after = _with_freshness(_vouched(moved, seen), answer)
    return _healthy(after, state, answer.at)


def acked(
    state: FeedState,
    done: Mapping[str, Known],
    parked: Mapping[str, Pending],
    *,
    validators: Validators | None,
) -> FeedState:
    """Return the state after work: done entries leave the inbox, parked ones wait in it.

    Args:
        state: As it is stored now: with what another run may have added.
        done: By key; *hash* is that of the entry that was worked on.
        parked: By key, as ``inbox.parked`` has it.
        validators: As ``vouching`` has them, if every entry of the document is done, parked for
            a reason of its page, or known; None if nothing was polled, or work was left out.
    """
    acked_now = {key: counted(state.entries.get(key), known) for key, known in done.items()}
    after = replace(
        state,
        pending=without_done(state.pending, done, parked),
        entries=most_recent({**state.entries, **acked_now}),
    )
    if validators is None:
        return after
    return replace(_vouched(after, validators), error_count=0, last_status="ok")


def _is_edit(state: FeedState, key: str, entry: Entry) -> bool:
    """Return whether a known entry differs from what is known, and from what is waiting."""
    waiting_one = state.pending.get(key)
    return entry.hash not in {state.entries[key].hash, waiting_one.hash if waiting_one else None}


def _inbox(state: FeedState, wanted: Mapping[str, Entry], now: datetime) -> Mapping[str, Pending]:
    known = state.pending
    new = {
        key: waiting(entry, known.get(key), now)
        for key, entry in wanted.items()
        if key not in known or known[key].hash != entry.hash
    }
    return {**known, **new}


def _after_reading(
    state: FeedState, document: FeedDocument, answer: Answer, entries: Mapping[str, Entry]
) -> FeedState:
    """Return the state with what the poll says of the feed itself, not of its news."""
    is_ours = not state.entries or bool(entries.keys() & state.entries.keys())
    moved = after_answer(
        state,
        asked=answer.requested_url,
        moved_to=answer.moved_to if is_ours else None,
        at=answer.at,
    )
    known = listed(state.entries, entries, answer.at)
    return replace(moved, hints=document.hints, entries=known)


def _healthy(after: FeedState, before: FeedState, now: datetime) -> FeedState:
    """Return the state after a good answer."""
    return replace(
        after,
        not_before=_not_before(after, before, now),
        error_count=0,
        last_status="ok",
        disabled_reason=None if after.disabled_reason == "gone" else after.disabled_reason,
    )


def _not_before(after: FeedState, before: FeedState, now: datetime) -> datetime | None:
    """Return the wait after a good answer: a new interval begins with one whole interval.

    The wait of an error, or of a broken clock, is over; one that has merely passed is left as
    it is, since taking it out would be a write.
    """
    interval = effective_interval(after, now)
    if interval != effective_interval(before, now):
        return slot_of(now) + interval
    is_passed = before.not_before is not None and before.not_before <= now
    is_ours = is_passed or is_waiting(before.not_before, now)
    return before.not_before if is_ours and before.error_count == 0 else None


def _with_freshness(state: FeedState, answer: Answer) -> FeedState:
    """Return the state with the answer's freshness, if that changes the interval.

    Behind a cache it differs at every poll; what changes nothing is not worth a write.
    """
    fresh_s = fresh_seconds(answer.headers)
    if fresh_s is None and answer.status == _UNMODIFIED:
        return state
    after = replace(state, hints=replace(state.hints, fresh_s=fresh_s))
    is_same = effective_interval(after, answer.at) == effective_interval(state, answer.at)
    return state if is_same else after


def _vouched(state: FeedState, validators: Validators) -> FeedState:
    return replace(
        state,
        etag=validators.etag,
        last_modified=validators.last_modified,
        validators_url=validators.validators_url,
        body_sha256=validators.body_sha256,
    )
