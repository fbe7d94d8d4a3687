"""Which words carry facts, and a sentence with its facts masked."""

import re
from functools import lru_cache

from tasks.identity.texts.vocabulary import (
    CALENDAR_WORDS,
    DIRECTION_WORDS,
    NEGATION_WORDS,
    NUMBER_WORDS,
    SCALES,
    UNIT_WORDS,
)

MASK = "#"
_NUMBER = re.compile(r"[-+\u00b1]?\D{0,4}?(?P<digits>\d[\d,.]*)(?P<rest>.*)")
_DIGITS_OF_A_ROUND_ONE = 4
_ROUNDING = 0.005
_FACTS = NUMBER_WORDS | CALENDAR_WORDS | DIRECTION_WORDS | NEGATION_WORDS | UNIT_WORDS


def is_figure(word: str) -> bool:
    """Return whether a word is a figure: digits, a number word, a weekday or a month.

    >>> [is_figure(word) for word in ("5%", "Twelve", "May", "ferry")]
    [True, True, True, False]
    """
    lower = word.lower()
    return has_digit(word) or lower in NUMBER_WORDS or lower in CALENDAR_WORDS


def is_name(word: str) -> bool:
    """Return whether a word is written like a name: a capital first."""
    return word[:1].isupper() and word.lower() not in CALENDAR_WORDS


def is_fact(word: str) -> bool:
    """Return whether changing this word changes what is said, not how."""
    return has_digit(word) or word[:1].isupper() or word.lower() in _FACTS


def has_digit(word: str) -> bool:
    """Return whether a word holds a digit of any script."""
    return any(character.isdigit() for character in word)


@lru_cache(maxsize=2048)
def masked(words: tuple[str, ...]) -> str:
    """Return a sentence without its facts: figures, directions and inner names become one mask.

    A headline with capitals everywhere keeps its words: they are no names.
    """
    inner = [word for word in words[1:] if not has_digit(word)]
    are_names = 2 * sum(map(is_name, inner)) <= len(inner)
    out: list[str] = []
    for position, word in enumerate(words):
        hide = is_figure(word) or word.lower() in DIRECTION_WORDS
        hide = hide or (are_names and position > 0 and is_name(word))
        if not hide:
            out.append(word.lower())
        elif out[-1:] != [MASK]:
            out.append(MASK)
    return " ".join(out)


def figures_conflict(before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """Return whether two runs of words hold other figures; mere rounding is no conflict."""
    old = {word.lower() for word in before if is_figure(word)}
    new = {word.lower() for word in after if is_figure(word)}
    return bool(old) and bool(new) and old != new and not _is_rounding(before, after)


def _is_rounding(before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """412.6 million and 412,590,000 are one figure: close, and one of them is a round one."""
    old, new = _amount(before), _amount(after)
    if old is None or new is None or len(old[1]) == len(new[1]):
        return False
    rounder = min(old[1], new[1], key=len)
    close = abs(old[0] - new[0]) <= _ROUNDING * max(abs(old[0]), abs(new[0]))
    return close and len(rounder) <= _DIGITS_OF_A_ROUND_ONE


def _amount(words: tuple[str, ...]) -> tuple[float, str] | None:
    """The one number of a run with its scale, and its significant digits."""
    numbers = [(word, *words[i + 1 : i + 2]) for i, word in enumerate(words) if has_digit(word)]
    match = _NUMBER.fullmatch(numbers[0][0]) if len(numbers) == 1 else None
    if match is None or not match["digits"].isascii():
        return None
    digits = match["digits"].replace(",", "").rstrip(".")
    if digits.count(".") > 1:
        return None
    unit = match["rest"].lower() or "".join(numbers[0][1:]).lower()
    return float(digits) * SCALES.get(unit, 1.0), digits.replace(".", "").strip("0")
