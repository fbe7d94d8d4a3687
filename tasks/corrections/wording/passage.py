"""A passage: the part of a block that is judged as one, with what must not be read hidden."""

import re
from dataclasses import dataclass, replace

from tasks.corrections.lexicon import Lexicon
from tasks.corrections.wording.folding import Folded
from tasks.corrections.wording.phrases import matches, word_starts

HIDDEN = "\ue003"
"""Stands for each character that is not to be read."""

_QUOTED = re.compile(r'"[^"\n]{0,1200}"|「[^」\n]{0,400}」|『[^』\n]{0,400}』|„[^"\n]{0,400}"')
_SENTENCE = re.compile(r"[.!?…]+[\"')\]*]*(?=\s|\Z)|[。！？।]+[」』)]?|\n+")
_CLAUSE = re.compile(r"[.!?…]+[\"')\]*]*(?=\s|\Z)|[。！？।；;،؛]+[」』)]?|\n+")
_FEW_WORDS = 4
_FEW_SIGNS = 20


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters *start* to *end* of a folded block."""

    folded: Folded
    start: int
    end: int
    low: str
    """In lower case, quotations and vetoed sentences hidden; index 0 is *start*."""
    starts: tuple[int, ...] | None
    """Where words begin in *low*; None where the language has no spaces."""

    @property
    def text(self) -> str:
        """The passage in its own case, nothing hidden; as long as *low*."""
        return self.folded.text[self.start : self.end]

    @property
    def plain(self) -> str:
        """The passage in lower case, nothing hidden."""
        return self.folded.low[self.start : self.end]

    @property
    def raw_span(self) -> tuple[int, int]:
        """Its characters in the block as it stands on the page."""
        return self.folded.raw_span(self.start, self.end)

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Return whether *pattern* matches anywhere."""
        return any(True for _ in matches(pattern, self.low, self.starts))

    def verbatim(self, start: int, end: int) -> str:
        """Return characters of the passage as they stand on the page."""
        return self.folded.verbatim(self.start + start, self.start + end)


def passage(folded: Folded, start: int, end: int, lexicon: Lexicon) -> Passage:
    """Return a part of a block, with quotations and vetoed sentences hidden."""
    low = _without_quotations(folded.low[start:end], lexicon)
    seen = Passage(folded, start, end, low, word_starts(low) if lexicon.spaced else None)
    hidden = [m.start() for m in matches(lexicon.vetoes, low, seen.starts)]
    hidden += [m.start() for m in lexicon.attribution.finditer(seen.text)]
    if not hidden:
        return seen
    for first, last in sentences(low):
        if any(first <= at < last for at in hidden):
            low = low[:first] + HIDDEN * (last - first) + low[last:]
    return replace(seen, low=low, starts=word_starts(low) if lexicon.spaced else None)


def sentences(low: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of *low*, without white space around them."""
    return _split(low, _SENTENCE)


def clauses(low: str) -> list[tuple[int, int]]:
    """Return the spans of its sentences, split at semicolons too."""
    return _split(low, _CLAUSE)


def _split(low: str, ending: re.Pattern[str]) -> list[tuple[int, int]]:
    spans = []
    start = 0
    for match in ending.finditer(low):
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(low)))
    trimmed = [(a + len(low[a:b]) - len(low[a:b].lstrip()), b) for a, b in spans]
    return [(a, b) for a, b in trimmed if low[a:b].strip()]


def _without_quotations(low: str, lexicon: Lexicon) -> str:
    """Hide what others say: quotations of more than a few words, and one that goes on."""
    for match in _QUOTED.finditer(low):
        first, last = match.start() + 1, match.end() - 1
        inside = low[first:last]
        if len(inside.split()) >= _FEW_WORDS or (not lexicon.spaced and len(inside) >= _FEW_SIGNS):
            low = low[:first] + HIDDEN * (last - first) + low[last:]
    if low.startswith('"') and low.count('"') % 2:
        last_quote = low.rindex('"') + 1
        low = low[:last_quote] + HIDDEN * (len(low) - last_quote)
    return low
