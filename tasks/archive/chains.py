"""Chains: the versions of one story, read and extended without ever listing the bucket."""

from collections.abc import Callable
from dataclasses import dataclass

from tasks.archive.documents import digest
from tasks.archive.keys import version_key
from tasks.archive.record import Ending, Prev, Slot, Version, read_slot, slot_bytes
from tasks.archive.store import Store
from tasks.errors import StoreError, StoreUnavailableError

TRIES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A slot as it stands in the bucket, and the hash of its bytes."""

    slot: Slot
    record_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A story as read at one moment: nothing stood behind its head then."""

    article_id: str
    head: Kept | None
    """The last slot; None: the story is unborn, it has claims but no version."""
    current: Version | None
    """What the head says: itself, or the version it names if it came out of order."""

    @property
    def length(self) -> int:
        """The number of slots."""
        return 0 if self.head is None else self.head.slot.version

    @property
    def merged_into(self) -> str | None:
        """The story in which this one goes on, if it was joined to another."""
        slot = None if self.head is None else self.head.slot
        return slot.merged_into if isinstance(slot, Ending) else None

    @property
    def history(self) -> tuple[str, ...]:
        """The content hashes of its last versions, oldest first."""
        slot = None if self.head is None else self.head.slot
        return slot.history if isinstance(slot, Version) else ()

    @property
    def is_taken_down(self) -> bool:
        """Whether the content is gone for good; nothing is appended to it."""
        return self.head is not None and self.current is None and self.merged_into is None


def kept(store: Store, article_id: str, version: int) -> Kept | None:
    """Return one slot of a story, or None if nothing stands there.

    Raises:
        StoreError: If the object is damaged, or of another schema.
    """
    key = version_key(article_id, version)
    found = store.get(key)
    if found is None:
        return None
    return Kept(slot=read_slot(key, found.body), record_hash=digest(found.body))


def chain(store: Store, article_id: str) -> Chain:
    """Return a story's head, in about 2 log2(n) requests for n slots.

    Raises:
        StoreError: If an object is damaged, or a slot that must be there is not.
    """
    return chain_at(store, article_id, last_slot(store, article_id, since=0))


def living_chain(store: Store, article_id: str) -> Chain:
    """Return the chain in which a story goes on, behind all its merged entries.

    Raises:
        StoreError: If an object is damaged.
    """
    found = chain(store, article_id)
    while found.merged_into is not None:
        found = chain(store, found.merged_into)
    return found


def chain_at(store: Store, article_id: str, head: Kept | None) -> Chain:
    """Return the chain that ends in *head*, with the version it calls current.

    Raises:
        StoreError: If that version is missing or damaged.
    """
    current = None if head is None else head.slot
    if isinstance(current, Version) and current.current != current.version:
        current = required(store, article_id, current.current).slot
    return Chain(
        article_id=article_id,
        head=head,
        current=current if isinstance(current, Version) else None,
    )


def last_slot(store: Store, article_id: str, *, since: int) -> Kept | None:
    """Return the last slot after *since*, which is there or 0; None: there is no later one.

    Slots have no gaps and are never freed: steps may double, and the rest is halved.
    """

    def at(version: int) -> Kept | None:
        return kept(store, article_id, version)

    last, low, step = None, since, 1
    while (found := at(since + step)) is not None:
        last, low, step = found, since + step, step * 2
    return _last_between(at, last, low, since + step)


def required(store: Store, article_id: str, version: int) -> Kept:
    """Return a slot that must be there.

    Raises:
        StoreError: If it is not, or is damaged.
    """
    found = kept(store, article_id, version)
    if found is None:
        key = version_key(article_id, version)
        raise StoreError(key, "is missing from its chain; restore it from the bucket's versions")
    return found


def write_slot(store: Store, slot: Slot) -> Kept:
    """Write the next slot of a chain; return what stands there now: ours, or a faster writer's.

    Raises:
        StoreUnavailableError: If the bucket refuses the slot and yet has nothing there.
    """
    key, body = version_key(slot.article_id, slot.version), slot_bytes(slot)
    for _ in range(TRIES):
        if store.create(key, body) is not None:
            return Kept(slot=slot, record_hash=digest(body))
        # Never "somebody else did it" unread: the refusal may answer our own, repeated PUT.
        found = kept(store, slot.article_id, slot.version)
        if found is not None:
            return found
    raise StoreUnavailableError(key, "is refused as taken, and yet is not there; run again")


def previous_slot(chain: Chain) -> Prev | None:
    """Return what the next slot of *chain* says of the one before it."""
    if chain.head is None:
        return None
    slot = chain.head.slot
    return Prev(
        version=slot.version,
        content_hash=None if isinstance(slot, Ending) else slot.content_hash,
        record_hash=chain.head.record_hash,
    )


def _last_between(
    at: Callable[[int], Kept | None], last: Kept | None, low: int, high: int
) -> Kept | None:
    while high - low > 1:
        middle = (low + high) // 2
        found = at(middle)
        last, low, high = (last, low, middle) if found is None else (found, middle, high)
    return last
