"""URLs on the wire, origins and domains."""

import contextlib
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tasks.errors import InputError
from tasks.web.urls import host_of, origin_of, registrable_domain, wire_url

HOSTS = ["paper.example", "PAPER.example.", "bücher.example", "10.0.0.1", "[2001:DB8::1]", "a_b.co"]
URLS = st.builds(
    "{}://{}{}{}/{}".format,
    st.sampled_from(["http", "https", "HTTP", "ftp"]),
    st.sampled_from(["", "ann@", "ann:p%40w@"]),
    st.sampled_from(HOSTS) | st.text("a1.-:[]%日", max_size=12),
    st.sampled_from(["", ":80", ":443", ":8080", ":0", ":99999", ":x", ":"]),
    st.text(max_size=30) | st.text("/?#%é&=.~ 7e", max_size=30),
)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("http://paper.example", "http://paper.example/", id="empty-path"),
        pytest.param("HTTP://Paper.Example/A", "http://paper.example/A", id="case"),
        pytest.param("http://paper.example?q=1", "http://paper.example/?q=1", id="query-only"),
        pytest.param("http://paper.example/?", "http://paper.example/?", id="empty-query"),
        pytest.param("https://paper.example:443/", "https://paper.example/", id="default-port"),
        pytest.param("http://paper.example:443/", "http://paper.example:443/", id="other-port"),
        pytest.param("http://paper.example:/", "http://paper.example/", id="empty-port"),
        pytest.param("http://paper.example:0080/", "http://paper.example/", id="zeros-in-port"),
        pytest.param("http://a:b@paper.example/", "http://paper.example/", id="userinfo"),
        pytest.param("http://a@b@paper.example/", "http://paper.example/", id="two-ats"),
        pytest.param("http://paper.example./", "http://paper.example/", id="trailing-dot"),
        pytest.param(" http://paper.example/ ", "http://paper.example/", id="outer-spaces"),
        pytest.param("http://paper.example/a b", "http://paper.example/a%20b", id="space"),
        pytest.param("http://paper.example/é", "http://paper.example/%C3%A9", id="non-ascii"),
        pytest.param("http://paper.example/a#b#c", "http://paper.example/a", id="fragment"),
        pytest.param(
            "http://paper.example/../%7e/?b=%7e&q=%2f&a",
            "http://paper.example/../%7e/?b=%7e&q=%2f&a",
            id="A06-nothing-decoded",
        ),
        pytest.param("http://faß.example/", "http://xn--fa-hia.example/", id="A11-idna-2008"),
        pytest.param("http://日本.example/", "http://xn--wgv71a.example/", id="A11-idn"),
        pytest.param("http://１２７.0.0.1/", "http://127.0.0.1/", id="S02-full-width"),
        pytest.param("http://a_b.example/", "http://a_b.example/", id="underscore"),
        pytest.param("http://[2001:DB8:0::1]:8080/", "http://[2001:db8::1]:8080/", id="ipv6"),
    ],
)
def test_wire_url(url: str, expected: str) -> None:
    assert wire_url(url) == expected
    assert wire_url(expected) == expected


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("", id="empty"),
        pytest.param("/feed", id="relative"),
        pytest.param("//paper.example/", id="no-scheme"),
        pytest.param("ftp://paper.example/", id="ftp"),
        pytest.param("file:///etc/passwd", id="file"),
        pytest.param("javascript:alert(1)", id="F16-javascript"),
        pytest.param("http:///", id="F16-no-host"),
        pytest.param("http://ann@/", id="only-userinfo"),
        pytest.param("http://a..b/", id="empty-label"),
        pytest.param("http://paper.example../", id="two-dots"),
        pytest.param("http://a%41.example/", id="encoded-host"),
        pytest.param("http://a b.example/", id="space-in-host"),
        pytest.param("http://paper.example\\@evil.example/", id="backslash"),
        pytest.param("http://paper.example:0/", id="port-zero"),
        pytest.param("http://paper.example:65536/", id="port-too-large"),
        pytest.param("http://paper.example:8²/", id="port-not-ascii"),
        pytest.param("http://paper.example:x/", id="port-letters"),
        pytest.param("http://[::1/", id="open-bracket"),
        pytest.param("http://[fe80::1%25eth0]/", id="zone"),
        pytest.param("http://[::1]x/", id="after-bracket"),
        pytest.param("http://[1.2.3.4]/", id="ipv4-in-brackets"),
        pytest.param("http://paper.example/\r\nX: y", id="A11-crlf"),
        pytest.param("http://paper.example/\t", id="A11-tab"),
        pytest.param("http://paper.example/\0", id="A11-nul"),
        pytest.param("http://paper.example/\x85", id="A11-c1"),
        pytest.param("http://paper.example/\ud800", id="surrogate"),
        pytest.param("http://2130706433/", id="S02-decimal"),
        pytest.param("http://0x7f.1/", id="S02-hex"),
        pytest.param("http://0x7f.0x/", id="S02-empty-hex"),
        pytest.param("http://0177.0.0.1/", id="S02-octal"),
        pytest.param("http://127.1/", id="S02-short"),
        pytest.param("http://127.0.0.256/", id="S02-too-large"),
        pytest.param(f"http://paper.example/{'a' * 2_048}", id="F16-too-long"),
        pytest.param(f"http://{'a.' * 127}example/", id="host-too-long"),
        pytest.param(f"http://{'é.' * 300}example/", id="idn-too-long"),
        pytest.param("http://\u200d.example/", id="idna-refuses"),
    ],
)
def test_wire_url_refuses(url: str) -> None:
    with pytest.raises(InputError) as caught:
        wire_url(url)
    assert re.fullmatch(r"[ -~]*", caught.value.subject)


@given(URLS | st.text())
@example("http://0:/")
@example("http://[::1%]/")
def test_wire_url_is_idempotent_printable_and_raises_nothing_else(url: str) -> None:
    with contextlib.suppress(InputError):
        sent = wire_url(url)
        assert re.fullmatch(r"https?://[!-~]+/[!-~]*", sent)
        assert "#" not in sent
        assert wire_url(sent) == sent


@pytest.mark.parametrize(
    ("url", "origin", "host"),
    [
        ("HTTPS://Paper.example:443/a?b", "https://paper.example", "paper.example"),
        ("http://paper.example:8080", "http://paper.example:8080", "paper.example"),
        ("http://[::1]:81/a", "http://[::1]:81", "::1"),
    ],
)
def test_origin_and_host(url: str, origin: str, host: str) -> None:
    assert origin_of(url) == origin
    assert origin_of(origin) == origin
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        pytest.param("news.paper.co.uk", "paper.co.uk", id="public-suffix"),
        pytest.param("A.B.paper.com.", "paper.com", id="case-and-dot"),
        pytest.param("ann.github.io", "ann.github.io", id="G11-private-suffix"),
        pytest.param("x.ann.github.io", "ann.github.io", id="below-private-suffix"),
        pytest.param("github.io", "github.io", id="suffix-itself"),
        pytest.param("a.paper.example", "a.paper.example", id="unknown-suffix"),
        pytest.param("localhost", "localhost", id="single-label"),
        pytest.param("127.0.0.1", "127.0.0.1", id="ipv4"),
        pytest.param("2001:db8::1", "2001:db8::1", id="ipv6"),
    ],
)
def test_registrable_domain(host: str, domain: str) -> None:
    assert registrable_domain(host) == domain


@given(st.text(max_size=40) | st.text("abc.-:[]", max_size=20))
def test_registrable_domain_is_idempotent(host: str) -> None:
    domain = registrable_domain(host)
    assert registrable_domain(domain) == domain
