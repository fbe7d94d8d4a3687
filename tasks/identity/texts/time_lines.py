"""Lines that tell when a story was published or updated, and nothing else."""

import re

from tasks.corrections.lexicon import LEXICONS
from tasks.identity.texts.furniture_phrases import TABLES

_LONGEST = 140  # characters
_TOKEN = re.compile(r"\d+(?:[.:/h-]\d+)*|[年月日時分]|[^\W\d_年月日時分]+")
_DATE = re.compile(r"\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[.:h][0-5]\d(?:[.:][0-5]\d)?")
_COLON_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[:h][0-5]\d(?:[:][0-5]\d)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SMALL = re.compile(r"\d{1,2}")


def is_time_line(line: str) -> bool:
    """Return whether a folded line is a time stamp, in any language of the files.

    >>> is_time_line("Last updated on 3 March 2026 at 10:15"), is_time_line("It closes at 10:15")
    (True, False)
    """
    if len(line) > _LONGEST or line[:1] in "\"'":
        return False
    tokens = _TOKEN.findall(line.lower())
    numbers = [token for token in tokens if token[0].isdecimal()]
    words = [token for token in tokens if not token[0].isdecimal()]
    return bool(numbers) and _WORDS.issuperset(words) and _is_a_time(numbers, words)


def _is_a_time(numbers: list[str], words: list[str]) -> bool:
    """Every number is part of a date, and every further clock has its label."""
    dates = sum(1 for number in numbers if _DATE.fullmatch(number))
    clocks = sum(1 for number in numbers if _CLOCK.fullmatch(number))
    years = sum(1 for number in numbers if _YEAR.fullmatch(number))
    days = sum(1 for number in numbers if _SMALL.fullmatch(number))
    if dates + clocks + years + days < len(numbers):
        return False
    months, units = _count(words, _MONTHS), _count(words, _UNITS)
    labels, ago = _count(words, _LABELS), _count(words, _AGO)
    sure = dates or (months and days) or (units and ago) or _has_clock(numbers, labels, units)
    return bool(sure) and days <= months + units and clocks <= 1 + labels


def _has_clock(numbers: list[str], labels: int, units: int) -> bool:
    """A number with a full stop is a clock only beside a word that says so."""
    pattern = _CLOCK if labels or units else _COLON_CLOCK
    return any(pattern.fullmatch(number) for number in numbers)


def _count(words: list[str], kind: frozenset[str]) -> int:
    return sum(1 for word in words if word in kind)


def _listed(name: str) -> frozenset[str]:
    stamps = (table.get("stamp", {}) for table in TABLES)
    return frozenset(word for stamp in stamps for word in stamp.get(name, "").split())


_MONTHS = frozenset(name for lexicon in LEXICONS.values() for name in lexicon.months) | {"月"}
_LABELS = _listed("labels")
_UNITS = _listed("units")
_AGO = _listed("ago")
_WORDS = _MONTHS | _LABELS | _UNITS | _AGO | _listed("words")
