"""Key indexes as objects: derived from the versions, and never a source of truth.

What is lost of them costs a story that came back under another name, or a copy that is not
listed; never a version. Whoever loses a race for one therefore gives up in the end.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date

from tasks.archive.store import Store
from tasks.errors import InputError
from tasks.identity.key_index import KeyIndex, decode, encode, since, with_story

_ROUNDS = 8

Added = Mapping[str, frozenset[int]]
"""Keys of stories by their ids, in the order in which they came."""


def read_index(store: Store, key: str) -> KeyIndex:
    """Return the index at *key*; one that is not there, or is damaged, is empty.

    Raises:
        StoreError: If the bucket refuses.
    """
    return _read(store, key)[0]


def add_to_index(store: Store, key: str, added: Added, first: date) -> bool:
    """Add stories to the index at *key* and drop those first seen before *first*.

    Returns:
        False if other workers were first in every round: what was to be added is not.

    Raises:
        StoreError: If the bucket refuses.
    """
    for _ in range(_ROUNDS):
        held, etag = _read(store, key)
        body = encode(since(_with_all(held, added.items()), first))
        if etag is not None and body == encode(held):
            return True
        done = store.create(key, body) if etag is None else store.cas(key, body, etag)
        if done is not None:
            return True
    return False


def _read(store: Store, key: str) -> tuple[KeyIndex, str | None]:
    found = store.get(key)
    if found is None:
        return KeyIndex(), None
    with suppress(InputError):
        return decode(found.body), found.etag
    return KeyIndex(), found.etag


def _with_all(index: KeyIndex, added: Iterable[tuple[str, frozenset[int]]]) -> KeyIndex:
    for story, keys in added:
        index = with_story(index, story, keys)
    return index
