"""The archive as its readers see it: one story's history, all stories, what changed lately."""

import re
from collections.abc import Iterator
from datetime import datetime

from tasks.archive.chains import kept, living_chain
from tasks.archive.claims import claim
from tasks.archive.documents import canonical_json
from tasks.archive.log import read_log
from tasks.archive.record import ADMITTED, Ending, Slot, Version, read_slot
from tasks.archive.store import Store
from tasks.errors import InputError
from tasks.identity.urls import canonical_url

_ID = re.compile(r"(?:^|[/:])(\d{8}-[0-9a-f]{20})(?:/v\d{6}\.json)?/?$")
_OF_KEY = re.compile(r"^articles/\d{4}/\d\d/\d\d/[0-9a-f]{2}/(\d{8}-[0-9a-f]{20})/v\d{6}\.json$")


def find_article_id(store: Store, name: str) -> str | None:
    """Return the story of an address, an id, a URN or a key; None: we have none.

    Raises:
        StoreError: If an object is damaged.
    """
    match = _ID.search(name)
    if match is not None:
        return match[1] if kept(store, match[1], 1) else None
    try:
        held = claim(store, f"url:{canonical_url(name)}")
    except InputError:
        return None
    return None if held is None else living_chain(store, held.claim.article_id).article_id


def versions(store: Store, article_id: str) -> Iterator[Slot]:
    """Yield the slots of a story in order, and of the story that it was joined to.

    Raises:
        StoreError: If an object is damaged.
    """
    number = 1
    while (found := kept(store, article_id, number)) is not None:
        yield found.slot
        number += 1
        if isinstance(found.slot, Ending) and found.slot.merged_into is not None:
            article_id, number = found.slot.merged_into, 1


def article_ids(store: Store, day: str = "") -> Iterator[str]:
    """Yield the ids of all stories in order; only those first seen on *day*, ``2026/11/20``."""
    last = ""
    for key in store.list(f"articles/{day}/" if day else "articles/"):
        match = _OF_KEY.match(key)
        if match is not None and match[1] != last:
            last = match[1]
            yield last


def versions_since(store: Store, since: datetime) -> Iterator[Version]:
    """Yield the versions made since then, from the log, each once, in the order of the log.

    Raises:
        StoreError: If a segment or a record is damaged.
    """
    seen: set[tuple[str, int]] = set()
    for key in store.list("log/", after=f"log/{since:%Y/%m/%d/%H}"):
        found = store.get(key)
        for row in () if found is None else read_log(key, found.body):
            slot = read_slot(str(row["key"]), canonical_json(row["record"]))
            name = (slot.article_id, slot.version)
            if isinstance(slot, Version) and slot.version_created >= since and name not in seen:
                seen.add(name)
                yield slot


def corrections_since(store: Store, since: datetime) -> Iterator[Version]:
    """Yield those of them in which a publisher corrects, clarifies or withdraws.

    Raises:
        StoreError: If a segment or a record is damaged.
    """
    return (each for each in versions_since(store, since) if each.change.type in ADMITTED)
