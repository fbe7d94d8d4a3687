from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from tasks.feeds.entry import Hints
from tasks.feeds.schedule import (
    SLOT,
    effective_interval,
    host_pauses,
    is_due,
    is_turn_of,
    slot_of,
    turn_order,
)
from tasks.feeds.state import FeedState
from tests.feeds.documents import NOW, hours, known, state

WEEK = 7 * 96


def due_slots(feed: FeedState, number: int, start: datetime = NOW) -> list[datetime]:
    slots = [start + n * SLOT for n in range(number)]
    return [slot for slot in slots if is_due(feed, slot)]


def test_slot_of() -> None:
    assert slot_of(datetime(2026, 11, 20, 12, 44, 59, 7, UTC)) == NOW + 2 * SLOT
    assert slot_of(NOW) == NOW


def test_C01_without_hints_feeds_are_due_hourly_and_spread() -> None:
    feeds = [FeedState(feed_id=f"feed-{n}") for n in range(1_000)]
    first = Counter(due_slots(feed, 4)[0] for feed in feeds)
    assert len(first) == 4
    assert all(200 <= count <= 300 for count in first.values())
    for feed in feeds[:50]:
        slots = due_slots(feed, 96)
        assert {later - earlier for earlier, later in pairwise(slots)} == {timedelta(hours=1)}


@pytest.mark.parametrize(
    ("hints", "minutes"),
    [
        pytest.param(Hints(), 60, id="none"),
        pytest.param(Hints(fresh_s=7_200), 120, id="C02"),
        pytest.param(Hints(fresh_s=600), 60, id="C08"),
        pytest.param(Hints(ttl_s=14_400), 240, id="C10"),
        pytest.param(Hints(sy_s=1_800), 60, id="C13"),
        pytest.param(Hints(sy_s=4_000), 75, id="whole_slots"),
        pytest.param(Hints(fresh_s=7_200, ttl_s=14_400, sy_s=10_800), 240, id="C14"),
        pytest.param(Hints(ttl_s=864_000), 1_440, id="C14_clamped"),
    ],
)
def test_effective_interval_is_the_longest(hints: Hints, minutes: int) -> None:
    assert effective_interval(state(hints=hints), NOW) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("listed", "hours_apart"), [("2026-10-20", 4), ("2026-10-21", 1), ("2026-11-21", 1)]
)
def test_C15_31_silent_days_count_four_times(listed: str, hours_apart: int) -> None:
    feed = state(entries={"a": known("a", listed="2026-10-01"), "b": known("b", listed=listed)})
    assert effective_interval(feed, NOW) == timedelta(hours=hours_apart)


def test_C10_a_feed_with_ttl_is_due_at_that_distance() -> None:
    slots = due_slots(state(hints=Hints(ttl_s=14_400)), 96)
    assert {b - a for a, b in pairwise(slots)} == {timedelta(hours=4)}


def test_C11_a_slot_in_a_skipped_hour_moves_to_the_first_after_it() -> None:
    midnight = datetime(2026, 11, 21, tzinfo=UTC)
    feed = state(hints=Hints(skip_hours=(0, 1, 2, 3, 4, 5)))
    slots = due_slots(feed, 96, midnight)
    assert slots[0] == midnight.replace(hour=6)
    assert not [slot for slot in slots if slot.hour < 6]
    assert len(slots) in {18, 19}  # 18 of its own, and the one that moved


def test_C11_no_slot_moves_if_none_fell_inside() -> None:
    midnight = datetime(2026, 11, 21, tzinfo=UTC)
    plain = state(hints=Hints(ttl_s=86_400))
    (slot,) = due_slots(plain, 96, midnight)
    other = (slot.hour + 12) % 24
    assert due_slots(state(hints=Hints(ttl_s=86_400, skip_hours=(other,))), 96, midnight) == [slot]


def test_C12_a_slot_on_a_skipped_day_moves_to_the_next_day() -> None:
    saturday = datetime(2026, 11, 21, tzinfo=UTC)
    slots = due_slots(state(hints=Hints(skip_days=("saturday", "sunday"))), WEEK, saturday)
    assert slots[0] == datetime(2026, 11, 23, tzinfo=UTC)
    assert {slot.weekday() for slot in slots} == {0, 1, 2, 3, 4}


def test_C12_only_one_hour_of_a_week_allowed_is_found() -> None:
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
    feed = state(hints=Hints(skip_hours=tuple(range(1, 24)), skip_days=days))
    slots = due_slots(feed, WEEK)
    assert slots
    assert {(slot.weekday(), slot.hour) for slot in slots} == {(6, 0)}


@pytest.mark.parametrize(
    ("not_before", "first"),
    [
        pytest.param(hours(10), hours(10), id="waits"),
        pytest.param(hours(-1), NOW, id="over"),
        pytest.param(NOW + timedelta(days=7), NOW + timedelta(days=7), id="a_week"),
        pytest.param(NOW + timedelta(days=9), NOW, id="C20_broken_clock"),
    ],
)
def test_not_before(not_before: datetime, first: datetime) -> None:
    slots = due_slots(state(not_before=not_before), 8 * 96)
    assert timedelta() <= slots[0] - first < timedelta(hours=1)


def test_C17_C18_the_slot_alone_decides() -> None:
    feed = state()
    assert due_slots(feed, 96) == due_slots(feed, 96)


def test_D14_a_gone_feed_is_asked_every_30_days() -> None:
    slots = due_slots(state(disabled_reason="gone"), 90 * 96)
    assert [b - a for a, b in pairwise(slots)] == [timedelta(days=30)] * 2


def test_B17_a_turn_that_falls_into_skipped_hours_is_not_lost() -> None:
    for hour in range(24):
        feed = state(hints=Hints(skip_hours=tuple({*range(24)} - {hour})))
        slots = due_slots(feed, 21 * 96)
        assert sum(is_turn_of(feed, slot, timedelta(days=7)) for slot in slots) >= 3


def test_an_operators_word_is_final() -> None:
    assert due_slots(state(disabled_reason="operator"), 30 * 96) == []


def test_C21_the_order_in_a_batch_differs_from_slot_to_slot() -> None:
    ids = [f"feed-{n}" for n in range(50)]
    orders = [sorted(ids, key=lambda i: turn_order(i, NOW + n * SLOT)) for n in range(4)]
    assert len({order[0] for order in orders}) > 1


def test_D18_the_pauses_of_all_feeds_hold_for_all() -> None:
    feeds = [
        state(host_not_before={"tern.example": hours(1), "wire.example": hours(-1)}),
        state(host_not_before={"tern.example": hours(2), "far.example": hours(24 * 30)}),
        state(host_not_before={"tern.example": hours(1.5)}),
    ]
    assert host_pauses(feeds, NOW) == {"tern.example": hours(2)}
