from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from tasks.feeds.failures import Failure, failed
from tasks.feeds.redirects import permanent_target
from tasks.feeds.state import FeedState, Probation
from tasks.feeds.turn import discovered, idle
from tests.feeds.documents import NOW, URL, answer, document, entry, hours, known, state

TARGET = "https://new.example/rss"
FEED = state(entries={"a": known("a")})


@dataclass(frozen=True)
class Hop:
    status: int
    location: str | None = None


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [
        pytest.param((301,), True, id="D01_301"),
        pytest.param((308,), True, id="D01_308"),
        pytest.param((301, 308, 301), True, id="D01_chain"),
        pytest.param((302,), False, id="D03_302"),
        pytest.param((303,), False, id="D03_303"),
        pytest.param((307,), False, id="D03_307"),
        pytest.param((301, 302), False, id="D04"),
        pytest.param((), False, id="none"),
    ],
)
def test_permanent_target(statuses: tuple[int, ...], *, moved: bool) -> None:
    hops = [*(Hop(status, TARGET) for status in statuses), Hop(200)]
    assert permanent_target(hops, TARGET) == (TARGET if moved else None)


def test_D01_the_first_sight_is_remembered_once() -> None:
    first = idle(FEED, answer(304, moved_to=TARGET))
    assert first.probation == Probation(kind="moved", to=TARGET, since=NOW)
    assert idle(first, answer(304, moved_to=TARGET, at=hours(100))).probation == first.probation
    assert first.resolved_url is None


def test_D02_the_same_target_for_seven_days_and_three_polls_is_adopted() -> None:
    feed, writes = FEED, 0
    for hour in range(0, 24 * 8, 24):
        after = idle(feed, answer(304, moved_to=TARGET, at=hours(hour)))
        writes += replace(after, validators_url=None) != replace(feed, validators_url=None)
        feed = after
    assert feed.resolved_url is None  # second poll of three
    feed = idle(feed, answer(304, moved_to=TARGET, at=hours(24 * 8)))
    assert (feed.resolved_url, feed.probation, feed.url, writes) == (TARGET, None, URL, 2)


def test_D02_a_document_that_shares_nothing_with_us_is_not_believed() -> None:
    moved = answer(moved_to=TARGET)
    assert discovered(FEED, document(entry("x")), moved).state.probation is None
    assert discovered(FEED, document(entry("a")), moved).state.probation is not None
    new = FeedState(feed_id="tern", url=URL)
    assert discovered(new, document(entry("x")), moved).state.probation is not None


def test_D03_another_answer_ends_the_watch_and_an_error_does_not() -> None:
    watched = idle(FEED, answer(304, moved_to=TARGET))
    assert idle(watched, answer(304)).probation is None
    error = Failure(code="http_500", at=hours(1))
    assert failed(watched, error).probation == watched.probation


def test_D02_another_target_begins_a_new_watch() -> None:
    watched = idle(FEED, answer(304, moved_to="https://other.example/"))
    after = idle(watched, answer(304, moved_to=TARGET, at=hours(5)))
    assert after.probation == Probation(kind="moved", to=TARGET, since=hours(5))


def test_D02_an_adopted_target_is_given_up_when_the_configured_address_answers() -> None:
    adopted = replace(FEED, resolved_url=TARGET)
    again = idle(adopted, answer(304, moved_to=TARGET))
    assert (again.resolved_url, again.probation) == (TARGET, None)
    at_target = replace(answer(304), requested_url=TARGET, final_url=TARGET)
    assert idle(adopted, at_target).resolved_url == TARGET
    assert idle(adopted, answer(304)).resolved_url is None


def gone(feed: FeedState, hour: float) -> FeedState:
    return failed(feed, Failure(code="http_410", at=hours(hour)))


def test_D13_one_410_waits_a_day_and_is_watched() -> None:
    after = gone(FEED, 0)
    assert after.probation == Probation(kind="gone", to=None, since=NOW)
    assert (after.last_status, after.not_before, after.disabled_reason) == (
        "http_410",
        hours(24),
        None,
    )


def test_D14_three_410_over_seven_days_disable_and_delete_nothing() -> None:
    feed = gone(FEED, 0)
    for day in (2, 5, 7):
        feed = gone(feed, 24 * day)
        assert feed.disabled_reason is None
    feed = gone(feed, 24 * 8)
    assert (feed.disabled_reason, feed.entries) == ("gone", FEED.entries)
    back = discovered(feed, document(entry("a")), answer(at=NOW + timedelta(days=40)))
    assert (back.state.disabled_reason, back.state.probation) == (None, None)


def test_an_operators_word_outlives_an_answer() -> None:
    assert (
        idle(replace(FEED, disabled_reason="operator"), answer(304)).disabled_reason == "operator"
    )
