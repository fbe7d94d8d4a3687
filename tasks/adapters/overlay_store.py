"""A dry run's store: reads go to the bucket, writes stay here and are seen again."""

from collections.abc import Iterator
from hashlib import sha256

from tasks.archive.store import Store, Stored


class OverlayStore:
    """Implements ``Store`` over another one, without ever writing to it."""

    def __init__(self, below: Store) -> None:
        self._below = below
        self._written: dict[str, Stored] = {}

    def get(self, key: str) -> Stored | None:
        """Return what was written here, else what lies below."""
        return self._written.get(key) or self._below.get(key)

    def get_range(self, key: str, offset: int, length: int) -> bytes:
        """Return *length* bytes from *offset*."""
        if key in self._written:
            return self._written[key].body[offset : offset + length]
        return self._below.get_range(key, offset, length)

    def create(self, key: str, body: bytes) -> str | None:
        """Write a new object, here; None: the key is taken."""
        return None if self.get(key) else self.put(key, body)

    def cas(self, key: str, body: bytes, etag: str) -> str | None:
        """Replace the object that has *etag*, here; None: it has another."""
        held = self.get(key)
        return self.put(key, body) if held and held.etag == etag else None

    def put(self, key: str, body: bytes) -> str:
        """Write, here."""
        etag = f'"dry-{sha256(body).hexdigest()[:16]}"'
        self._written[key] = Stored(etag, body)
        return etag

    def list(self, prefix: str, after: str = "") -> Iterator[str]:
        """Yield the keys of both, in order."""
        here = {key for key in self._written if key.startswith(prefix) and key > after}
        yield from sorted(here | set(self._below.list(prefix, after)))
