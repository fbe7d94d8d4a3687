import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import pytest

from tasks.adapters.memory_store import MemoryStore
from tasks.archive.probe import DatedStore, probe_checks
from tasks.archive.store import Stored
from tasks.archive.verdict import ProbeCheck
from tasks.errors import StoreError, StoreUnavailableError

T = TypeVar("T")
NOW = datetime(2026, 11, 20, 14, 5, 11, tzinfo=UTC)
FOLDER = "_meta/probe/tmp/0a1b"


class GoodStore(MemoryStore):
    def server_date(self) -> datetime:
        return NOW


class CreatesNothing(GoodStore):
    def create(self, key: str, body: bytes) -> str | None:
        del key, body
        return None


class CreatesTwice(GoodStore):
    def create(self, key: str, body: bytes) -> str | None:
        return self.put(key, body)


class RefusesButWrites(GoodStore):
    def create(self, key: str, body: bytes) -> str | None:
        known = self.get(key)
        etag = self.put(key, body)
        return None if known else etag


class KnowsNoConditions(GoodStore):
    def create(self, key: str, body: bytes) -> str | None:
        del body
        raise StoreError(key, "https://s3.example.com knows no conditional writes")

    def cas(self, key: str, body: bytes, etag: str) -> str | None:
        del body, etag
        raise StoreError(key, "https://s3.example.com knows no conditional writes")


class NeverMatches(GoodStore):
    def cas(self, key: str, body: bytes, etag: str) -> str | None:
        del key, body, etag
        return None


class AlwaysMatches(GoodStore):
    def cas(self, key: str, body: bytes, etag: str) -> str | None:
        del etag
        return self.put(key, body)


class LosesMatchesButWrites(GoodStore):
    def cas(self, key: str, body: bytes, etag: str) -> str | None:
        won = super().cas(key, body, etag)
        self.put(key, body)
        return won


class MatchesWhereNothingIs(GoodStore):
    def cas(self, key: str, body: bytes, etag: str) -> str | None:
        return super().cas(key, body, etag) or (None if self.get(key) else self.put(key, body))


class ReadsLate(GoodStore):
    def get(self, key: str) -> Stored | None:
        found = super().get(key)
        return Stored(found.etag, b"0") if found and "/read" in key else found


class ListsBackwards(GoodStore):
    def list(self, prefix: str, after: str = "") -> Iterator[str]:
        return reversed([*super().list(prefix, after)])


class ListsFromTheStart(GoodStore):
    def list(self, prefix: str, after: str = "") -> Iterator[str]:
        del after
        return super().list(prefix)


class LivesInThePast(GoodStore):
    def server_date(self) -> datetime:
        return NOW - timedelta(seconds=61)


class TellsAllThatTheyWon(GoodStore):
    def create(self, key: str, body: bytes) -> str | None:
        return self.put(key, body) if "race" in key else super().create(key, body)


class ReplacesForAll(GoodStore):
    def cas(self, key: str, body: bytes, etag: str) -> str | None:
        return self.put(key, body) if "race" in key else super().cas(key, body, etag)


class KeepsAnotherThanTheWinner(GoodStore):
    def create(self, key: str, body: bytes) -> str | None:
        won = super().create(key, body)
        if "race" in key:
            self.put(key, body)
        return won


class LosesSteps(GoodStore):
    def cas(self, key: str, body: bytes, etag: str) -> str | None:
        if "counter" in key and body.endswith(b"7 "):
            return '"acknowledged, and forgotten"'
        return super().cas(key, body, etag)


def in_turn(attempt: Callable[[int], T], count: int) -> list[T]:
    return [attempt(n) for n in range(count)]


def checks_of(store: DatedStore) -> list[ProbeCheck]:
    return list(probe_checks(store, FOLDER, now=NOW, at_once=in_turn))


def test_good_store_passes_every_check() -> None:
    checks = checks_of(GoodStore())
    assert [check.name for check in checks if check.ok] == [
        "create",
        "cas",
        "read-after-write",
        "list",
        "clock",
        "race-create",
        "race-cas",
        "counter",
    ]
    assert len(checks) == 8
    assert all(check.says for check in checks)


@pytest.mark.parametrize(
    ("store", "name", "says"),
    [
        pytest.param(CreatesNothing(), "create", "a new key cannot be created"),
        pytest.param(CreatesTwice(), "create", "the store ignores If-None-Match"),
        pytest.param(RefusesButWrites(), "create", "a refused create has changed the object"),
        pytest.param(KnowsNoConditions(), "create", "knows no conditional writes"),
        pytest.param(NeverMatches(), "cas", "cannot be replaced by its own ETag"),
        pytest.param(AlwaysMatches(), "cas", "the store ignores If-Match"),
        pytest.param(LosesMatchesButWrites(), "cas", "a refused If-Match has changed the object"),
        pytest.param(MatchesWhereNothingIs(), "cas", "creates a key that is missing"),
        pytest.param(ReadsLate(), "read-after-write", "not seen by the next read"),
        pytest.param(ListsBackwards(), "list", "not in the order of its keys"),
        pytest.param(ListsFromTheStart(), "list", "does not start behind the key"),
        pytest.param(LivesInThePast(), "clock", "differ by -61 s; set them by NTP"),
        pytest.param(TellsAllThatTheyWon(), "race-create", "32 of 32 writers at once were told"),
        pytest.param(KeepsAnotherThanTheWinner(), "race-create", "winner was overwritten"),
        pytest.param(ReplacesForAll(), "race-cas", "32 of 32 writers at once were told"),
        pytest.param(LosesSteps(), "counter", "80 of 800 acknowledged steps"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, GoodStore) else "",
)
def test_bad_store_is_told_apart_and_why(store: GoodStore, name: str, says: str) -> None:
    faults = [check for check in checks_of(store) if not check.ok]
    assert faults[0].name == name
    assert re.search(says, faults[0].says)


def test_races_are_not_run_on_a_store_that_is_wrong_already() -> None:
    assert len(checks_of(CreatesTwice())) == 5


def test_race_without_a_winner_is_no_fault() -> None:
    class LosesTheAnswer(GoodStore):
        def create(self, key: str, body: bytes) -> str | None:
            etag = super().create(key, body)
            return None if "race" in key else etag

    assert all(check.ok for check in checks_of(LosesTheAnswer()))


def test_store_that_is_down_gets_no_verdict() -> None:
    class GoesDown(GoodStore):
        def create(self, key: str, body: bytes) -> str | None:
            del body
            raise StoreUnavailableError(key, "is down")

    with pytest.raises(StoreUnavailableError):
        checks_of(GoesDown())


def test_store_that_refuses_every_write_gets_no_verdict() -> None:
    class ReadOnly(GoodStore):
        def put(self, key: str, body: bytes) -> str:
            del body
            raise StoreError(key, "denies access")

    with pytest.raises(StoreError, match="denies access"):
        checks_of(ReadOnly())


def test_all_objects_stay_in_the_folder() -> None:
    store = GoodStore()
    checks_of(store)
    assert {key[: len(FOLDER) + 1] for key in store.puts} == {FOLDER + "/"}
