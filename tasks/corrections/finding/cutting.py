"""Where in a block a notice may stand: all of it, a bracket in it, or behind a label inside."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from tasks.corrections.finding.evidence import REPORTED, Setting
from tasks.corrections.finding.label import label_of
from tasks.corrections.finding.reading import Reading, read
from tasks.corrections.lexicon import LABELS, WEAK, Lexicon
from tasks.corrections.wording.folding import Folded

_BRACKET = re.compile(r"\([^()\n]{8,1500}\)|\[[^\[\]\n]{8,1500}\]")
_AFTER_AN_END = re.compile(r"[.!?\")\]…。！？][ \n]*[*•\"]*(?=\S)")
_GLUED = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_IN_ITSELF = 0.80
"""Confidence from which a bracket is a notice beside the sentence it interrupts."""


def readings(folded: Folded, setting: Setting, lexicon: Lexicon) -> Iterator[Reading]:
    """Yield what may be a notice in one block, whatever its confidence, in order."""
    marks = [0, *_labels_inside(folded, lexicon), len(folded.low)]
    for start, end in pairwise(marks):
        yield from _in_part(folded, start, end, setting, lexicon)


def _in_part(
    folded: Folded, start: int, end: int, setting: Setting, lexicon: Lexicon
) -> Iterator[Reading]:
    """Brackets first: a wire's stands between dateline and lead."""
    for match in _BRACKET.finditer(folded.low, start, end):
        within = read(folded, *match.span(), replace(setting, in_brackets=True), lexicon)
        if within is None or within.confidence < _IN_ITSELF:
            continue
        before = read(folded, start, match.start(), setting, lexicon)
        if before and (before.label or before.confidence >= REPORTED):
            break
        yield within
        yield from _in_part(folded, match.end(), end, setting, lexicon)
        return
    if folded.low[start:end].strip() and (whole := read(folded, start, end, setting, lexicon)):
        yield whole


def _labels_inside(folded: Folded, lexicon: Lexicon) -> list[int]:
    """Where a label stands behind a sentence end, or is glued to the word before it."""
    places = {match.end() for match in _AFTER_AN_END.finditer(folded.low)}
    places |= {match.start() for match in _GLUED.finditer(folded.text)}
    return sorted(at for at in places if at and _is_a_label(folded, at, lexicon))


def _is_a_label(folded: Folded, at: int, lexicon: Lexicon) -> bool:
    if not any(lexicon.labels[kind].match(folded.low, at) for kind in LABELS if kind != WEAK):
        return False
    label = label_of(folded.low[at:], folded.text[at:], lexicon)
    return label is not None and label.is_delimited
