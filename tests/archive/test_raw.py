from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from tasks.archive.raw import Capture, read_capture, segment
from tasks.errors import StoreError
from tests.versions.stories import NOW, URL

KEY = "raw/2026/11/20/14/01kajv0000000000000000aaaa-007.warc.gz"
CAPTURE = Capture(
    url=URL,
    status=200,
    reason="OK",
    http_version="1.1",
    headers=(("content-type", "text/html; charset=utf-8"), ("transfer-encoding", "chunked")),
    payload=b"<p>The footbridge is open.</p>",
    received_at=NOW,
    metadata={"entry": {"title": "Footbridge reopens"}, "hops": []},
)


def test_segment_points_to_each_page() -> None:
    other = replace(CAPTURE, url=f"{URL}-again", payload=b"\x1f\x8b not gzip \x00\r\n\r\nWARC/1.1")
    body, pointers = segment([CAPTURE, other], key=KEY, now=NOW)
    found = []
    for pointer in pointers:
        assert pointer is not None
        member = body[pointer.offset : pointer.offset + pointer.length]
        found.append(read_capture(member, key=KEY)[1])
    assert found == [CAPTURE.payload, other.payload]


def test_segment_leaves_reserved_pages_out() -> None:
    reserved = replace(CAPTURE, reserved=True, payload=b"<p>secret</p>")
    body, pointers = segment([reserved, CAPTURE], key=KEY, now=NOW)
    kinds = [record.rec_type for record in ArchiveIterator(BytesIO(body))]
    assert pointers[0] is None
    assert kinds == ["warcinfo", "response", "metadata"]


def test_segment_is_warc_with_headers_digest_and_entry() -> None:
    body, pointers = segment([CAPTURE], key=KEY, now=NOW)
    records = [
        (record.rec_headers, record.http_headers, record.raw_stream.read())
        for record in ArchiveIterator(BytesIO(body), check_digests="raise")
    ]
    _, (response, http, payload), (metadata, _, entry) = records
    assert response.get_header("WARC-Date") == "2026-11-20T14:05:11.402917Z"
    assert response.get_header("WARC-Target-URI") == URL
    assert http.get_header("content-type") == "text/html; charset=utf-8"
    assert http.get_header("transfer-encoding") is None
    assert payload == CAPTURE.payload
    assert metadata.get_header("WARC-Refers-To") == response.get_header("WARC-Record-ID")
    assert entry == b'{"entry":{"title":"Footbridge reopens"},"hops":[]}'
    assert pointers[0] is not None
    assert f"<{pointers[0].record_id}>" == response.get_header("WARC-Record-ID")


def test_segment_of_one_batch_is_always_the_same() -> None:
    once, again = (segment([CAPTURE], key=KEY, now=NOW) for _ in range(2))
    assert once == again


@given(st.binary(max_size=300))
def test_segment_keeps_any_payload(payload: bytes) -> None:
    body, (pointer,) = segment([replace(CAPTURE, payload=payload)], key=KEY, now=NOW)
    assert pointer is not None
    member = body[pointer.offset : pointer.offset + pointer.length]
    assert read_capture(member, key=KEY)[1] == payload


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda member: member[: len(member) // 2], id="cut"),
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda _: b"no warc at all", id="other"),
        pytest.param(lambda member: member[:12] + b"\xff\xff\xff" + member[15:], id="flipped"),
    ],
)
def test_read_capture_names_a_damaged_page(damage: object) -> None:
    body, (pointer,) = segment([CAPTURE], key=KEY, now=NOW)
    assert pointer is not None
    assert callable(damage)
    member = damage(body[pointer.offset : pointer.offset + pointer.length])
    with pytest.raises(StoreError, match="raw/2026"):
        read_capture(member, key=KEY)
