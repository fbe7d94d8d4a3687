from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from tasks.adapters.memory_store import MemoryStore
from tasks.archive.claims import claim
from tasks.archive.parameters import add_evidence, read_parameters
from tasks.archive.store import Store
from tasks.identity.addresses.parameters import Parameter, Twin
from tasks.identity.likeness.comparison import publisher_key
from tasks.versions.observation import Alias, Committed, Observation, Outcome, Role
from tasks.versions.said.snapshots import seen_snapshot
from tests.versions.stories import BODY, FERRY, NOW, commit_near, minter, seen

VIEW = "https://harbourpost.example/view"
HEADLINES = {"ferry": "Ferry out of service", "bridge": "Footbridge reopens"}
BODIES = {"ferry": FERRY, "bridge": BODY}
PUBLISHER = publisher_key(seen_snapshot(seen()))


def at(url: str, story: str, *, guid: str = "", hours: int = 0) -> Observation:
    """Return a story under an address, and under a guid if it has one."""
    names = [Alias(role=Role.LINK, value=f"url:{url}")]
    names += [Alias(role=Role.GUID, value=f"guid:hp:{guid}")] if guid else []
    told = seen(
        after=timedelta(hours=hours),
        aliases=tuple(names),
        url=url,
        canonical_url=url,
        headline=HEADLINES[story],
        body=BODIES[story],
    )
    return replace(told, guid=guid or None)


def commits(store: Store, *told: Observation) -> list[Committed]:
    mint = minter(NOW + timedelta(days=1))
    return [commit_near(store, one, mint) for one in told]


def learned(store: Store) -> Mapping[str, Parameter]:
    return {one.name: one for one in read_parameters(store, PUBLISHER)}


def taught(store: Store) -> None:
    """Two stories, each under two addresses that differ in `hop` alone."""
    commits(
        store,
        at(f"{VIEW}/ferry?hop=1", "ferry"),
        at(f"{VIEW}/ferry?hop=2", "ferry", hours=1),
        at(f"{VIEW}/bridge?hop=1", "bridge"),
        at(f"{VIEW}/bridge?hop=2", "bridge", hours=1),
    )


def test_one_story_under_two_addresses_shows_what_they_differ_in() -> None:
    store = MemoryStore()
    first, again = commits(
        store, at(f"{VIEW}/ferry?hop=1", "ferry"), at(f"{VIEW}/ferry?hop=2", "ferry", hours=1)
    )
    assert (again.outcome, again.article_id) == (Outcome.UNCHANGED, first.article_id)
    urls = (f"{VIEW}/ferry?hop=1", f"{VIEW}/ferry?hop=2")
    assert learned(store)["hop"].same == (Twin(article_id=first.article_id, urls=urls),)
    assert not learned(store)["hop"].is_noise


def test_two_stories_make_it_noise_and_a_third_is_known_by_its_name() -> None:
    store = MemoryStore()
    taught(store)
    assert learned(store)["hop"].is_noise
    commits(store, at(f"{VIEW}/ferry?hop=3", "ferry", hours=2))
    held = claim(store, f"url:{VIEW}/ferry")
    assert held is not None
    changed = replace(
        at(f"{VIEW}/ferry?hop=4", "ferry", hours=3),
        article=replace(at(VIEW, "ferry").article, body="The ferry sails again, and nobody hurt."),
    )
    (end,) = commits(store, changed)
    assert end.article_id == held.claim.article_id


def test_a_parameter_that_tells_stories_apart_is_no_noise() -> None:
    store = MemoryStore()
    other = f"{VIEW}?hop=5"
    first, second, _ = commits(
        store,
        at(f"{VIEW}?hop=1", "ferry"),
        at(other, "bridge"),
        at(f"{VIEW}?hop=2", "ferry", hours=1),
    )
    assert first.article_id != second.article_id
    assert learned(store)["hop"].different == (second.article_id,)
    commits(store, at(f"{VIEW}?hop=6", "bridge", hours=2))
    assert len(learned(store)["hop"].same) == 2
    assert not learned(store)["hop"].is_noise


def test_another_story_behind_noise_ends_it() -> None:
    store = MemoryStore()
    twins = tuple(Twin(article_id=f"20261101-{n}", urls=(VIEW, VIEW)) for n in "ab")
    add_evidence(store, PUBLISHER, [Parameter(name="hop", same=twins)])
    first, second = commits(
        store, at(f"{VIEW}?hop=1", "ferry"), at(f"{VIEW}?hop=2", "bridge", hours=1)
    )
    assert first.article_id != second.article_id
    assert learned(store)["hop"].different == (first.article_id, second.article_id)
    third, again = commits(
        store, at(f"{VIEW}?hop=2", "bridge", hours=2), at(f"{VIEW}?hop=1", "ferry", hours=3)
    )
    assert (third.article_id, again.article_id) == (second.article_id, first.article_id)


def test_a_story_that_changed_shows_nothing() -> None:
    store = MemoryStore()
    commits(store, at(f"{VIEW}/ferry?hop=1", "ferry", guid="hp-1"))
    corrected = at(f"{VIEW}/ferry?hop=2", "ferry", guid="hp-1", hours=1)
    told = replace(corrected.article, body=FERRY.replace("Monday", "Tuesday"))
    (end,) = commits(store, replace(corrected, article=told))
    assert end.outcome is Outcome.CHANGED
    assert learned(store) == {}


def test_what_is_known_is_written_once() -> None:
    store = MemoryStore()
    taught(store)
    again = at(f"{VIEW}/bridge?hop=2", "bridge", hours=2)
    commits(store, again)
    before = _objects(store)
    commits(store, again)
    assert _objects(store) == before


def _objects(store: MemoryStore) -> dict[str, bytes]:
    found = {key: store.get(key) for key in store.list("")}
    return {key: held.body for key, held in found.items() if held}
