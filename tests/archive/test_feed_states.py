from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.adapters.memory_store import MemoryStore
from tasks.archive.feed_states import feed_state, write_feed_state
from tasks.archive.keys import feed_state_key
from tasks.errors import StoreError
from tasks.feeds.entry import Hints
from tasks.feeds.state import FeedState, Known, Pending, Probation
from tests.versions.stories import NOW

FEED = "harbourpost-news"
PENDING = Pending(
    link="https://harbourpost.example/news/a",
    guid="hp-1",
    title="A",
    summary="",
    published=None,
    hash="7c0e51b2a9d4f310",
    first_seen=NOW,
)
KNOWN = Known(
    hash="a90be1c47d52f863",
    listed="2026-11-21",
    article_id="20261120-de791151a4374c0ac431",
    version=2,
    content="6b72a3cd5805d1ba",
    aliases=None,
)
FULL = FeedState(
    feed_id=FEED,
    etag='"9c1-61"',
    hints=Hints(ttl_s=600, skip_hours=(1, 2)),
    not_before=NOW,
    host_not_before={"harbourpost.example": NOW},
    probation=Probation(kind="moved", to="https://harbourpost.example/rss", since=NOW),
    pending={"7c0e51b2a9d4f310": PENDING},
    entries={"1f7a0c52e9b34d86": KNOWN},
)


def test_feed_state_of_a_new_feed_is_empty() -> None:
    assert feed_state(MemoryStore(), FEED) == (FeedState(feed_id=FEED), None)


def test_feed_state_comes_back_with_its_etag() -> None:
    store = MemoryStore()
    etag = write_feed_state(store, FULL, known=FeedState(feed_id=FEED), etag=None)
    assert feed_state(store, FEED) == (replace(FULL, rev=1), etag)


@given(
    st.builds(
        FeedState,
        feed_id=st.just(FEED),
        etag=st.none() | st.text(st.characters(codec="utf-8")),
        interval_s=st.integers(60, 86_400),
        pending=st.dictionaries(st.text(st.characters(codec="utf-8")), st.just(PENDING)),
    )
)
def test_any_feed_state_comes_back(state: FeedState) -> None:
    store = MemoryStore()
    write_feed_state(store, state, known=FeedState(feed_id=FEED), etag=None)
    assert feed_state(store, FEED)[0] == replace(state, rev=1)


def test_write_feed_state_writes_nothing_that_says_the_same() -> None:
    store = MemoryStore()
    write_feed_state(store, FULL, known=FeedState(feed_id=FEED), etag=None)
    known, etag = feed_state(store, FEED)
    store.puts.clear()
    assert write_feed_state(store, known, known=known, etag=etag) == etag
    assert store.puts == []


def test_write_feed_state_never_repeats_an_etag() -> None:
    store = MemoryStore()
    tags = [write_feed_state(store, FULL, known=FeedState(feed_id=FEED), etag=None)]
    for interval in (60, 3600):
        known, etag = feed_state(store, FEED)
        wanted = replace(known, interval_s=interval)
        tags.append(write_feed_state(store, wanted, known=known, etag=etag))
    assert len(set(tags)) == 3
    assert feed_state(store, FEED)[0] == replace(FULL, rev=3)


def test_write_feed_state_of_two_runs_has_one_winner() -> None:
    store = MemoryStore()
    empty = FeedState(feed_id=FEED)
    assert write_feed_state(store, FULL, known=empty, etag=None) is not None
    assert write_feed_state(store, FULL, known=empty, etag=None) is None
    known, etag = feed_state(store, FEED)
    assert write_feed_state(store, replace(known, etag="a"), known=known, etag=etag) is not None
    assert write_feed_state(store, replace(known, etag="b"), known=known, etag=etag) is None


def test_feed_state_names_a_damaged_object() -> None:
    store = MemoryStore()
    store.put(feed_state_key(FEED), b"{")
    with pytest.raises(StoreError, match=r"harbourpost-news/state\.json: is no JSON"):
        feed_state(store, FEED)
