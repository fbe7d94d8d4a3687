"""Which stories share a key: a small inverted index, searched by halving."""

import sys
from array import array
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from zlib import crc32

from tasks.errors import InputError

FORMAT = b"KI1\n"
"""Names the layout and the hash of the keys; an index of another one is made anew."""

_KEY_BITS = 0xFFFF_FFFF
_HASH_DIGITS = 20
_STORY_BYTES = 4 + _HASH_DIGITS // 2


def _no_entries() -> "array[int]":
    return array("Q")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyIndex:
    """Keys of 32 bits, and the stories that have each.

    8 bytes an entry: 60,000 stories of 11 keys are 6 MB, a look-up takes 0.2 ms. In an index of
    that size 1 look-up in 600 meets a story by chance: who finds one decides on its text.
    """

    stories: tuple[str, ...] = ()
    """Article ids, in the order in which they came."""
    entries: "array[int]" = field(default_factory=_no_entries)
    """Key << 32 | place in *stories*, rising."""


def with_story(index: KeyIndex, story: str, keys: Iterable[int]) -> KeyIndex:
    """Return *index* with these keys of *story* too; those it has stay.

    Args:
        index: Not changed.
        story: Its article id.
        keys: Of any length; their low 32 bits count.
    """
    stories = index.stories if story in index.stories else (*index.stories, story)
    place = stories.index(story)
    entries = array("Q", index.entries)
    for key in {key & _KEY_BITS for key in keys}:
        if not _has(entries, key << 32 | place):
            insort(entries, key << 32 | place)
    return KeyIndex(stories=stories, entries=entries)


def sharing(index: KeyIndex, keys: Iterable[int]) -> list[str]:
    """Return the stories that have any of *keys*: those with most of them first, then newest."""
    shared = Counter(story for key in keys for story in holders(index, key))
    return sorted(sorted(shared, reverse=True), key=lambda story: -shared[story])


def holders(index: KeyIndex, key: int) -> Iterator[str]:
    """Yield the stories that have *key*."""
    wanted = key & _KEY_BITS
    at = bisect_left(index.entries, wanted << 32)
    while at < len(index.entries) and index.entries[at] >> 32 == wanted:
        yield index.stories[index.entries[at] & _KEY_BITS]
        at += 1


def since(index: KeyIndex, first: date) -> KeyIndex:
    """Return *index* without the stories that were first seen before *first*."""
    kept = [story for story in index.stories if story[:8] >= f"{first:%Y%m%d}"]
    if len(kept) == len(index.stories):
        return index
    place_of = {story: place for place, story in enumerate(kept)}
    old = [place_of.get(story) for story in index.stories]
    entries = (
        entry >> 32 << 32 | place
        for entry in index.entries
        if (place := old[entry & _KEY_BITS]) is not None
    )
    return KeyIndex(stories=tuple(kept), entries=array("Q", entries))


def encode(index: KeyIndex) -> bytes:
    """Return an index as bytes: a checksum, the number of its stories, their ids, its entries."""
    ids = b"".join(map(_packed, index.stories))
    content = len(index.stories).to_bytes(4, "little") + ids + _little(index.entries).tobytes()
    return FORMAT + crc32(content).to_bytes(4, "little") + content


def decode(raw: bytes) -> KeyIndex:
    """Return the index that `encode` wrote.

    Raises:
        InputError: If *raw* is none, or one of another format.
    """
    content = raw[len(FORMAT) + 4 :]
    if raw[: -len(content)] != FORMAT + crc32(content).to_bytes(4, "little"):
        raise InputError("key index", "not of this format, or changed: make it anew")
    rest = 4 + int.from_bytes(content[:4], "little") * _STORY_BYTES
    entries = array("Q")
    entries.frombytes(content[rest:])
    return KeyIndex(
        stories=tuple(
            _unpacked(content[at : at + _STORY_BYTES]) for at in range(4, rest, _STORY_BYTES)
        ),
        entries=_little(entries),
    )


def _has(entries: "array[int]", entry: int) -> bool:
    at = bisect_left(entries, entry)
    return at < len(entries) and entries[at] == entry


def _packed(story: str) -> bytes:
    day, rest = story.split("-")
    return int(day).to_bytes(4, "little") + bytes.fromhex(rest)


def _unpacked(raw: bytes) -> str:
    return f"{int.from_bytes(raw[:4], 'little'):08d}-{raw[4:].hex()}"


def _little(entries: "array[int]") -> "array[int]":
    if sys.byteorder == "little":
        return entries
    swapped = array("Q", entries)  # pragma: no cover -- no such machine here
    swapped.byteswap()  # pragma: no cover
    return swapped  # pragma: no cover
