"""A text made ready for comparison: notices and furniture out, sentences, shingles, figures."""

from dataclasses import dataclass
from functools import lru_cache

from tasks.corrections.notice import Notice, Span
from tasks.corrections.notices import find_notices_in_text
from tasks.identity.texts.facts import is_figure
from tasks.identity.texts.furniture_patterns import (
    AGENCY,
    DATELINE,
    LIVE_CLOCK,
    ODD_PAGE,
    PROMISE,
    WIRE_BRACKET,
)
from tasks.identity.texts.stray_lines import PAYWALL, StoryLine, is_label, line_kinds, story_lines
from tasks.identity.texts.words import folded, sentences, words

_SHINGLE = 3
_ODD_PAGE_WORDS = 120


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sentence:
    """One sentence of a prepared text."""

    text: str
    """Folded, case kept."""
    words: tuple[str, ...]
    key: str
    """Its words in lower case, one space between."""
    counts: bool
    """Adding or removing it changes the content: no label, caption or teaser."""
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
    kinds = [line_kinds(line) for line in lines]
    found = tuple(one for line in story_lines(lines, kinds) for one in _line_sentences(line))
    stream = [word for sentence in found for word in sentence.key.split()]
    return Prepared(
        sentences=found,
        shingles=_shingles(stream),
        figures=frozenset(w.lower() for s in found for w in s.words if is_figure(w)),
        notices=notices,
        folded=whole.lower(),
        truncated=any(PAYWALL in kind for kind in kinds),
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


def _line_sentences(story_line: StoryLine) -> list[Sentence]:
    line = WIRE_BRACKET.sub("", story_line.text)
    clock = LIVE_CLOCK.match(line)
    line = DATELINE.sub("", LIVE_CLOCK.sub("", line, count=1), count=1)
    found = [
        _sentence(text, counts=story_line.counts, timed=clock is not None and at == 0)
        for at, text in enumerate(sentences(line))
    ]
    return [sentence for sentence in found if sentence.words]


def _sentence(text: str, *, counts: bool, timed: bool) -> Sentence:
    found = words(text)
    return Sentence(
        text=text,
        words=found,
        key=" ".join(found).lower(),
        counts=counts and not is_label(text),
        timed=timed,
    )


def _shingles(stream: list[str]) -> frozenset[tuple[str, ...]]:
    if len(stream) < _SHINGLE:
        return frozenset([tuple(stream)] if stream else [])
    return frozenset(zip(stream, stream[1:], stream[2:], strict=False))
