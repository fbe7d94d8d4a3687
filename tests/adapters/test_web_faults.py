"""Bodies and transport: codings, bombs, cuts, slowness, and what each is called."""

import gzip
import socket
import tracemalloc
import zlib
from collections.abc import Iterator
from dataclasses import replace
from ipaddress import ip_network

import brotli  # type: ignore[import-untyped]  # ships no types
import pytest
from backports import zstd

from tasks.web.fetch import Fetched
from tests.harness.fault_server import FaultServer
from tests.harness.plans import (
    LOOPBACK,
    failed,
    feed_plan,
    fetched,
    name_server,
    page_plan,
    run,
)
from tests.harness.replies import (
    Reply,
    chunked,
    close,
    endless,
    head,
    raw,
    reset,
    respond,
    silence,
    until_close,
)

BODY = b"".join(b"<p>Line %d of the harbour report.</p>" % number for number in range(2_000))
QUICK = replace(LOOPBACK, connect_timeout_s=0.8, read_timeout_s=0.8, total_timeout_s=1.6)


def raw_deflate(body: bytes) -> bytes:
    encoder = zlib.compressobj(wbits=-15)
    return encoder.compress(body) + encoder.flush()


ENCODED = {
    "E01-gzip": ("gzip", gzip.compress(BODY)),
    "E02-zlib": ("deflate", zlib.compress(BODY)),
    "E02-raw": ("deflate", raw_deflate(BODY)),
    "E03-br": ("br", brotli.compress(BODY)),
    "E04-zstd": ("zstd", zstd.compress(BODY)),
}


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as server:
        yield server


@pytest.mark.parametrize(("coding", "encoded"), ENCODED.values(), ids=ENCODED)
def test_E01_E02_E03_E04_E05_codings_are_removed(
    server: FaultServer, coding: str, encoded: bytes
) -> None:
    server.script("/a", respond(200, encoded, [("Content-Encoding", coding)]))
    result = fetched(server.url("/a"))
    assert result.body == BODY
    assert result.raw_body == encoded


def test_E06_codings_of_two_header_lines_are_both_removed(server: FaultServer) -> None:
    twice = gzip.compress(gzip.compress(BODY))
    server.script("/a", respond(200, twice, [("Content-Encoding", "gzip")] * 2))
    assert fetched(server.url("/a")).body == BODY


@pytest.mark.parametrize("coding", ["gzip, gzip, gzip", "foo"])
def test_E06_unreadable_codings(server: FaultServer, coding: str) -> None:
    server.script("/a", respond(200, BODY, [("Content-Encoding", coding)]))
    assert failed(server.url("/a")).code == "bad_encoding"


def test_E07_gzip_without_a_coding_is_recognised(server: FaultServer) -> None:
    server.script("/feed.xml.gz", respond(200, gzip.compress(BODY)))
    assert fetched(server.url("/feed.xml.gz")).body == BODY


@pytest.mark.parametrize(("coding", "encoded"), ENCODED.values(), ids=ENCODED)
def test_E10_coding_cut_short_without_content_length(
    server: FaultServer, coding: str, encoded: bytes
) -> None:
    server.script("/a", until_close(encoded[:-5], [("Content-Encoding", coding)]))
    assert failed(server.url("/a")).code == "truncated"


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(raw(head(200, [("Content-Length", "9")]) + b"half"), id="content-length"),
        pytest.param(chunked(b"half", ending=b"5\r\nab"), id="chunked"),
        pytest.param(reset(head(200, [("Content-Length", "9")]) + b"half"), id="reset"),
    ],
)
def test_E11_body_cut_in_transfer(server: FaultServer, reply: Reply) -> None:
    server.script("/a", reply)
    assert failed(server.url("/a")).code == "truncated"


def test_E11_chunked_body_is_read(server: FaultServer) -> None:
    server.script("/a", chunked(b"one ", b"two", ending=b"0\r\n\r\n"))
    assert fetched(server.url("/a")).body == b"one two"


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(endless(head(200, [("Content-Length", "999")]), b"x", 0.05), id="body"),
        pytest.param(endless(b"HTTP/1.1 200 OK\r\n", b"A: b\r\n", 0.05), id="headers"),
        pytest.param(endless(b"", head(102), 0.01), id="D27-102"),
    ],
)
def test_E13_D27_slow_answers_end_at_the_total_deadline(server: FaultServer, reply: Reply) -> None:
    server.script("/a", reply)
    assert failed(server.url("/a"), QUICK).code == "deadline"


def test_D27_early_hints_then_the_document(server: FaultServer) -> None:
    server.script("/a", raw(head(103) + head(200, [("Content-Length", "1")]) + b"x"))
    assert fetched(server.url("/a")).body == b"x"


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        pytest.param(silence, "read_timeout", id="silence"),
        pytest.param(close, "connection_closed", id="close"),
        pytest.param(reset(), "connect_reset", id="reset"),
        pytest.param(reset(b"HTTP/1.1 2"), "connect_reset", id="reset-in-status-line"),
    ],
)
def test_E14_accepted_and_dropped(server: FaultServer, reply: Reply, code: str) -> None:
    server.script("/a", reply)
    assert failed(server.url("/a"), QUICK).code == code
    assert len(server.log) <= 2


def test_E14_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    assert failed(f"http://127.0.0.1:{port}/").code == "connect_refused"


def test_E14_blackhole() -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        port = full.getsockname()[1]
        waiting = [socket.socket() for _ in range(3)]
        for caller in waiting:
            caller.setblocking(False)  # noqa: FBT003 -- the name of the parameter is nowhere
            caller.connect_ex(("127.0.0.1", port))
        assert failed(f"http://127.0.0.1:{port}/", QUICK).code == "connect_timeout"
        for caller in waiting:
            caller.close()


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        pytest.param(endless(head(200), b"x" * 65_536), "too_big", id="body"),
        pytest.param(
            endless(head(200, [("Transfer-Encoding", "chunked")]), b"3\r\nabc\r\n" * 9_999),
            "too_big",
            id="chunks",
        ),
        pytest.param(endless(b"HTTP/1.1 200 OK\r\n", b"A: b\r\n" * 99), "bad_response", id="heads"),
        pytest.param(
            endless(b"HTTP/1.1 200 OK\r\nA: ", b"x" * 65_536), "bad_response", id="header"
        ),
        pytest.param(endless(b"HTTP/1.1 200 ", b"x" * 65_536), "bad_response", id="status-line"),
    ],
)
def test_E15_S06_endless_answers_take_bounded_memory(
    server: FaultServer, reply: Reply, code: str
) -> None:
    server.script("/a", reply)
    result = failed(server.url("/a"))
    assert result.code == code


def test_E16_content_length_above_the_cap_is_not_read(server: FaultServer) -> None:
    server.script("/a", raw(head(200, [("Content-Length", "17000000")])))
    result = failed(server.url("/a"))
    assert (result.code, result.detail) == ("too_big", "is 17000000 bytes")


@pytest.mark.parametrize(
    ("coding", "bomb"),
    [
        pytest.param("gzip", gzip.compress(bytes(2**26), 9), id="gzip"),
        pytest.param("gzip, gzip", gzip.compress(gzip.compress(bytes(2**26))), id="gzip-gzip"),
        pytest.param("br", brotli.compress(bytes(2**26), quality=5), id="br"),
        pytest.param("zstd", zstd.compress(bytes(2**26)), id="zstd"),
        pytest.param("deflate", zlib.compress(bytes(2**26)), id="deflate"),
    ],
)
def test_E08_S05_bombs_end_at_the_cap(server: FaultServer, coding: str, bomb: bytes) -> None:
    server.script("/a", respond(200, bomb, [("Content-Encoding", coding)]))
    tracemalloc.start()
    try:
        code = failed(server.url("/a")).code
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert code == "too_big"
    assert peak < 20_000_000


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        pytest.param(raw(b"hello\r\n\r\n"), "bad_response", id="http-0.9"),
        pytest.param(
            raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx"),
            "bad_response",
            id="two-lengths",
        ),
        pytest.param(
            raw(b"HTTP/1.1 200 OK\r\nA\x01b: c\r\nContent-Length: 1\r\n\r\nx"),
            "bad_response",
            id="header-name",
        ),
    ],
)
def test_E25_garbage(server: FaultServer, reply: Reply, code: str) -> None:
    server.script("/a", reply)
    assert failed(server.url("/a")).code == code


def test_E25_http_1_0_is_read_to_its_end(server: FaultServer) -> None:
    server.script("/a", raw(b"HTTP/1.0 200 OK\r\n\r\nold but fine"))
    result = fetched(server.url("/a"))
    assert (result.http_version, result.body) == ("1.0", b"old but fine")


def test_E26_get_is_repeated_once_when_the_connection_closes(server: FaultServer) -> None:
    server.script("/a", close, respond(200, b"x"))
    assert fetched(server.url("/a")).body == b"x"
    assert len(server.log) == 2


def test_B21_long_validators(server: FaultServer) -> None:
    server.script("/a", respond(200, b"x", [("ETag", '"' + "e" * 9_000 + '"')]))
    server.script("/b", respond(200, b"x", [("ETag", '"' + "e" * 200_000 + '"')]))

    assert fetched(server.url("/a")).body == b"x"
    assert failed(server.url("/b")).code == "bad_response"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        pytest.param(socket.EAI_NONAME, "dns_nxdomain", id="nxdomain"),
        pytest.param(socket.EAI_AGAIN, "dns_failure", id="servfail"),
    ],
)
def test_E23_names_that_do_not_resolve(
    monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def getaddrinfo(*_: object, **__: object) -> None:
        raise socket.gaierror(number, "no")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    assert failed("http://paper.example/").code == code


def test_E23_slow_names_do_not_delay_a_healthy_host(
    server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    name_server(monkeypatch, {"paper.example": ["127.0.0.1"]}, slow_s=2)
    server.script("/a", respond(200, b"x"))
    slow = [feed_plan(f"http://slow{number}.example/") for number in range(40)]
    plans = [*slow, page_plan(server.url("/a", "paper.example"))]

    *unknown, healthy = run(plans, QUICK).results

    assert {getattr(result, "code", "") for result in unknown} == {"dns_timeout"}
    assert isinstance(healthy, Fetched)


@pytest.mark.parametrize(
    "network", [pytest.param("127.0.0.0/8", id="refused"), pytest.param("127.0.0.1", id="blocked")]
)
def test_E24_dead_first_addresses_are_passed_over(
    server: FaultServer, monkeypatch: pytest.MonkeyPatch, network: str
) -> None:
    name_server(monkeypatch, {"paper.example": ["127.0.0.9", "127.0.0.8", "127.0.0.1"]})
    server.script("/a", respond(200, b"x"))
    limits = replace(LOOPBACK, allow_networks=(ip_network(network),))
    assert fetched(server.url("/a", "paper.example"), limits).body == b"x"


def test_batch_reads_no_more_bytes_than_it_may_hold(server: FaultServer) -> None:
    server.script("/big", respond(200, bytes(16 * 2**20)))
    server.script("/a", respond(200, b"x"))
    big = [page_plan(server.url("/big"), id=str(n), limit_bytes=2**24) for n in range(17)]

    results = run([*big, page_plan(server.url("/a"))]).results

    codes = [getattr(result, "code", "fetched") for result in results]
    assert codes == ["fetched"] * 16 + ["not_started"] * 2
