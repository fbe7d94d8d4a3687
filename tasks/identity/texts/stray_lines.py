"""Which lines of a text are its story, which stand among them, and which may be either."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tasks.identity.texts.facts import has_digit
from tasks.identity.texts.furniture_patterns import (
    CREDIT_ROW,
    CREDIT_TAIL,
    LISTED_LINK,
    PICTURE_ROW,
    PROMISE,
)
from tasks.identity.texts.furniture_phrases import HEADING, LONGEST, kinds_of
from tasks.identity.texts.offers import is_offer
from tasks.identity.texts.time_lines import is_time_line
from tasks.identity.texts.words import sentences, words

_STAMP = "stamp"
_CREDIT = "credit"
_ROW = "row"
_OFFER = "offer"
PAYWALL = "paywall"
"""The kind of a line that says that the rest of the story is withheld."""
_OFFERS = frozenset({"newsletter", "share", "contact", "paywall", "media", _OFFER})
_PARTS = re.compile(r" ?[|·•●∙] ?")
_NAME_OR_PLACE = re.compile(r"[A-ZÀ-ÞА-ЯЁ][\w'-]*(?: [A-ZÀ-ÞА-ЯЁ][\w'.-]*){0,4}")
_SENTENCE_END = re.compile(r"[.!?…。！？؟۔।][\"')\]」』]*$")
_ASKING_END = re.compile(r"[^.!?…]{3,}[!?:]")
_SHORT_LINE = 12
_LABEL_SIGNS = 32  # Han and kana: every one is a word
_LABEL_WORDS = 14
_RUN = 3
_CAPTION_WORDS = range(5, 26)
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")


class StoryLine(NamedTuple):
    """A line that is kept."""

    text: str
    counts: bool
    """Adding or removing it may change the story: no caption, label or teaser by its place."""


def is_furniture(line: str) -> bool:
    """Return whether a folded line stands among paragraphs without being of the story."""
    return bool(line_kinds(line))


def line_kinds(line: str) -> frozenset[str]:
    """Return as what kinds of furniture a folded line is known; none: it may be of the story."""
    found = _kinds(line)
    if found or not _PARTS.search(line):
        return found
    parts = [part for part in _PARTS.split(line) if part]
    kinds = [_kinds(part) for part in parts]
    fits = all(k or _NAME_OR_PLACE.fullmatch(p) for p, k in zip(parts, kinds, strict=True))
    return frozenset({_ROW}) if fits and any(kinds) else frozenset()


def _kinds(line: str) -> frozenset[str]:
    if _DIGIT.search(line) and is_time_line(line):
        return frozenset({_STAMP})
    if CREDIT_ROW.fullmatch(line):
        return frozenset({_CREDIT})
    if PICTURE_ROW.fullmatch(line) or _has_credit_tail(line):
        return frozenset({"picture"})
    if PROMISE.fullmatch(line):
        return frozenset({"promise"})
    return kinds_of(line) or (frozenset({_OFFER}) if is_offer(line) else frozenset())


def _has_credit_tail(line: str) -> bool:
    at = max(line.rfind("©"), line.rfind("("))
    return at > 0 and len(line) <= LONGEST and CREDIT_TAIL.fullmatch(line, at) is not None


def story_lines(lines: Sequence[str], kinds: Sequence[frozenset[str]]) -> list[StoryLine]:
    """Drop furniture, and the links listed under a heading like "Most read".

    Of what is kept, captions, teasers and rows of labels are marked: see `StoryLine.counts`.

    Args:
        lines: Folded.
        kinds: `line_kinds` of each.
    """
    in_runs = _in_runs(lines)
    kept: list[StoryLine] = []
    in_list = False
    for at, line in enumerate(lines):
        in_list = HEADING in kinds[at] or (in_list and LISTED_LINK.fullmatch(line) is not None)
        if in_list or kinds[at]:
            continue
        before = kinds[at - 1] if at else frozenset[str]()
        after = kinds[at + 1] if at + 1 < len(lines) else frozenset[str]()
        is_beside = _is_caption(line, before, after) or _is_teaser(line, before, after)
        kept.append(StoryLine(line, counts=not (is_beside or at in in_runs)))
    return kept


def _is_caption(line: str, before: frozenset[str], after: frozenset[str]) -> bool:
    """One sentence without speech, above a credit; figures of the story are no caption's."""
    if _CREDIT not in after or '"' in line or len(sentences(line)) != 1:
        return False
    found = words(line)
    has_figure = any(has_digit(word) and not _YEAR.fullmatch(word) for word in found)
    size = len(found) // 2 if _UNSPACED.search(line) else len(found)
    return "picture" in before or (size in _CAPTION_WORDS and not has_figure)


def _is_teaser(line: str, before: frozenset[str], after: frozenset[str]) -> bool:
    """A question above an offer ("Enjoying this?"), or a sentence between two lines of one."""
    if len(words(line)) > 2 * _LABEL_WORDS or '"' in line:
        return False
    asks = _ASKING_END.fullmatch(line) is not None
    return bool(after & _OFFERS) and (asks or bool(before & after))


def _in_runs(lines: Sequence[str]) -> frozenset[int]:
    """Lines of runs of three or more labels, of which most end like no sentence.

    A list of links may hold questions; among three of them two that do not ask tell so.
    """
    found: list[int] = []
    run: list[int] = []
    for at, line in enumerate([*lines, ""]):
        if line and (is_label(line) or _is_asking(line)):
            run.append(at)
            continue
        plain = sum(1 for one in run if is_label(lines[one]))
        if len(run) >= _RUN and 2 * plain > len(run):
            found += run
        run = []
    return frozenset(found)


def _is_asking(line: str) -> bool:
    return _ASKING_END.fullmatch(line) is not None and len(words(line)) <= _LABEL_WORDS


def is_label(text: str) -> bool:
    """Return whether a line or sentence is short and does not end like a sentence."""
    if _SENTENCE_END.search(text) is not None:
        return False
    unspaced = _UNSPACED.search(text) is not None and text[:1] not in "「『"
    return len(words(text)) <= (_LABEL_SIGNS if unspaced else _SHORT_LINE)
