from dataclasses import replace
from datetime import timedelta

import pytest

from tasks.adapters.memory_store import MemoryStore
from tasks.versions.commit import commit
from tasks.versions.observation import Observation, Outcome
from tests.versions.stories import (
    BODY,
    CORRECTED,
    EDITED,
    NOTICE,
    RETRACTION,
    chain_of,
    gone,
    minter,
    seen,
    twice,
)

HOUR = timedelta(hours=1)
LEAD = BODY.splitlines()[0]
PAYWALL = "Subscribe to continue reading"
CONSENT = "Before you continue we and our 214 partners ask for your consent to use cookies."


def odd(reason: str, observation: Observation) -> Observation:
    return replace(observation, confirm_reason=reason)


@pytest.mark.parametrize(
    "later",
    [
        pytest.param(seen(after=HOUR, body=LEAD), id="cut"),
        pytest.param(seen(after=HOUR, body=f"{LEAD}\n{PAYWALL}"), id="paywall"),
        pytest.param(seen(after=HOUR, body=""), id="empty"),
        pytest.param(
            odd("consent", seen(after=HOUR, body=CONSENT, headline="Your privacy")), id="consent"
        ),
        pytest.param(odd("truncated", seen(after=HOUR, body=LEAD)), id="truncated"),
        pytest.param(gone(after=HOUR), id="gone"),
    ],
)
def test_one_odd_answer_is_not_yet_news(later: Observation) -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    done = commit(store, later, mint=minter())
    assert (done.outcome, len(done.suspect or "")) == (Outcome.WAITING, 16)
    assert len(chain_of(store)) == 1


@pytest.mark.parametrize(
    ("later", "outcome", "change_type"),
    [
        pytest.param(seen(after=HOUR, body=LEAD), Outcome.CHANGED, "silentEdit", id="cut"),
        pytest.param(
            seen(after=HOUR, body=f"{LEAD}\n{PAYWALL}"), Outcome.UNCHANGED, None, id="paywall"
        ),
        pytest.param(seen(after=HOUR, body=""), Outcome.UNCHANGED, None, id="empty"),
        pytest.param(
            odd("consent", seen(after=HOUR, body=CONSENT, headline="Your privacy")),
            Outcome.UNCHANGED,
            None,
            id="consent",
        ),
        pytest.param(
            odd("truncated", seen(after=HOUR, body=LEAD)), Outcome.UNCHANGED, None, id="truncated"
        ),
        pytest.param(gone(after=HOUR), Outcome.CHANGED, "metadata", id="gone"),
    ],
)
def test_what_a_second_look_makes_of_it(
    later: Observation, outcome: Outcome, change_type: str | None
) -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    done = twice(store, later)
    assert (done.outcome, done.change_type) == (outcome, change_type)


def test_another_odd_answer_must_come_again_too() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    first = commit(store, seen(after=HOUR, body=LEAD), mint=minter())
    other = replace(seen(after=2 * HOUR, body=""), suspect=first.suspect)
    assert commit(store, other, mint=minter()).outcome is Outcome.WAITING


def test_a_consent_form_at_first_sight_waits_and_claims_no_final_address() -> None:
    store = MemoryStore()
    form = odd("consent", seen(body=CONSENT, headline="Your privacy"))
    done = commit(store, form, mint=minter())
    assert (done.outcome, done.version) == (Outcome.WAITING, 0)
    assert commit(store, seen(after=HOUR), mint=minter()).outcome is Outcome.NEW


def test_a_truncated_story_at_first_sight_is_all_there_is() -> None:
    done = commit(MemoryStore(), odd("truncated", seen(body=LEAD)), mint=minter())
    assert done.outcome is Outcome.NEW


def test_a_truncated_page_that_always_was_one_can_be_corrected() -> None:
    store = MemoryStore()
    commit(store, odd("truncated", seen(body=LEAD)), mint=minter())
    later = seen(after=HOUR, body=LEAD.replace("Lower", "Upper"), notices=(NOTICE,))
    assert commit(store, odd("truncated", later), mint=minter()).change_type == "correction"


def test_a_lost_notice_must_be_seen_twice() -> None:
    store = MemoryStore()
    commit(store, seen(notices=(NOTICE,)), mint=minter())
    assert commit(store, seen(after=HOUR), mint=minter()).outcome is Outcome.WAITING


def test_a_retraction_needs_no_second_look() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    stub = seen(after=HOUR, body="", notices=(RETRACTION,))
    assert commit(store, stub, mint=minter()).change_type == "retraction"


def test_a_text_that_returns_is_stored_once_and_then_flaps() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    commit(store, seen(after=HOUR, body=EDITED), mint=minter())
    ends = [
        twice(store, seen(after=2 * HOUR)),
        twice(store, seen(after=3 * HOUR, body=EDITED)),
        commit(store, seen(after=4 * HOUR), mint=minter()),
    ]
    assert [end.outcome for end in ends] == [
        Outcome.CHANGED,
        Outcome.CHANGED,
        Outcome.WITHHELD,
    ]
    assert ends[-1].why.startswith("flapping")
    assert len(chain_of(store)) == 4


def test_a_correction_behind_a_wall_is_kept() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    cut = CORRECTED.splitlines()[0]
    done = twice(store, odd("truncated", seen(after=HOUR, body=cut, notices=(NOTICE,))))
    assert done.change_type == "correction"
