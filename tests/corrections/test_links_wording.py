import pytest

from tasks.corrections.notice import Pair
from tests.corrections.edit_samples import notice, tied


@pytest.mark.parametrize(
    ("before", "after", "pair", "text"),
    [
        pytest.param(
            "It gave twelve concerts in all.",
            "It gave fifteen concerts in all.",
            Pair("12", "15"),
            "Correction: The number of concerts is 15, not 12.",
            id="figures-of-words",
        ),
        pytest.param(
            "It dug out 1,200,000 tonnes of chalk for the wall.",
            "It dug out 2,100,000 tonnes of chalk.",
            Pair("1.2 million", "2.1 million"),
            "Correction: The machine removed 2.1 million tonnes, not 1.2 million.",
            id="scale",
        ),
        pytest.param(
            "Some 2m trees were felled.",
            "Some 200k trees were felled.",
            Pair("two million", "200,000"),
            "Correction: The number of trees is 200,000, not two million.",
            id="short-million",
        ),
        pytest.param(
            "Marrow Sound | 118 400 | 172 300",
            "Marrow Sound | 181 400 | 172 300",
            Pair("118,400", "181,400"),
            "Correction: The figure for Marrow Sound is 181,400, not 118,400.",
            id="thousands",
        ),
        pytest.param(
            "The ribbon was cut by Adaeze Okafor-Lind, who chairs the trust.",
            "The ribbon was cut by Sofia Lindqvist, who runs the clinic.",
            Pair("Mrs Okafor-Lind", "Dr Lindqvist"),
            "Correction: It was Dr Lindqvist who cut the ribbon, not Mrs Okafor-Lind.",
            id="titles-of-persons",
        ),
        pytest.param(
            "Nach den Worten Enno Hollenbrings reicht der Schutz.",
            "Nach den Worten Enno Hollenbrinks reicht der Schutz.",
            Pair("Hollenbring", "Hollenbrink"),
            "Korrektur: Der Bürgermeister heißt Hollenbrink, nicht Hollenbring.",
            id="ending",
        ),
        pytest.param(
            "The minister is from Norway and lives at sea.",
            "The minister is from Denmark and lives at sea.",
            Pair("Norwegian", "Denmark"),
            "Correction: She is from Denmark; she is not Norwegian.",
            id="akin",
        ),
        pytest.param(
            "Ilse Maat is the chief financial officer of it.",
            "Ilse Maat is the chief operating officer of it.",
            Pair("chief financial officer", "chief operating officer of Velora"),
            "Correction: Ilse Maat is chief operating officer of Velora.",
            id="more-than-the-value",
        ),
    ],
)
def test_a_value_is_found_however_it_is_worded(
    before: str, after: str, pair: Pair, text: str
) -> None:
    decoy = "The mayor had no comment on any of this."
    (one,) = tied([decoy, before], [decoy, after], notice(text, pair))
    assert [each.status for each in one.correction.changes] == ["verified"]
    assert len({each.at for each in one.hunks}) == 1


def test_values_that_are_akin_to_each_other_are_not_taken_for_their_kin() -> None:
    said = notice("Correction: They are Austrians, not Australians.", Pair("Austrians", "Austria"))
    (one,) = tied(["Sheep graze behind the mill."], ["Goats graze behind the weir."], said)
    assert one.hunks == ()
