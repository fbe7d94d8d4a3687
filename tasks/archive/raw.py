"""Raw pages: a batch's answers as one WARC segment, each of which can be read by itself."""

import gzip
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from uuid import NAMESPACE_URL, uuid5

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tasks.archive.article import WarcPointer
from tasks.archive.documents import canonical_json, digest
from tasks.errors import StoreError

LEVEL = 6  # warcio's fixed 9 takes four times as long for the same size


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One page as received."""

    url: str
    status: int
    reason: str
    http_version: str
    """``1.1`` or ``2``."""
    headers: tuple[tuple[str, str], ...]
    payload: bytes
    """As on the wire, content codings and all."""
    received_at: datetime
    metadata: Mapping[str, object]
    """JSON: the feed entry as seen, the redirect chain."""
    reserved: bool = False
    """The publisher reserves its rights: the page is not kept."""


def segment(
    captures: Iterable[Capture], *, key: str, now: datetime
) -> tuple[bytes, tuple[WarcPointer | None, ...]]:
    """Return a WARC 1.1 segment for *key*, and where each capture lies in it.

    Each record is a gzip member of its own, so that one range GET brings one page. There are
    no request records: they could carry credentials.

    Returns:
        The bytes; and a pointer for each capture, None for the reserved ones.
    """
    out = BytesIO()
    out.write(_member("", _headers(key, 0, "warcinfo", now), b"software: corrigenda\r\n"))
    pointers: list[WarcPointer | None] = []
    for number, capture in enumerate(captures, start=1):
        pointers.append(None if capture.reserved else _add(out, capture, key, number))
    return out.getvalue(), tuple(pointers)


def read_capture(member: bytes, *, key: str) -> tuple[tuple[tuple[str, str], ...], bytes]:
    """Return the headers and the payload, as received, of one page.

    Args:
        member: What a range GET of a ``WarcPointer`` brought.
        key: Where from, for the error.

    Raises:
        StoreError: If that is no response record.
    """
    try:
        # Whole first: its checksum spares us warcio's many ways to fail on half a record.
        record = next(ArchiveIterator(BytesIO(gzip.decompress(member))), None)
    except (OSError, EOFError, zlib.error, ArchiveLoadFailed) as error:
        raise StoreError(key, "the raw page is damaged; restore the segment") from error
    if record is None or record.http_headers is None:
        raise StoreError(key, "holds no page at the place named; compare the record's pointer")
    headers = tuple((name, value) for name, value in record.http_headers.headers)
    return headers, record.raw_stream.read()


def _add(out: BytesIO, capture: Capture, key: str, number: int) -> WarcPointer:
    headers = _headers(key, number, "response", capture.received_at)
    headers["WARC-Payload-Digest"] = digest(capture.payload)
    status = f"{capture.status} {capture.reason}".rstrip()
    http = StatusAndHeaders(
        status, list(_unchunked(capture.headers)), protocol=f"HTTP/{capture.http_version}"
    )
    offset = out.tell()
    out.write(_member(capture.url, headers, capture.payload, http))
    pointer = WarcPointer(
        key=key,
        offset=offset,
        length=out.tell() - offset,
        record_id=headers["WARC-Record-ID"].strip("<>"),
        payload_digest=headers["WARC-Payload-Digest"],
    )
    beside = _headers(key, number, "metadata", capture.received_at)
    beside["WARC-Refers-To"] = headers["WARC-Record-ID"]
    beside["Content-Type"] = "application/json"
    out.write(_member(capture.url, beside, canonical_json(dict(capture.metadata))))
    return pointer


def _headers(key: str, number: int, kind: str, at: datetime) -> dict[str, str]:
    # The key is unique, so are names made of it; the same batch gives the same bytes.
    name = uuid5(NAMESPACE_URL, f"{key}#{number}-{kind}").urn
    return {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<{name}>",
        "WARC-Date": f"{at:%Y-%m-%dT%H:%M:%S.%f}Z",
    }


def _unchunked(headers: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    # The client has taken the chunks apart; a reader that trusted the header would fail.
    for name, value in headers:
        chunked = name.lower() == "transfer-encoding"
        yield ("x-archive-orig-transfer-encoding" if chunked else name), value


def _member(
    url: str, headers: dict[str, str], payload: bytes, http: StatusAndHeaders | None = None
) -> bytes:
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=False, warc_version="1.1")
    record = writer.create_warc_record(
        url,
        headers["WARC-Type"],
        payload=BytesIO(payload),
        length=len(payload),
        warc_headers_dict=headers,
        http_headers=http,
    )
    writer.write_record(record)
    return gzip.compress(buffer.getvalue(), compresslevel=LEVEL, mtime=0)
