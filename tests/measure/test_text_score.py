import pytest

from tests.measure.text_score import TextScore, mean_score, text_score


@pytest.mark.parametrize(
    ("said", "gold", "expected"),
    [
        pytest.param("a b c d e", "a b c d e", (1, 1), id="equal"),
        pytest.param("a b c d e", "a b c d", (0.5, 1), id="one-run-too-many"),
        pytest.param("a b c d", "a b c d e f", (1, 1 / 3), id="two-runs-lost"),
        pytest.param("a b c d a b c d", "a b c d", (0.2, 1), id="said-twice"),
        pytest.param("a, b\nc-d", "a b c d", (1, 1), id="words-only"),
        pytest.param("a b", "a b", (1, 1), id="fewer-than-four-words"),
        pytest.param("", "", (1, 1), id="nothing-where-nothing-is"),
        pytest.param("", "a b c d", (0, 0), id="nothing-said"),
        pytest.param("a b c d", "", (0, 0), id="nothing-to-say"),
    ],
)
def test_text_score(said: str, gold: str, expected: tuple[float, float]) -> None:
    assert text_score(said, gold) == pytest.approx(expected)


def test_f1_is_that_of_the_means() -> None:
    mean = mean_score([TextScore(1.0, 0.5), TextScore(0.5, 1.0)])
    assert mean == TextScore(0.75, 0.75)
    assert mean.f1 == 0.75
    assert TextScore(0.0, 0.0).f1 == 0.0
