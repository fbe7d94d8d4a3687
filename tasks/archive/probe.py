"""Is a store fit for several writers? Its conditions are tried, alone and in a race.

Several stores are right one request at a time and wrong in a race; the archive rests on both.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol, TypeVar

from tasks.archive.store import Store, Stored
from tasks.archive.verdict import ProbeCheck
from tasks.errors import StoreError

T = TypeVar("T")
CLOCK_SKEW = timedelta(seconds=60)
RACERS = 32
ROUNDS = 3
COUNTERS = 8
STEPS = 100
"""Tries of each counter; about 150 of the 800 are acknowledged. VersityGW with ``--sidecar``
passes all other checks and loses a quarter of them."""


class DatedStore(Store, Protocol):
    """A store that tells its time."""

    def server_date(self) -> datetime:
        """Return the store's clock, aware UTC, to the second."""


class AtOnce(Protocol):
    """Runs ``attempt(0)`` to ``attempt(count - 1)`` at the same time; results in that order."""

    def __call__(self, attempt: Callable[[int], T], count: int) -> list[T]:
        """Return what the attempts returned."""


def probe_checks(
    store: DatedStore, folder: str, *, now: datetime, at_once: AtOnce
) -> Iterator[ProbeCheck]:
    """Yield the checks of *store* as they are made; races only if all before them held.

    Args:
        store: Its objects below *folder* are written, and stay.
        folder: Key prefix that nobody used before.
        now: Our clock, aware UTC.
        at_once: Starts the racing writers.

    Raises:
        StoreError: If not even a plain write works: credentials, bucket, permissions.
        StoreUnavailableError: If the store does not answer; nothing is known then.
    """
    store.put(f"{folder}/plain", b"1")
    plain = [
        _check("create", lambda: _create_fault(store, f"{folder}/create")),
        _check("cas", lambda: _cas_fault(store, f"{folder}/cas")),
        _check("read-after-write", lambda: _read_fault(store, f"{folder}/read")),
        _check("list", lambda: _list_fault(store, f"{folder}/list")),
        _check("clock", lambda: _clock_fault(store.server_date() - now)),
    ]
    yield from plain
    if not all(check.ok for check in plain):
        return
    yield _check("race-create", lambda: _create_race_fault(store, folder, at_once))
    yield _check("race-cas", lambda: _cas_race_fault(store, folder, at_once))
    yield _check("counter", lambda: _counter_fault(store, f"{folder}/counter", at_once))


_HOLDS = {
    "create": "a key is created once",
    "cas": "an object is replaced only if it is the one that was read",
    "read-after-write": "what was written is read at once",
    "list": "listings are complete, ordered and start behind a key",
    "clock": "the store's clock is ours, to a minute",
    "race-create": f"of {RACERS} writers that create a key one wins",
    "race-cas": f"of {RACERS} writers that replace an object one wins",
    "counter": f"of {COUNTERS} writers no acknowledged step is lost",
}


def _check(name: str, fault: Callable[[], str]) -> ProbeCheck:
    try:
        found = fault()
    except StoreError as error:
        if error.retryable:
            raise
        found = error.reason
    return ProbeCheck(name=name, ok=not found, says=found or _HOLDS[name])


def _create_fault(store: Store, key: str) -> str:
    if store.create(key, b"first") is None:
        return "a new key cannot be created: If-None-Match fails where nothing is"
    if store.create(key, b"second") is not None:
        return "a key can be created twice: the store ignores If-None-Match, and would overwrite"
    return "" if _body(store, key) == b"first" else "a refused create has changed the object"


def _cas_fault(store: Store, key: str) -> str:
    first = store.put(key, b"first")
    if store.cas(key, b"second", first) is None:
        return "an object cannot be replaced by its own ETag: If-Match fails where it fits"
    if store.cas(key, b"third", first) is not None:
        return "an object is replaced by an old ETag: the store ignores If-Match"
    if _body(store, key) != b"second":
        return "a refused If-Match has changed the object"
    if store.cas(f"{key}-missing", b"x", first) is not None:
        return "If-Match creates a key that is missing"
    return ""


def _read_fault(store: Store, key: str) -> str:
    for n in range(10):
        written = Stored(store.put(key, b"%d" % n), b"%d" % n)
        if store.get(key) != written:
            return "a write is not seen by the next read, or under another ETag"
    return ""


def _list_fault(store: Store, folder: str) -> str:
    keys = [f"{folder}/{name}" for name in ("a-1", "a/1", "a/2", "a0", "b")]
    for key in reversed(keys):
        store.put(key, b"x")
    if list(store.list(f"{folder}/")) != keys:
        return "a listing is incomplete or not in the order of its keys"
    if list(store.list(f"{folder}/", after=keys[1])) != keys[2:]:
        return "a listing does not start behind the key that it is given"
    return ""


def _clock_fault(ahead: timedelta) -> str:
    if abs(ahead) <= CLOCK_SKEW:
        return ""
    return f"the store's clock and ours differ by {ahead.total_seconds():+.0f} s; set them by NTP"


def _create_race_fault(store: Store, folder: str, at_once: AtOnce) -> str:
    for n in range(ROUNDS):
        key = f"{folder}/race-create-{n}"
        fault = _race_fault(store, key, partial(store.create, key), at_once)
        if fault:
            return fault
    return ""


def _cas_race_fault(store: Store, folder: str, at_once: AtOnce) -> str:
    for n in range(ROUNDS):
        key = f"{folder}/race-cas-{n}"
        before = store.put(key, b"before")
        fault = _race_fault(store, key, partial(store.cas, key, etag=before), at_once)
        if fault:
            return fault
    return ""


def _race_fault(
    store: Store, key: str, write: Callable[[bytes], str | None], at_once: AtOnce
) -> str:
    answers = at_once(lambda n: write(b"%d" % n), RACERS)
    won = [Stored(etag, b"%d" % n) for n, etag in enumerate(answers) if etag is not None]
    if len(won) > 1:
        return f"{len(won)} of {RACERS} writers at once were told that they had won"
    # None may have won: a winner's answer was lost, and its repeated request came too late.
    return "" if not won or store.get(key) == won[0] else "a race's winner was overwritten"


def _counter_fault(store: Store, key: str, at_once: AtOnce) -> str:
    store.put(key, b"")
    acknowledged = at_once(lambda n: _count(store, key, f"{n}."), COUNTERS)
    steps = {step for steps in acknowledged for step in steps}
    lost = len(steps.difference(_body(store, key).decode().split()))
    return f"{lost} of {len(steps)} acknowledged steps of a counter were lost" if lost else ""


def _count(store: Store, key: str, writer: str) -> list[str]:
    """Add step after step to the object; return those that the store acknowledged."""
    acknowledged = []
    for n in range(STEPS):
        stored = store.get(key)
        step = f"{writer}{n}"
        if stored is not None and store.cas(key, stored.body + step.encode() + b" ", stored.etag):
            acknowledged.append(step)
    return acknowledged


def _body(store: Store, key: str) -> bytes:
    stored = store.get(key)
    return b"" if stored is None else stored.body
