from datetime import datetime, timedelta

import pytest

from tasks.feeds.answer import Validators, validators_for
from tasks.feeds.entry import Hints
from tasks.feeds.failures import Failure, failed, paused
from tasks.feeds.schedule import SLOT, spread
from tasks.feeds.state import FeedState
from tests.feeds.documents import NOW, URL, hours, known, state

WEEK = 7 * 96  # slots
FEED = state(
    etag='"1"',
    last_modified="yesterday",
    validators_url=URL,
    body_sha256="b1",
    entries={"a": known("a")},
    hints=Hints(ttl_s=5_400),
)


def fail(
    code: str, *, feed: FeedState = FEED, retry_after: timedelta | None = None, at: datetime = NOW
) -> FeedState:
    failure = Failure(
        code=code, at=at + timedelta(minutes=4), domain="tern.example", retry_after=retry_after
    )
    return failed(feed, failure)


@pytest.mark.parametrize("code", ["truncated", "not_a_feed", "empty_body", "http_500", "deadline"])
def test_B12_C23_D24_D25_an_error_touches_nothing_but_the_schedule(code: str) -> None:
    after = fail(code)
    assert (after.error_count, after.last_status) == (1, code)
    kept = ("etag", "last_modified", "validators_url", "body_sha256", "hints", "entries")
    assert all(getattr(after, name) == getattr(FEED, name) for name in kept)


@pytest.mark.parametrize("code", ["unexpected_304", "http_412", "http_428"])
def test_B19_B20_refused_validators_are_cleared(code: str) -> None:
    after = fail(code)
    assert (after.etag, after.last_modified, after.validators_url) == (None, None, None)


def test_B17_a_failed_plain_poll_makes_the_next_one_plain() -> None:
    weeks = (NOW + n * SLOT for n in range(WEEK))
    plain = next(slot for slot in weeks if validators_for(FEED, slot=slot) == Validators())
    after = fail("http_500", at=plain)
    assert (after.etag, after.last_modified, after.body_sha256) == (None, None, "b1")


@pytest.mark.parametrize(
    ("code", "errors_before", "wait_h"),
    [
        pytest.param("dns_failure", 0, 1, id="E23_temporary"),
        pytest.param("dns_failure", 7, 2, id="E23_temporary_eighth"),
        pytest.param("http_500", 0, 1, id="D23_at_least_the_interval"),
        pytest.param("http_999", 3, 2, id="D23_soft"),
        pytest.param("http_503", 3, 2, id="503_without_retry_after"),
        pytest.param("http_404", 3, 4, id="D15_hard"),
        pytest.param("http_404", 29, 24, id="D15_at_most_a_day"),
        pytest.param("http_404", 199, 168, id="after_30_a_week"),
        pytest.param("http_403", 0, 24, id="D16_at_least_a_day"),
        pytest.param("http_401", 499, 168, id="D16_at_most_a_week"),
        pytest.param("http_451", 0, 24, id="D28"),
        pytest.param("blocked_challenge", 0, 24, id="D17"),
        pytest.param("robots_disallowed", 0, 24, id="G01"),
    ],
)
def test_waits(code: str, errors_before: int, wait_h: float) -> None:
    after = fail(code, feed=state(error_count=errors_before))
    assert after.not_before == hours(wait_h)


def test_D23_the_wait_counts_from_the_effective_interval() -> None:
    assert fail("http_500").not_before == hours(1.5)  # ttl of 90 minutes


@pytest.mark.parametrize("code", ["http_429", "http_503"])
def test_D18_retry_after_pauses_the_domain(code: str) -> None:
    after = fail(code, retry_after=timedelta(hours=2))
    until = NOW + timedelta(minutes=4, hours=2)
    assert (after.host_not_before, after.not_before) == ({"tern.example": until}, until)


@pytest.mark.parametrize(
    ("asked", "granted"),
    [
        (timedelta(seconds=1), timedelta(minutes=90)),
        (timedelta(days=400), timedelta(hours=24)),
    ],
)
def test_D21_retry_after_is_clamped(asked: timedelta, granted: timedelta) -> None:
    assert fail("http_429", retry_after=asked).not_before == NOW + timedelta(minutes=4) + granted


def test_D21_a_retry_after_of_zero_is_none() -> None:
    assert fail("http_503", retry_after=timedelta()).host_not_before == {}


def test_D20_429_without_a_header_doubles_the_pause() -> None:
    feed, pauses = FEED, []
    for _ in range(4):
        feed = fail("http_429", feed=feed)
        pauses.append(feed.host_not_before["tern.example"] - NOW - timedelta(minutes=4))
        assert feed.not_before is not None
        extra = feed.not_before - feed.host_not_before["tern.example"]
        assert extra == timedelta(minutes=spread("tern") % 61)
    assert pauses == [timedelta(minutes=m) for m in (10, 20, 40, 80)]
    assert fail("http_429", feed=state(error_count=99)).host_not_before["tern.example"] <= hours(25)


def test_D22_a_narrow_scope_pauses_nobody_else() -> None:
    failure = Failure(code="http_503", at=NOW, domain="", retry_after=timedelta(hours=2))
    after = failed(FEED, failure)
    assert (after.host_not_before, after.not_before) == ({}, hours(2))


def test_D18_pauses_are_merged_and_forgotten() -> None:
    feed = state(host_not_before={"old.example": hours(-1), "tern.example": hours(3)})
    after = paused(feed, {"tern.example": hours(1), "wire.example": hours(2), "": NOW}, now=NOW)
    assert after.host_not_before == {"tern.example": hours(3), "wire.example": hours(2)}
