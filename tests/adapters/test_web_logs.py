"""What the logs say of a call: one line a hop, one a plan, and nothing secret or unsafe."""

import logging
from collections.abc import Iterator

import pytest

from tests.harness.fault_server import FaultServer
from tests.harness.plans import failed, page_plan, run
from tests.harness.replies import raw, redirect, respond


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as server:
        yield server


def test_D12_one_line_for_each_hop_and_one_for_the_plan(
    server: FaultServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "tasks")
    server.script("/a", redirect("/b"))
    server.script("/b", respond(200, b"x"))

    run([page_plan(server.url("/a")), page_plan(server.url("/gone"))])

    assert sorted(record.getMessage() for record in caplog.records) == [
        f"asked plan=page url={server.url('/a')} status=302",
        f"asked plan=page url={server.url('/b')} status=200",
        f"asked plan=page url={server.url('/gone')} status=404",
        "fetched plan=page bytes=1",
        "not_fetched plan=page code=http_404",
    ]


def test_S17_S19_logs_and_details_hold_no_secret_and_no_control_character(
    server: FaultServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "tasks")
    server.script("/a?token=hush", raw(b"HTTP/1.1 200 \x1b[31mred\r\nContent-Length: x\r\n\r\n"))
    server.script("/b?token=hush", respond(500, reason="\x1b[31mred"))
    authorization = "Basic aHVzaDpodXNo"

    first = failed(server.url("/a?token=hush"), authorization=authorization, id="a\nb")
    second = failed(server.url("/b?token=hush"), authorization=authorization, id="a\nb")

    for text in (caplog.text.replace("\n", ""), first.detail, second.detail):
        assert "hush" not in text
        assert "aHVzaD" not in text
        assert text.isprintable()


def test_S19_crash_is_logged_with_its_type(
    server: FaultServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.script("/a", respond(200, b"x"))
    result = failed(server.url("/a"), limit_bytes="many")
    assert result.code == "internal_error"
    assert result.detail.startswith("TypeError: ")
    assert "fetch_crashed plan=page" in caplog.text
