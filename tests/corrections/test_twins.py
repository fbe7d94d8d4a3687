import pytest

from tasks.corrections.notice import Pair
from tasks.corrections.notices import find_notices_in_text


def pairs(text: str, language: str) -> list[Pair]:
    found = find_notices_in_text(text, language=language)
    return [pair for notice in found for pair in notice.pairs if pair.wrong and pair.right]


@pytest.mark.parametrize(
    ("language", "text", "wrong", "right"),
    [
        pytest.param(
            "es",
            "FE DE ERRORES. En la página 31 del jueves se publicó que el puente mide 420 metros."
            " La longitud correcta es 240 metros.",
            "420 metros",
            "240 metros",
            id="numbers-beside-a-page",
        ),
        pytest.param(
            "de",
            "Korrektur: In einer früheren Fassung dieses Artikels war der Pegel mit 7,1 Metern"
            " viel zu hoch. Er liegt bei 1,7 Metern.",
            "7,1 Metern",
            "1,7 Metern",
            id="numbers-without-a-frame",
        ),
        pytest.param(
            "tr",
            "Düzeltme: Haberin önceki halinde müdürün adı Nermin Atalar olarak yazılmıştı."
            " Müdür Nesrin Atalar.",
            "Nermin Atalar",
            "Nesrin Atalar",
            id="names-that-are-nearly-one",
        ),
    ],
)
def test_twins_are_told_apart(language: str, text: str, wrong: str, right: str) -> None:
    assert pairs(text, language) == [Pair(wrong, right)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param(
            "en",
            "Correction: This article has been amended. The 12 boats are kept in 3 sheds.",
            id="nothing-tells-which",
        ),
        pytest.param(
            "en",
            "Correction: An earlier version of this article named 3 of 12 boats, and 2 wrongly.",
            id="three",
        ),
        pytest.param(
            "en",
            "(Corrects typographical error in paragraph 6)",
            id="a-place",
        ),
    ],
)
def test_no_value_is_made_of_what_is_not_told(language: str, text: str) -> None:
    assert pairs(text, language) == []
