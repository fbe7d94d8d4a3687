import pytest

from tasks.corrections.notice import Kind
from tests.corrections.edit_samples import notice, tied

NAMELESS = notice("Correction: This article has been amended to correct an error.")
SEATS = "The theatre has 412 seats behind its pillars."
ROOF = "The roof of the hall was mended by Ida Marsh."
ADDED = "Belgrave Holdings said that the grant was repaid in full."


def test_the_only_fact_that_changed_is_what_a_notice_without_values_explains() -> None:
    (one,) = tied(
        [SEATS, "They call it a favourite of theirs."],
        [SEATS.replace("412", "421"), "They call it a darling of theirs."],
        NAMELESS,
    )
    assert [each.before for each in one.hunks] == ["412"]
    assert one.correction.changes[0].status == "attachedByElimination"


def test_of_several_facts_none_is_chosen() -> None:
    after = [SEATS.replace("412", "421"), ROOF.replace("Ida", "Ada")]
    (one,) = tied([SEATS, ROOF], after, NAMELESS)
    assert [each.status for each in one.correction.changes] == ["unstated"]


def test_one_value_that_changed_in_several_sentences_is_one_edit() -> None:
    before = ["Dr Catriona Mcleish starts in September.", "Mcleish beat 27 others for the post."]
    after = ["Dr Katriona MacLeish starts in September.", "MacLeish beat 27 others for the post."]
    (one,) = tied(before, after, NAMELESS)
    assert len(one.hunks) == 2


def test_what_another_notice_explains_is_set_aside() -> None:
    other = notice("Correction: The theatre has 421 seats, not 412.")
    after = [SEATS.replace("412", "421"), ROOF.replace("Ida", "Ada")]
    _, nameless = tied([SEATS, ROOF], after, other, NAMELESS)
    assert [each.after for each in nameless.hunks] == ["Ada"]


def test_a_word_that_only_opens_its_sentence_is_no_fact() -> None:
    before = [SEATS, "The count rests on what the wardens saw at night."]
    after = [SEATS.replace("412", "421"), "A count rests on what the wardens saw at night."]
    (one,) = tied(before, after, NAMELESS)
    assert [each.before for each in one.hunks] == ["412"]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        pytest.param("This story was updated to include a reply.", Kind.UPDATE, ADDED, id="added"),
        pytest.param("Update: with a reply.", Kind.UPDATE, ADDED, id="update"),
        pytest.param("Correction: a reply was added.", Kind.CORRECTION, ADDED, id="was-added"),
    ],
)
def test_a_notice_of_something_new_explains_what_was_added(
    text: str, kind: Kind, expected: str
) -> None:
    (one,) = tied([SEATS], [SEATS.replace("412", "421"), ADDED], notice(text, kind=kind))
    assert [each.after for each in one.hunks] == [expected]


def test_a_notice_of_something_removed_explains_what_went() -> None:
    said = notice("Correction: We have removed a sentence about another home.")
    (one,) = tied([SEATS, ADDED], [SEATS.replace("412", "421")], said)
    assert [each.before for each in one.hunks] == [ADDED]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Correction: The caption was wrong in an earlier version.", id="caption"),
        pytest.param("Correction: The headline was wrong in an earlier version.", id="headline"),
    ],
)
def test_a_notice_that_speaks_of_another_place_explains_no_edit_of_the_body(text: str) -> None:
    (one,) = tied([SEATS], [SEATS.replace("412", "421")], notice(text))
    assert one.hunks == ()


def test_a_notice_on_a_headline_explains_the_headline() -> None:
    said = notice("Correction: The headline was wrong in an earlier version.")
    titles = ("Hall has 412 seats", "Hall has 421 seats")
    (one,) = tied([SEATS], [SEATS.replace("412", "421")], said, headlines=titles)
    assert [each.field for each in one.hunks] == ["headline"]


def test_a_retraction_explains_no_edit_by_elimination() -> None:
    said = notice("This story is withdrawn.", kind=Kind.RETRACTION)
    (one,) = tied([SEATS], [SEATS.replace("412", "421")], said)
    assert one.hunks == ()
