"""What becomes of a notice: reworded, joined by another, gone, late, claimed and not done."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tasks.adapters.memory_store import MemoryStore
from tasks.corrections.notice import Notice, Pair
from tasks.versions.commit import commit
from tasks.versions.observation import Outcome
from tests.versions.stories import (
    BODY,
    CORRECTED,
    EDITED,
    NOTICE,
    announced,
    chain_of,
    minter,
    seen,
    twice,
)

HOUR = timedelta(hours=1)
REWORDED = replace(NOTICE, text=NOTICE.text.replace("An earlier version", "A former version"))
WEEKS = Notice(
    kinds=NOTICE.kinds,
    text="Correction: The repair took eleven weeks longer than planned, not nine weeks.",
    pairs=(Pair("nine weeks", "eleven weeks"),),
    notice_date=date(2026, 11, 22),
    confidence=0.99,
    location=NOTICE.location,
)
ECHO = "Die Zahl 1.4 war nicht richtig, es sind 4.1 Millionen."
ECHOED = f"{BODY.replace('1.4', '4.1')}\n{ECHO}"


def corrected_once() -> MemoryStore:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    commit(store, seen(after=HOUR, body=CORRECTED, notices=(NOTICE,)), mint=minter())
    return store


def test_a_reworded_notice_keeps_its_id_and_its_edit() -> None:
    store = corrected_once()
    later = seen(after=2 * HOUR, body=CORRECTED, notices=(REWORDED,))
    assert commit(store, later, mint=minter()).change_type == "metadata"
    (told,) = chain_of(store)[-1].corrections
    assert (told.id, told.text, told.first_seen_version) == ("c1", REWORDED.text, 2)
    assert [each.status for each in told.changes] == ["verified"]


def test_a_second_notice_is_a_second_correction() -> None:
    store = corrected_once()
    body = CORRECTED.replace("nine weeks", "eleven weeks")
    done = commit(store, seen(after=2 * HOUR, body=body, notices=(NOTICE, WEEKS)), mint=minter())
    assert done.change_type == "correction"
    told = chain_of(store)[-1].corrections
    assert [(each.id, each.first_seen_version) for each in told] == [("c1", 2), ("c2", 3)]
    assert all(change.status == "verified" for each in told for change in each.changes)


def test_a_notice_is_withdrawn_only_after_a_second_look() -> None:
    store = corrected_once()
    done = twice(store, seen(after=2 * HOUR, body=CORRECTED))
    assert done.change_type == "metadata"
    (told,) = chain_of(store)[-1].corrections
    assert (told.id, told.withdrawn_at_version) == ("c1", 3)


def test_a_notice_of_the_first_fetch_explains_an_edit_we_never_saw() -> None:
    store = MemoryStore()
    commit(store, seen(body=CORRECTED, notices=(NOTICE,)), mint=minter())
    (told,) = chain_of(store)[0].corrections
    assert told.observed_at_first_fetch
    assert [(each.status, each.detail) for each in told.changes] == [
        ("claimedNotFound", "new value already in our first capture")
    ]
    assert told.applied is None


@pytest.mark.parametrize(
    ("notice", "status", "applied"),
    [
        pytest.param(WEEKS, "verified", True, id="values"),
        pytest.param(replace(WEEKS, pairs=()), "verified", True, id="echo-without-a-pair"),
        pytest.param(
            replace(WEEKS, pairs=(Pair("two years", "three years"),), text="It was three years."),
            "claimedNotFound",
            False,
            id="another-edit",
        ),
    ],
)
def test_a_late_notice_is_tied_to_the_version_that_made_the_edit(
    notice: Notice, status: str, *, applied: bool
) -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    commit(store, seen(after=HOUR, body=EDITED), mint=minter())
    more = f"{EDITED}\nThe lamps along the path were lit."
    commit(store, seen(after=2 * HOUR, body=more), mint=minter())
    commit(store, seen(after=3 * HOUR, body=more, notices=(notice,)), mint=minter())
    (told,) = chain_of(store)[-1].corrections
    assert (told.changes[0].status, told.applied) == (status, applied)
    assert (told.changes[0].detail == "edit of version 2") is applied


def test_a_claim_is_told_while_the_old_value_stands() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    done = commit(store, seen(after=HOUR, notices=(WEEKS,)), mint=minter())
    (told,) = chain_of(store)[-1].corrections
    assert told.applied is False
    assert done.remarks == (
        "c1 claims that 'nine weeks' is now 'eleven weeks', but the old value still stands",
    )


def test_a_correction_is_told_while_the_old_value_stands_elsewhere() -> None:
    store = MemoryStore()
    more = "\nThe council had said that it would take nine weeks longer."
    commit(store, seen(body=f"{BODY}{more}"), mint=minter())
    done = commit(store, seen(after=HOUR, body=f"{EDITED}{more}", notices=(WEEKS,)), mint=minter())
    (told,) = chain_of(store)[-1].corrections
    assert (told.changes[0].status, told.applied) == ("verified", None)
    assert done.remarks == (
        "c1 says that 'nine weeks' is now 'eleven weeks', but the old value still stands elsewhere",
    )


def test_a_sentence_that_echoes_both_values_is_a_correction_of_little_confidence() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    done = commit(store, seen(after=HOUR, body=ECHOED), mint=minter())
    assert (done.change_type, done.changes) == ("correction", (("1.4", "4.1"),))
    (told,) = chain_of(store)[-1].corrections
    assert (told.text, told.confidence, told.applied) == (ECHO, 0.60, True)
    assert [each.status for each in told.changes] == ["verified"]


def test_an_echo_holds_for_as_long_as_its_sentence_stands() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    commit(store, seen(after=HOUR, body=ECHOED), mint=minter())
    edit = ECHOED.replace("forty", "fifty")
    commit(store, seen(after=2 * HOUR, body=edit), mint=minter())
    twice(store, seen(after=3 * HOUR, body=edit.replace(f"\n{ECHO}", "")))
    withdrawn = [version.corrections[0].withdrawn_at_version for version in chain_of(store)[1:]]
    assert withdrawn == [None, None, 4]


def test_an_edit_without_an_echo_is_silent() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    done = commit(store, seen(after=HOUR, body=BODY.replace("1.4", "4.1")), mint=minter())
    assert done.change_type == "silentEdit"
    assert chain_of(store)[-1].corrections == ()


def test_a_story_that_changes_without_a_word_is_frozen_at_last() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    ends = [
        commit(
            store, seen(after=number * HOUR, body=f"{BODY}\nBy {number} it rained."), mint=minter()
        )
        for number in range(1, 30)
    ]
    assert [end.outcome for end in ends] == [Outcome.CHANGED] * 24 + [Outcome.WITHHELD] * 5
    assert ends[-1].why.startswith("frozen: ")
    late = replace(announced(1), observed_at=seen(after=40 * HOUR).observed_at)
    assert commit(store, late, mint=minter()).change_type == "correction"
