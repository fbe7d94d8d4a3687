"""What must hold of every archive, whatever happened to its writers."""

import json

from tasks.adapters.memory_store import MemoryStore
from tasks.archive.chains import living_chain
from tasks.archive.claims import SCHEMA, Claim
from tasks.archive.documents import digest, read_camel_document
from tasks.archive.history import article_ids
from tasks.archive.keys import article_folder, claim_key, version_key
from tasks.archive.record import Version, read_slot
from tests.archive.schema import VALIDATOR


def check(store: MemoryStore) -> None:
    """Fail unless chains have no gap and no double, and all claims and hashes hold."""
    for article in article_ids(store):
        _check_chain(store, article)
    for key in store.list("ids/"):
        _check_claim(store, key)


def _check_chain(store: MemoryStore, article: str) -> None:
    keys = list(store.list(article_folder(article)))
    assert keys == [version_key(article, number) for number in range(1, len(keys) + 1)]
    bodies = [found.body for key in keys if (found := store.get(key)) is not None]
    slots = [read_slot(key, body) for key, body in zip(keys, bodies, strict=True)]
    for slot, body in zip(slots, bodies, strict=True):
        assert not list(VALIDATOR.iter_errors(json.loads(body)))
        assert slot.kind == "content" or slot is slots[-1]
    for body, before, after in zip(bodies, slots, slots[1:], strict=False):
        assert after.prev is not None
        assert after.prev.record_hash == digest(body)
        if isinstance(after, Version):
            assert isinstance(before, Version)
            # What came out of order was never said by the story: it may still come to say it.
            assert not _says_the_same(slots[before.current - 1], after)


def _says_the_same(before: object, after: Version) -> bool:
    assert isinstance(before, Version)
    said = (after.content_hash, after.title_flags, [each.text for each in after.corrections])
    held = (before.content_hash, before.title_flags, [each.text for each in before.corrections])
    return said == held


def _check_claim(store: MemoryStore, key: str) -> None:
    found = store.get(key)
    assert found is not None
    claim = read_camel_document(Claim, SCHEMA, key, found.body)
    assert claim_key(claim.alias) == key
    assert len(set(claim.previous) | {claim.article_id}) == claim.epoch
    living_chain(store, claim.article_id)  # ends, and reads whole
