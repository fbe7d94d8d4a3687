"""The scorer of the article-extraction benchmark: 4-grams of words as multisets."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tests.measure.figures import f1

_WORD = re.compile(r"\w+")
_GRAM = 4


class TextScore(NamedTuple):
    """Precision and recall, each of 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return f1(self.precision, self.recall)


def text_score(said: str, gold: str) -> TextScore:
    """Return how much of *said* is in *gold*, and how much of *gold* in *said*.

    A text that says nothing where there is nothing is right; else it has precision 0.
    """
    found, wanted = _grams(said), _grams(gold)
    shared = (found & wanted).total()
    if not found or not wanted:
        is_right = float(not found and not wanted)
        return TextScore(is_right, is_right)
    return TextScore(shared / found.total(), shared / wanted.total())


def mean_score(scores: Sequence[TextScore]) -> TextScore:
    """Return the means over pages; their F1 is that of the means."""
    return TextScore(
        sum(score.precision for score in scores) / len(scores),
        sum(score.recall for score in scores) / len(scores),
    )


def _grams(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words; a text of fewer is one run."""
    words = _WORD.findall(text)
    if len(words) < _GRAM:
        return Counter([tuple(words)] if words else [])
    return Counter(tuple(words[at : at + _GRAM]) for at in range(len(words) - _GRAM + 1))
