"""Blocks that are read as one: a heading and its text, "UPDATES:" and its timed lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tasks.corrections.finding.label import label_of
from tasks.corrections.lexicon import WEAK, Lexicon
from tasks.corrections.notice import Block, Kind, Span
from tasks.corrections.wording.dates import dates_in
from tasks.corrections.wording.folding import LIMIT, fold
from tasks.corrections.wording.phrases import matches, word_starts

_LABEL_AT_MOST = 90
_DATE_AT_MOST = 40
_TIMED = re.compile(r"[\s*•\[(-]*(?:[0-2]?\d[:.h\ue000\ue004][0-5]\d|[01]?\d ?[ap][.\ue000]?m)")


@dataclass(frozen=True, slots=True)
class Joined:
    """Some blocks as one text, one a line."""

    indexes: tuple[int, ...]
    text: str
    label: Kind | None = None
    """The label of a list above, shared by its lines."""

    def spans(self, blocks: Sequence[Block], start: int, end: int) -> tuple[Span, ...]:
        """Return which parts of which blocks stand between two places of the text."""
        found = []
        offset = 0
        for index in self.indexes:
            size = len(blocks[index].text)
            first, last = max(start - offset, 0), min(end - offset, size)
            if first < last:
                found.append(Span(index, first, last))
            offset += size + 1
        return tuple(found)


def joined_blocks(
    blocks: Sequence[Block], readable: Sequence[int], lexicon: Lexicon
) -> Iterator[Joined]:
    """Yield every readable block with a stem, alone or with those it belongs to."""
    at = 0
    while at < len(readable):
        if not _has_stem(blocks[readable[at]].text, lexicon):
            at += 1
            continue
        group = _group(blocks, readable, at, lexicon)
        yield from group
        at += sum(len(joined.indexes) for joined in group)


def _has_stem(text: str, lexicon: Lexicon) -> bool:
    low = text[:LIMIT].lower().replace("\u2019", "'")
    return lexicon.gate.search(low) is not None


def _group(
    blocks: Sequence[Block], readable: Sequence[int], at: int, lexicon: Lexicon
) -> list[Joined]:
    index = readable[at]
    kind = _label_alone(blocks[index], lexicon)
    if kind is None or at + 1 == len(readable):
        return [_joined(blocks, [index])]
    lines = _timed_lines(blocks, readable[at + 1 :])
    if len(lines) > 1:
        first, *rest = lines
        shared = Kind(kind) if kind in set(Kind) else None
        return [
            _joined(blocks, [index, first], shared),
            *(_joined(blocks, [line], shared) for line in rest),
        ]
    following = readable[at + 1 : at + 3]
    if len(following) > 1 and _is_date(blocks[following[0]], lexicon):
        return [_joined(blocks, [index, *following])]
    return [_joined(blocks, [index, following[0]])]


def _joined(blocks: Sequence[Block], indexes: list[int], label: Kind | None = None) -> Joined:
    return Joined(tuple(indexes), "\n".join(blocks[index].text for index in indexes), label)


def _label_alone(block: Block, lexicon: Lexicon) -> str | None:
    """The kind of label that is all a block says, if it is one."""
    if len(block.text) > _LABEL_AT_MOST:
        return None
    folded = fold(block.text)
    label = label_of(folded.low, folded.text, lexicon)
    if label is None or set(label.kinds) == {WEAK} or _is_pointer(folded.low, lexicon):
        return None
    if label.is_dated and label.kinds == (Kind.UPDATE,):
        return None  # a time stamp: "Updated: 20 Nov, 15:24"
    return label.kinds[0] if not folded.low[label.end :].strip(" .:-*)]") else None


def _is_pointer(low: str, lexicon: Lexicon) -> bool:
    """Whether a lead-in only says that the notice stands further down."""
    pointer = lexicon.evidence["pointer"]
    return any(True for _ in matches(pointer, low, word_starts(low) if lexicon.spaced else None))


def _timed_lines(blocks: Sequence[Block], following: Sequence[int]) -> list[int]:
    lines = []
    for index in following:
        if not _TIMED.match(fold(blocks[index].text).low):
            break
        lines.append(index)
    return lines


def _is_date(block: Block, lexicon: Lexicon) -> bool:
    if len(block.text) > _DATE_AT_MOST:
        return False
    return bool(dates_in(fold(block.text).low, lexicon))
