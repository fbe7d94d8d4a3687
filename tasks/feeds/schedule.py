"""When to ask again: arithmetic on the slot; nothing remembers a poll."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from tasks.feeds.entry import Entry
from tasks.feeds.state import FeedState

SLOT = timedelta(minutes=15)
LONGEST_INTERVAL = timedelta(hours=24)
_REASK_GONE = timedelta(days=30)
_BROKEN_CLOCK = timedelta(days=7)  # no wait of ours is longer
_SILENT = timedelta(days=31)
_SILENT_FACTOR = 4
_BUSY_SHARE = 1 / 3  # of a document that is known: below it we come too late
_QUIET_SHARE = 2 / 3
_QUIET_INTERVALS = 4
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def slot_of(now: datetime) -> datetime:
    """Return the start of the 15-minute slot that *now* lies in."""
    return now - (now - _EPOCH) % SLOT


def is_due(state: FeedState, slot: datetime) -> bool:
    """Return whether a feed is to be asked in the slot that starts at *slot*.

    A slot that the feed wants skipped moves to the first one it allows.
    """
    if state.disabled_reason == "operator" or is_waiting(state.not_before, slot):
        return False
    if _is_skipped(state, slot):
        return False
    if state.disabled_reason == "gone" and not is_turn_of(state, slot, _REASK_GONE):
        return False
    return any(_is_regular(state, each) for each in (slot, *_skipped_before(state, slot)))


def is_waiting(not_before: datetime | None, now: datetime) -> bool:
    """Return whether it is too early; a time more than 7 days ahead is a broken clock's."""
    return not_before is not None and timedelta() < not_before - now <= _BROKEN_CLOCK


def effective_interval(state: FeedState, now: datetime) -> timedelta:
    """Return the time between two polls: our own, or longer where the feed asks for it.

    After 31 days without news our own counts four times.
    """
    hints = state.hints
    own_s = state.interval_s * (_SILENT_FACTOR if _is_silent(state, now.date()) else 1)
    longest_s = max(own_s, hints.fresh_s or 0, hints.ttl_s or 0, hints.sy_s or 0)
    slots = -(-timedelta(seconds=longest_s) // SLOT)
    return min(LONGEST_INTERVAL, max(SLOT, slots * SLOT))


def adapted_interval(
    state: FeedState,
    entries: Mapping[str, Entry],
    fresh: Collection[str],
    *,
    floor: timedelta,
    now: datetime,
) -> int:
    """Return the feed's own interval in seconds after a poll; it moves only with news.

    Halved where less than a third of the document was known, doubled where more than two thirds
    were and the newest of those is four intervals old.

    Args:
        state: Before the poll.
        entries: What the document lists, by key.
        fresh: Keys of those never seen before.
        floor: Shortest interval.
        now: Aware UTC.
    """
    interval = timedelta(seconds=state.interval_s)
    if not fresh or not state.entries:
        return state.interval_s
    known = [entry for key, entry in entries.items() if key not in fresh]
    if len(known) < _BUSY_SHARE * len(entries):
        interval = max(floor, interval / 2)
    elif (
        len(known) > _QUIET_SHARE * len(entries) and _age(known, now) >= _QUIET_INTERVALS * interval
    ):
        interval = min(LONGEST_INTERVAL, interval * 2)
    return int(interval.total_seconds())


def is_turn_of(state: FeedState, slot: datetime, period: timedelta) -> bool:
    """Return whether a due *slot* is the first of a new *period*, which differs by feed."""
    number = _index(slot) + spread(state.feed_id)
    moved = sum(1 for _ in _skipped_before(state, slot))
    before = number - effective_interval(state, slot) // SLOT - moved
    return number // (period // SLOT) != before // (period // SLOT)


def spread(feed_id: str) -> int:
    """Return a feed's own large number: what is random elsewhere is a hash here."""
    return int.from_bytes(sha256(feed_id.encode()).digest()[:8], "big")


def turn_order(feed_id: str, slot: datetime) -> str:
    """Return a sort key that shuffles feeds anew in each slot, so that nobody is always last."""
    return sha256(f"{feed_id} {slot.isoformat()}".encode()).hexdigest()


def host_pauses(states: Iterable[FeedState], now: datetime) -> Mapping[str, datetime]:
    """Return, by registrable domain, until when any feed was told to leave it alone."""
    pauses: dict[str, datetime] = {}
    for state in states:
        for domain, until in state.host_not_before.items():
            if is_waiting(until, now):
                pauses[domain] = max(until, pauses.get(domain, until))
    return pauses


def _is_regular(state: FeedState, slot: datetime) -> bool:
    slots = effective_interval(state, slot) // SLOT
    return (_index(slot) + spread(state.feed_id)) % slots == 0


def _index(slot: datetime) -> int:
    return (slot - _EPOCH) // SLOT


def _skipped_before(state: FeedState, slot: datetime) -> Iterator[datetime]:
    """Yield the skipped slots just before *slot*; not all hours and days are ever skipped."""
    before = slot - SLOT
    while _is_skipped(state, before):
        yield before
        before -= SLOT


def _is_skipped(state: FeedState, slot: datetime) -> bool:
    hints = state.hints
    return slot.hour in hints.skip_hours or _DAYS[slot.weekday()] in hints.skip_days


def _is_silent(state: FeedState, today: date) -> bool:
    days = (known.listed for known in state.entries.values())
    return max(days, default=today.isoformat()) <= (today - _SILENT).isoformat()


def _age(entries: Collection[Entry], now: datetime) -> timedelta:
    """Return the age of the newest entry, or none at all where no date is certain."""
    return now - max((entry.published for entry in entries if entry.published), default=now)
