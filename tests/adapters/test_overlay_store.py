from tasks.adapters.memory_store import MemoryStore
from tasks.adapters.overlay_store import OverlayStore


def overlay() -> tuple[OverlayStore, MemoryStore]:
    below = MemoryStore()
    below.put("a/1", b"below")
    below.puts.clear()
    return OverlayStore(below), below


def test_reads_go_through_and_writes_stay_here() -> None:
    store, below = overlay()
    store.put("a/2", b"here")
    held = store.get("a/1")
    assert held is not None
    assert held.body == b"below"
    assert store.get_range("a/1", 1, 3) == b"elo"
    assert store.get_range("a/2", 1, 3) == b"ere"
    assert list(store.list("a/")) == ["a/1", "a/2"]
    assert list(store.list("a/", after="a/1")) == ["a/2"]
    assert below.puts == []
    assert below.get("a/2") is None


def test_a_key_is_created_once_wherever_it_is() -> None:
    store, _ = overlay()
    assert store.create("a/1", b"x") is None
    assert store.create("a/2", b"x") is not None
    assert store.create("a/2", b"y") is None


def test_only_the_object_that_was_read_is_replaced() -> None:
    store, below = overlay()
    held = store.get("a/1")
    assert held is not None
    second = store.cas("a/1", b"new", held.etag)
    assert second is not None
    assert store.cas("a/1", b"newer", held.etag) is None
    assert store.cas("a/3", b"x", held.etag) is None
    assert store.get("a/1") == (second, b"new")
    assert below.puts == []
