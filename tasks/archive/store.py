"""The bucket, as the archive needs it: six methods, two of them conditional."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol


class Stored(NamedTuple):
    """An object's opaque ETag and its bytes."""

    etag: str
    body: bytes


class Store(Protocol):
    """An object store with conditional writes; raises ``StoreError`` and its children only."""

    def get(self, key: str) -> Stored | None:
        """Return the object, or None if there is none."""

    def get_range(self, key: str, offset: int, length: int) -> bytes:
        """Return *length* bytes from *offset* (fewer at the end of the object)."""

    def create(self, key: str, body: bytes) -> str | None:
        """Write a new object and return its ETag; None: the key is taken."""

    def cas(self, key: str, body: bytes, etag: str) -> str | None:
        """Replace the object that has *etag*, return the new one; None: it has another."""

    def put(self, key: str, body: bytes) -> str:
        """Write unconditionally: for unique names and caches only."""

    def list(self, prefix: str, after: str = "") -> Iterator[str]:
        """Yield the keys below *prefix* that sort behind *after*, in order."""
