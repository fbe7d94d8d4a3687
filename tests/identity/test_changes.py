import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.corrections.edits import Op
from tasks.identity.changes import change
from tasks.identity.snapshot import Snapshot

STORY = (
    "The harbour crane at Ostwick fell on Tuesday, injuring 84 people, the port said.\n"
    "It was built in 1967 by Anna Kovac and has not been inspected since July 1.\n"
    "Its value fell 5% to $3.2 million, from -3 points at 10:30.\n"
    "A hearing lasting 3 days begins next month; the fee is unchanged."
)


def edited(before: str, after: str, story: str = STORY) -> Snapshot:
    assert before in story
    return Snapshot(url="", text=story.replace(before, after), notices=())


def known(story: str = STORY) -> Snapshot:
    return Snapshot(url="", text=story, notices=())


@pytest.mark.parametrize(
    ("before", "after", "hunk"),
    [
        pytest.param("84 people", "48 people", ("84", "48"), id="transposed"),
        pytest.param("Kovac", "Kovacs", ("Kovac", "Kovacs"), id="name-respelled"),
        pytest.param("Anna Kovac", "Ana Kovač", ("Anna Kovac", "Ana Kovač"), id="whole-name"),
        pytest.param("5%", "5", ("5%", "5"), id="lost-percent"),
        pytest.param("-3 points", "3 points", ("-3", "3"), id="lost-sign"),
        pytest.param("July 1.", "July 2.", ("1", "2"), id="day"),
        pytest.param("July 1.", "August 2.", ("July 1", "August 2"), id="date"),
        pytest.param("10:30", "11:30", ("10:30", "11:30"), id="clock"),
        pytest.param("3 days", "5 days", ("3", "5"), id="days"),
        pytest.param("$3.2 million", "$3.2 billion", ("million", "billion"), id="scale"),
        pytest.param("$3.2", "€3.2", ("$3.2", "€3.2"), id="currency"),
        pytest.param("is unchanged", "is changed", ("unchanged", "changed"), id="negated"),
        pytest.param("has not been", "has been", ("not", ""), id="lost-not"),
        pytest.param("fell 5%", "rose 5%", ("fell", "rose"), id="direction"),
        pytest.param("on Tuesday", "on Monday", ("Tuesday", "Monday"), id="weekday"),
        pytest.param("at Ostwick fell", "at Upper Ostwick fell", ("", "Upper"), id="word-inserted"),
    ],
)
def test_change_of_one_fact_is_one_short_hunk(
    before: str, after: str, hunk: tuple[str, str]
) -> None:
    found = change(known(), edited(before, after))
    assert [(h.before, h.after, h.field) for h in found.hunks] == [(*hunk, "body")]
    assert found.substantive
    assert (found.unchanged, len(found.changed), found.added, found.removed) == (3, 1, (), ())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(" the port", "\u00a0the  port", id="spaces"),
        pytest.param("Tuesday, injuring", "Tuesday injuring", id="comma"),
        pytest.param("month; the", "month \u2014 the", id="dash"),
        pytest.param("5%", "5 %", id="spaced-percent"),
        pytest.param("-3 points", "\u22123 points", id="minus"),
        pytest.param("inspected", "in\u00adspected", id="soft-hyphen"),
        pytest.param("Anna", "Anna\u200b", id="zero-width"),
        pytest.param("crane at", "crane&nbsp;at", id="entity"),
        pytest.param("The harbour", "THE harbour", id="case"),
        pytest.param("said.\nIt", "said.\n\n\nIt", id="line-breaks"),
        pytest.param("said.\nIt", "said. It", id="paragraphs-joined"),
    ],
)
def test_change_of_typography_is_no_hunk(before: str, after: str) -> None:
    found = change(known(), edited(before, after))
    assert found.is_empty
    assert not found.substantive


def test_change_lists_sentences_that_came_and_went() -> None:
    extra = "Divers searched the basin until midnight."
    grown = edited("\nIts value", f" {extra}\nIts value")
    found = change(known(), grown)
    assert found.added == (extra,)
    assert [(h.op, h.after, h.at) for h in found.hunks] == [(Op.INSERT, extra, (2, 2))]
    shrunk = change(grown, known())
    assert shrunk.removed == (extra,)
    assert [(h.op, h.before, h.at) for h in shrunk.hunks] == [(Op.DELETE, extra, (2, 2))]


def test_change_of_order_is_a_move_and_not_substantive() -> None:
    first, *rest = STORY.splitlines()
    found = change(known(), known("\n".join([*rest, first])))
    assert found.moved == 1
    assert [hunk.op for hunk in found.hunks] == [Op.MOVE]
    assert not found.substantive


def test_change_pairs_a_sentence_that_grew() -> None:
    found = change(
        known(), edited("next month;", "next month in the old customs house by the quay;")
    )
    assert [hunk.op for hunk in found.hunks] == [Op.INSERT]
    assert found.unchanged == 3


def test_change_pairs_a_sentence_that_grew_to_three_times_its_length() -> None:
    short = "Ferries to the 9 islands ran late all afternoon."
    grown = (
        "Ferries to the 12 islands ran late all afternoon, because the only tug that could have"
        " moved the wreck had been lent to another port some days before."
    )
    other = "Nobody on the ferries had seen the tug leave, and the port would not say why it had."
    found = change(known(f"{STORY}\n{short}"), known(f"{STORY}\n{grown}\n{other}"))
    assert [(h.op, h.before) for h in found.hunks] == [
        (Op.REPLACE, "9"),
        (Op.INSERT, ""),
        (Op.INSERT, ""),
    ]
    assert found.added == (other,)


def test_change_pairs_no_sentence_with_a_paragraph_around_it() -> None:
    short = "the port and the crane and the quay"
    found = change(known(f"{short}."), known(f"{short}{' were empty and quiet' * 9}."))
    assert [hunk.op for hunk in found.hunks] == [Op.INSERT, Op.DELETE]


def test_change_pairs_no_sentence_with_one_that_repeats_its_words() -> None:
    short = "the port and the crane and the quay"
    longer = "quay quay the crane said nothing of the kind to anyone, and port wine was had by all"
    found = change(known(f"{short}."), known(f"{longer}."))
    assert [hunk.op for hunk in found.hunks] == [Op.INSERT, Op.DELETE]


def test_change_tells_numbers_from_names() -> None:
    both = edited("Kovac", "Horvat", STORY.replace("1967", "1976"))
    found = change(known(), both)
    assert found.numbers == (("1967", "1976"),)
    assert found.names == (("Kovac", "Horvat"),)


def test_change_of_the_headline_stands_first() -> None:
    before = Snapshot(url="", title="Crane falls | Heron Post", text=STORY, notices=())
    after = Snapshot(
        url="", title="UPDATE 1-Crane topples", text=edited("84", "48").text, notices=()
    )
    found = change(before, after)
    assert [(h.field, h.before, h.after) for h in found.hunks] == [
        ("headline", "falls", "topples"),
        ("body", "84", "48"),
    ]
    assert found.title == (before.title, after.title)


def test_change_similarity_is_containment() -> None:
    assert change(known(), known()).similarity == 1.0
    assert change(known(), known(STORY.splitlines()[0])).similarity == 1.0
    assert change(known(), known("")).similarity == 0.0
    assert change(known(""), known("")).similarity == 1.0


def test_change_of_long_texts_compares_near_sentences_only() -> None:
    lines = [
        f"Station number {i} of the long northern line reports {i * 7} parcels." for i in range(450)
    ]
    late = [line.replace("parcels", "letters") for line in lines]
    found = change(known("\n".join(lines)), known("\n".join(late)))
    assert len(found.changed) == 450


words = st.sampled_from(
    ["the", "crane", "5%", "-3", "Kovac", "not", "$4", ".", "\n", "港", "é", "ก"]
)


@given(st.lists(words, max_size=40), st.lists(words, max_size=40))
def test_change_never_raises_and_of_a_text_to_itself_is_empty(
    one: list[str], other: list[str]
) -> None:
    before, after = known(" ".join(one)), known(" ".join(other))
    assert change(before, after) == change(before, after)
    assert change(before, before).is_empty


@given(st.text(), st.text())
def test_change_never_raises_on_any_text(one: str, other: str) -> None:
    change(known(one), known(other))
