"""Stores that fail on purpose: killed at a request, an answer lost, another writer in between."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from tasks.archive.store import Store, Stored
from tasks.errors import StoreUnavailableError

T = TypeVar("T")


class Killed(BaseException):
    """The process ended here: nothing may catch it."""


class Hooked:
    """A store that calls *before* and *after* with the number of each request, from 1."""

    def __init__(
        self,
        inner: Store,
        *,
        before: Callable[[int], None] = lambda _: None,
        after: Callable[[int], None] = lambda _: None,
    ) -> None:
        self.inner = inner
        self.before = before
        self.after = after
        self.requests = 0

    def get(self, key: str) -> Stored | None:
        return self._hooked(lambda: self.inner.get(key))

    def get_range(self, key: str, offset: int, length: int) -> bytes:
        return self._hooked(lambda: self.inner.get_range(key, offset, length))

    def create(self, key: str, body: bytes) -> str | None:
        return self._hooked(lambda: self.inner.create(key, body))

    def cas(self, key: str, body: bytes, etag: str) -> str | None:
        return self._hooked(lambda: self.inner.cas(key, body, etag))

    def put(self, key: str, body: bytes) -> str:
        return self._hooked(lambda: self.inner.put(key, body))

    def list(self, prefix: str, after: str = "") -> Iterator[str]:
        return self.inner.list(prefix, after)

    def _hooked(self, request: Callable[[], T]) -> T:
        self.requests += 1
        number = self.requests
        self.before(number)
        answer = request()
        self.after(number)
        return answer


def at(wanted: int, act: Callable[[], object]) -> Callable[[int], None]:
    """Return a hook that acts at one request."""

    def hook(number: int) -> None:
        if number == wanted:
            act()

    return hook


def killed() -> None:
    """End the process."""
    raise Killed


def lost() -> None:
    """Lose an answer: the request was carried out, and its sender does not know."""
    raise StoreUnavailableError("bucket", "no answer")


class Twice(Hooked):
    """A client that repeats each write whose answer it missed, and gives the second answer."""

    def create(self, key: str, body: bytes) -> str | None:
        self.inner.create(key, body)
        return self.inner.create(key, body)

    def cas(self, key: str, body: bytes, etag: str) -> str | None:
        self.inner.cas(key, body, etag)
        return self.inner.cas(key, body, etag)


class AlwaysFirst(Hooked):
    """A store in which another worker acts before each new version is written."""

    def __init__(self, inner: Store, act: Callable[[], object]) -> None:
        super().__init__(inner)
        self.act = act

    def create(self, key: str, body: bytes) -> str | None:
        if key.startswith("articles/"):
            self.act()
        return super().create(key, body)
