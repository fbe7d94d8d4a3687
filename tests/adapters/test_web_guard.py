"""The address guard: what is dialled is checked, whatever name or form it came by."""

import socket
from collections.abc import Iterator
from ipaddress import ip_network

import pytest

from tasks.web.fetch import FetchLimits
from tests.harness.fault_server import FaultServer
from tests.harness.plans import (
    LOOPBACK,
    PUBLIC_ADDRESS,
    PUBLIC_ONLY,
    USER_AGENT,
    failed,
    fetched,
    name_server,
    page_plan,
    run,
)
from tests.harness.replies import respond

REFUSED_WHEN_DIALLED = [
    "127.0.0.1",
    "127.1.2.3",
    "0.0.0.0",  # noqa: S104 -- dialled, not bound
    "10.0.0.5",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.0.192",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "240.0.0.1",
    "[::1]",
    "[::]",
    "[fe80::1]",
    "[fc00::1]",
    "[fec0::1]",
    "[ff02::1]",
    "[::ffff:127.0.0.1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::]",
    "127.0.0.1.",
    "127。0。0。1",
    "１２７.0.0.1",
]
REFUSED_AS_WRITTEN = ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0x7f.0.0.1", "127.0.0.01"]


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as server:
        server.script("/a", respond(200, b"x"))
        yield server


@pytest.mark.parametrize("host", REFUSED_WHEN_DIALLED)
def test_S01_S02_addresses_that_are_not_dialled(server: FaultServer, host: str) -> None:
    result = failed(server.url("/a", host), PUBLIC_ONLY, obey_wildcard_robots=False)
    assert result.code == "blocked_address"
    assert server.connections == 0


@pytest.mark.parametrize("host", REFUSED_AS_WRITTEN)
def test_S02_unusual_forms_are_no_urls(server: FaultServer, host: str) -> None:
    assert failed(server.url("/a", host), LOOPBACK).code == "bad_url"
    assert server.connections == 0


@pytest.mark.parametrize("host", ["localhost", "localhost.", "intranet.example"])
def test_S01_names_of_private_addresses(
    server: FaultServer, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    name_server(monkeypatch, {"localhost": ["127.0.0.1"], "intranet.example": ["127.0.0.1"]})
    result = failed(server.url("/a", host), PUBLIC_ONLY, obey_wildcard_robots=False)
    assert result.code == "blocked_address"


def test_S01_blocked_page_is_called_so_though_its_robots_failed_first(server: FaultServer) -> None:
    (result,) = run([page_plan(server.url("/a"))], PUBLIC_ONLY, robots={}).results
    assert getattr(result, "code", "") == "blocked_address"


@pytest.mark.parametrize("port", [22, 25, 6379, 9000])
def test_S01_ports_of_public_hosts(port: int) -> None:
    result = failed(f"http://{PUBLIC_ADDRESS}:{port}/", PUBLIC_ONLY)
    assert result.code == "blocked_address"
    assert f"port {port}" in result.detail


def test_allowed_network_needs_no_port_of_the_list(server: FaultServer) -> None:
    assert fetched(server.url("/a")).body == b"x"


def test_allowed_network_opens_no_other(server: FaultServer) -> None:
    limits = FetchLimits(user_agent=USER_AGENT, allow_networks=(ip_network("10.0.0.0/8"),))
    assert failed(server.url("/a"), limits).code == "blocked_address"


def test_S03_rebinding_is_caught_when_dialling(
    server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.5"]])

    def getaddrinfo(_: str, port: int, *__: object) -> list[tuple[object, ...]]:
        tcp = socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, ""
        return [(*tcp, (address, port)) for address in next(answers)]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    url = server.url("/a", "paper.example")

    assert fetched(url).body == b"x"
    assert failed(url).code == "blocked_address"


def test_S03_answers_that_mix_public_and_private(
    server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    name_server(monkeypatch, {"paper.example": ["127.0.0.1", "10.0.0.5", "::1"]})
    result = failed(server.url("/a", "paper.example"), PUBLIC_ONLY)
    assert result.code == "blocked_address"
    assert server.connections == 0
