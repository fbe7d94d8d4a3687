"""Sentences with which a site turns to its readers: to subscribe, to write, to read on.

No list of phrases holds them all; but they call, speak of you and us, of what a site has, and
point: "Want more *stories* like this in *your inbox*? *Subscribe here*." The words stand under
``[offers]`` in the files of ``furniture_phrases/``; who tells news hardly needs four of them.
"""

import re
from collections.abc import Mapping
from typing import Any

from tasks.identity.texts.furniture_phrases import LONGEST, TABLES

_ENOUGH = 4
_POINTS = {"calls": 2, "you": 1, "us": 1, "things": 2, "stories": 1, "pointers": 1}
_MOST = {"calls": 2, "you": 1, "us": 1, "things": 3, "stories": 2, "pointers": 1}
_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[.!?,:;¿¡]")
_MOST_TOKENS = 45


def is_offer(line: str) -> bool:
    """Return whether a folded line turns to the reader of a site.

    >>> is_offer("Tell us your story."), is_offer("The story was told to us.")
    (True, False)
    """
    if len(line) > LONGEST or '"' in line:
        return False
    tokens = _TOKEN.findall(line.lower())
    if len(tokens) > _MOST_TOKENS or not any(token in _THINGS for token in tokens):
        return False
    return any(_points(tokens, words) >= _ENOUGH for words in _WORDS)


def _points(tokens: list[str], words: Mapping[str, str]) -> int:
    """Points of one language: each word once, and of each group no more than its share."""
    found: dict[str, set[str]] = {}
    opens = True
    for token in tokens:
        group = words.get(token, "")
        if group == "calls" and not opens:
            group = ""
        found.setdefault(group, set()).add(token)
        opens = not token.isalpha() or (opens and group == "pointers")
    if not (found.keys() & {"things", "stories"} and found.keys() & {"calls", "you", "pointers"}):
        return 0
    return sum(
        min(points * len(found.get(group, ())), _MOST[group]) for group, points in _POINTS.items()
    )


def _groups(table: Mapping[str, Any]) -> dict[str, str]:
    offers: Mapping[str, str] = table.get("offers", {})
    return {word: group for group, listed in offers.items() for word in listed.split()}


_WORDS = tuple(_groups(table) for table in TABLES)
_THINGS = frozenset(
    word for words in _WORDS for word, group in words.items() if group in ("things", "stories")
)
