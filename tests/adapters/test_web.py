"""One plan against a proper server: what goes out, what comes back."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tasks.web.fetch import Fetched, FetchFailed, Hop
from tests.harness.fake_clock import START
from tests.harness.fault_server import FaultServer
from tests.harness.plans import USER_AGENT, failed, feed_plan, fetched, page_plan, run
from tests.harness.replies import head, raw, redirect, respond


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as server:
        yield server


def test_fetch_returns_the_document_whole(server: FaultServer) -> None:
    headers = [("Content-Type", "text/html"), ("ETag", '"v1"')]
    server.script("/a", respond(200, b"<p>Ann</p>", headers, "Fine"))

    result = fetched(server.url("/a"))

    assert (result.status, result.reason, result.http_version) == (200, "Fine", "1.1")
    assert (result.body, result.raw_body) == (b"<p>Ann</p>", b"<p>Ann</p>")
    assert result.headers[:2] == (("content-type", "text/html"), ("etag", '"v1"'))
    assert (result.requested_url, result.final_url) == (server.url("/a"),) * 2
    assert (result.hops, result.received_at) == ((), START)
    assert result.elapsed > timedelta()


def test_fetch_keeps_the_order_of_the_plans(server: FaultServer) -> None:
    for path in ("/a", "/b", "/c"):
        server.script(path, respond(200, path.encode()))

    batch = run([page_plan(server.url(path), id=path) for path in ("/c", "/gone", "/a", "/b")])

    assert [result.plan_id for result in batch.results] == ["/c", "/gone", "/a", "/b"]
    assert [isinstance(result, Fetched) for result in batch.results] == [True, False, True, True]


def test_fetch_of_no_plans_is_an_empty_batch() -> None:
    assert run([]).results == ()


def test_A01_user_agent_is_the_same_on_every_request(server: FaultServer) -> None:
    server.script("/a", redirect("/b"))
    server.script("/b", respond(200, b"x"))

    run([page_plan(server.url("/a"))], robots={})

    assert [seen.path for seen in server.log] == ["/robots.txt", "/a", "/b"]
    assert {seen.header("User-Agent") for seen in server.log} == {USER_AGENT.encode()}


def test_A03_accept_encoding_lists_what_we_decode(server: FaultServer) -> None:
    failed(server.url("/a"))
    assert server.log[0].header("Accept-Encoding") == b"gzip, deflate, br, zstd"


def test_A02_accept_is_that_of_the_plan(server: FaultServer) -> None:
    accept = "application/atom+xml, application/rss+xml;q=0.9, */*;q=0.1"
    failed(server.url("/a"), accept=accept)
    assert server.log[0].header("Accept") == accept.encode()


def test_A04_cookies_are_never_sent_back(server: FaultServer) -> None:
    server.script("/a", respond(302, headers=[("Location", "/b"), ("Set-Cookie", "id=7; Path=/")]))
    server.script("/b", respond(200, b"x", [("Set-Cookie", "id=8")]))

    run([page_plan(server.url("/a")), page_plan(server.url("/b"))])

    assert len(server.log) == 3
    assert [seen.header("Cookie") for seen in server.log] == [None] * 3


def test_A05_A08_A12_only_the_headers_we_mean_to_send(server: FaultServer) -> None:
    server.script("/a", redirect("/b"))
    server.script("/b", respond(200, b"x"))

    fetched(server.url("/a"))

    names = {tuple(name for name, _ in seen.headers) for seen in server.log}
    assert names == {("Host", "User-Agent", "Accept", "Accept-Encoding")}


def test_A06_query_goes_out_byte_for_byte(server: FaultServer) -> None:
    failed(server.url("/x/../%7euser/?b=%7e&q=%2f&a=1&a=&c#part"))
    assert server.log[0].line == "GET /x/../%7euser/?b=%7e&q=%2f&a=1&a=&c HTTP/1.1"


def test_A07_one_request_per_plan(server: FaultServer) -> None:
    server.script("/a", respond(200, b"x"))
    fetched(server.url("/a"))
    assert [seen.line for seen in server.log] == ["GET /a HTTP/1.1"]


def test_A10_D10_credentials_and_validators_stay_at_home(server: FaultServer) -> None:
    with FaultServer() as other:
        server.script("/a", redirect(other.url("/b")))
        other.script("/b", respond(200, b"x"))

        plan = page_plan(
            server.url("/a"),
            authorization="Basic YW5uOnB3",
            etag='"v1"',
            validators_url=server.url("/a"),
        )
        run([plan], robots={})

        (asked,) = server.requests("/a")
        assert asked.header("Authorization") == b"Basic YW5uOnB3"
        assert asked.header("If-None-Match") == b'"v1"'
        for seen in other.log:
            assert seen.header("Authorization") is None
            assert seen.header("If-None-Match") is None
        assert "YW5uOnB3" not in repr(plan)


def test_A11_spaces_and_other_scripts_are_encoded(server: FaultServer) -> None:
    failed(server.url("/a b/é?q=ü"))
    assert server.log[0].line == "GET /a%20b/%C3%A9?q=%C3%BC HTTP/1.1"


@pytest.mark.parametrize("url", ["http://127.0.0.1/a\r\nX: y", "ftp://127.0.0.1/", "/feed", ""])
def test_A11_unusable_urls_are_not_sent(url: str) -> None:
    assert failed(url).code == "bad_url"


def test_B01_validators_go_back_byte_for_byte(server: FaultServer) -> None:
    etag, modified = 'W/"a,b é"', "yesterday"
    server.script("/a", respond(304, headers=[("ETag", etag)]))

    result = fetched(
        server.url("/a"), etag=etag, last_modified=modified, validators_url=server.url("/a")
    )

    assert (result.status, result.body) == (304, b"")
    assert server.log[0].header("If-None-Match") == etag.encode()
    assert server.log[0].header("If-Modified-Since") == modified.encode()


def test_B02_header_bytes_that_are_no_utf8(server: FaultServer) -> None:
    headers = [("ETag", '"caf\udce9"'), ("X-Town", "Orl\udce9ans"), ("X-Port", "Århus")]
    server.script("/a", respond(200, b"x", headers, reason="D\udce9j\udce0"))

    result = fetched(server.url("/a"))

    assert result.headers[:2] == (("x-town", "Orléans"), ("x-port", "Århus"))
    assert result.reason == "Déjà"
    assert "etag" not in dict(result.headers)


def test_B02_validator_that_is_no_utf8_is_not_sent_mutilated(server: FaultServer) -> None:
    failed(server.url("/a"), etag='"caf\udce9"', validators_url=server.url("/a"))
    assert server.log[0].header("If-None-Match") is None


def test_304_is_not_judged_by_type_or_length(server: FaultServer) -> None:
    headers = [("Content-Type", "application/pdf"), ("Content-Length", "99999999")]
    server.script("/a", raw(head(304, headers)))
    result = fetched(
        server.url("/a"), etag="e", validators_url=server.url("/a"), content_types=("text/html",)
    )
    assert result.status == 304


def test_B19_304_without_validators_is_an_error(server: FaultServer) -> None:
    server.script("/a", respond(304))
    assert failed(server.url("/a")).code == "unexpected_304"


def test_D01_validators_go_to_the_hop_that_issued_them(server: FaultServer) -> None:
    server.script("/old", redirect("/new", 301))
    server.script("/new", respond(304))

    result = fetched(server.url("/old"), etag='"n"', validators_url=server.url("/new"))

    assert result.hops == (Hop(url=server.url("/old"), status=301, location="/new"),)
    assert [seen.header("If-None-Match") for seen in server.log] == [None, b'"n"']


@pytest.mark.parametrize(
    ("status", "headers", "code"),
    [
        pytest.param(404, [], "http_404", id="D15"),
        pytest.param(410, [], "http_410", id="D13"),
        pytest.param(401, [], "http_401", id="D16-401"),
        pytest.param(403, [], "http_403", id="D16-403"),
        pytest.param(403, [("CF-Mitigated", "challenge")], "blocked_challenge", id="D17"),
        pytest.param(500, [], "http_500", id="D23-500"),
        pytest.param(520, [], "http_520", id="D23-520"),
        pytest.param(999, [], "http_999", id="D23-999"),
        pytest.param(200, [], "empty_body", id="D25-empty"),
        pytest.param(204, [], "empty_body", id="D25-204"),
        pytest.param(205, [], "empty_body", id="D25-205"),
        pytest.param(206, [], "http_206", id="D25-206"),
        pytest.param(451, [], "http_451", id="D28-451"),
        pytest.param(412, [], "http_412", id="B20"),
    ],
)
def test_D_statuses_that_bring_no_document(
    server: FaultServer, status: int, headers: list[tuple[str, str]], code: str
) -> None:
    server.script("/a", respond(status, headers=headers))
    result = failed(server.url("/a"))
    assert (result.code, result.status) == (code, status)


def test_D28_421_is_asked_once_more_on_a_new_connection(server: FaultServer) -> None:
    server.script("/a", respond(421), respond(200, b"x"))
    server.script("/b", respond(421))

    assert fetched(server.url("/a")).body == b"x"
    assert failed(server.url("/b")).code == "http_421"

    assert len({seen.connection for seen in server.requests("/a")}) == 2
    assert len(server.requests("/b")) == 2


def test_G18_other_content_types_are_closed_unread(server: FaultServer) -> None:
    server.script("/a", respond(200, b"%PDF" * 1000, [("Content-Type", "application/pdf")]))
    server.script("/b", respond(200, b"<p>", [("Content-Type", "Text/HTML; charset=utf-8")]))
    server.script("/c", respond(200, b"<p>"))
    kinds = ("text/html", "application/xhtml+xml")

    result = failed(server.url("/a"), content_types=kinds)

    assert (result.code, result.detail) == ("unsupported_type", "is application/pdf")
    assert fetched(server.url("/b"), content_types=kinds).body == b"<p>"
    assert fetched(server.url("/c"), content_types=kinds).body == b"<p>"


def test_unforeseen_error_costs_its_own_plan_only(server: FaultServer) -> None:
    server.script("/a", respond(200, b"x"))
    broken = page_plan(server.url("/a"), id="broken", limit_bytes="many")

    poisoned, sound = run([broken, feed_plan(server.url("/a"))]).results

    assert isinstance(poisoned, FetchFailed)
    assert (poisoned.plan_id, poisoned.code) == ("broken", "internal_error")
    assert isinstance(sound, Fetched)
