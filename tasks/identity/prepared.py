"""A text made ready for comparison: notices and furniture out, sentences, shingles, figures."""

import re
from dataclasses import dataclass
from functools import lru_cache

from tasks.corrections.notice import Notice, Span
from tasks.corrections.notices import find_notices_in_text
from tasks.identity.facts import is_figure
from tasks.identity.furniture_patterns import (
    AGENCY,
    DATELINE,
    FURNITURE,
    LIST_HEADING,
    LISTED_LINK,
    LIVE_CLOCK,
    ODD_PAGE,
    PAYWALL,
    PROMISE,
    WIRE_BRACKET,
)
from tasks.identity.words import folded, sentences, words

_SHINGLE = 3
_SHORT_LINE = 12
_ODD_PAGE_WORDS = 120
_LONGEST_FURNITURE = 320  # characters
_SENTENCE_END = re.compile(r"[.!?…。！？؟۔।][\"')\]」』]*$")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sentence:
    """One sentence of a prepared text."""

    text: str
    """Folded, case kept."""
    words: tuple[str, ...]
    key: str
    """Its words in lower case, one space between."""
    counts: bool
    """Adding or removing it changes the content: no short line without a sentence end."""
    timed: bool
    """Opens a timed post of a live blog."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prepared:
    """A text ready for comparison. Compared by identity: preparation is memoised."""

    sentences: tuple[Sentence, ...]
    shingles: frozenset[tuple[str, ...]]
    """Runs of three words in lower case; of fewer, if the text has fewer."""
    figures: frozenset[str]
    notices: tuple[Notice, ...]
    """Of any target, as given or found."""
    folded: str
    """The whole text, notices and furniture still in it, in lower case."""
    truncated: bool
    """A paywall line stood in it."""
    stub: bool
    """It promises more to follow."""
    odd: bool
    """A consent, login or error page by its looks."""
    agency: bool
    """An agency's dateline stood in it."""

    @property
    def size(self) -> int:
        """Count of words."""
        return sum(len(sentence.words) for sentence in self.sentences)


@lru_cache(maxsize=64)
def prepared(text: str, notices: tuple[Notice, ...] | None) -> Prepared:
    """Return a text ready for comparison.

    Args:
        text: Paragraphs separated by line breaks.
        notices: Those lifted from *text* already; None: they are found in it and taken out.
    """
    paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    whole = folded("\n".join(paragraphs))
    if notices is None:
        notices = tuple(find_notices_in_text("\n".join(paragraphs)))
        paragraphs = _without_notices(paragraphs, notices)
    lines = folded("\n".join(paragraphs)).splitlines()
    kept = _story_lines(lines)
    found = tuple(sentence for line in kept for sentence in _line_sentences(line))
    stream = [word for sentence in found for word in sentence.key.split()]
    return Prepared(
        sentences=found,
        shingles=_shingles(stream),
        figures=frozenset(w.lower() for s in found for w in s.words if is_figure(w)),
        notices=notices,
        folded=whole.lower(),
        truncated=any(PAYWALL.fullmatch(line) for line in lines),
        stub=any(PROMISE.fullmatch(line) for line in whole.splitlines()),
        odd=len(stream) <= _ODD_PAGE_WORDS and ODD_PAGE.search(whole) is not None,
        agency=any(AGENCY.search(line[:80]) for line in lines),
    )


def _without_notices(paragraphs: list[str], notices: tuple[Notice, ...]) -> list[str]:
    spans = {span for notice in notices for span in notice.spans}
    cut = (
        _without_spans(line, [span for span in spans if span.block == at])
        for at, line in enumerate(paragraphs)
    )
    return [line for line in cut if line]


def _without_spans(line: str, spans: list[Span]) -> str:
    """Cut the last span first, so that earlier ones stay in place."""
    for span in sorted(spans, reverse=True):
        line = f"{line[: span.start]} {line[span.end :]}".strip()
    return line


def _story_lines(lines: list[str]) -> list[str]:
    """Drop furniture, and the links listed under a heading like "Most read"."""
    kept: list[str] = []
    in_list = False
    for line in lines:
        in_list = LIST_HEADING.fullmatch(line) is not None or (
            in_list and LISTED_LINK.fullmatch(line) is not None
        )
        if not in_list and not is_furniture(line):
            kept.append(line)
    return kept


def is_furniture(line: str) -> bool:
    """Return whether a folded line stands among paragraphs without being of the story."""
    if len(line) > _LONGEST_FURNITURE:
        return False
    if PAYWALL.fullmatch(line) or PROMISE.fullmatch(line):
        return True
    return any(pattern.fullmatch(line) for pattern in FURNITURE.values())


def _line_sentences(line: str) -> list[Sentence]:
    line = WIRE_BRACKET.sub("", line)
    clock = LIVE_CLOCK.match(line)
    line = DATELINE.sub("", LIVE_CLOCK.sub("", line, count=1), count=1)
    found = [_sentence(text, timed=clock is not None and i == 0) for i, text in _numbered(line)]
    return [sentence for sentence in found if sentence.words]


def _numbered(line: str) -> enumerate[str]:
    return enumerate(sentences(line))


def _sentence(text: str, *, timed: bool) -> Sentence:
    found = words(text)
    return Sentence(
        text=text,
        words=found,
        key=" ".join(found).lower(),
        counts=len(found) > _SHORT_LINE or _SENTENCE_END.search(text) is not None,
        timed=timed,
    )


def _shingles(stream: list[str]) -> frozenset[tuple[str, ...]]:
    if len(stream) < _SHINGLE:
        return frozenset([tuple(stream)] if stream else [])
    return frozenset(zip(stream, stream[1:], stream[2:], strict=False))
