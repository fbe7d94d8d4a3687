"""Content codings removed, within bounds: every body is taken for a bomb until it has ended."""

import sys
import zlib
from collections.abc import Callable, Iterable, Iterator

import brotli  # type: ignore[import-untyped]  # ships no types

from tasks.web.failure import FetchError

if sys.version_info >= (3, 14):  # pragma: no cover -- one of the two on each Python
    from compression import zstd
else:
    from backports import zstd

_STEP = 65_536
_MAX_MEMBERS = 64
_MAX_CODINGS = 2
_GZIP_MAGIC = b"\x1f\x8b"
_ZSTD_WINDOW_LOG = 23  # 8 MiB, the most RFC 9659 allows

Chunks = Iterable[bytes]


def decoded_body(raw: bytes, content_encoding: str, *, limit_bytes: int) -> bytes:
    """Return the body that *raw* encodes.

    Args:
        raw: The whole body as received, chunked framing removed.
        content_encoding: The values of all Content-Encoding lines, joined by commas. Without
            any coding, one layer of gzip is recognised by its magic number.
        limit_bytes: Cap of *raw* and of the result; memory stays within a few steps of it.

    Raises:
        FetchError: ``bad_encoding`` for an unknown coding, more than two of them, over 64 gzip
            members or zstd frames, or bytes that do not follow the coding; ``truncated`` if a
            coding does not reach its end; ``too_big`` above the cap.

    Source:
        RFC 9110, section 8.4; RFC 1950 to 1952, 7932, 8878.
    """
    if len(raw) > limit_bytes:
        raise FetchError("too_big", f"is over {limit_bytes} bytes")
    codings = _codings(content_encoding)
    if not codings and raw.startswith(_GZIP_MAGIC):
        codings = ["gzip"]
    if not codings or not raw:
        return raw
    chunks: Chunks = _slices(raw)
    for coding in reversed(codings):
        chunks = _DECODERS[coding](chunks)
    return _joined(chunks, limit_bytes)


def _codings(content_encoding: str) -> list[str]:
    names = [name.strip().lower() for name in content_encoding.split(",")]
    codings = [name for name in names if name not in {"", "identity"}]
    unknown = [name for name in codings if name not in _DECODERS]
    if unknown or len(codings) > _MAX_CODINGS:
        raise FetchError("bad_encoding", f"has the codings {codings[:4]!r}")
    return codings


def _joined(chunks: Chunks, limit_bytes: int) -> bytes:
    body = bytearray()
    try:
        for chunk in chunks:
            body += chunk
            if len(body) > limit_bytes:
                raise FetchError("too_big", f"is over {limit_bytes} bytes decoded")
    except (zlib.error, brotli.error, zstd.ZstdError) as error:
        raise FetchError("bad_encoding", f"breaks its coding: {error}") from error
    return bytes(body)


def _slices(raw: bytes) -> Iterator[bytes]:
    for start in range(0, len(raw), _STEP):
        yield raw[start : start + _STEP]


def _gunzipped(chunks: Chunks) -> Iterator[bytes]:
    """Concatenated members are one body; anything else behind a member is padding."""
    members, decoder = 1, zlib.decompressobj(31)
    for chunk in chunks:
        rest = chunk
        while rest:
            if decoder.eof:
                if not rest.startswith(_GZIP_MAGIC[:1]):
                    return
                members, decoder = _next_member(members), zlib.decompressobj(31)
            yield decoder.decompress(rest, _STEP)
            rest = decoder.unused_data if decoder.eof else decoder.unconsumed_tail
    yield from _flushed(decoder)


def _inflated(chunks: Chunks) -> Iterator[bytes]:
    """Wrapped in zlib as the RFC says, or raw as some servers send it."""
    decoder: zlib._Decompress | None = None
    for chunk in filter(None, chunks):
        rest = chunk
        decoder = decoder or zlib.decompressobj(15 if _is_zlib(chunk) else -15)
        while rest and not decoder.eof:
            yield decoder.decompress(rest, _STEP)
            rest = decoder.unconsumed_tail
    yield from _flushed(decoder or zlib.decompressobj())


def _is_zlib(start: bytes) -> bool:
    return start[0] & 0x0F == zlib.DEFLATED and int.from_bytes(start[:2], "big") % 31 == 0


def _flushed(decoder: "zlib._Decompress") -> Iterator[bytes]:
    while not decoder.eof and (more := decoder.decompress(decoder.unconsumed_tail, _STEP)):
        yield more
    if not decoder.eof:
        raise FetchError("truncated", "ends in the middle of its coding")


def _unbrotlied(chunks: Chunks) -> Iterator[bytes]:
    decoder = brotli.Decompressor()
    for chunk in chunks:
        yield decoder.process(chunk, output_buffer_limit=_STEP)
        while not decoder.is_finished() and (more := decoder.process(b"", _STEP)):
            yield more
    if not decoder.is_finished():
        raise FetchError("truncated", "ends in the middle of its coding")


def _unzstded(chunks: Chunks) -> Iterator[bytes]:
    frames, decoder = 1, _zstd_decoder()
    for chunk in chunks:
        rest = chunk
        while rest or not (decoder.needs_input or decoder.eof):
            if decoder.eof:
                frames, decoder = _next_member(frames), _zstd_decoder()
            yield decoder.decompress(rest, _STEP)
            rest = decoder.unused_data if decoder.eof else b""
    if not decoder.eof:
        raise FetchError("truncated", "ends in the middle of its coding")


def _zstd_decoder() -> zstd.ZstdDecompressor:
    return zstd.ZstdDecompressor(
        options={zstd.DecompressionParameter.window_log_max: _ZSTD_WINDOW_LOG}
    )


def _next_member(members: int) -> int:
    if members >= _MAX_MEMBERS:
        raise FetchError("bad_encoding", f"has over {_MAX_MEMBERS} members")
    return members + 1


_DECODERS: dict[str, Callable[[Chunks], Iterator[bytes]]] = {
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _inflated,
    "br": _unbrotlied,
    "zstd": _unzstded,
}
