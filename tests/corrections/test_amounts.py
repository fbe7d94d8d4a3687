import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.corrections.ties.amounts import words_with_figures
from tasks.corrections.ties.number_words import NUMBER_WORDS


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        pytest.param("en", "$2.6m", "2.6 million", id="symbol-of-money"),
        pytest.param("en", "$3.4bn", "$3.4 billion", id="abbreviated"),
        pytest.param("en", "2,600,000", "two million six hundred thousand", id="in-words"),
        pytest.param("en", "twelve hundred", "1,200", id="hundreds"),
        pytest.param("en", "two dozen", "24", id="dozens"),
        pytest.param("en", "half a million", "500,000", id="half"),
        pytest.param("en", "two and a half million", "2.5 million", id="and-a-half"),
        pytest.param("en", "Sept. 4", "September 4", id="month"),
        pytest.param("de", "einundzwanzig", "21", id="german-glued"),
        pytest.param("de", "anderthalb Millionen", "1,5 Mio.", id="german-half-more"),
        pytest.param("de", "eine halbe Million", "500.000", id="german-half"),
        pytest.param("nl", "tweeëntwintig", "22", id="dutch-glued"),
        pytest.param("nl", "anderhalf miljoen", "1,5 mln", id="dutch-half-more"),
        pytest.param("fr", "quatre-vingt-onze", "91", id="french-eighties"),
        pytest.param("fr", "soixante-quinze", "75", id="french-seventies"),
        pytest.param("fr", "6 M€", "six millions", id="money-behind"),
        pytest.param("fr", "118 400", "118400", id="space-between-thousands"),
        pytest.param("es", "cuarenta y uno", "41", id="spanish"),
        pytest.param("es", "quinientas", "500", id="spanish-hundreds"),
        pytest.param("it", "ventuno", "21", id="italian-elided"),
        pytest.param("it", "duemila", "2.000", id="italian-thousands"),
        pytest.param("pt", "cento e vinte e um", "121", id="portuguese"),
        pytest.param("da", "tooghalvtreds", "52", id="danish"),
    ],
)
def test_one_number_is_one_figure_however_it_is_written(
    language: str, one: str, other: str
) -> None:
    assert words_with_figures(one, language) == words_with_figures(other, language)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("between two and three", ("between", "2", "and", "3"), id="two-numbers"),
        pytest.param("twenty, one", ("20", "1"), id="apart"),
        pytest.param("a wall 64m long", ("a", "wall", "64", "m", "long"), id="metres"),
        pytest.param("at 7.40", ("at", "7", "40"), id="time"),
        pytest.param("21-20", ("21", "20"), id="score"),
        pytest.param("0.125", ("0", "125"), id="fraction-of-three-digits"),
        pytest.param("a million", ("a", "million"), id="scale-alone"),
        pytest.param("one and a half hours", ("one", "and", "a", "half", "hours"), id="a-half"),
        pytest.param("two thousand thousand", ("2000", "1000"), id="thousand-twice"),
        pytest.param("2 million million", ("2000000", "million"), id="scale-twice"),
    ],
)
def test_what_is_no_one_number_stays_apart(text: str, expected: tuple[str, ...]) -> None:
    assert words_with_figures(text, "en") == expected


def test_without_a_language_only_figures_are_read() -> None:
    assert words_with_figures("two of 1,200", None) == ("two", "of", "1200")


@given(st.text(), st.sampled_from([None, *NUMBER_WORDS]))
def test_words_with_figures_never_raises(text: str, language: str | None) -> None:
    assert all(words_with_figures(text, language))


@given(st.lists(st.sampled_from(sorted(NUMBER_WORDS["de"].values)), max_size=12).map("".join))
def test_a_glued_word_is_taken_apart_or_left(word: str) -> None:
    assert len(words_with_figures(word, "de")) <= 1
