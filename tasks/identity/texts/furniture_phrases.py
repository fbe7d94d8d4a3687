"""What sites print among the paragraphs of a story, read from the files of ``furniture_phrases/``.

A phrase of a file is a whole line, in any case, with any marks before and behind it:

``[also ]``    may be missing
``(a|b)``      one of them; never write the end of a word so: ``(photo|photos)``
``..``         up to 60 characters without the end of a sentence, or nothing
``...``        up to 240 characters of any kind, or nothing
``<n>``        a number
``<names>``    one to five words with a capital, or several such names
``<by>``       what follows the name in a credit: "/The Post", ", Lunna"
``<mail>``     an address of electronic mail
``:``          a colon, a bar, an arrow, or a dash between spaces

A space stands for a space and whatever mark stands there, but for the end of a sentence.
A line that opens with a quotation mark is speech, and no phrase.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

_CAPITAL = r"(?-i:[A-ZÀ-ÖØ-ÞĄĆĘŁŃŚŹŻČŘŠŽİА-ЯЁ])"
_SMALL = r"(?-i:d[eu]|van|von|d[eo]r|del|della|di|da|dos|bin|la|le|af)"
_NAMED = rf"{_CAPITAL}[\w'.-]{{0,30}}"
_ONE = rf"{_NAMED}(?: (?:{_NAMED}|{_SMALL})(?![\w'.-])){{0,4}}"
_AND = r"(?:,? (?:and|und|et|y|e|en|och|i|и|with|avec|mit|con|com) |, | ?& ?| ?/ ?)"
_FIXED = {
    " ": r"[^\w.!?'\"]{1,4}",
    ": ": r"(?: ?[:>|]+ ?| ?-> ?| - )",
    ":": r" ?[:>|]",
    "..": r"[^.!?。]{0,60}",
    "...": r".{0,240}",
    " ...": r"\W.{0,240}",
    "<n>": r"\d{1,4}(?:[.,]\d{1,3})?",
    "<names>": rf"{_ONE}(?:{_AND}{_ONE}){{0,4}}",
    "<by>": r"(?:[,/|·•;]| [/|·•-]| (?:via|for|in|of|-)) ?[^.!?]{1,60}(?:\.[^.!? ]{1,20}){0,2}",
    "<link>": r".{1,240}(?<![.。])",
    "<mail>": r"[\w.+-]{1,60}@[\w.-]{1,60}",
}
_MARKS = re.compile(r"(<\w+>| \.\.\.|\.\.\.|\.\.|[\[\]()|]|: | |:)")
_LETTERS = re.compile(r"[^\W\d_]+")
_OPEN = r"[^\w\"']{0,4}"
_CLOSE = r"[^\w\"']{0,4}"
_CLOSE_OF_A_CLAUSE = r"[^\w.!?。\"']{0,4}"
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_HEADINGS = "headings"
HEADING = "heading"
"""The kind of a line that stands above links to other stories."""
LONGEST = 320
"""Characters: a longer line is a paragraph."""
_NO_SENTENCES = frozenset({"byline", "credit", "link", HEADING})

_Phrase = tuple[str, str]  # kind and expression


def kinds_of(line: str) -> frozenset[str]:
    """Return as what a folded line is known: `HEADING`, or a table of the files; mostly nothing."""
    if len(line) > LONGEST or line[:1] in "\"'":
        return frozenset()
    known = [word for word in set(_LETTERS.findall(line.lower())) if word in _BY_WORD]
    if _UNSPACED.search(line):
        known.append("")
    found = (_pattern(word).fullmatch(line) for word in known)
    return frozenset(match.lastgroup or "" for match in found if match)


@cache
def _pattern(word: str) -> re.Pattern[str]:
    """Return the pattern of all phrases that must have *word*; made when it is first seen."""
    by_kind: dict[str, list[str]] = {}
    for kind, expression in sorted(_BY_WORD[word], key=lambda one: one[0] != "paywall"):
        by_kind.setdefault(kind, []).append(expression)
    kinds = (f"(?P<{kind}>{'|'.join(listed)})" for kind, listed in by_kind.items())
    return re.compile(f"{_OPEN}(?:{'|'.join(kinds)})", re.IGNORECASE)


def _by_word(tables: Sequence[Mapping[str, Any]]) -> dict[str, list[_Phrase]]:
    found: dict[str, list[_Phrase]] = {"": []}
    for table in tables:
        for kind, phrase in _phrases(table):
            expression, words = _read(iter(_MARKS.split(phrase)))
            if not words and table["words_are_spaced"]:  # pragma: no branch
                raise ValueError(phrase)  # pragma: no cover -- a fault of a file, found at import
            for word in words if table["words_are_spaced"] else [""]:
                found.setdefault(word, []).append((kind, expression + _end(kind, phrase)))
    return found


def _phrases(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield kind and phrase; what is a heading may also stand before one link, in its line."""
    for kind, listed in table["lines"].items():
        yield from ((kind, phrase) for phrase in listed)
    for phrase in table.get(_HEADINGS, ()):
        yield HEADING, phrase
        yield "link", f"({phrase}): <link>"


def _end(kind: str, phrase: str) -> str:
    """What follows a name or a heading is no sentence: "By Monday, the river had fallen."."""
    open_end = phrase.rstrip("]")
    if open_end.endswith("..."):
        return ""
    is_open = open_end.endswith(("..", "<by>", "<link>"))
    return _CLOSE_OF_A_CLAUSE if is_open and kind in _NO_SENTENCES else _CLOSE


def _read(marks: Iterator[str]) -> tuple[str, frozenset[str]]:
    """Return the expression up to the closing bracket, and words of which a line must have one."""
    ways: list[tuple[str, frozenset[str]]] = []
    expression, words = "", frozenset[str]()
    for mark in marks:
        if mark in ("]", ")"):
            break
        if mark == "|":
            ways.append((expression, words))
            expression, words = "", frozenset()
        elif mark in ("[", "("):
            inner, needed = _read(marks)
            expression += f"(?:{inner})" + ("?" if mark == "[" else "")
            words = _rarer(words, needed if mark == "(" else frozenset())
        else:
            expression += _FIXED.get(mark, re.escape(mark))
            words = _rarer(words, frozenset(() if mark in _FIXED else _LETTERS.findall(mark)))
    ways.append((expression, words))
    every_way_has_one = all(way[1] for way in ways)
    found = frozenset[str]().union(*(way[1] for way in ways)) if every_way_has_one else frozenset()
    return "|".join(way[0] for way in ways), frozenset(found)


def _rarer(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Of two sets of words the one that fewer lines will have: that of longer words."""
    return max(one, other, key=lambda words: min(map(len, words), default=0))


def _load() -> tuple[dict[str, Any], ...]:
    folder = resources.files("tasks.identity.texts").joinpath("furniture_phrases")
    files = sorted(folder.iterdir(), key=lambda entry: entry.name)
    return tuple(tomllib.loads(f.read_text("utf-8")) for f in files if f.name.endswith(".toml"))


TABLES: Sequence[Mapping[str, Any]] = _load()
"""One a file, explained in ``furniture_phrases/PHRASES.md``. Package data, read at import."""
_BY_WORD: Mapping[str, list[_Phrase]] = _by_word(TABLES)
