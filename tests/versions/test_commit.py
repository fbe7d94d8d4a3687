from dataclasses import replace
from datetime import timedelta

import pytest

from tasks.adapters.memory_store import MemoryStore
from tasks.archive.keys import claim_key, version_key
from tasks.archive.log import log_segment, read_log
from tasks.archive.record import slot_bytes
from tasks.archive.store import Store
from tasks.errors import InputError, StoreError
from tasks.versions.commit import commit
from tasks.versions.observation import Alias, KnownVersion, Observation, Outcome, Role
from tests.versions.stories import (
    CORRECTED,
    EDITED,
    GUID,
    LINK,
    NOTICE,
    NOW,
    chain_of,
    minter,
    remembered,
    seen,
)

HOUR = timedelta(hours=1)
SECOND_FEED = Alias(role=Role.GUID, value="guid:harbourpost-local:hp-88213")


def test_commit_of_a_new_story_claims_its_aliases_before_its_first_version() -> None:
    store = MemoryStore()
    done = commit(store, seen(), mint=minter())
    first = version_key("20261120-de791151a4374c0ac431", 1)
    assert (done.outcome, done.version, done.change_type) == (Outcome.NEW, 1, "first")
    assert sorted(store.puts[:2]) == sorted(claim_key(a.value) for a in (LINK, GUID))
    assert store.puts[2:] == [first] == [done.key]


def test_commit_needs_nothing_but_a_store(store: Store) -> None:
    ends = [
        commit(store, seen(), mint=minter()),
        commit(store, seen(after=HOUR), mint=minter()),
        commit(store, seen(after=2 * HOUR, body=EDITED), mint=minter()),
    ]
    assert [end.outcome for end in ends] == [Outcome.NEW, Outcome.UNCHANGED, Outcome.CHANGED]
    assert [version.version for version in chain_of(store)] == [1, 2]


def test_commit_of_a_correction_names_the_values_of_its_notice() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    done = commit(store, seen(after=HOUR, body=CORRECTED, notices=(NOTICE,)), mint=minter())
    assert (done.outcome, done.version, done.change_type) == (Outcome.CHANGED, 2, "correction")
    assert done.changes == (("Lower Tarn", "Upper Tarn"),)


def test_commit_of_a_silent_edit_names_the_words() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    done = commit(store, seen(after=HOUR, body=EDITED), mint=minter())
    assert (done.change_type, done.changes) == ("silentEdit", (("nine", "eleven"),))


def test_commit_of_the_same_writes_nothing() -> None:
    store = MemoryStore()
    first = commit(store, seen(), mint=minter())
    store.puts.clear()
    again = commit(store, seen(after=HOUR), mint=minter())
    assert (again.outcome, store.puts) == (Outcome.UNCHANGED, [])
    assert remembered(again) == remembered(first)


def test_commit_links_each_version_to_the_bytes_before_it() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    commit(store, seen(after=HOUR, body=EDITED), mint=minter())
    first, second = chain_of(store)
    stored = store.get(version_key(first.article_id, 1))
    assert stored is not None
    assert stored.body == slot_bytes(first)
    assert second.prev is not None
    assert (second.prev.version, second.prev.content_hash) == (1, first.content_hash)
    assert second.history == (first.content_hash, second.content_hash)
    assert second.first_created == first.first_created


def test_commit_gives_rows_for_the_log() -> None:
    store = MemoryStore()
    done = commit(store, seen(), mint=minter())
    (row,) = read_log("log/x", log_segment(done.log_rows))
    record = row["record"]
    assert isinstance(record, dict)
    assert (row["version"], row["by"], row["key"]) == (1, "commit", done.key)
    assert record["headline"] == "Footbridge reopens two years after the flood"


def test_commit_helps_to_log_what_is_young() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    young = commit(store, seen(after=HOUR), mint=minter(NOW + HOUR))
    old = commit(store, seen(after=72 * HOUR), mint=minter(NOW + 72 * HOUR))
    assert ([b'"by":"help"' in row for row in young.log_rows], old.log_rows) == ([True], ())


def test_commit_keeps_a_late_observation_out_of_order() -> None:
    store = MemoryStore()
    commit(store, seen(after=HOUR), mint=minter())
    late = commit(store, seen(body=EDITED), mint=minter())
    again = commit(store, seen(after=2 * HOUR), mint=minter())
    first, second = chain_of(store)
    assert (late.outcome, late.change_type) == (Outcome.CHANGED, "metadata")
    assert (second.out_of_order, second.current, second.signal) == (True, 1, None)
    assert (again.outcome, again.version) == (Outcome.UNCHANGED, 2)
    assert again.content == first.content_hash[7:23]


def test_commit_goes_on_from_what_is_current() -> None:
    store = MemoryStore()
    commit(store, seen(after=HOUR), mint=minter())
    commit(store, seen(body=EDITED), mint=minter())
    done = commit(store, seen(after=2 * HOUR, headline="Footbridge is open"), mint=minter())
    assert (done.version, done.change_type) == (3, "headline")
    assert chain_of(store)[2].current == 3


def test_commit_drops_a_late_observation_of_what_is_known() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    commit(store, seen(after=2 * HOUR, body=EDITED), mint=minter())
    late = commit(store, seen(after=HOUR), mint=minter())
    assert (late.outcome, late.version) == (Outcome.UNCHANGED, 2)


def test_commit_needs_a_name() -> None:
    with pytest.raises(InputError, match="no address and no identifier"):
        commit(MemoryStore(), seen(aliases=()), mint=minter())


def test_commit_names_a_damaged_record() -> None:
    store = MemoryStore()
    done = commit(store, seen(), mint=minter())
    store.put(done.key or "", b"{")
    with pytest.raises(StoreError, match=r"v000001\.json: is no JSON; restore it"):
        commit(store, seen(after=HOUR), mint=minter())


def test_commit_names_a_gap() -> None:
    store = MemoryStore()
    known = remembered(commit(store, seen(), mint=minter()))
    lost = replace(known, version=7)
    with pytest.raises(StoreError, match=r"v000007\.json: is missing from its chain"):
        commit(store, replace(seen(after=HOUR, body=EDITED), known=lost), mint=minter())


def _known(observation: Observation, known: KnownVersion) -> Observation:
    return replace(observation, known=known)


@pytest.mark.parametrize(
    ("aliases", "gets", "puts"),
    [
        pytest.param((LINK,), 1, 2, id="one-alias"),
        pytest.param((LINK, GUID), 2, 3, id="two-aliases"),
    ],
)
def test_requests_of_a_new_story(aliases: tuple[Alias, ...], gets: int, puts: int) -> None:
    store = MemoryStore()
    commit(store, seen(aliases=aliases), mint=minter())
    assert (len(store.gets), len(store.puts), store.lists) == (gets, puts, [])


def test_requests_of_a_touched_entry_whose_story_is_unchanged() -> None:
    store = MemoryStore()
    known = remembered(commit(store, seen(), mint=minter()))
    store.gets.clear()
    store.puts.clear()
    done = commit(store, _known(seen(after=HOUR), known), mint=minter())
    assert (done.outcome, len(store.gets), store.puts) == (Outcome.UNCHANGED, 1, [])


def test_requests_of_a_corrected_story() -> None:
    store = MemoryStore()
    known = remembered(commit(store, seen(), mint=minter()))
    store.gets.clear()
    store.puts.clear()
    done = commit(store, _known(seen(after=HOUR, body=CORRECTED), known), mint=minter())
    assert (done.outcome, len(store.gets), len(store.puts)) == (Outcome.CHANGED, 2, 1)


def test_requests_of_a_corrected_story_when_another_worker_was_first() -> None:
    store = MemoryStore()
    known = remembered(commit(store, seen(), mint=minter()))
    corrected = _known(seen(after=HOUR, body=CORRECTED), known)
    commit(store, corrected, mint=minter(worker="birch:1"))
    store.gets.clear()
    store.puts.clear()
    done = commit(store, corrected, mint=minter())
    assert (done.outcome, len(store.gets), store.puts) == (Outcome.UNCHANGED, 2, [])


def test_requests_of_a_known_story_in_a_second_feed() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    store.gets.clear()
    store.puts.clear()
    done = commit(store, seen(after=HOUR, aliases=(LINK, SECOND_FEED)), mint=minter())
    assert (done.outcome, len(store.gets), len(store.puts)) == (Outcome.UNCHANGED, 4, 1)


@pytest.mark.parametrize("length", [1, 2, 3, 7, 8, 20])
def test_requests_to_find_a_head_grow_like_a_logarithm(length: int) -> None:
    store = MemoryStore()
    for number in range(length):
        text = CORRECTED.replace("forty", str(100 + number))
        commit(store, seen(after=number * HOUR, body=text), mint=minter())
    store.gets.clear()
    done = commit(store, seen(after=100 * HOUR, body=text), mint=minter())
    assert done.version == length
    assert len(store.gets) <= 2 + 2 * length.bit_length() + 2
