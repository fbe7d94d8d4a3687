"""Numbers made comparable: "2.6 million", "2,600,000" and "$2.6m" are one figure."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tasks.corrections.lexicon import LEXICONS
from tasks.corrections.ties.number_words import NUMBER_WORDS, SYMBOLS, NumberWords
from tasks.corrections.wording.folding import fold

_MONEY = tuple("$€£¥₹₽₩₺₪")
_TOKEN = re.compile(
    r"""(?<![\d.,])\d{1,3}(?:[.,' ]\d{3})+(?!\d)(?:[.,]\d+)?
      |\d+(?:[.,]\d+)?
      |[^\W\d_]+""",
    re.VERBOSE,
)
_GROUPING = re.compile(r"[.,' ](?=\d{3}(?:\D|\Z))")
_GLUED_FROM, _GLUED_TO = 6, 40
"""Letters of a word that may be several number words: "einundzwanzig"."""
_TEN, _SCORE, _FOUR = 10, 20, 4
_TEENS_FOLLOW = (60, 80)
"""French tens: soixante-dix, quatre-vingt-onze."""
_THOUSAND = 1e3
_ALONE = (0.5, 12, 1e2, 1e3)
"""Scales that are a number without another before them: "a hundred"."""
_EXACT = 1e-6
_NO_LANGUAGE = NumberWords(values={}, scales={}, joins=frozenset())

Token = re.Match[str]


class _Built(NamedTuple):
    """A number on its way: "two hundred thousand" and, behind it, "six"."""

    thousands: float = 0
    rest: float = 0

    @property
    def value(self) -> float:
        return self.thousands + self.rest


@lru_cache(maxsize=4096)
def words_with_figures(text: str, language: str | None) -> tuple[str, ...]:
    """Return the words of *text* in lower case, each number as one whole figure where it can be.

    A fraction without a scale keeps its two parts: it may be a time of day.

    >>> words_with_figures("Two hundred and six of 2.6 million, at 7.40", "en")
    ('206', 'of', '2600000', 'at', '7', '40')
    """
    known = NUMBER_WORDS.get(language or "", _NO_LANGUAGE)
    tokens = list(_TOKEN.finditer(fold(text).text.lower()))
    found: list[str] = []
    at = 0
    while at < len(tokens):
        figure, size = _number(tokens[at:], known)
        found += _others(tokens[at][0], language) if figure is None else [figure]
        at += size
    return tuple(found)


def _others(token: str, language: str | None) -> list[str]:
    """The words of what is no whole figure; a month has one name."""
    lexicon = LEXICONS.get(language or "")
    month = lexicon.months.get(token) if lexicon else None
    return re.findall(r"\w+", token) if month is None else [f"month{month}"]


def _number(tokens: Sequence[Token], known: NumberWords) -> tuple[str | None, int]:
    """The whole figure that *tokens* begin with, and how many it takes; None: there is none."""
    if tokens[0][0][0].isdigit():
        return _figure(tokens, known)
    built, size = _Built(), 0
    for place, token in enumerate(tokens):
        if place and not _adjoins(tokens[place - 1], token):
            break
        if size and token[0] in known.joins:
            continue
        more = _extended(built, _parts(token[0], known), known)
        if more is None:
            break
        built, size = more, place + 1
    figure = _plain(built.value) if size else None
    return (figure, size) if figure else (None, 1)


def _figure(tokens: Sequence[Token], known: NumberWords) -> tuple[str | None, int]:
    """Digits, and the scale behind them: "2.6 million", "$2.6m"."""
    value = _value(tokens[0][0])
    behind = tokens[1] if len(tokens) > 1 and _adjoins(tokens[0], tokens[1]) else None
    scale = known.scales.get(behind[0]) if behind else None
    if behind and scale is None and _is_money(tokens[0], behind):
        scale = SYMBOLS.get(behind[0])
    return (_plain(value), 1) if scale is None else (_plain(value * scale), 2)


def _value(digits: str) -> float:
    """The value of digits with their signs: groups of three are thousands, unless 0 leads."""
    whole = digits if digits.startswith("0") else _GROUPING.sub("", digits)
    return float(whole.replace(",", "."))


def _plain(value: float) -> str | None:
    """A whole number in digits; None: it is a fraction."""
    return str(round(value)) if abs(value - round(value)) < _EXACT else None


def _adjoins(token: Token, follower: Token) -> bool:
    return not follower.string[token.end() : follower.start()].strip(" -")


def _is_money(figure: Token, scale: Token) -> bool:
    before, behind = figure.string[: figure.start()].rstrip(), scale.string[scale.end() :].lstrip()
    return before.endswith(_MONEY) or behind.startswith(_MONEY)


def _extended(built: _Built, parts: Sequence[str], known: NumberWords) -> _Built | None:
    """*built* with the number words *parts*; None: they do not go on with it."""
    if not parts:
        return None
    for part in parts:
        if part in known.joins:
            continue
        more = _scaled(built, known.scales[part]) if part in known.scales else None
        more = more or _added(built, known.values.get(part), is_glued=len(parts) > 1)
        if more is None:
            return None
        built = more
    return built


def _scaled(built: _Built, scale: float) -> _Built | None:
    """A scale multiplies what stands before it; "million" alone is no number."""
    if scale not in _ALONE and not built.rest:
        return None
    if scale < _THOUSAND:
        is_free = built.rest < max(scale, _TEN)
        return built._replace(rest=(built.rest or 1) * scale) if is_free else None
    if built.thousands % (scale * _THOUSAND):  # smaller scales follow larger ones
        return None
    return _Built(thousands=built.thousands + (built.rest or 1) * scale)


def _added(built: _Built, value: float | None, *, is_glued: bool) -> _Built | None:
    """Add what fills an empty place: "twenty" and "one", but not "two" and "three"."""
    if value is None:
        return None
    rest, tens = built.rest, built.rest % 100
    if rest == _FOUR and value == _SCORE:  # French: quatre-vingt
        return built._replace(rest=rest * value)
    is_free = tens == 0 or (tens >= _SCORE and tens % 10 == 0 and value < _TEN)
    is_free = is_free or (tens in _TEENS_FOLLOW and _TEN <= value < _SCORE)
    is_free = is_free or value < 1  # two and a half
    is_free = is_free or (is_glued and tens < _TEN and value >= _SCORE)  # einundzwanzig
    return built._replace(rest=rest + value) if is_free else None


def _parts(word: str, known: NumberWords) -> tuple[str, ...]:
    """The number words that *word* is, or is glued of; empty: it is none."""
    if word in known.values or word in known.scales:
        return (word,)
    return _unglued(word, known) if _GLUED_FROM <= len(word) <= _GLUED_TO else ()


def _unglued(word: str, known: NumberWords) -> tuple[str, ...]:
    """Longest parts first; what does not come out even is no number."""
    for end in range(len(word), 0, -1):
        head, rest = word[:end], word[end:]
        if head not in known.values and head not in known.scales and head not in known.joins:
            continue
        if not rest:
            return (head,)
        if tail := _unglued(rest, known):
            return (head, *tail)
    return ()
