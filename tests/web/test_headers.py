"""What goes out in headers, what headers reserve, and what of it may reach a log."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.web.fetch import FetchPlan
from tasks.web.logging_text import redacted_url, safe_text
from tasks.web.request_headers import is_conditional, is_sendable, request_headers
from tasks.web.reservations import header_reservations

URL = "https://paper.example/feed"
PLAN = FetchPlan(id="f", url=URL, accept="*/*", limit_bytes=1, etag='"e"', validators_url=URL)


def test_A12_headers_are_these_and_no_others() -> None:
    assert request_headers(replace(PLAN, etag=None), URL, "Corrigenda/0") == {
        "User-Agent": "Corrigenda/0",
        "Accept": "*/*",
        "Accept-Encoding": "gzip, deflate, br, zstd",
    }


@pytest.mark.parametrize(
    ("etag", "modified", "names"),
    [
        pytest.param('"e"', "yesterday", ["If-None-Match", "If-Modified-Since"], id="B01"),
        pytest.param(None, "yesterday", ["If-Modified-Since"], id="B03"),
        pytest.param('W/"e"', None, ["If-None-Match"], id="B04"),
        pytest.param(None, None, [], id="B06"),
    ],
)
def test_validators(etag: str | None, modified: str | None, names: list[str]) -> None:
    headers = request_headers(replace(PLAN, etag=etag, last_modified=modified), URL, "C")
    assert [name for name in headers if name.startswith("If-")] == names
    assert is_conditional(headers) is bool(names)


def test_B16_D10_validators_go_to_their_own_url_only() -> None:
    assert "If-None-Match" not in request_headers(PLAN, URL + "?page=2", "C")
    assert "If-None-Match" not in request_headers(replace(PLAN, validators_url=None), URL, "C")


def test_D10_credentials_go_to_their_own_origin_only() -> None:
    plan = replace(PLAN, authorization="Basic YTpi")
    assert request_headers(plan, "https://paper.example/moved", "C")["Authorization"]
    for url in ("http://paper.example/feed", "https://www.paper.example/feed"):
        assert "Authorization" not in request_headers(plan, url, "C")


@pytest.mark.parametrize(
    ("validator", "sendable"),
    [
        pytest.param('W/"a,b c"', True, id="B02"),
        pytest.param('"é"', True, id="B02-utf-8"),
        pytest.param("abc", True, id="B02-unquoted"),
        pytest.param('"caf\udce9"', False, id="B02-no-utf-8"),
        pytest.param('"a"\r\nX: y', False, id="injection"),
        pytest.param("e" * 1_024, True, id="B21-longest"),
        pytest.param("e" * 1_025, False, id="B21-too-long"),
        pytest.param("", False, id="empty"),
    ],
)
def test_sendable(validator: str, *, sendable: bool) -> None:
    assert is_sendable(validator) is sendable


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        pytest.param("X-Robots-Tag", "noarchive", ["x-robots-tag: noarchive"], id="general"),
        pytest.param("X-Robots-Tag", "googlebot: noarchive", [], id="another-bot"),
        pytest.param(
            "X-Robots-Tag", "Corrigenda: NOARCHIVE, noai", ["noai", "noarchive"], id="our-token"
        ),
        pytest.param("X-Robots-Tag", "noai, other: noarchive", ["noai"], id="both"),
        pytest.param("X-Robots-Tag", "max-snippet: 50, noai", ["max-snippet", "noai"], id="valued"),
        pytest.param("X-Robots-Tag", "", [], id="empty"),
        pytest.param("TDM-Reservation", " 1 ", ["tdm-reservation: 1"], id="tdm"),
        pytest.param("TDM-Reservation", "0", [], id="tdm-0"),
        pytest.param("Content-Usage", "train-ai=n", ["content-usage: train-ai=n"], id="aipref"),
        pytest.param(
            "Content-Usage", "train-ai=y, search = n;x", ["content-usage: search=n"], id="aipref-2"
        ),
        pytest.param("Content-Usage", "train-ai=no", [], id="aipref-unknown"),
        pytest.param("Content-Type", "noarchive", [], id="other-header"),
    ],
)
def test_G15_reservations(name: str, value: str, expected: list[str]) -> None:
    found = header_reservations([(name, value)])
    short = tuple(signal.removeprefix("x-robots-tag: ") for signal in found)
    assert found == tuple(expected) or short == tuple(expected)


def test_reservations_are_sorted_and_unique() -> None:
    headers = [("x-robots-tag", "noai"), ("tdm-reservation", "1"), ("x-robots-tag", "noai")]
    assert header_reservations(headers) == ("tdm-reservation: 1", "x-robots-tag: noai")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["x-robots-tag", "tdm-reservation", "content-usage"]),
            st.text() | st.text("corigenda:,=n 1-"),
        )
    )
)
def test_any_header_gives_signals(headers: list[tuple[str, str]]) -> None:
    assert list(header_reservations(headers)) == sorted(set(header_reservations(headers)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Möwe 鳥", "Möwe 鳥", id="harmless"),
        pytest.param("a\r\nb\x1b[31m\x85", r"a\r\nb\x1b[31m\x85", id="S17-control"),
        pytest.param("a\u202eb\u2028", r"a\u202eb\u2028", id="S17-bidi"),
        pytest.param("\ud800", r"\ud800", id="surrogate"),
        pytest.param("x" * 600, "x" * 499 + "…", id="long"),
    ],
)
def test_S17_safe_text(text: str, expected: str) -> None:
    assert safe_text(text) == expected


@given(st.text())
def test_S17_safe_text_is_idempotent_and_one_line(text: str) -> None:
    safe = safe_text(text)
    assert len(safe.splitlines()) <= 1
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e]", safe)
    if len(text) < 50:
        assert safe_text(safe) == safe


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("https://h.example/?a=1&b=2", "https://h.example/?a=1&b=2", id="harmless"),
        pytest.param("https://ann:pw@h.example/", "https://h.example/", id="userinfo"),
        pytest.param("/?TOKEN=abc&x=1", "/?TOKEN=[hidden]&x=1", id="token"),
        pytest.param("/?x=1;apikey=abc", "/?x=1;apikey=[hidden]", id="key"),
        pytest.param("/?si%67nature=abc", "/?si%67nature=[hidden]", id="encoded-name"),
        pytest.param("url='/?u=/a?token=b'", "url='/?u=/a?token=[hidden]", id="nested"),
        pytest.param("/?auth=a=b", "/?auth=[hidden]", id="value-with-equals"),
        pytest.param(
            "GET https://h.example/?key=a b", "GET https://h.example/?key=[hidden] b", id="text"
        ),
    ],
)
def test_S19_redacted_url(url: str, expected: str) -> None:
    assert redacted_url(url) == expected
