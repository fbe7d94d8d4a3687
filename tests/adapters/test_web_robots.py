"""robots.txt: asked for once, obeyed on every hop, kept for the next call."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from tasks.web.fetch import Fetched, FetchFailed, FetchPlan, RobotsPolicy
from tests.harness.fake_clock import START, FakeClock
from tests.harness.fault_server import FaultServer
from tests.harness.plans import LOOPBACK, feed_plan, page_plan, run
from tests.harness.replies import Reply, close, redirect, respond, silence

QUICK = replace(LOOPBACK, read_timeout_s=0.3, total_timeout_s=0.6)
OURS = b"User-agent: Corrigenda\nDisallow: /news/\n"
ALL = b"User-agent: *\nDisallow: /news/\n"


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as server:
        server.script("/news/1", respond(200, b"x"))
        yield server


def code(plan: FetchPlan, robots: dict[str, RobotsPolicy] | None = None) -> str:
    (result,) = run([plan], QUICK, robots=robots or {}).results
    return result.code if isinstance(result, FetchFailed) else "fetched"


@pytest.mark.parametrize(
    ("text", "page", "feed"),
    [
        pytest.param(OURS, "robots_disallowed", "robots_disallowed", id="ours"),
        pytest.param(ALL, "robots_disallowed", "fetched", id="everyone"),
        pytest.param(b"", "fetched", "fetched", id="empty"),
    ],
)
def test_G01_feeds_obey_only_what_names_us(
    server: FaultServer, text: bytes, page: str, feed: str
) -> None:
    server.script("/robots.txt", respond(200, text))
    assert code(page_plan(server.url("/news/1"))) == page
    assert code(feed_plan(server.url("/news/1"))) == feed


def test_G01_verdict_names_the_rule(server: FaultServer) -> None:
    server.script("/robots.txt", respond(200, ALL + b"Disallow: /news\n"))
    (result,) = run([page_plan(server.url("/news/1"))], robots={}).results
    assert isinstance(result, FetchFailed)
    assert result.detail == "robots.txt: Disallow: /news/"
    assert server.requests("/news/1") == []


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_G02_unavailable_robots_allow_everything(server: FaultServer, status: int) -> None:
    server.script("/robots.txt", respond(status))
    assert code(page_plan(server.url("/news/1"))) == "fetched"


@pytest.mark.parametrize(
    ("reply", "page"),
    [
        pytest.param(respond(500), "http_500", id="500"),
        pytest.param(respond(503), "http_503", id="503"),
        pytest.param(respond(429), "http_429", id="G04-429"),
        pytest.param(silence, "read_timeout", id="timeout"),
        pytest.param(close, "connection_closed", id="closed"),
    ],
)
def test_G03_G04_unreachable_robots_close_pages_not_feeds(
    server: FaultServer, reply: Reply, page: str
) -> None:
    server.script("/robots.txt", reply)
    assert code(page_plan(server.url("/news/1"))) == page
    assert server.requests("/news/1") == []
    if page != "http_429":  # that closes the domain for feeds as well
        assert code(feed_plan(server.url("/news/1"))) == "fetched"


def test_G03_last_good_copy_is_obeyed(server: FaultServer) -> None:
    server.script("/robots.txt", respond(500))
    server.script("/free", respond(200, b"x"))
    origin = server.url("")
    good = RobotsPolicy(
        origin=origin,
        status="ok",
        text=ALL.decode(),
        fetched_at=START - timedelta(days=3),
        good_at=START - timedelta(days=3),
    )

    assert code(page_plan(server.url("/free")), {origin: good}) == "fetched"
    assert code(page_plan(server.url("/news/1")), {origin: good}) == "robots_disallowed"
    old = replace(good, good_at=START - timedelta(days=31))
    assert code(page_plan(server.url("/free")), {origin: old}) == "http_500"


@pytest.mark.parametrize(("redirects", "expected"), [(5, "robots_disallowed"), (6, "fetched")])
def test_G05_robots_behind_redirects(server: FaultServer, redirects: int, expected: str) -> None:
    with FaultServer() as other:
        server.script("/robots.txt", redirect(other.url("/1")))
        for number in range(1, redirects):
            other.script(f"/{number}", redirect(f"/{number + 1}"))
        other.script(f"/{redirects}", respond(200, ALL))
        assert code(page_plan(server.url("/news/1"))) == expected


def test_G06_G16_robots_are_asked_for_once_a_day(server: FaultServer) -> None:
    server.script("/robots.txt", respond(200, b"User-agent: *", [("ETag", '"r1"')]), respond(304))
    clock = FakeClock()
    plans = [page_plan(server.url("/news/1"), id=str(number)) for number in range(20)]

    first = run(plans, robots={}, clock=clock)
    assert len(server.requests("/robots.txt")) == 1
    assert list(first.robots) == [server.url("")]

    second = run(plans, robots=first.robots, clock=clock)
    assert second.robots == {}
    assert len(server.requests("/robots.txt")) == 1

    clock.advance(timedelta(hours=25))
    third = run(plans, robots=first.robots, clock=clock)
    assert all(isinstance(result, Fetched) for result in third.results)
    asked = server.requests("/robots.txt")
    assert [seen.header("If-None-Match") for seen in asked] == [None, b'"r1"']
    assert third.robots[server.url("")].good_at == clock.now()


def test_G07_the_first_500_kib_count(server: FaultServer) -> None:
    padding = b"# harbour\n" * 52_000
    server.script("/robots.txt", respond(200, ALL + padding))
    assert code(page_plan(server.url("/news/1"))) == "robots_disallowed"
    server.script("/robots.txt", respond(200, padding + ALL))
    assert code(page_plan(server.url("/news/1"))) == "fetched"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(b"\xef\xbb\xbf" + ALL, "robots_disallowed", id="bom"),
        pytest.param(ALL.replace(b"\n", b"\r"), "robots_disallowed", id="cr"),
        pytest.param(b"<html><p>User-agent: me</p></html>", "fetched", id="html"),
        pytest.param(ALL.decode().encode("utf-16"), "fetched", id="utf-16"),
    ],
)
def test_G07_odd_robots(server: FaultServer, body: bytes, expected: str) -> None:
    server.script("/robots.txt", respond(200, body))
    assert code(page_plan(server.url("/news/1"))) == expected
