"""Which item is which: identity inside a feed, and the hash that shows an edit."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from tasks.errors import InputError
from tasks.feeds.entry import Entry
from tasks.feeds.item import ADDRESS_LIMIT, Item
from tasks.identity.addresses.guids import guid_key
from tasks.identity.urls import canonical_url

MOST_ENTRIES = 2_000
_HEX_DIGITS = 16


class Keyed(NamedTuple):
    """Entries in document order, each key once, and what was left out."""

    entries: tuple[Entry, ...]
    notes: tuple[str, ...]


def keyed(items: Sequence[Item], places: Iterable[str | None]) -> Keyed:
    """Return the entries of a document's *items*, at most the 2,000 newest.

    An item is named by its GUID, unless other items of the document have it too, or it is ``0``
    or the address of the site; else by its canonical link; else by its words.

    Args:
        items: In document order.
        places: Addresses of the site and of the feed: a GUID that is one of them names nothing.
    """
    nothing = {"0"} | {place_key for place in places if (place_key := canonical(place))}
    seconds = [_second_name(item, nothing) for item in items]
    shared = nothing | _shared_guids(items, seconds)
    by_key: dict[str, Entry] = {}
    for item, second in zip(items, seconds, strict=True):
        guid = guid_key(item.guid)
        is_named = guid is not None and guid not in shared
        key = _digest(_name(guid) if guid and is_named else second)
        by_key.setdefault(key, _entry(item, key, item.guid if is_named else None))
    return Keyed(_newest(list(by_key.values())), tuple(_notes(len(items), len(by_key))))


def canonical(link: str | None) -> str | None:
    """Return the identity of a link, or None if it has none."""
    try:
        return canonical_url(link) if link else None
    except InputError:
        return None


def _second_name(item: Item, nothing: AbstractSet[str]) -> str:
    """Return the name of an item without GUID: its link, unless it leads to the site itself."""
    link = canonical(item.link)
    if link and link not in nothing:
        return f"link:{link}"
    return "words:" + json.dumps([item.title, item.published_raw, item.content or item.summary])


def _name(guid: str) -> str:
    """Return the name a GUID gives; one that is an address names what a link would name."""
    return f"link:{guid}" if guid.startswith(("https://", "http://")) else f"guid:{guid}"


def _shared_guids(items: Sequence[Item], seconds: Sequence[str]) -> set[str]:
    """Return the GUIDs that stand on different items; one item listed twice shares nothing."""
    bearers: Mapping[str, set[str]] = defaultdict(set)
    for item, second in zip(items, seconds, strict=True):
        guid = guid_key(item.guid)
        if guid:
            bearers[guid].add(second)
    return {guid for guid, names in bearers.items() if len(names) > 1}


def _entry(item: Item, key: str, guid: str | None) -> Entry:
    return Entry(
        key=key,
        hash=_hash(item),
        link=item.link,
        guid=guid[:ADDRESS_LIMIT] if guid else None,
        title=item.title,
        summary=item.summary,
        content=item.content,
        published_raw=item.published_raw,
        published=item.published,
        updated=item.updated,
        authors=item.authors,
        tags=item.tags,
        language=item.language,
        source_name=item.source_name,
    )


def _hash(item: Item) -> str:
    """Return the hash of the item's words, so that any edit shows.

    The GUID is no word, nor are the link's tracking parameters: some feeds make up new ones at
    every poll.
    """
    link = canonical(item.link) or item.link
    words = [item.title, item.summary, item.content, link, *item.authors]
    return _digest(json.dumps([*words, item.published_raw, item.updated_raw]))


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_HEX_DIGITS]


def _newest(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the 2,000 newest, in document order; by date if all have one, else the first."""
    if len(entries) <= MOST_ENTRIES:
        return tuple(entries)
    dated = [(date, entry.key) for entry in entries if (date := _date(entry))]
    if len(dated) < len(entries):
        return tuple(entries[:MOST_ENTRIES])
    kept = {key for _, key in sorted(dated, reverse=True)[:MOST_ENTRIES]}
    return tuple(entry for entry in entries if entry.key in kept)


def _date(entry: Entry) -> datetime | None:
    return entry.published or entry.updated


def _notes(listed: int, distinct: int) -> Iterable[str]:
    if listed > distinct:
        yield f"repeated={listed - distinct}"
    if distinct > MOST_ENTRIES:
        yield f"kept={MOST_ENTRIES} of {distinct}"
