from dataclasses import replace
from datetime import timedelta

import pytest

from tasks.adapters.memory_store import MemoryStore
from tasks.archive.claims import claim
from tasks.archive.history import article_ids, find_article_id, versions
from tasks.archive.keys import claim_key
from tasks.versions.commit import commit
from tasks.versions.observation import Alias, Observation, Outcome, Role
from tests.versions.stories import (
    ARTICLE_ID,
    EDITED,
    FERRY,
    GUID,
    LINK,
    NOW,
    chain_of,
    minter,
    remembered,
    seen,
    take_down,
)

HOUR = timedelta(hours=1)
WEEK = timedelta(days=7)
MOVED_URL = "https://harbourpost.example/news/footbridge-open-again"
MOVED = Alias(role=Role.LINK, value=f"url:{MOVED_URL}")
HOME = Alias(role=Role.CANONICAL, value="url:https://harbourpost.example/start")


def ferry(**changes: object) -> Observation:
    """Return next week's ferry report."""
    told = {
        "headline": "No ferry to Gull Island on Monday",
        "body": FERRY,
        "description": "The boat is under repair.",
        "date_published": "2026-11-27T08:00:00Z",
    }
    return seen(after=WEEK, **{**told, **changes})  # type: ignore[arg-type]  # one dict for all


def test_a_story_under_a_new_address_with_its_old_guid_is_one() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    moved = seen(after=HOUR, aliases=(MOVED, GUID), url=MOVED_URL, body=EDITED)
    done = commit(store, moved, mint=minter())
    assert (done.article_id, done.version, done.change_type) == (ARTICLE_ID, 2, "silentEdit")
    assert find_article_id(store, MOVED_URL) == ARTICLE_ID


def test_a_guid_given_to_another_story_is_pointed_to_it() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    other = ferry(aliases=(MOVED, GUID), url=MOVED_URL)
    done = commit(store, other, mint=minter(NOW + WEEK))
    held = claim(store, GUID.value)
    assert held is not None
    assert (done.outcome, done.version) == (Outcome.NEW, 1)
    assert done.article_id != ARTICLE_ID
    assert (held.claim.epoch, held.claim.previous) == (2, (ARTICLE_ID,))
    assert len(chain_of(store)) == 1


def test_an_address_given_to_another_story_makes_a_new_one_and_keeps_the_old() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    new = commit(store, ferry(), mint=minter(NOW + WEEK))
    late = commit(store, seen(after=WEEK, body=EDITED), mint=minter(NOW + WEEK))
    assert new.article_id.startswith("20261127-")
    assert (late.article_id, late.version) == (ARTICLE_ID, 2)
    assert commit(store, ferry(), mint=minter(NOW + WEEK)).outcome is Outcome.UNCHANGED


def test_an_address_given_to_another_story_is_noticed_under_the_known_id() -> None:
    store = MemoryStore()
    known = remembered(commit(store, seen(), mint=minter()))
    done = commit(store, replace(ferry(), known=known), mint=minter(NOW + WEEK))
    assert done.article_id != ARTICLE_ID
    assert len(chain_of(store)) == 1


def test_a_canonical_address_that_is_the_home_page_glues_nothing() -> None:
    store = MemoryStore()
    commit(store, seen(aliases=(LINK, GUID, HOME)), mint=minter())
    other = ferry(aliases=(MOVED, HOME), url=MOVED_URL)
    done = commit(store, other, mint=minter(NOW + WEEK))
    held = claim(store, HOME.value)
    assert held is not None
    assert (done.outcome, done.aliases) == (Outcome.NEW, None)
    assert (held.claim.article_id, held.claim.epoch) == (ARTICLE_ID, 1)


def test_a_canonical_address_of_the_same_story_is_obeyed() -> None:
    store = MemoryStore()
    canonical = replace(LINK, role=Role.CANONICAL)
    commit(store, seen(), mint=minter())
    copy = seen(after=HOUR, aliases=(MOVED, canonical), url=MOVED_URL)
    done = commit(store, copy, mint=minter())
    assert (done.outcome, done.article_id) == (Outcome.UNCHANGED, ARTICLE_ID)


def test_two_chains_become_one_with_the_first_observation_that_has_both_names() -> None:
    store = MemoryStore()
    commit(store, seen(aliases=(LINK,)), mint=minter())
    other = commit(store, seen(aliases=(MOVED,), url=MOVED_URL), mint=minter(NOW + 24 * HOUR))
    both = seen(after=48 * HOUR, aliases=(LINK, MOVED), body=EDITED)
    done = commit(store, both, mint=minter(NOW + 48 * HOUR))
    assert (done.article_id, done.version) == (ARTICLE_ID, 2)
    kinds = [(slot.article_id, slot.kind) for slot in versions(store, other.article_id)]
    assert kinds == [
        (other.article_id, "content"),
        (other.article_id, "merged"),
        (ARTICLE_ID, "content"),
        (ARTICLE_ID, "content"),
    ]
    assert len(done.log_rows) == 2


def test_a_merged_story_is_followed_from_what_a_feed_remembers() -> None:
    store = MemoryStore()
    commit(store, seen(aliases=(LINK,)), mint=minter())
    other = commit(store, seen(aliases=(MOVED,), url=MOVED_URL), mint=minter(NOW + 24 * HOUR))
    commit(store, seen(after=48 * HOUR, aliases=(LINK, MOVED)), mint=minter())
    later = seen(after=50 * HOUR, aliases=(MOVED,), url=MOVED_URL, body=EDITED)
    done = commit(store, replace(later, known=remembered(other)), mint=minter())
    assert (done.article_id, done.version) == (ARTICLE_ID, 2)


def test_claims_without_a_version_are_born_by_the_next_holder() -> None:
    store = MemoryStore()
    mint = minter()
    only_claims = MemoryStore()
    commit(only_claims, seen(), mint=mint)
    for alias in (LINK, GUID):
        found = only_claims.get(claim_key(alias.value))
        assert found is not None
        store.create(claim_key(alias.value), found.body)
    done = commit(store, seen(aliases=(GUID,)), mint=minter(NOW + 24 * HOUR))
    assert (done.outcome, done.article_id) == (Outcome.NEW, ARTICLE_ID)


def test_two_unborn_claims_are_joined_before_the_first_version() -> None:
    store = MemoryStore()
    for alias, day in ((LINK, 0), (GUID, 1)):
        alone = MemoryStore()
        commit(alone, seen(aliases=(alias,)), mint=minter(NOW + day * 24 * HOUR))
        found = alone.get(claim_key(alias.value))
        assert found is not None
        store.create(claim_key(alias.value), found.body)
    done = commit(store, seen(), mint=minter(NOW + 48 * HOUR))
    assert (done.outcome, done.article_id) == (Outcome.NEW, ARTICLE_ID)
    kinds = [next(versions(store, article)).kind for article in article_ids(store)]
    assert sorted(kinds) == ["content", "merged"]


@pytest.mark.parametrize(
    ("first", "later", "is_new"),
    [
        pytest.param("2026-11-20", "2026-11-20", False, id="same-day"),
        pytest.param("2026-11-20", "2026-11-20T13:40:00Z", False, id="day-and-instant"),
        pytest.param("2026-11-20", "2026-11-20T23:59:00", False, id="day-and-local-time"),
        pytest.param("2026-11-20", "2026-11-27", True, id="next-week"),
        pytest.param("Friday", "2026-11-27", False, id="unreadable"),
        pytest.param(None, "2026-11-27", False, id="unknown"),
    ],
)
def test_a_standing_report_is_another_story_on_another_day(
    first: str | None, later: str, *, is_new: bool
) -> None:
    store = MemoryStore()
    times = (
        "The ferry to Gull Island sails at {} and {} on {}, and comes back at {} and {}.\n"
        "Tickets cost {} crowns at the kiosk by the quay, and dogs travel free."
    )
    one = times.format("8.15", "14.40", "Friday", "11.05", "17.30", "12")
    two = times.format("9.20", "15.10", "Sunday", "12.25", "18.45", "14")
    commit(store, seen(headline="Ferry times", body=one, date_published=first), mint=minter())
    again = seen(after=WEEK, headline="Ferry times", body=two, date_published=later)
    assert (commit(store, again, mint=minter()).outcome is Outcome.NEW) is is_new


def test_a_story_that_was_taken_down_absorbs_its_address() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    take_down(store)
    known = commit(store, seen(after=HOUR, body=EDITED), mint=minter())
    assert (known.outcome, known.version) == (Outcome.WITHHELD, 2)


def test_a_story_that_is_taken_down_between_two_looks_is_left_alone() -> None:
    store = MemoryStore()
    known = remembered(commit(store, seen(), mint=minter()))
    take_down(store)
    done = commit(store, replace(seen(after=HOUR, body=EDITED), known=known), mint=minter())
    assert (done.outcome, done.version) == (Outcome.WITHHELD, 2)
