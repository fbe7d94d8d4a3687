import pytest

from tasks.corrections.notice import Pair
from tasks.corrections.ties.echoes import value_echo
from tests.corrections.edit_samples import hunk

BERTHS = [hunk("410 berths", "140 berths")]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("The plans have 140 berths where we had read 410.", id="first-person"),
        pytest.param("The pier has 140 berths, not 410.", id="not"),
        pytest.param("There are not 410 but 140 of them.", id="not-but"),
        pytest.param("Die Zahl 410 war falsch, es sind 140.", id="mistake"),
        pytest.param("Le port compte 140 places au lieu de 410.", id="instead-of"),
        pytest.param("Our first report had 410 where it should have had 140.", id="self"),
        pytest.param("Nambari 410 ilikuwa kosa letu, sasa 140.", id="unknown-language"),
    ],
)
def test_an_added_sentence_that_admits_both_values_is_a_correction(sentence: str) -> None:
    (echo,) = value_echo([sentence], BERTHS)
    assert echo.confidence == 0.60
    assert echo.pairs == (Pair("410 berths", "140 berths"),)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("The pier has 140 berths.", id="one-value"),
        pytest.param(f"410 and 140 {'so ' * 50}", id="long"),
        pytest.param("The town cut the number from 410 to 140 in the spring.", id="news"),
        pytest.param("That is 140, down from 410 in the year before.", id="comparison"),
        pytest.param('"We asked for 140, not 410," said the harbour master.', id="quoted"),
        pytest.param("The town wants 140 and not 410, said the harbour master.", id="told"),
        pytest.param("Idadi ilitoka 410 hadi 140 mwakani.", id="unknown-language-leads-over"),
    ],
)
def test_news_that_has_both_values_is_none(sentence: str) -> None:
    assert value_echo([sentence], BERTHS) == ()


def test_a_sentence_echoes_values_not_whole_clauses() -> None:
    long = hunk("410 berths of which most are let", "140 berths of which some are let by now")
    assert value_echo(["It is 140 berths, not 410 berths."], [long]) == ()
