"""The gate: one request at a time to a domain, far enough apart, never into a pause."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from tasks.web.fetch import Fetched, FetchFailed, HostGate
from tests.harness.fake_clock import START, FakeClock
from tests.harness.fault_server import FaultServer
from tests.harness.plans import (
    LOOPBACK,
    PUBLIC_ADDRESS,
    feed_plan,
    name_server,
    page_plan,
    run,
)
from tests.harness.replies import delayed, redirect, respond

MINUTE = timedelta(minutes=1)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def server(clock: FakeClock) -> Iterator[FaultServer]:
    with FaultServer(now=clock.now) as server:
        server.script("/robots.txt", respond(200, b"User-agent: *\nAllow: /"))
        yield server


@pytest.fixture(autouse=True)
def _names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hosts that count as foreign, for one of their addresses is public; and an own one."""
    foreign = ["127.0.0.1", PUBLIC_ADDRESS]
    names = ["paper.com", "www.paper.com", "blogs.paper.com", "gazette.com"]
    blogs = ["ann.github.io", "bo.github.io"]
    name_server(monkeypatch, dict.fromkeys([*names, *blogs], foreign) | {"own.com": ["127.0.0.1"]})


def served(server: FaultServer) -> None:
    for number in range(10):
        server.script(f"/{number}", respond(200, b"x"))


def gaps(server: FaultServer) -> list[timedelta]:
    starts = [seen.at for seen in server.log if seen.at is not None]
    return [later - earlier for earlier, later in pairwise(starts)]


def test_G10_starts_on_a_domain_are_five_seconds_apart(
    server: FaultServer, clock: FakeClock
) -> None:
    served(server)
    hosts = ["paper.com", "www.paper.com", "blogs.paper.com"]
    plans = [page_plan(server.url(f"/{n}", hosts[n % 3]), id=str(n)) for n in range(10)]

    batch = run(plans, robots={}, clock=clock)

    assert all(isinstance(result, Fetched) for result in batch.results)
    assert len(server.log) == 13  # one robots.txt for each of three hosts
    assert min(gaps(server)) >= timedelta(seconds=5)
    assert server.most_in_flight == 1


def test_G10_own_hosts_are_asked_one_at_a_time_without_spacing(
    server: FaultServer, clock: FakeClock
) -> None:
    served(server)
    run([page_plan(server.url(f"/{n}", "own.com")) for n in range(9)], robots={}, clock=clock)

    assert clock.now() == START
    assert len(server.log) == 10
    assert server.most_in_flight == 1


def test_G10_the_gate_is_handed_on(server: FaultServer, clock: FakeClock) -> None:
    served(server)
    first = run([page_plan(server.url("/1", "paper.com"))], clock=clock)
    assert first.gate.not_before == {"paper.com": START + timedelta(seconds=5)}

    run([page_plan(server.url("/2", "paper.com"))], gate=first.gate, clock=clock)

    assert gaps(server) == [timedelta(seconds=5)]


@pytest.mark.parametrize(
    ("asked", "spacing_s"),
    [pytest.param("10", 10, id="G09-10"), pytest.param("3600", 300, id="G09-clamped")],
)
def test_G09_crawl_delay(server: FaultServer, clock: FakeClock, asked: str, spacing_s: int) -> None:
    served(server)
    server.script("/robots.txt", respond(200, f"User-agent: *\nCrawl-delay: {asked}".encode()))

    run([page_plan(server.url(f"/{n}", "paper.com")) for n in range(3)], robots={}, clock=clock)

    assert min(gaps(server)[1:]) == timedelta(seconds=spacing_s)


@pytest.mark.parametrize(
    ("header", "pause"),
    [
        pytest.param([("Retry-After", "3600")], 60 * MINUTE, id="D18"),
        pytest.param([], 10 * MINUTE, id="D20"),
        pytest.param([("Retry-After", "999999999")], timedelta(hours=24), id="D21-clamped"),
        pytest.param([("Retry-After", "abc")], 10 * MINUTE, id="D21-garbage"),
        pytest.param(
            [
                ("Date", "Tue, 03 Mar 2026 01:00:00 GMT"),
                ("Retry-After", "Tue, 03 Mar 2026 02:00:00 GMT"),
            ],
            60 * MINUTE,
            id="D19",
        ),
    ],
)
def test_D18_D19_D20_D21_429_closes_the_domain(
    server: FaultServer, clock: FakeClock, header: list[tuple[str, str]], pause: timedelta
) -> None:
    served(server)
    server.script("/0", respond(429, headers=header))
    hosts = ["paper.com", "www.paper.com", "gazette.com"]
    plans = [page_plan(server.url(f"/{n}", host), id=host) for n, host in enumerate(hosts)]

    batch = run(plans, replace(LOOPBACK, stage_budget_s=300), clock=clock)

    codes = [getattr(result, "code", "fetched") for result in batch.results]
    assert codes == ["http_429", "not_started", "fetched"]
    assert batch.gate.not_before["paper.com"] == START + pause


def test_D19_retry_after_is_told(server: FaultServer) -> None:
    server.script("/0", respond(503, headers=[("Retry-After", "120")]))
    (result,) = run([page_plan(server.url("/0", "paper.com"))]).results
    assert isinstance(result, FetchFailed)
    assert (result.code, result.retry_after) == ("http_503", timedelta(seconds=120))


def test_503_without_retry_after_closes_nothing(server: FaultServer, clock: FakeClock) -> None:
    server.script("/0", respond(503))
    batch = run([page_plan(server.url("/0", "paper.com"))], clock=clock)
    assert batch.gate.not_before == {"paper.com": START + timedelta(seconds=5)}


def test_G11_blogs_under_a_private_suffix_are_independent(
    server: FaultServer, clock: FakeClock
) -> None:
    served(server)
    server.script("/0", respond(429))

    batch = run(
        [
            page_plan(server.url("/0", "ann.github.io")),
            page_plan(server.url("/1", "bo.github.io")),
        ],
        clock=clock,
    )

    assert isinstance(batch.results[1], Fetched)
    assert sorted(batch.gate.not_before) == ["ann.github.io", "bo.github.io"]


def test_pause_beyond_the_budget_is_not_waited_for(server: FaultServer, clock: FakeClock) -> None:
    gate = HostGate(not_before={"paper.com": START + 11 * MINUTE})

    (result,) = run([page_plan(server.url("/1", "paper.com"))], gate=gate, clock=clock).results

    assert isinstance(result, FetchFailed)
    assert result.code == "not_started"
    assert (server.log, clock.now()) == ([], START)


def test_C21_what_does_not_fit_the_budget_is_left_out(
    server: FaultServer, clock: FakeClock
) -> None:
    served(server)
    limits = replace(LOOPBACK, stage_budget_s=12)

    results = run(
        [page_plan(server.url(f"/{n}", "paper.com")) for n in range(6)], limits, clock=clock
    ).results

    codes = [getattr(result, "code", "fetched") for result in results]
    assert codes == ["fetched"] * 3 + ["not_started"] * 3


def test_robots_beyond_the_budget_is_not_taken_for_a_refusal(
    server: FaultServer, clock: FakeClock
) -> None:
    gate = HostGate(not_before={"paper.com": START + 11 * MINUTE})

    batch = run([page_plan(server.url("/1", "paper.com"))], gate=gate, robots={}, clock=clock)

    assert getattr(batch.results[0], "code", "") == "not_started"
    assert batch.robots == {}


def test_G12_slow_host_delays_nobody(server: FaultServer) -> None:
    served(server)
    server.script("/slow", delayed(2, respond(200, b"x")))
    plans = [
        page_plan(server.url("/slow", "gazette.com")),
        *(page_plan(server.url(f"/{n}", "own.com")) for n in range(10)),
    ]

    slow, *fast = run(plans).results

    assert isinstance(slow, Fetched)
    assert slow.elapsed >= timedelta(seconds=2)
    assert all(isinstance(quick, Fetched) and quick.elapsed < slow.elapsed for quick in fast)


def test_E14_waiting_for_a_connection_costs_no_deadline(
    server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"paper{number}.example" for number in range(220)]
    name_server(monkeypatch, {name: ["127.0.0.1"] for name in names})
    server.script("/slow", delayed(2, respond(200, b"x")))
    limits = replace(LOOPBACK, total_timeout_s=3.8)

    results = run([page_plan(server.url("/slow", name)) for name in names], limits).results

    assert [result for result in results if isinstance(result, FetchFailed)] == []
    assert server.most_in_flight == 200


def test_redirect_into_a_foreign_domain_passes_its_gate(
    server: FaultServer, clock: FakeClock
) -> None:
    served(server)
    server.script("/0", redirect(server.url("/1", "gazette.com")))
    gate = HostGate(not_before={"gazette.com": START + MINUTE})

    batch = run([feed_plan(server.url("/0", "paper.com"))], robots={}, gate=gate, clock=clock)

    assert isinstance(batch.results[0], Fetched)
    asked = [(seen.path, seen.at) for seen in server.log]
    assert asked[2] == ("/robots.txt", START + MINUTE)
    assert asked[3] == ("/1", START + MINUTE + timedelta(seconds=5))
