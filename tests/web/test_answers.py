"""Redirects, statuses, waits: what the head of an answer means."""

import contextlib
import pickle
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.errors import MalformedHeaderError
from tasks.web.failure import FetchError
from tasks.web.redirects import next_hop
from tasks.web.retry_after import asked_wait, retry_after
from tasks.web.statuses import failure_code
from tasks.web.urls import wire_url

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
BASE = "https://paper.example/a/b?c=d"


@pytest.mark.parametrize(
    ("location", "target"),
    [
        pytest.param(b"https://gazette.example/x", "https://gazette.example/x", id="absolute"),
        pytest.param(b"//gazette.example/x", "https://gazette.example/x", id="scheme-relative"),
        pytest.param(b"/x", "https://paper.example/x", id="absolute-path"),
        pytest.param(b"x", "https://paper.example/a/x", id="relative-path"),
        pytest.param(b"?e=f", "https://paper.example/a/b?e=f", id="query"),
        pytest.param(b"x#y", "https://paper.example/a/x", id="fragment"),
        pytest.param(b"https://ann:pw@h.example/", "https://h.example/", id="userinfo"),
        pytest.param("/é".encode(), "https://paper.example/%C3%A9", id="utf-8"),
        pytest.param(b"/\xe9", "https://paper.example/%E9", id="latin-1"),
        pytest.param(b"/a b", "https://paper.example/a%20b", id="space"),
    ],
)
def test_next_hop(location: bytes, target: str) -> None:
    assert next_hop(BASE, location, allow_downgrade=False) == target


@pytest.mark.parametrize(
    "location",
    [None, b"", b"http://", b"http:x", b"http://[", b"//[", b"mailto:a@b.example", b"/a\r\nB: c"],
)
def test_D07_D08_next_hop_refuses(location: bytes | None) -> None:
    with pytest.raises(FetchError) as caught:
        next_hop(BASE, location, allow_downgrade=True)
    assert caught.value.code == "bad_redirect"


def test_D09_downgrade_needs_permission() -> None:
    target = b"http://paper.example/"
    with pytest.raises(FetchError):
        next_hop(BASE, target, allow_downgrade=False)
    assert next_hop(BASE, target, allow_downgrade=True) == "http://paper.example/"
    assert next_hop("http://a.example/", b"https://b.example/", allow_downgrade=False)


@given(st.binary() | st.text("htps:/?#[]@.%a é").map(str.encode))
def test_next_hop_is_a_wire_url_or_a_bad_redirect(location: bytes) -> None:
    with contextlib.suppress(FetchError):
        target = next_hop(BASE, location, allow_downgrade=True)
        assert wire_url(target) == target


@pytest.mark.parametrize(
    ("status", "headers", "code"),
    [
        (200, {}, None),
        (226, {}, None),
        (304, {}, None),
        (203, {}, "http_203"),
        (204, {}, "empty_body"),
        (205, {}, "empty_body"),
        (206, {}, "http_206"),
        (403, {}, "http_403"),
        (403, {"cf-mitigated": "challenge"}, "blocked_challenge"),
        (503, {"cf-mitigated": "challenge"}, "http_503"),
        (999, {}, "http_999"),
    ],
)
def test_failure_code(status: int, headers: dict[str, str], code: str | None) -> None:
    assert failure_code(status, headers) == code


@pytest.mark.parametrize(
    ("value", "expected_s"),
    [
        pytest.param("120", 120, id="seconds"),
        pytest.param("Thu, 01 Jan 2026 12:01:00 GMT", 60, id="date"),
        pytest.param("Thu, 01 Jan 2026 11:00:00 GMT", 0, id="date-past"),
        pytest.param("Thu, 01 Jan 2026 12:01:00 -0000", 60, id="date-of-unknown-zone"),
        pytest.param("Thu, 01 Jan 2026 13:01:00 +0100", 60, id="date-of-another-zone"),
    ],
)
def test_D19_retry_after(value: str, expected_s: int) -> None:
    assert retry_after(value, now=NOW) == timedelta(seconds=expected_s)


@pytest.mark.parametrize("value", ["", "-5", "abc", "1e9", "9" * 40, "²", "9" * 5_000])
def test_D21_retry_after_refuses(value: str) -> None:
    with pytest.raises(MalformedHeaderError):
        retry_after(value, now=NOW)


@given(st.text() | st.from_regex(r"[0-9]{1,30}", fullmatch=True))
def test_retry_after_never_raises_anything_else(value: str) -> None:
    with contextlib.suppress(MalformedHeaderError):
        assert retry_after(value, now=NOW) >= timedelta()


@pytest.mark.parametrize(
    ("headers", "expected_s"),
    [
        pytest.param({}, None, id="none"),
        pytest.param({"retry-after": "soon"}, None, id="garbage"),
        pytest.param({"retry-after": " 7 "}, 7, id="seconds"),
        pytest.param({"retry-after": "Thu, 01 Jan 2026 12:00:09 GMT"}, 9, id="our-clock"),
        pytest.param(
            {
                "retry-after": "Thu, 01 Jan 2026 17:00:09 GMT",
                "date": "Thu, 01 Jan 2026 17:00:00 GMT",
            },
            9,
            id="its-clock",
        ),
        pytest.param({"retry-after": "5", "date": "today"}, 5, id="date-unreadable"),
    ],
)
def test_D19_asked_wait(headers: dict[str, str], expected_s: int | None) -> None:
    expected = None if expected_s is None else timedelta(seconds=expected_s)
    assert asked_wait(headers, now=NOW) == expected


def test_fetch_error_survives_pickling() -> None:
    error = FetchError("http_503", "Busy", 503, timedelta(seconds=5))
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 -- our own
    assert (copy.code, copy.detail, copy.status, copy.retry_after) == error.args
    assert str(copy) == "http_503: Busy"
