"""The small language of the lexicon files, made into linear regular expressions.

A phrase is plain text in lower or upper case, with:

``{item}``      any phrase of the list ``item`` under ``[words]`` of the same file
``[also ]``     may be missing
``(a|b)``       one of the two
``(a|b)?``      one of the two, or neither
``*``           any further letters of the word
``..`` ``...``  up to 40 characters of one clause; up to 120 of one sentence
``<n>`` ``<word>`` ``<(>``  a whole number; any one word; a bracket itself
``<figure>``    before a value: it begins with a digit
``^`` ``$``     the beginning and the end of the passage
``<right>``, ``<wrong>``  a value, up to the end of its clause
``<day>`` ``<month>`` ``<year>``  the parts of a date
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from tasks.corrections.wording.folding import COLON, COMMA, DOT, fold

Words = Mapping[str, list[str]]

NOTHING = "(?!)"
_WORD = re.compile(r"\w[\w']*")
_MARKS = re.compile(r"(\{\w+\}|<[\w()\]]+>|\.\.\.|\.\.|\)\?|[\[\]()|*^$])")
_WHOLE = re.compile(r"[^\[\](){}|<>.*^$]+|\{\w+\}|\([^()\[\] ]+\)")
"""A first word that is the same wherever it is written the same."""
_CLAUSE = "[^.!?;:,()\n。！？।、，；：]{0,40}?"
_SENTENCE = "[^.!?;\n。！？।；]{0,120}?"
_WORD_ENDS = rf"(?:\b|(?<={DOT}))"
_FIXED = {
    "[": "(?:",
    "]": ")?",
    "(": "(?:",
    ")": ")",
    ")?": ")?",
    "|": "|",
    "^": r"\A",
    "$": r"[.;]?\Z",
    "*": r"\w{0,20}",
    "<(>": r"\(",
    "<)>": r"\)",
    "<]>": r"\]",
    "<figure>": r"(?=\d)",
    "<n>": r"\d{1,4}",
    "<word>": r"[\w'-]{1,24}",
    "<day>": r"(?P<day>[0-3]?\d)(?!\d)",
    "<month>": r"(?P<month>[01]?\d)(?!\d)",
    "<year>": r"(?P<year>[12]\d{3})(?!\d)",
}
_QUOTES = "\"'「」『』"
_INSIDE = rf"(?:[^.,;:!?()\[\]\n{_QUOTES}。、，；！？（）]|(?<=\w)'){{1,80}}?"
_OPEN_END = f"[{_QUOTES}]?"


def compiled(phrases: Iterable[str], words: Words, *, spaced: bool) -> re.Pattern[str]:
    """Return one pattern for all *phrases*, to be matched on ``Folded.low``.

    Args:
        phrases: In the language of this module.
        words: The lists that braces name.
        spaced: Whether the language puts spaces between words: a phrase then ends where
            a word ends. That it also begins where one begins is for ``matches`` to see.
    """
    longest_first = sorted((phrase.strip() for phrase in phrases), key=len, reverse=True)
    expressions = _by_first_word(longest_first, words, spaced=spaced)
    ends = r"(?!\w)" if spaced else ""
    return re.compile(f"(?:{'|'.join(expressions)}){ends}" if expressions else NOTHING)


def _by_first_word(phrases: Sequence[str], words: Words, *, spaced: bool) -> list[str]:
    """Return one expression for all phrases with the same first word, which is tried once."""
    tails: dict[str, list[str]] = {}
    for phrase in phrases:
        head = phrase.partition(" ")[0]
        if not _WHOLE.fullmatch(head):
            head = phrase
        tails.setdefault(head, []).append(phrase[len(head) :])
    return [
        _expression(head, words, spaced=spaced)
        + f"(?:{'|'.join(_expression(tail, words, spaced=spaced) for tail in rest)})"
        for head, rest in tails.items()
    ]


def framed(phrases: Iterable[str], words: Words, *, spaced: bool) -> tuple[re.Pattern[str], ...]:
    """Return one pattern a phrase; a value that ends it ends with its clause or at a stop word."""
    later = stops(words, spaced=spaced).pattern
    ends = rf"(?=[ ]?[.,;:!?()\[\]\n。।、，；！？（）]|[ ]?\Z|[ ]-|{later})"
    expressions = (_expression(phrase, words, spaced=spaced) for phrase in phrases)
    return tuple(re.compile(one + (ends if one.endswith(_OPEN_END) else "")) for one in expressions)


def any_of(stems: Iterable[str]) -> re.Pattern[str]:
    """Return one pattern that finds any of *stems*, by their common beginnings."""
    return re.compile(_branches(sorted(stems)) or NOTHING)


def _branches(stems: Sequence[str]) -> str:
    if "" in stems:
        return ""  # one ends here: what is longer is found with it
    ways = [
        re.escape(letter) + _branches([stem[1:] for stem in alike])
        for letter, alike in groupby(stems, key=itemgetter(0))
    ]
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def stops(words: Words, *, spaced: bool) -> re.Pattern[str]:
    """Return what matches before a word at which a value ends."""
    listed = [_expression(one, words, spaced=spaced) for one in words.get("stop", [])]
    if not listed:
        return re.compile(NOTHING)
    return re.compile(rf"[ ,]+(?:{'|'.join(listed)})(?!\w)" if spaced else "|".join(listed))


def plain(text: str) -> str:
    """Return a word of a lexicon as ``Folded.low`` has it, but for the protected marks."""
    return fold(text).low.replace(DOT, ".").replace(COMMA, ",").replace(COLON, ":")


def word_starts(low: str) -> tuple[int, ...]:
    """Return where words begin: the only places where a phrase of spaced words can."""
    return tuple(match.start() for match in _WORD.finditer(low))


def matches(
    pattern: re.Pattern[str], low: str, starts: Sequence[int] | None
) -> Iterator[re.Match[str]]:
    """Yield where *pattern* matches: at *starts*, or anywhere where they are None.

    Trying word starts only keeps a megabyte of spaces or dashes harmless.
    """
    if starts is None:
        yield from pattern.finditer(low)
        return
    for start in starts:
        if match := pattern.match(low, start):
            yield match


def _expression(phrase: str, words: Words, *, spaced: bool) -> str:
    return "".join(_piece(mark, words, spaced=spaced) for mark in _MARKS.split(phrase) if mark)


def _piece(mark: str, words: Words, *, spaced: bool) -> str:
    if mark in _FIXED:
        return _FIXED[mark]
    if mark.startswith(".."):  # a gap ends between words, where there are any
        return (_CLAUSE if mark == ".." else _SENTENCE) + (_WORD_ENDS if spaced else "")
    if mark.startswith("{"):
        options = sorted(words[mark[1:-1]], key=len, reverse=True)
        group = "?P<name>" if mark == "{month_name}" else "?:"
        return f"({group}{'|'.join(_expression(one, words, spaced=spaced) for one in options)})"
    return _value(mark[1:-1]) if mark.startswith("<") else _literal(mark)


def _value(name: str) -> str:
    """A value: within quotes all between them, else it ends with its clause."""
    return rf"[{_QUOTES}]?(?P<{name}>{_INSIDE}){_OPEN_END}"


def _literal(text: str) -> str:
    return (
        re.escape(plain(text))
        .replace(r"\.", f"[.{DOT}]")
        .replace(",", f"[,{COMMA}]")
        .replace(":", f"[:{COLON}]")
    )
