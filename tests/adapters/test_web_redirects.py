"""Redirect chains: how far, where to, and past which checks."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.harness.fault_server import FaultServer
from tests.harness.plans import LOOPBACK, failed, fetched
from tests.harness.replies import delayed, raw, redirect, respond


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as server:
        yield server


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_D01_D03_redirects_are_followed(server: FaultServer, status: int) -> None:
    server.script("/a", redirect("/b", status))
    server.script("/b", respond(200, b"x"))

    result = fetched(server.url("/a"))

    assert result.final_url == server.url("/b")
    assert [hop.status for hop in result.hops] == [status]


def test_D04_chain_keeps_every_hop(server: FaultServer) -> None:
    server.script("/a", redirect("/b", 301))
    server.script("/b", redirect("/c", 302))
    server.script("/c", respond(200, b"x"))

    result = fetched(server.url("/a"))

    assert [(hop.url, hop.status, hop.location) for hop in result.hops] == [
        (server.url("/a"), 301, "/b"),
        (server.url("/b"), 302, "/c"),
    ]


@pytest.mark.parametrize("status", [300, 304, 305, 306])
def test_other_3xx_are_not_followed(server: FaultServer, status: int) -> None:
    server.script("/a", redirect("/b", status))
    assert failed(server.url("/a")).code in {f"http_{status}", "unexpected_304"}
    assert server.requests("/b") == []


def test_D06_five_redirects_are_followed_and_a_sixth_is_not(server: FaultServer) -> None:
    for number in range(6):
        server.script(f"/{number}", redirect(f"/{number + 1}"))
    server.script("/6", respond(200, b"x"))

    assert fetched(server.url("/1")).final_url == server.url("/6")
    result = failed(server.url("/0"))

    assert (result.code, result.status, len(result.hops)) == ("redirect_loop", 302, 6)
    assert len(server.log) == 12


def test_D06_redirect_loop(server: FaultServer) -> None:
    server.script("/a", redirect("/a"))
    assert failed(server.url("/a")).code == "redirect_loop"
    assert len(server.log) == 6


@pytest.mark.parametrize(
    "location",
    [
        pytest.param(b"", id="D07-empty"),
        pytest.param(b"http://[::1", id="D07-unparseable"),
        pytest.param(b"http://", id="D07-no-host"),
        pytest.param(b"/a\tb", id="D07-control"),
        pytest.param(b"file:///etc/passwd", id="D08-file"),
        pytest.param(b"gopher://h.example/", id="D08-gopher"),
        pytest.param(b"data:text/plain,x", id="D08-data"),
        pytest.param(b"javascript:alert(1)", id="D08-javascript"),
    ],
)
def test_D07_D08_locations_that_are_refused(server: FaultServer, location: bytes) -> None:
    server.script(
        "/a", raw(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: %b\r\n\r\n" % location)
    )
    result = failed(server.url("/a"))
    assert result.code == "bad_redirect"
    assert len(server.log) == 1


def test_D07_location_missing(server: FaultServer) -> None:
    server.script("/a", respond(302))
    assert failed(server.url("/a")).code == "bad_redirect"


@pytest.mark.parametrize(
    ("location", "line"),
    [
        pytest.param(b"../c?q=%2f", "GET /c?q=%2f HTTP/1.1", id="relative"),
        pytest.param(b"/c#part", "GET /c HTTP/1.1", id="fragment"),
        pytest.param(b"/c%0d%0aX:%20y", "GET /c%0d%0aX:%20y HTTP/1.1", id="no-header-injected"),
        pytest.param("/é".encode(), "GET /%C3%A9 HTTP/1.1", id="utf-8"),
        pytest.param(b"/\xe9", "GET /%E9 HTTP/1.1", id="latin-1"),
    ],
)
def test_D07_locations_that_are_read(server: FaultServer, location: bytes, line: str) -> None:
    server.script(
        "/a/b", raw(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: %b\r\n\r\n" % location)
    )
    failed(server.url("/a/b"))
    assert server.log[1].line == line


def test_D12_robots_of_every_hop_are_obeyed(server: FaultServer) -> None:
    with FaultServer() as other:
        server.script("/a", redirect(other.url("/private/b")))
        other.script("/robots.txt", respond(200, b"User-agent: *\nDisallow: /private/"))

        result = failed(server.url("/a"))

    assert result.code == "robots_disallowed"
    assert result.detail == "robots.txt: Disallow: /private/"
    assert result.final_url == other.url("/private/b")
    assert [seen.path for seen in other.log] == ["/robots.txt"]


@pytest.mark.parametrize("target", ["http://10.0.0.5/", "http://169.254.169.254/", "http://[::1]/"])
def test_S04_redirects_pass_the_address_guard(server: FaultServer, target: str) -> None:
    server.script("/a", redirect(target))
    assert failed(server.url("/a"), obey_wildcard_robots=False).code == "blocked_address"


def test_S04_redirect_to_another_port_of_a_public_host(
    server: FaultServer,
) -> None:
    server.script("/a", redirect("http://93.184.216.34:22/"))
    result = failed(server.url("/a"), obey_wildcard_robots=False)
    assert result.code == "blocked_address"
    assert "port 22" in result.detail


def test_redirect_chain_shares_one_deadline(server: FaultServer) -> None:
    server.script("/a", delayed(0.2, redirect("/b")))
    server.script("/b", delayed(0.2, respond(200, b"x")))

    limits = replace(LOOPBACK, total_timeout_s=0.3)

    assert failed(server.url("/a"), limits).code == "deadline"
    assert fetched(server.url("/b"), limits).body == b"x"
