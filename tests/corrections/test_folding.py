import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.corrections.wording.folding import COLON, COMMA, DOT, LIMIT, fold, folded_key


@pytest.mark.parametrize(
    ("raw", "low"),
    [
        pytest.param("“Hello”—you’re", '"hello"-you\'re', id="quotes-and-dashes"),
        pytest.param("a\u00a0b  c\u200bd", "a b cd", id="spaces"),
        pytest.param("１２ ﬁn", "12 fin", id="compatibility"),
        pytest.param("DÜZELTİLDİ Mayıs", "düzeltildi mayis", id="turkish"),
        pytest.param("Mr. Ray", f"mr{DOT} ray", id="title"),
        pytest.param("$3,400.50 at 9:30", f"$3{COMMA}400{DOT}50 at 9{COLON}30", id="numbers"),
        pytest.param("at 9 a.m. It was", f"at 9 a{DOT}m. it was", id="stop-that-ends"),
        pytest.param("not B. It is", "not b. it is", id="letter-that-ends"),
        pytest.param("am 4. Mai 2023", f"am 4{DOT} mai 2023", id="ordinal"),
        pytest.param("He is 16. Jan 11, 2024", "he is 16. jan 11, 2024", id="no-ordinal"),
    ],
)
def test_fold(raw: str, low: str) -> None:
    assert fold(raw).low == low


@given(st.text())
def test_fold_maps_every_span_back(raw: str) -> None:
    folded = fold(raw)
    assert len(folded.low) == len(folded.text)
    whole = folded.verbatim(0, len(folded.text))
    assert whole in raw
    for at in range(len(folded.text)):
        assert folded.verbatim(at, at + 1) in raw


@given(st.text())
def test_folding_the_folded_changes_nothing(raw: str) -> None:
    key = folded_key(raw)
    assert folded_key(key) == key


def test_fold_reads_a_limited_part() -> None:
    assert len(fold("a" * 10_000).text) == LIMIT
