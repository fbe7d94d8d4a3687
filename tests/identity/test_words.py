import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.identity.texts.words import folded, sentences, words
from tests.harness.endless import must_end


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("It fell 5%, not 5.", "It fell 5% not 5", id="percent"),
        pytest.param("5 % of 3", "5% of 3", id="spaced-percent"),
        pytest.param("-3 to +4", "-3 to +4", id="signs"),
        pytest.param("\u22123 to \u20133", "-3 to -3", id="unicode-minus"),
        pytest.param("US$3.20, €4bn and 5€", "US$3.20 €4bn and 5€", id="currency"),
        pytest.param("2019\u201320 and 3-1", "2019-20 and 3-1", id="inner-hyphen"),
        pytest.param("1,234.5 at 10:30", "1,234.5 at 10:30", id="inner-marks"),
        pytest.param("end,start", "end start", id="comma-between-letters"),
        pytest.param("it\u2019s O\u2019Hara", "it's O'Hara", id="apostrophe"),
        pytest.param("sea\u2014wind", "sea wind", id="dash"),
        pytest.param("東京は晴れ", "東 京 は 晴 れ", id="han-kana"),
        pytest.param("한국어 뉴스", "한국어 뉴스", id="hangul"),
        pytest.param("हिन्दी में", "हिन्दी में", id="devanagari"),
        pytest.param("ﬁne ½", "fine 1/2", id="compatibility"),
        pytest.param("a 200-million-euro plan", "a 200 million euro plan", id="compound"),
        pytest.param("Covid-19, F-16-Jet", "Covid-19 F-16-Jet", id="no-compound"),
        pytest.param("it&amp;#39;s the Post&rsquo;s", "it's the Post's", id="entities"),
    ],
)
def test_words_of_a_folded_text(text: str, found: str) -> None:
    assert " ".join(words(folded(text))) == found


@pytest.mark.parametrize(
    ("line", "count"),
    [
        pytest.param("One fell. Two ran.", 2, id="two"),
        pytest.param("Dr. Brandt met J. Marsh at St. Bride's.", 1, id="abbreviations"),
        pytest.param("It fell by 3.5 metres.", 1, id="decimal"),
        pytest.param('"Why?" she asked. "No."', 2, id="quotes"),
        pytest.param("He paused... and left.", 1, id="ellipsis"),
        pytest.param("1. Anna Marsh", 1, id="list-number"),
        pytest.param("He ran. 12 fell.", 2, id="figure-first"),
        pytest.param("晴れた。雨が降った。", 2, id="ideographic"),
        pytest.param("", 0, id="empty"),
    ],
)
def test_sentences_of_a_line(line: str, count: int) -> None:
    assert len(sentences(line)) == count


@given(st.text())
def test_folded_is_idempotent_but_for_entities(text: str) -> None:
    plain = text.replace("&", "+")
    assert folded(folded(plain)) == folded(plain)


@given(st.text(alphabet="aB1 .!?\"'。\n-$%5"))
def test_sentences_lose_no_word(text: str) -> None:
    for line in folded(text).splitlines():
        assert [w for s in sentences(line) for w in words(s)] == list(words(line))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("NÃ\u00ad Bhriain", "Ní Bhriain", id="soft-hyphen"),
        pytest.param("the cafÃ©&rsquo;s â€œdayâ€\u009d", 'the café\'s "day"', id="quotes"),
        pytest.param("â‚¬5 and 5Â°C", "€5 and 5°C", id="signs"),
        pytest.param("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет", id="cyrillic"),
        pytest.param("cafÃƒÂ©", "café", id="twice"),
        pytest.param("Plain\ncafÃ©\nMaß“", 'Plain\ncafé\nMaß"', id="line-by-line"),
    ],
)
def test_folded_mends_what_was_read_in_a_wrong_charset(text: str, meant: str) -> None:
    assert folded(text) == meant


@pytest.mark.parametrize("text", ["„Spaß“", "«CAFÉ»", "“AMANHÔ", "Â", "PÂTÉ’", "Ã©\u4e00", "Ã© é"])
def test_folded_mends_nothing_that_may_be_meant(text: str) -> None:
    plain = text.translate(str.maketrans("„“”«»’", '"""""\''))
    assert folded(text) == plain


def test_folded_ends_on_a_long_line_of_such_signs() -> None:
    with must_end():
        folded("Ã" * 200_000)
        folded("Ã©" * 200_000)
        words("1-a-" * 200_000)
