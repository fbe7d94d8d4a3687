"""A bucket in memory, for tests that would be slow against a server.

It passes the same contract tests as the real thing (``tests/adapters/test_store.py``).
"""

import hashlib
import threading
from collections.abc import Iterator

from tasks.archive.store import Stored
from tasks.errors import StoreError


class MemoryStore:
    """A ``Store`` that keeps its objects in a dict, and the key of every request it answered.

    Attributes:
        gets: Keys asked for by ``get`` and ``get_range``, found or not.
        puts: Keys of ``create``, ``cas`` and ``put``, won or lost.
        lists: Prefixes listed.
    """

    def __init__(self) -> None:
        self.gets: list[str] = []
        self.puts: list[str] = []
        self.lists: list[str] = []
        self._body_by_key: dict[str, bytes] = {}
        self._lock = threading.Lock()

    def get(self, key: str) -> Stored | None:
        """Return the object, or None if there is none."""
        with self._lock:
            self.gets.append(key)
            body = self._body_by_key.get(key)
        return None if body is None else Stored(_etag(body), body)

    def get_range(self, key: str, offset: int, length: int) -> bytes:
        """Return *length* bytes from *offset* (fewer at the end of the object)."""
        stored = self.get(key)
        if stored is None:
            raise StoreError(key, "there is no such object")
        return stored.body[offset : offset + length]

    def create(self, key: str, body: bytes) -> str | None:
        """Write a new object and return its ETag; None: the key is taken."""
        with self._lock:
            self.puts.append(key)
            if key in self._body_by_key:
                return None
            self._body_by_key[key] = bytes(body)
        return _etag(body)

    def cas(self, key: str, body: bytes, etag: str) -> str | None:
        """Replace the object that has *etag*, return the new one; None: it has another."""
        with self._lock:
            self.puts.append(key)
            known = self._body_by_key.get(key)
            if known is None or _etag(known) != etag:
                return None
            self._body_by_key[key] = bytes(body)
        return _etag(body)

    def put(self, key: str, body: bytes) -> str:
        """Write unconditionally: for unique names and caches only."""
        with self._lock:
            self.puts.append(key)
            self._body_by_key[key] = bytes(body)
        return _etag(body)

    def list(self, prefix: str, after: str = "") -> Iterator[str]:
        """Yield the keys below *prefix* that sort behind *after*, in order."""
        with self._lock:
            self.lists.append(prefix)
            keys = sorted(self._body_by_key)
        return (key for key in keys if key.startswith(prefix) and key > after)


def _etag(body: bytes) -> str:
    # Of the content, as on S3: a state that returns to its old bytes has its old ETag.
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'
