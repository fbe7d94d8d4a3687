from dataclasses import replace
from datetime import timedelta

import pytest

from tasks.feeds.inbox import is_final, parked, waiting, without_done, workable
from tests.feeds.documents import NOW, entry, hours, pending, state


def test_workable_are_those_whose_time_has_come_oldest_first() -> None:
    feed = state(
        pending={
            "a": replace(pending("a"), not_before=hours(1)),
            "b": pending("b"),
            "c": replace(pending("c", first_seen=hours(-5)), not_before=NOW),
            "d": pending("d", first_seen=hours(-3)),
        }
    )
    assert [key for key, _ in workable(feed, now=NOW)] == ["c", "d", "b"]


def test_a_parked_entry_waits_longer_each_time() -> None:
    held, waits = pending("a"), []
    for _ in range(5):
        held = parked(held, error="http_500", suspect=None, now=NOW)
        assert held.not_before is not None
        waits.append(held.not_before - NOW)
    assert waits == [timedelta(hours=h) for h in (0.25, 1, 6, 24, 24)]
    assert (held.attempts, held.last_error) == (5, "http_500")


def test_a_second_look_is_taken_at_least_ten_minutes_later() -> None:
    entry = parked(pending("a"), error=None, suspect="6b72a3cd5805d1ba", now=NOW)
    assert (entry.suspect, entry.not_before) == ("6b72a3cd5805d1ba", hours(0.25))


@pytest.mark.parametrize(
    ("code", "attempts", "final"),
    [
        ("http_404", 0, True),
        ("http_403", 0, True),
        ("http_429", 0, False),
        ("http_408", 0, False),
        ("http_500", 3, False),
        ("http_500", 4, True),
        ("robots_disallowed", 0, True),
        ("odd_code", 0, False),
        ("unsupported_type", 0, True),
        ("bad_url", 0, True),
        ("truncated", 0, False),
    ],
)
def test_F16_a_page_is_given_up_at_once_or_after_five_tries(
    code: str, attempts: int, *, final: bool
) -> None:
    assert is_final(replace(pending("a"), attempts=attempts), code) == final


@pytest.mark.parametrize(
    ("summary", "content", "expected"),
    [("s", "c", "s"), ("", "c", "c"), ("", "", ""), ("s" * 99_999, "", "s" * 20_000)],
)
def test_the_inbox_keeps_the_summary_else_the_content(
    summary: str, content: str, expected: str
) -> None:
    seen = replace(entry("a"), summary=summary, content=content, published=NOW)
    noted = waiting(seen, None, NOW)
    assert (noted.summary, noted.published) == (expected, "2026-11-20T12:00:00Z")


def test_an_odd_look_at_a_known_story_comes_into_the_inbox_and_a_passing_failure_does_not() -> None:
    odd = replace(pending("a"), suspect="5" * 16)
    assert without_done({}, {}, {"a": odd, "b": pending("b")}) == {"a": odd}
