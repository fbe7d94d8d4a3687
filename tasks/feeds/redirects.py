"""Permanent redirects and 410: believed only after three polls over seven days."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from tasks.feeds.state import FeedState, Probation

WATCHED_FOR = timedelta(days=7)
WATCHED_POLLS = 3
_PERMANENT = frozenset({301, 308})


class Exchange(Protocol):
    """One answer of a redirect chain."""

    @property
    def status(self) -> int:
        """Of the answer."""

    @property
    def location(self) -> str | None:
        """Where it sent us; None for the last one."""


def permanent_target(hops: Sequence[Exchange], final_url: str) -> str | None:
    """Return where a feed has moved to, if every redirect on the way was permanent."""
    statuses = {hop.status for hop in hops if hop.location is not None}
    return final_url if statuses and statuses <= _PERMANENT else None


def after_answer(state: FeedState, *, asked: str, moved_to: str | None, at: datetime) -> FeedState:
    """Return the state after a feed was read at the end of a redirect chain, or of none.

    The same permanent target is watched, then adopted; any other answer ends the watch. An
    adopted target is given up when the configured address answers by itself again.

    Args:
        state: Before the poll.
        asked: The address of the first request.
        moved_to: What ``permanent_target`` says; None also if the document shares no entry
            with what we know: a captive portal or a hijacked name has none of ours.
        at: When the answer came.
    """
    if asked == state.url and moved_to is None:
        return replace(state, probation=None, resolved_url=None)
    if moved_to is None or moved_to == state.resolved_url:
        return replace(state, probation=None)
    watch = _watch(state.probation, "moved", moved_to, at)
    if is_proven(watch, at):
        return replace(state, probation=None, resolved_url=moved_to)
    return replace(state, probation=watch)


def after_gone(state: FeedState, at: datetime) -> FeedState:
    """Return the state after a 410: watched, then disabled, which forgets nothing."""
    watch = _watch(state.probation, "gone", None, at)
    reason = "gone" if is_proven(watch, at) else state.disabled_reason
    return replace(state, probation=watch, disabled_reason=reason)


def is_proven(watch: Probation, now: datetime) -> bool:
    """Return whether three polls over seven days have said the same."""
    return watch.polls >= WATCHED_POLLS and now - watch.since >= WATCHED_FOR


def _watch(known: Probation | None, kind: str, to: str | None, now: datetime) -> Probation:
    """Return the watch after one more such answer.

    Between the first and the seventh day nothing changes, so that nothing is written; only
    then do further answers count.
    """
    if known is None or (known.kind, known.to) != (kind, to):
        return Probation(kind=kind, to=to, since=now)
    is_mature = now - known.since >= WATCHED_FOR and known.polls < WATCHED_POLLS
    return replace(known, polls=known.polls + 1) if is_mature else known
