"""Plans, limits and calls with harmless defaults: a test spells out what it is about."""

import socket
import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from ipaddress import ip_network
from typing import Any

import pytest

from tasks.adapters.web import fetch_all
from tasks.web.fetch import (
    FetchBatch,
    Fetched,
    FetchFailed,
    FetchLimits,
    FetchPlan,
    HostGate,
    RobotsPolicy,
)
from tests.harness.fake_clock import START, FakeClock

USER_AGENT = "Corrigenda/0 (+https://corrigenda.example; mailto:ann@corrigenda.example)"
LOOPBACK = FetchLimits(user_agent=USER_AGENT, allow_networks=(ip_network("127.0.0.1/32"),))
PUBLIC_ONLY = FetchLimits(user_agent=USER_AGENT)
PUBLIC_ADDRESS = "93.184.216.34"


def page_plan(url: str, **changes: Any) -> FetchPlan:  # noqa: ANN401 -- any field of the plan
    plan = FetchPlan(id="page", url=url, accept="*/*", limit_bytes=1_000_000)
    return replace(plan, **changes)


def feed_plan(url: str, **changes: Any) -> FetchPlan:  # noqa: ANN401 -- any field of the plan
    return page_plan(url, **{"id": "feed", "obey_wildcard_robots": False} | changes)


def no_robots(url: str) -> dict[str, RobotsPolicy]:
    """Policies that allow everything at the origin of *url*."""
    origin = "/".join(url.split("/", 3)[:3])
    return {origin: RobotsPolicy(origin=origin, status="allowed", fetched_at=START)}


def run(
    plans: Sequence[FetchPlan],
    limits: FetchLimits = LOOPBACK,
    *,
    gate: HostGate | None = None,
    robots: Mapping[str, RobotsPolicy] | None = None,
    clock: FakeClock | None = None,
) -> FetchBatch:
    """Fetch; unless told otherwise, robots.txt of every origin of the plans allows all."""
    if robots is None:
        robots = {key: value for plan in plans for key, value in no_robots(plan.url).items()}
    return fetch_all(plans, limits, gate or HostGate(), robots, clock=clock or FakeClock())


def fetched(url: str, limits: FetchLimits = LOOPBACK, **changes: Any) -> Fetched:  # noqa: ANN401 -- as above
    (result,) = run([page_plan(url, **changes)], limits).results
    assert isinstance(result, Fetched), result
    return result


def failed(url: str, limits: FetchLimits = LOOPBACK, **changes: Any) -> FetchFailed:  # noqa: ANN401 -- as above
    (result,) = run([page_plan(url, **changes)], limits).results
    assert isinstance(result, FetchFailed), result
    return result


def name_server(
    patch: pytest.MonkeyPatch,
    addresses_by_name: Mapping[str, Sequence[str]],
    *,
    slow_s: float = 0,
) -> None:
    """Let names resolve as given; of any other we hear after *slow_s* that there is none."""
    never = threading.Event()

    def getaddrinfo(host: str, port: int, *_: object, **__: object) -> list[tuple[Any, ...]]:
        if host not in addresses_by_name:
            never.wait(slow_s)
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [
            (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (address, port))
            for address in addresses_by_name[host]
        ]

    patch.setattr(socket, "getaddrinfo", getaddrinfo)
