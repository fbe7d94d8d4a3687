import pytest

from tasks.corrections.notice import Pair
from tests.measure.values import folded_value, is_contained, is_exact, is_swapped


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("The Long Rope", "“long rope”", id="article-quotes-case"),
        pytest.param("Iowa,", "Iowa", id="edge-punctuation"),
        pytest.param("L’amour", "l'amour", id="apostrophes"),
        pytest.param("two  doses", "two doses", id="no-break-space"),
        pytest.param("der Turm", "Turm", id="german-article"),
    ],
)
def test_folded_value_is_blind_to(one: str, other: str) -> None:
    assert folded_value(one) == folded_value(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("5%", "5", id="percent"),
        pytest.param("£5", "$5", id="currency"),
        pytest.param("a", "b", id="an-article-alone-is-a-value"),
        pytest.param("1,400", "1400", id="inner-punctuation"),
    ],
)
def test_folded_value_keeps_apart(one: str, other: str) -> None:
    assert folded_value(one) != folded_value(other)


def test_values_are_exact_only_if_both_are() -> None:
    assert is_exact(Pair("410", "the 140"), Pair("410", "140"))
    assert not is_exact(Pair("410", None), Pair("410", "140"))
    assert is_exact(Pair(None, "140"), Pair(None, "140"))


def test_values_are_contained_in_either_direction_and_never_in_nothing() -> None:
    assert is_contained(Pair("410 berths", "140"), Pair("410", "140 berths"))
    assert not is_contained(Pair(None, "140"), Pair("410", "140"))


def test_values_are_swapped_only_if_they_differ() -> None:
    assert is_swapped(Pair("140", "410"), Pair("410", "140"))
    assert not is_swapped(Pair("410", "410"), Pair("410", "410"))
    assert not is_swapped(Pair("410", "140"), Pair("410", "140"))
