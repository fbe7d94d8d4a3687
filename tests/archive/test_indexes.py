import re
from datetime import date

from tasks.adapters.memory_store import MemoryStore
from tasks.archive.indexes import add_to_index, read_index
from tasks.archive.keys import sentences_key, story_keys_key, story_lines_key
from tasks.identity.key_index import sharing

KEY = story_keys_key("the harbour post")
LONG_AGO = date(2026, 1, 1)
STORY = "20261120-" + "0a" * 10
OTHER = "20261121-" + "0b" * 10


class Interrupted(MemoryStore):
    """A store in which another worker adds a story before each write."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.times = times

    def create(self, key: str, body: bytes) -> str | None:
        self.interrupt(key)
        return super().create(key, body)

    def cas(self, key: str, body: bytes, etag: str) -> str | None:
        self.interrupt(key)
        return super().cas(key, body, etag)

    def interrupt(self, key: str) -> None:
        if self.times:
            self.times -= 1
            times, self.times = self.times, 0
            add_to_index(self, key, {OTHER: frozenset({times + 10})}, LONG_AGO)
            self.times = times


def test_keys_of_indexes_are_those_of_the_layout() -> None:
    assert re.fullmatch(r"sketch/([0-9a-f]{2})/\1[0-9a-f]{14}/keys\.bin", KEY)
    assert story_lines_key("the harbour post") == KEY.replace("keys", "lines")
    assert sentences_key(date(2026, 11, 20)) == "sketch/all/20261120.bin"


def test_an_index_that_is_not_there_is_empty() -> None:
    assert read_index(MemoryStore(), KEY).stories == ()


def test_what_is_added_is_found() -> None:
    store = MemoryStore()
    assert add_to_index(store, KEY, {STORY: frozenset({1, 2})}, LONG_AGO)
    assert sharing(read_index(store, KEY), {2}) == [STORY]


def test_what_is_held_already_writes_nothing() -> None:
    store = MemoryStore()
    add_to_index(store, KEY, {STORY: frozenset({1})}, LONG_AGO)
    puts = len(store.puts)
    assert add_to_index(store, KEY, {STORY: frozenset({1})}, LONG_AGO)
    assert len(store.puts) == puts


def test_two_workers_keep_both_stories() -> None:
    store = Interrupted(times=3)
    assert add_to_index(store, KEY, {STORY: frozenset({1})}, LONG_AGO)
    assert set(read_index(store, KEY).stories) == {STORY, OTHER}


def test_a_worker_that_is_always_second_gives_up() -> None:
    store = Interrupted(times=100)
    assert not add_to_index(store, KEY, {STORY: frozenset({1})}, LONG_AGO)
    assert read_index(store, KEY).stories == (OTHER,)


def test_a_damaged_index_is_replaced() -> None:
    store = MemoryStore()
    store.put(KEY, b"KI1\n and then nothing")
    assert add_to_index(store, KEY, {STORY: frozenset({1})}, LONG_AGO)
    assert read_index(store, KEY).stories == (STORY,)


def test_stories_of_another_month_are_dropped_with_the_next_write() -> None:
    store = MemoryStore()
    add_to_index(store, KEY, {STORY: frozenset({1})}, LONG_AGO)
    add_to_index(store, KEY, {OTHER: frozenset({1})}, date(2026, 11, 21))
    assert read_index(store, KEY).stories == (OTHER,)
