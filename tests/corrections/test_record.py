from datetime import UTC, datetime

import pytest

from tasks.corrections.edits import Hunk, Op
from tasks.corrections.links import link_notices, value_echo
from tasks.corrections.notice import Kind, Location, Notice, Pair, Target
from tasks.corrections.record import Correction, fold_corrections

NOW = datetime(2026, 11, 21, 9, 47, tzinfo=UTC)
TEXT = "Correction: An earlier version placed the bridge in Lower Tarn. It is in Upper Tarn."
PAIR = Pair("Lower Tarn", "Upper Tarn")


def notice(
    text: str = TEXT,
    *pairs: Pair,
    location: Location = Location.FOOT,
    partial: str | None = None,
    target: Target = Target.SELF,
) -> Notice:
    return Notice(
        kinds=(Kind.CORRECTION,),
        text=text,
        pairs=pairs,
        confidence=0.96,
        location=location,
        notice_date_partial=partial,
        target=target,
    )


def hunk(before: str, after: str, op: Op = Op.REPLACE, *, factual: bool = True) -> Hunk:
    return Hunk(field="body", op=op, before=before, after=after, at=(0, 0), factual=factual)


def first(*notices: Notice, version: int = 2) -> tuple[Correction, ...]:
    return fold_corrections((), notices, version=version, observed_at=NOW)


def test_fold_keeps_the_id_of_what_is_seen_again() -> None:
    known = first(notice())
    again = fold_corrections(known, [notice(TEXT.upper())], version=3, observed_at=NOW)
    assert [one.id for one in again] == ["c1"]
    assert again[0].first_seen_version == 2


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        pytest.param("Upper Tarn, not Lower Tarn, is where it stands.", [PAIR], id="same-pair"),
        pytest.param(TEXT.replace("placed", "put"), [], id="a-word-changed"),
    ],
)
def test_fold_takes_a_reworded_notice_for_the_same(text: str, pairs: list[Pair]) -> None:
    known = first(notice(TEXT, PAIR))
    (again,) = fold_corrections(known, [notice(text, *pairs)], version=3, observed_at=NOW)
    assert again.id == "c1"
    assert again.text == text


def test_fold_adds_a_second_correction() -> None:
    known = first(notice())
    other = notice("Correction: The mayor's name is Ida Marsh, not Ada Marsh.")
    both = fold_corrections(known, [notice(), other], version=3, observed_at=NOW)
    assert [(one.id, one.first_seen_version) for one in both] == [("c1", 2), ("c2", 3)]


@pytest.mark.parametrize(
    ("location", "confirmed", "withdrawn"),
    [
        pytest.param(Location.FOOT, True, 3, id="page-confirmed"),
        pytest.param(Location.FOOT, False, None, id="page-seen-once"),
        pytest.param(Location.FEED_ENTRY, True, None, id="feed"),
    ],
)
def test_fold_withdraws_only_what_a_second_look_lacks(
    location: Location, *, confirmed: bool, withdrawn: int | None
) -> None:
    known = first(notice(location=location))
    (kept,) = fold_corrections(known, [], version=3, observed_at=NOW, withdrawn_confirmed=confirmed)
    assert kept.withdrawn_at_version == withdrawn


def test_fold_restores_what_comes_back() -> None:
    known = first(notice())
    gone = fold_corrections(known, [], version=3, observed_at=NOW, withdrawn_confirmed=True)
    (back,) = fold_corrections(gone, [notice()], version=4, observed_at=NOW)
    assert back.withdrawn_at_version is None


@pytest.mark.parametrize(
    ("partial", "expected"),
    [
        pytest.param("--11-21", "2026-11-21", id="that-day"),
        pytest.param("--12-24", "2025-12-24", id="last-year"),
        pytest.param("--02-29", None, id="no-such-day"),
    ],
)
def test_year_of_a_partial_date_is_inferred(partial: str, expected: str | None) -> None:
    (one,) = first(notice(partial=partial))
    assert one.date_published == expected
    assert one.date_inferred == (expected is not None)


def test_first_fetch_is_marked() -> None:
    assert first(notice(), version=1)[0].observed_at_first_fetch
    assert not first(notice(), version=2)[0].observed_at_first_fetch


@pytest.mark.parametrize(
    ("pairs", "hunks", "status", "applied"),
    [
        pytest.param([PAIR], [hunk("Lower", "Upper")], "verified", True, id="part-of-the-pair"),
        pytest.param([], [hunk("Lower", "Upper")], "verified", True, id="value-echo"),
        pytest.param(
            [PAIR], [hunk("Lower Tarn", "the gorge")], "attachedByElimination", True, id="one-side"
        ),
        pytest.param([], [hunk("1911", "1919")], "attachedByElimination", True, id="few-facts"),
        pytest.param([], [], "unstated", None, id="nothing-to-compare"),
        pytest.param([], [hunk("a", "b", factual=False)], "unstated", None, id="no-fact-changed"),
    ],
)
def test_link_says_what_the_edit_bears_out(
    pairs: list[Pair], hunks: list[Hunk], status: str, *, applied: bool | None
) -> None:
    (one,) = link_notices(first(notice(TEXT, *pairs)), hunks, before="x", after="y")
    assert [change.status for change in one.changes] == [status]
    assert one.applied is applied


@pytest.mark.parametrize(
    ("before", "after", "detail", "applied"),
    [
        pytest.param(
            "in Lower Tarn", "in Lower Tarn", "old value still in the text", False, id="still-there"
        ),
        pytest.param(
            "in Upper Tarn",
            "in Upper Tarn",
            "new value already in the text before",
            None,
            id="was-right",
        ),
        pytest.param(
            "", "in Upper Tarn", "new value already in our first capture", None, id="first-capture"
        ),
        pytest.param("a bridge", "a bridge", "neither in the text", None, id="nowhere"),
    ],
)
def test_claim_without_an_edit_is_not_found(
    before: str, after: str, detail: str, *, applied: bool | None
) -> None:
    (one,) = link_notices(first(notice(TEXT, PAIR)), [], before=before, after=after)
    assert (one.changes[0].status, one.changes[0].detail) == ("claimedNotFound", detail)
    assert one.applied is applied


def test_diff_decides_the_direction() -> None:
    known = first(notice("Correction: Lower Tarn, Upper Tarn.", Pair("Upper Tarn", "Lower Tarn")))
    (one,) = link_notices(known, [hunk("Lower Tarn", "Upper Tarn")], before="", after="")
    assert (one.changes[0].wrong, one.changes[0].right) == ("Lower Tarn", "Upper Tarn")


def test_link_leaves_other_versions_and_other_stories_alone() -> None:
    known = first(notice(TEXT, PAIR), notice("Correction: x, not y", target=Target.OTHER))
    hunks = [hunk("Lower", "Upper")]
    assert link_notices(known, hunks, before="", after="", version=3) == known
    assert link_notices(known[1:], hunks, before="", after="") == known[1:]


def test_added_sentence_that_echoes_both_values_is_a_correction() -> None:
    hunks = [hunk("410 berths", "140 berths")]
    (echo,) = value_echo(["Bei der Zahl 410 fehlte uns Sorgfalt, es sind 140."], hunks)
    assert echo.confidence == 0.60
    assert echo.pairs == (Pair("410 berths", "140 berths"),)
    assert value_echo(["The pier has 140 berths."], hunks) == ()
    assert value_echo([f"410 and 140 {'so ' * 50}"], hunks) == ()
