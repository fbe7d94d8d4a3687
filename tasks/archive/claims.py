"""Claims: which story an alias belongs to, one small object for each alias."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from tasks.archive.documents import camel_document, read_camel_document
from tasks.archive.keys import claim_key
from tasks.archive.store import Store

SCHEMA = "claim/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An alias and its story."""

    alias: str
    article_id: str
    epoch: int = 1
    """How often the alias has been given to a story."""
    previous: tuple[str, ...] = ()
    """Its earlier stories, latest first."""
    created_at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldClaim:
    """A claim as read, with the ETag to write against."""

    claim: Claim
    etag: str


def claims(store: Store, aliases: Iterable[str]) -> Mapping[str, HeldClaim]:
    """Return the claims of those aliases that have one.

    Raises:
        StoreError: If an object is damaged, or of another schema.
    """
    held = ((alias, claim(store, alias)) for alias in aliases)
    return {alias: found for alias, found in held if found is not None}


def claim(store: Store, alias: str) -> HeldClaim | None:
    """Return the claim of one alias, or None if it is free.

    Raises:
        StoreError: If the object is damaged, or of another schema.
    """
    key = claim_key(alias)
    found = store.get(key)
    if found is None:
        return None
    return HeldClaim(claim=read_camel_document(Claim, SCHEMA, key, found.body), etag=found.etag)


def write_claim(store: Store, wanted: Claim, *, over: HeldClaim | None) -> bool:
    """Write a new claim, or re-point the one that was read; False: another worker was first."""
    key, body = claim_key(wanted.alias), camel_document(SCHEMA, wanted)
    etag = store.create(key, body) if over is None else store.cas(key, body, over.etag)
    return etag is not None
