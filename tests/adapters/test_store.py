"""The contract of a ``Store``, kept by the server and by its stand-in in memory."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from tasks.archive.store import Store
from tasks.errors import StoreError

KEY = "ids/0e/c5/0ec5f15a.json"
KEYS_OF_EACH_KIND = (
    "_meta/format.json",
    "articles/2026/11/20/de/20261120-de791151a4374c0ac431/v000001.json",
    "export/versions/dt=2026-11-20/09-0a1b2c3d.parquet",
    "ids/0e/c5/0ec5f15af886059bf5679b353c6ef8daa07224cf.json",
    "raw/2026/11/21/09/01kajv3w8e0000000000000000-007.warc.gz",
    "sketch/a0/a0b1c2d3e4f50617/keys-202611-0a1b2c3d.bin",
)


def test_get_of_a_missing_key_is_none(store: Store) -> None:
    assert store.get(KEY) is None


def test_create_then_get_gives_the_same_bytes_and_etag(store: Store) -> None:
    etag = store.create(KEY, b"first")
    assert store.get(KEY) == (etag, b"first")


def test_create_never_overwrites(store: Store) -> None:
    store.create(KEY, b"first")
    assert store.create(KEY, b"second") is None
    assert store.create(KEY, b"first") is None
    stored = store.get(KEY)
    assert stored is not None
    assert stored.body == b"first"


def test_cas_replaces_only_what_was_read(store: Store) -> None:
    first = store.create(KEY, b"1")
    assert first is not None
    second = store.cas(KEY, b"2", first)
    assert second is not None
    assert second != first
    assert store.cas(KEY, b"3", first) is None
    assert store.get(KEY) == (second, b"2")


def test_cas_of_a_missing_key_is_none_and_writes_nothing(store: Store) -> None:
    etag = store.create("other.json", b"x")
    assert etag is not None
    assert store.cas(KEY, b"1", etag) is None
    assert store.get(KEY) is None


def test_put_overwrites(store: Store) -> None:
    store.put(KEY, b"1")
    etag = store.put(KEY, b"2")
    assert store.get(KEY) == (etag, b"2")


@pytest.mark.parametrize("key", KEYS_OF_EACH_KIND)
def test_every_kind_of_key_is_stored_under_its_own_name(store: Store, key: str) -> None:
    store.create(key, key.encode())
    stored = store.get(key)
    assert stored is not None
    assert stored.body == key.encode()
    assert list(store.list(key)) == [key]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="empty"),
        pytest.param(bytes(range(256)), id="every-byte"),
        pytest.param(b"\0\xff" * (1 << 19), id="1-mb"),
    ],
)
def test_bodies_come_back_as_they_went(store: Store, body: bytes) -> None:
    store.create(KEY, body)
    stored = store.get(KEY)
    assert stored is not None
    assert stored.body == body


@pytest.mark.parametrize(
    ("offset", "length", "expected"),
    [
        pytest.param(0, 4, b"0123", id="start"),
        pytest.param(3, 4, b"3456", id="middle"),
        pytest.param(8, 4, b"89", id="past-the-end"),
        pytest.param(0, 10, b"0123456789", id="whole"),
        pytest.param(10, 4, b"", id="behind"),
        pytest.param(3, 0, b"", id="nothing"),
    ],
)
def test_get_range_gives_that_part(store: Store, offset: int, length: int, expected: bytes) -> None:
    store.put(KEY, b"0123456789")
    assert store.get_range(KEY, offset, length) == expected


def test_get_range_of_a_missing_key_is_an_error(store: Store) -> None:
    with pytest.raises(StoreError, match="there is no such object"):
        store.get_range(KEY, 0, 1)


def test_list_gives_keys_in_the_order_of_their_bytes(store: Store) -> None:
    keys = ["log/a-b", "log/a.b", "log/a/b", "log/a/c/d", "log/a0", "log/ab", "log/b", "log/b=1"]
    for key in reversed(keys):
        store.put(key, b"x")
    store.put("lof/z", b"x")
    store.put("logs/z", b"x")
    assert list(store.list("log/")) == keys


def test_list_starts_behind_a_key_whether_or_not_it_exists(store: Store) -> None:
    for name in ("a", "c", "d"):
        store.put(f"log/{name}", b"x")
    assert list(store.list("log/", after="log/a")) == ["log/c", "log/d"]
    assert list(store.list("log/", after="log/b")) == ["log/c", "log/d"]
    assert list(store.list("log/", after="log/d")) == []


def test_list_takes_a_prefix_that_ends_within_a_name(store: Store) -> None:
    store.put("articles/v000001.json", b"x")
    store.put("articles/w.json", b"x")
    assert list(store.list("articles/v")) == ["articles/v000001.json"]


def test_list_of_nothing_is_empty(store: Store) -> None:
    assert list(store.list("raw/")) == []


def test_list_shows_what_was_just_written(store: Store) -> None:
    for n in range(20):
        store.create(f"log/{n:02d}", b"x")
        assert len(list(store.list("log/"))) == n + 1


def test_of_32_creates_at_once_one_wins_and_its_bytes_stay(store: Store) -> None:
    def attempt(n: int) -> tuple[int, str | None]:
        return n, store.create(KEY, b"writer %d" % n)

    with ThreadPoolExecutor(32) as pool:
        winners = [n for n, etag in pool.map(attempt, range(32)) if etag is not None]
    stored = store.get(KEY)
    assert stored is not None
    assert [b"writer %d" % n for n in winners] == [stored.body]


def test_of_32_cas_at_once_one_wins(store: Store) -> None:
    before = store.create(KEY, b"before")
    assert before is not None
    with ThreadPoolExecutor(32) as pool:
        answers = list(pool.map(lambda n: store.cas(KEY, b"%d" % n, before), range(32)))
    assert Counter(answer is not None for answer in answers) == {True: 1, False: 31}


def test_list_goes_on_past_a_page_of_1000(store: Store) -> None:
    keys = [f"log/{n:04d}" for n in range(1005)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda key: store.put(key, b""), keys))
    assert list(store.list("log/")) == keys
    assert list(store.list("log/", after=keys[2])) == keys[3:]
