import pytest

from tasks.corrections.edits import Hunk
from tasks.corrections.links import link_notices
from tasks.corrections.notice import Pair, Target
from tests.corrections.edit_samples import corrections, hunk, notice, tied, told

TEXT = "Correction: An earlier version placed the bridge in Lower Tarn. It is in Upper Tarn."
PAIR = Pair("Lower Tarn", "Upper Tarn")
ROOF = "The roof of the hall was mended in spring."


@pytest.mark.parametrize(
    ("pairs", "hunks", "status", "applied"),
    [
        pytest.param([PAIR], [hunk("Lower", "Upper")], "verified", True, id="part-of-the-pair"),
        pytest.param([], [hunk("Lower", "Upper")], "verified", True, id="value-echo"),
        pytest.param(
            [PAIR], [hunk("Lower Tarn", "the gorge")], "attachedByElimination", True, id="one-side"
        ),
        pytest.param([], [hunk("1911", "1919")], "attachedByElimination", True, id="only-fact"),
        pytest.param([], [], "unstated", None, id="nothing-to-compare"),
        pytest.param([], [hunk("a", "b", factual=False)], "unstated", None, id="no-fact-changed"),
    ],
)
def test_link_says_what_the_edit_bears_out(
    pairs: list[Pair], hunks: list[Hunk], status: str, *, applied: bool | None
) -> None:
    known = corrections(notice(TEXT, *pairs))
    (one,) = link_notices(known, hunks, before=told(), after=told())
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
    old = told(before) if before else told()
    (one,) = link_notices(corrections(notice(TEXT, PAIR)), [], before=old, after=told(after))
    assert (one.changes[0].status, one.changes[0].detail) == ("claimedNotFound", detail)
    assert one.applied is applied


def test_diff_decides_the_direction() -> None:
    pair = Pair("Upper Tarn", "Lower Tarn")
    known = corrections(notice("Correction: Lower Tarn, Upper Tarn.", pair))
    (one,) = link_notices(known, [hunk("Lower Tarn", "Upper Tarn")], before=told(), after=told())
    assert (one.changes[0].wrong, one.changes[0].right) == ("Lower Tarn", "Upper Tarn")


def test_link_leaves_other_versions_and_other_stories_alone() -> None:
    other = notice("Correction: x, not y", target=Target.OTHER)
    known = corrections(notice(TEXT, PAIR), other)
    hunks = [hunk("Lower", "Upper")]
    assert link_notices(known, hunks, before=told(), after=told(), version=3) == known
    assert link_notices(known[1:], hunks, before=told(), after=told()) == known[1:]


PAYS = "The pass will cost $41 from May."
PAID = "The pass will cost $46 from May."
FARE = notice("Correction: The pass costs $46, not $41.", Pair("$41", "$46"))


def test_the_hunk_in_which_both_values_meet_is_meant_not_another_that_brings_one() -> None:
    decoy = "The board has 46 members."
    (one,) = tied([ROOF, PAYS], [ROOF, decoy, PAID], FARE)
    assert [each.before for each in one.hunks] == ["$41"]
    assert one.correction.changes[0].status == "verified"


def test_a_right_value_that_comes_with_another_edit_is_no_correction() -> None:
    (one,) = tied([PAYS, ROOF], [PAYS, ROOF, "The board has 46 members in all."], FARE)
    assert one.hunks == ()
    assert (one.correction.changes[0].status, one.correction.applied) == ("claimedNotFound", False)


def test_every_sentence_that_was_corrected_is_tied() -> None:
    more = "A year of passes at $41 a month is dear."
    (one,) = tied([PAYS, more], [PAID, more.replace("41", "46")], FARE)
    assert len(one.hunks) == 2


def test_a_headline_alone_is_corrected_also_in_small_letters() -> None:
    said = notice("Correction: the budget was adopted, not rejected.", Pair("rejected", "adopted"))
    (one,) = tied([ROOF], [ROOF], said, headlines=("Budget rejected", "Budget adopted"))
    assert [(each.where, each.status) for each in one.correction.changes] == [
        ("headline", "verified")
    ]


def test_several_values_of_one_notice_find_several_hunks() -> None:
    pairs = Pair("2009", "2007"), Pair("Alma Pruett", "Anna Pruett"), Pair("the dam", "the weir")
    (one,) = tied(
        ["The leak began in 2009 at the pump.", "Alma Pruett lived by the mill."],
        ["The leak began in 2007 at the pump.", "Anna Pruett lived by the mill."],
        notice(
            "Correction: The leak began in 2007, not 2009. It is Anna, not Alma Pruett.", *pairs
        ),
    )
    assert [each.status for each in one.correction.changes] == [
        "verified",
        "verified",
        "claimedNotFound",
    ]
    assert len(one.hunks) == 2


def test_one_pair_is_not_borne_out_by_the_hunk_of_another() -> None:
    pairs = Pair("18%", "8%"), Pair("Minas", "Serra Azul")
    said = notice("Correction: it fell 8%, not 18%, most of all in Serra Azul, not Minas.", *pairs)
    (one,) = tied(
        ["The harvest fell by 18% this year."], ["The harvest fell by 8% this year."], said
    )
    assert [each.status for each in one.correction.changes] == ["verified", "claimedNotFound"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            ["The first rise takes effect in July. It will add $3.10 to the average bill."],
            ["The first rise, which takes effect in August, will add $3.10 to the average bill."],
            id="merged",
        ),
        pytest.param(
            ["The first rise, which takes effect in July, will add $3.10 to the average bill."],
            ["The first rise takes effect in August. It will add $3.10 to the average bill."],
            id="split",
        ),
        pytest.param(
            ["The first rise takes effect in July.", ROOF, "The pier is shut for the winter."],
            [ROOF, "The pier is shut for the winter.", "The first rise takes effect in August."],
            id="moved",
        ),
    ],
)
def test_a_sentence_that_was_also_recast_is_found(before: list[str], after: list[str]) -> None:
    said = notice("Correction: The first rise takes effect in August.", Pair("July", "August"))
    (one,) = tied(before, after, said)
    assert one.correction.changes[0].status == "verified"


def test_a_sentence_that_only_grew_by_the_right_value_is_found() -> None:
    said = notice(
        "Correction: She is an associate professor, not a professor.",
        Pair("professor", "associate professor"),
    )
    (one,) = tied(
        ["Ida Marsh is a professor at Durness."],
        ["Ida Marsh is an associate professor at Durness."],
        said,
    )
    assert one.correction.changes[0].status == "verified"


def test_a_deleted_value_is_tied_to_the_sentence_that_went() -> None:
    said = notice(
        "Correction: A reference to the mayor's brother was removed.", Pair("brother", None)
    )
    went = "His brother owns the quarry."
    (one,) = tied([ROOF, went], [ROOF], said)
    assert [each.before for each in one.hunks] == [went]


def test_values_in_words_that_stand_nowhere_are_tied_to_the_only_edit_on_their_subject() -> None:
    pair = Pair("was convicted of", "pleaded guilty to")
    said = notice("Correction: Holroyd pleaded guilty to wounding; he was not convicted.", pair)
    (one,) = tied(
        ["Holroyd was found to blame by a jury for wounding.", "Seven people spoke in court."],
        ["Holroyd had admitted wounding.", "Nine people spoke in court."],
        said,
    )
    assert {(each.status, each.detail) for each in one.correction.changes} == {
        ("attachedByElimination", "in other words")
    }


@pytest.mark.parametrize(
    ("left", "detail"),
    [
        pytest.param("The pass costs $41 to get on the ferry.", "elsewhere", id="same-thing"),
        pytest.param("Riders of Route 41 complained.", None, id="another-thing"),
    ],
)
def test_a_wrong_value_that_still_stands_elsewhere_is_told(left: str, detail: str | None) -> None:
    (one,) = tied([PAYS, ROOF, left], [PAID, ROOF, left], FARE)
    (said,) = one.correction.changes
    assert said.status == "verified"
    assert said.detail == (f"old value still stands {detail}" if detail else None)
    assert one.correction.applied is (None if detail else True)


@pytest.mark.parametrize(
    ("pair", "is_told"),
    [
        pytest.param(Pair("Carla Montane", "Clara Montagne"), True, id="misspelt"),
        pytest.param(Pair("Carla Montane", "Otto Haas"), False, id="confused"),
    ],
)
def test_a_misspelt_name_that_still_stands_is_told_one_of_another_person_is_not(
    pair: Pair, *, is_told: bool
) -> None:
    said = notice(f"Correction: It was {pair.right}, not {pair.wrong}.", pair)
    left = "A portrait of Carla Montane hangs there."
    (one,) = tied(
        [f"{pair.wrong} opened the hall.", left], [f"{pair.right} opened the hall.", left], said
    )
    assert (one.correction.applied is None) is is_told


def test_an_echo_that_stands_in_the_story_is_not_its_own_edit() -> None:
    said = notice("It costs $46, not $41.", Pair("$41", "$46"))
    (one,) = tied([PAYS, ROOF], [PAYS, ROOF, said.text], said)
    assert one.hunks == ()


def test_values_that_were_misread_are_told_by_what_the_notice_echoes() -> None:
    (one,) = tied([PAYS], [PAID], notice(FARE.text, Pair("the pass", "the fare")))
    (said,) = one.correction.changes
    assert (said.wrong, said.right, said.detail) == ("$41", "$46", "by value echo")
