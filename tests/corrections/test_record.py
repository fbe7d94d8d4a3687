from datetime import UTC, datetime

import pytest

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
