"""Answers that a reader of the web must survive; each is named in a story's ``serve``."""

import gzip
import zlib
from collections.abc import Iterator
from functools import cache

BOMB_BYTES = 120 * 1024 * 1024
_HANG_ATTRIBUTES = 400_000  # libxml2 looks each one up among all before it: minutes, in C


@cache
def bomb() -> bytes:
    """Return a page that is small in gzip and ``BOMB_BYTES`` and more without."""
    squeeze = zlib.compressobj(level=6, wbits=zlib.MAX_WBITS | 16)
    return b"".join(map(squeeze.compress, _endless_hedges())) + squeeze.flush()


def _endless_hedges() -> Iterator[bytes]:
    yield b"<!DOCTYPE html><html><head><title>The town plan in full</title></head><body><article>"
    line = b"<p>Hedge to the left, hedge to the right, and a bench where the two meet.</p>\n"
    piece = line * (1024 * 1024 // len(line) + 1)
    yield from (piece for _ in range(BOMB_BYTES // len(piece) + 1))
    yield b"</article></body></html>"


@cache
def hang() -> bytes:
    """Return a page of 3 MB that keeps an HTML parser busy for minutes, inside of C."""
    attributes = " ".join(f"t{number:x}" for number in range(_HANG_ATTRIBUTES))
    text = "Trains leave the station at five past the hour, boats with the tide."
    return (
        "<!DOCTYPE html><html><head><title>A timetable</title></head><body><article>"
        f"<p {attributes}>{text}</p></article></body></html>"
    ).encode()


@cache
def hang_squeezed() -> bytes:
    """Return the same in gzip, made once."""
    return gzip.compress(hang(), mtime=0)


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
