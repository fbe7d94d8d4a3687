"""The log: which versions were written, in full. It is the public change feed."""

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum

from tasks.archive.chains import Kept
from tasks.archive.documents import canonical_json
from tasks.archive.keys import version_key
from tasks.archive.record import slot_bytes
from tasks.errors import StoreError


class By(StrEnum):
    """Who logged a version."""

    COMMIT = "commit"
    HELP = "help"
    """A worker that found it, young enough that its writer may have died before logging it."""
    SWEEP = "sweep"


def log_row(kept: Kept, *, by: By, aliases: str | None, now: datetime) -> bytes:
    """Return the row of one slot: a JSON object, the record whole."""
    slot = kept.slot
    row = {
        "articleId": slot.article_id,
        "version": slot.version,
        "kind": slot.kind,
        "loggedAt": f"{now:%Y-%m-%dT%H:%M:%S.%fZ}",
        "by": by,
        "key": version_key(slot.article_id, slot.version),
        "recordHash": kept.record_hash,
        "aliases": aliases,
        "record": json.loads(slot_bytes(slot)),
    }
    return canonical_json(row)


def log_segment(rows: Iterable[bytes]) -> bytes:
    """Return the segment of one batch: a JSON object a line, gzip without a time."""
    return gzip.compress(b"".join(row + b"\n" for row in rows), mtime=0)


def read_log(key: str, body: bytes) -> Iterator[Mapping[str, object]]:
    """Yield the rows of one segment, in order.

    Delivery is at least once: drop what you have by ``articleId`` and ``version``.

    Raises:
        StoreError: If the segment is damaged.
    """
    try:
        rows = [json.loads(line) for line in gzip.decompress(body).splitlines()]
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise StoreError(key, "is no log segment; the daily sweep logs what it held") from error
    yield from rows
