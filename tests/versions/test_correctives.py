from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from tasks.adapters.memory_store import MemoryStore
from tasks.corrections.notice import Location, Notice, Target
from tasks.errors import StoreUnavailableError
from tasks.versions.commit import commit
from tasks.versions.observation import Alias, Observation, Outcome, Role
from tests.versions.faults import AlwaysFirst, Hooked, at
from tests.versions.stories import (
    ARTICLE_ID,
    CORRECTED,
    EDITED,
    FERRY,
    NOTICE,
    NOW,
    URL,
    announced,
    chain_of,
    commit_near,
    entry,
    minter,
    seen,
    take_down,
)

HOUR = timedelta(hours=1)
ITEM_URL = "https://harbourpost.example/corrections/31"
ITEM = Alias(role=Role.LINK, value=f"url:{ITEM_URL}")
ANOTHER_URL = "https://harbourpost.example/travel/4711"
ANOTHER = Alias(role=Role.LINK, value=f"url:{ANOTHER_URL}")
HEADLINE = "Footbridge reopens two years after the flood"
OTHER = replace(NOTICE, target=Target.OTHER, location=Location.FEED_ENTRY)


def corrective(notice: Notice, headline: str = "Correction: Footbridge reopens") -> Observation:
    return seen(
        after=HOUR,
        aliases=(ITEM,),
        url=ITEM_URL,
        headline=headline,
        body="It is in Upper Tarn.",
        notices=(notice,),
    )


@pytest.mark.parametrize(
    "headline",
    ["Correction: Footbridge reopens", "Clarification: Footbridge", "CORRECTION-Footbridge"],
)
def test_a_correction_of_an_unknown_item_makes_no_story(headline: str) -> None:
    store = MemoryStore()
    item = corrective(replace(OTHER, target_hint="Footbridge"), headline)
    done = commit(store, item, mint=minter())
    assert (done.outcome, done.version, store.puts) == (Outcome.ABOUT_ANOTHER, 0, [])
    assert done.why.endswith("Footbridge")


def test_a_correction_of_a_known_address_is_added_to_that_story() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    done = commit(store, corrective(replace(OTHER, target_hint=URL)), mint=minter())
    again = commit(store, corrective(replace(OTHER, target_hint=URL)), mint=minter())
    first, second = chain_of(store)
    assert (done.outcome, done.article_id) == (Outcome.CHANGED, ARTICLE_ID)
    assert (done.change_type, done.aliases) == ("correction", None)
    assert (second.body, second.url, second.headline) == (first.body, URL, first.headline)
    assert [each.location.where for each in second.corrections] == ["feed"]
    assert again.outcome is Outcome.UNCHANGED


@pytest.mark.parametrize(
    ("hint", "headline"),
    [
        pytest.param(None, "Correction: Footbridge reopens two years after the flood", id="title"),
        pytest.param("Footbridge reopens two years after the flood", "Correction", id="hint"),
        pytest.param("an article of Friday", f"CORRECTION-{HEADLINE} | Harbour Post", id="wire"),
    ],
)
def test_a_correction_is_added_to_the_story_under_its_headline(
    hint: str | None, headline: str
) -> None:
    store = MemoryStore()
    commit_near(store, seen())
    notice = replace(OTHER, target_hint=hint)
    told = replace(corrective(notice, headline), title_flags=("CORRECTION",))
    done = commit_near(store, told)
    assert (done.article_id, done.version, done.change_type) == (ARTICLE_ID, 2, "correction")
    assert done.remarks == (
        "c1 claims that 'Lower Tarn' is now 'Upper Tarn', but the old value still stands",
    )


def test_a_correction_is_tied_to_the_silent_edit_that_it_admits() -> None:
    store = MemoryStore()
    commit_near(store, seen())
    commit_near(store, seen(after=HOUR, body=CORRECTED))
    commit_near(store, corrective(OTHER, f"Correction: {HEADLINE}"))
    (told,) = chain_of(store)[2].corrections
    assert (told.applied, told.changes[0].detail) == (True, "edit of version 2")


def test_a_correction_read_before_its_story_is_not_out_of_order() -> None:
    store = MemoryStore()
    commit_near(store, seen(after=2 * HOUR))
    done = commit_near(store, corrective(OTHER, f"Correction: {HEADLINE}"))
    assert (done.outcome, chain_of(store)[1].out_of_order) == (Outcome.CHANGED, False)


def test_a_correction_that_the_page_has_in_other_words_is_nothing_new() -> None:
    store = MemoryStore()
    commit_near(store, seen())
    commit_near(store, seen(after=HOUR, body=CORRECTED, notices=(NOTICE,)))
    told = replace(OTHER, text="We put the bridge in Lower Tarn. It is in Upper Tarn.")
    done = commit_near(store, corrective(told, f"Correction: {HEADLINE}"))
    assert (done.outcome, done.article_id) == (Outcome.UNCHANGED, ARTICLE_ID)


def test_of_two_stories_under_one_headline_neither_is_corrected() -> None:
    store = MemoryStore()
    commit_near(store, seen())
    other = seen(aliases=(ANOTHER,), url=ANOTHER_URL, body=FERRY, date_published="2026-11-21")
    commit_near(store, replace(other, guid=None))
    done = commit_near(store, corrective(OTHER, f"Correction: {HEADLINE}"))
    assert done.outcome is Outcome.ABOUT_ANOTHER


def test_a_headline_of_another_month_is_not_meant() -> None:
    store = MemoryStore()
    commit_near(store, seen())
    told = corrective(OTHER, f"Correction: {HEADLINE}")
    done = commit_near(store, told, minter(NOW + 11 * 24 * HOUR))
    assert done.outcome is Outcome.ABOUT_ANOTHER


def test_a_correction_of_an_address_that_is_free_stays_unresolved() -> None:
    done = commit(MemoryStore(), corrective(replace(OTHER, target_hint=URL)), mint=minter())
    assert done.outcome is Outcome.ABOUT_ANOTHER


def test_a_correction_that_names_no_item_stays_unresolved() -> None:
    done = commit(MemoryStore(), corrective(OTHER), mint=minter())
    assert done.why.endswith("Correction: Footbridge reopens")


def test_a_correction_of_a_story_that_was_taken_down_stays_unresolved() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    take_down(store)
    done = commit(store, corrective(replace(OTHER, target_hint=URL)), mint=minter())
    assert done.outcome is Outcome.ABOUT_ANOTHER


def test_a_correction_of_another_item_that_is_always_second_is_reported() -> None:
    store = MemoryStore()
    numbers = count()

    def act() -> None:
        number = next(numbers)
        commit(store, announced(number), mint=minter(worker=f"birch:{number}"))

    commit(store, seen(), mint=minter())
    item = corrective(replace(OTHER, target_hint=URL))
    with pytest.raises(StoreUnavailableError, match="other workers were always first"):
        commit(AlwaysFirst(store, act), item, mint=minter())


def test_a_correction_of_another_item_survives_a_race_with_its_story() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())

    def interrupt() -> None:
        commit(store, seen(after=HOUR, body=EDITED), mint=minter(worker="birch:1"))

    item = corrective(replace(OTHER, target_hint=URL))
    done = commit(Hooked(store, before=at(4, interrupt)), item, mint=minter())
    assert (done.outcome, done.version) == (Outcome.CHANGED, 3)
    assert chain_of(store)[2].body == EDITED


def test_a_story_that_ends_with_a_note_on_another_stays_a_story() -> None:
    told = seen(notices=(replace(NOTICE, target=Target.OTHER, target_hint=URL),))
    assert commit(MemoryStore(), told, mint=minter()).outcome is Outcome.NEW


def test_a_corrected_item_is_the_item_itself() -> None:
    told = replace(seen(notices=(NOTICE,)), title_flags=("CORRECTED",))
    assert commit(MemoryStore(), told, mint=minter()).outcome is Outcome.NEW


def test_a_page_that_is_read_at_last_accuses_nobody() -> None:
    store = MemoryStore()
    commit(store, entry(headline="Bridge news"), mint=minter())
    done = commit(store, seen(after=HOUR), mint=minter())
    assert (done.change_type, done.version) == ("reextraction", 2)
