"""One notice seen in several places is one notice."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tasks.corrections.lexicon import Lexicon
from tasks.corrections.notice import Notice
from tasks.corrections.wording.folding import fold, folded_key
from tasks.corrections.wording.phrases import matches, word_starts

_TWO = 2
_POINTER_AT_MOST = 80
_CONTAINED_FROM = 24
"""Folded characters from which a text inside another is the same notice."""


def merged(found: Sequence[Notice], others: Iterable[Notice]) -> list[Notice]:
    """Return *found* with those of *others* that are not among them.

    One that is lends its date, if the first has none.
    """
    kept = list(found)
    for other in others:
        same = next((i for i, one in enumerate(kept) if is_same_text(one.text, other.text)), None)
        if same is None:
            kept.append(other)
        elif kept[same].notice_date is None and other.notice_date:
            kept[same] = replace(kept[same], notice_date=other.notice_date)
    return kept


def pointed_at(found: Sequence[Notice], lexicons: Sequence[Lexicon]) -> list[Notice]:
    """Join a lead-in ("Correction appended") with the notice further down that it announces."""
    if len(found) < _TWO or not _is_pointer(found[0].text, lexicons):
        return list(found)
    lead, *others = found
    for index, other in enumerate(others):
        if other.kinds[0] is lead.kinds[0]:
            joined = replace(
                other, text=f"{lead.text}\n{other.text}", spans=(*lead.spans, *other.spans)
            )
            return [joined if place == index else one for place, one in enumerate(others)]
    return list(found)


def _is_pointer(text: str, lexicons: Sequence[Lexicon]) -> bool:
    low = fold(text).low
    return any(
        True
        for lexicon in lexicons
        for _ in matches(lexicon.evidence["pointer"], low, word_starts(low))
        if len(low) <= _POINTER_AT_MOST
    )


def is_same_text(one: str, other: str) -> bool:
    """Return whether two texts are one notice: equal when folded, or one holds the other."""
    first, second = folded_key(one), folded_key(other)
    if first == second:
        return True
    shorter, longer = sorted((first, second), key=len)
    return len(shorter) >= _CONTAINED_FROM and shorter in longer
