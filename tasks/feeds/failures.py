"""Polls that failed: how long to wait, and whom to leave alone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tasks.feeds.answer import asks_plainly
from tasks.feeds.redirects import after_gone
from tasks.feeds.schedule import effective_interval, is_waiting, slot_of, spread
from tasks.feeds.state import FeedState

_DAY = timedelta(hours=24)
_WEEK = timedelta(days=7)
_MANY_ERRORS = 30
_FIRST_PAUSE = timedelta(minutes=10)  # after 429 without Retry-After; doubles
_MOST_DOUBLINGS = 8

# Share of (interval x errors in a row) to wait. What is not named here is soft.
_TEMPORARY, _SOFT, _HARD = 0.25, 0.5, 1.0
_WEIGHTS = {"dns_failure": _TEMPORARY, "dns_timeout": _TEMPORARY, "http_404": _HARD}
_AT_LEAST_A_DAY = frozenset(
    {"http_401", "http_403", "http_410", "http_451"}
    | {"blocked_challenge", "blocked_address", "robots_disallowed"}
)
# The server did not understand our validators: the next request goes out without them.
_VALIDATORS_REFUSED = frozenset({"unexpected_304", "http_412", "http_428"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A poll that brought no document."""

    code: str
    """Of fetching.md, section 7, or ``not_a_feed``, ``parse_timeout``, ..."""
    at: datetime
    domain: str = ""
    """Registrable domain of the host that answered; empty: a pause holds for this feed alone."""
    retry_after: timedelta | None = None


def failed(state: FeedState, failure: Failure) -> FeedState:
    """Return the state after a failed poll: later, never less; entries and hints stay."""
    counted = replace(state, error_count=state.error_count + 1, last_status=failure.code)
    is_plain = asks_plainly(state, slot_of(failure.at))  # and so must the next one
    if is_plain or failure.code in _VALIDATORS_REFUSED:
        counted = replace(counted, etag=None, last_modified=None, validators_url=None)
    if failure.code == "http_410":
        counted = after_gone(counted, failure.at)
    pause = _host_pause(counted, failure)
    if pause is None:
        return replace(counted, not_before=slot_of(failure.at) + _wait(counted, failure))
    extra = timedelta() if failure.retry_after else timedelta(minutes=spread(state.feed_id) % 61)
    counted = replace(counted, not_before=failure.at + pause + extra)
    return paused(counted, {failure.domain: failure.at + pause}, now=failure.at)


def paused(state: FeedState, until: Mapping[str, datetime], *, now: datetime) -> FeedState:
    """Return the state with the pauses that hosts asked for; those that are over are forgotten.

    Args:
        state: Of the feed on whose behalf they were asked.
        until: By registrable domain; an empty one names nobody.
        now: Aware UTC.
    """
    pauses = {d: t for d, t in state.host_not_before.items() if is_waiting(t, now)}
    for domain, time in until.items():
        if domain:
            pauses[domain] = max(time, pauses.get(domain, time))
    return replace(state, host_not_before=pauses)


def _wait(state: FeedState, failure: Failure) -> timedelta:
    """Return interval x errors x weight, at least the interval, at most a day (then a week)."""
    interval = effective_interval(state, failure.at)
    wait = interval * state.error_count * _WEIGHTS.get(failure.code, _SOFT)
    if failure.code in _AT_LEAST_A_DAY:
        return min(_WEEK, max(_DAY, interval * state.error_count))
    return min(_WEEK if state.error_count > _MANY_ERRORS else _DAY, max(interval, wait))


def _host_pause(state: FeedState, failure: Failure) -> timedelta | None:
    """Return for how long a host wants to be left alone; None: it did not say so."""
    if failure.code == "http_429" and not failure.retry_after:
        return min(_DAY, _FIRST_PAUSE * (1 << min(state.error_count - 1, _MOST_DOUBLINGS)))
    if failure.code in {"http_429", "http_503"} and failure.retry_after:
        return min(_DAY, max(effective_interval(state, failure.at), failure.retry_after))
    return None
