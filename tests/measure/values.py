"""When a value that was read is the value that was written down."""

import re
import unicodedata

from tasks.corrections.notice import Pair

_QUOTES = str.maketrans("", "", "\"'«»‹›“”„‟‘’‚‛「」『』`´")
_ARTICLE = re.compile(
    r"(?:the|an?|der|die|das|dem|den|eine?[nmrs]?|les?|la|une?|el|l[ao]s?|il|gli|i|"
    r"os?|as?|uma?|de|het|een)\s+(?=\S)"
)


def folded_value(value: str) -> str:
    """Return *value* without case, quotes, spare spaces, edge punctuation, leading article."""
    text = unicodedata.normalize("NFKC", value).casefold().translate(_QUOTES)
    text = _without_edges(" ".join(text.split()))
    return _ARTICLE.sub("", text, count=1) if _ARTICLE.match(text) else text


def is_exact(found: Pair, expected: Pair) -> bool:
    """Return whether both values are the expected ones."""
    return _folds(found) == _folds(expected)


def is_contained(found: Pair, expected: Pair) -> bool:
    """Return whether each value holds the expected one, or is a part of it."""
    return all(
        one is not None and other is not None and (one in other or other in one)
        for one, other in zip(_folds(found), _folds(expected), strict=True)
    )


def is_swapped(found: Pair, expected: Pair) -> bool:
    """Return whether the right value was read as the wrong one, and the other way round."""
    swapped = Pair(found.right, found.wrong)
    return is_exact(swapped, expected) and not is_exact(found, expected)


def _folds(pair: Pair) -> tuple[str | None, str | None]:
    wrong, right = (None if value is None else folded_value(value) for value in pair)
    return wrong, right


def _without_edges(text: str) -> str:
    """Punctuation goes from both ends; a percent sign is part of a value."""
    while text and _is_edge(text[0]):
        text = text[1:]
    while text and _is_edge(text[-1]):
        text = text[:-1]
    return text


def _is_edge(sign: str) -> bool:
    return sign.isspace() or (sign != "%" and unicodedata.category(sign).startswith("P"))
