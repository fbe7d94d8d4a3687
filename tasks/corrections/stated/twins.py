"""Twins: the only two values of one kind in a notice, which no frame sets against each other.

"We published that the reservoir is at 38%. The right figure is 83%." needs no frame of its
language: of two numbers, weekdays or names that are nearly one, the wrong one stands where the
item is said to have said something, the right one where something is so.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from tasks.corrections.lexicon import Lexicon
from tasks.corrections.stated.alignment import (
    aligned_numbers,
    are_nearly_one,
    name_runs,
    number_runs,
)
from tasks.corrections.stated.sides import Sides, Span, span_of, starts_within, values_named
from tasks.corrections.stated.spans import words_of
from tasks.corrections.wording.dates import dates_in
from tasks.corrections.wording.folding import COLON
from tasks.corrections.wording.passage import Passage
from tasks.corrections.wording.phrases import matches

# fmt: off
_PLACES = frozenset({
    "absatz", "absatzes", "afsnit", "akapit", "alinea", "alinéa", "avsnitt", "bladzijde", "blz",
    "capoverso", "no", "nr", "numero", "numéro", "n°", "número", "p", "pag", "page", "pages",
    "pagina", "pagine", "par", "para", "paragraph", "paragraphe", "paragraphs", "parágrafo",
    "pp", "pág", "página", "páginas", "párrafo", "s", "seite", "seiten", "sida", "sidan", "side",
    "str", "strona", "абзац", "с", "стр",
})
# fmt: on
"""Words before a number that only says where something stood."""

_OF_WHAT_WAS_SAID = ("self", "other", "reference", "mention", "elsewhere", "statement", "error")
_CLOCK = re.compile(rf"\d[:{COLON}]\d\d")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_DENIED_WITHIN = 3
_SURE = 3


def twins(seen: Passage, spans: Sequence[Span], lexicon: Lexicon) -> Sides | None:
    """Return the two values; None where there are fewer, more, or no telling which is which.

    Args:
        seen: The notice.
        spans: Its clauses, in order, behind the label.
        lexicon: Its language.
    """
    numbers = _distinct(seen, _numbers(seen, spans, lexicon))
    by_shape = defaultdict(list)
    for one in numbers:
        by_shape[_shape(seen.plain[slice(*one)])].append(one)
    if numbers:
        shaped = [each for each in by_shape.values() if len(each) > 1]
        is_clear = len(shaped) == 1 and len(shaped[0]) == 2  # noqa: PLR2004 -- twins
        return _ordered(seen, spans, shaped[0], lexicon) if is_clear else None
    days = _distinct(seen, _weekdays(seen, spans, lexicon))
    if days:
        return _ordered(seen, spans, days, lexicon) if len(days) == 2 else None  # noqa: PLR2004
    pairs = list(_names(seen, spans, lexicon))
    return _ordered(seen, spans, pairs[0], lexicon) if len(pairs) == 1 else None


def _distinct(seen: Passage, found: Iterable[Span]) -> list[Span]:
    by_text = {seen.plain[slice(*one)]: one for one in reversed(list(found))}
    return sorted(by_text.values())


def _shape(value: str) -> str:
    """What a number counts: a time of day, a year, a share, money, or anything."""
    if _CLOCK.search(value):
        return "time"
    if _YEAR.fullmatch(value):
        return "year"
    return next((sign for sign in "%$€£¥" if sign in value), "number")


def _ordered(
    seen: Passage, spans: Sequence[Span], values: Sequence[Span], lexicon: Lexicon
) -> Sides | None:
    """The two values with the wrong one told from the right one, each with its unit."""
    one, other = values
    first, second = (_wrongness(seen, spans, value, lexicon) for value in values)
    if first == second:
        return None
    wrong, right = (one, other) if first > second else (other, one)
    homes = [_home(spans, value) for value in (wrong, right)]
    if homes[0] != homes[1]:
        old, new = (words_of(seen.text, seen.plain, *home) for home in homes)
        runs = aligned_numbers(old, new, lexicon)
        wrong, right = span_of(old, runs[0]) or wrong, span_of(new, runs[1]) or right
    return Sides(spans[0][0], wrong, right)


def _wrongness(seen: Passage, spans: Sequence[Span], value: Span, lexicon: Lexicon) -> int:
    """Above zero for what was said, below zero for what is so."""
    if _is_denied(seen, value, lexicon):
        return _SURE
    span = _home(spans, value)
    if any(right[0] <= value[0] < right[1] for right in values_named(seen, span, "right", lexicon)):
        return -_SURE
    low, starts = seen.low[slice(*span)], starts_within(seen, span)

    def has(name: str) -> bool:
        return any(True for _ in matches(lexicon.evidence[name], low, starts))

    return int(any(map(has, _OF_WHAT_WAS_SAID))) - int(has("in_fact"))


def _home(spans: Sequence[Span], value: Span) -> Span:
    return next(span for span in spans if span[0] <= value[0] < span[1])


def _is_denied(seen: Passage, value: Span, lexicon: Lexicon) -> bool:
    """Whether a "not" stands among the few words before a value."""
    before = words_of(seen.text, seen.plain, 0, value[0])[-_DENIED_WITHIN:]
    return any(lexicon.is_word("negation", word.low) for word in before)


def _numbers(seen: Passage, spans: Sequence[Span], lexicon: Lexicon) -> Iterator[Span]:
    """Figures, but for those of dates and of places in a paper."""
    days = [(one.start, one.end) for one in dates_in(seen.plain, lexicon)]
    for span in spans:
        words = words_of(seen.text, seen.plain, *span)
        for start, end in number_runs(words, lexicon):
            value = words[start].start, words[end - 1].end
            is_place = start > 0 and words[start - 1].low.rstrip(".") in _PLACES
            has_digits = any(c.isdigit() for c in seen.plain[slice(*value)])
            if has_digits and not is_place and not any(a <= value[0] < b for a, b in days):
                yield value


def _weekdays(seen: Passage, spans: Sequence[Span], lexicon: Lexicon) -> Iterator[Span]:
    for span in spans:
        for word in words_of(seen.text, seen.plain, *span):
            if lexicon.is_word("weekday", word.low):
                yield word.start, word.end


def _names(seen: Passage, spans: Sequence[Span], lexicon: Lexicon) -> Iterator[tuple[Span, Span]]:
    """Two names of which a part is the same, or nearly."""
    runs: dict[str, Span] = {}
    for span in spans:
        words = words_of(seen.text, seen.plain, *span)
        for run in name_runs(words, lexicon, opens=True):
            value = words[run[0]].start, words[run[1] - 1].end
            runs.setdefault(seen.plain[slice(*value)], value)
    for one, other in combinations(runs, 2):
        if are_nearly_one(one, other):
            yield runs[one], runs[other]
