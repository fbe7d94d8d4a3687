"""Which blocks are the body: trafilatura says where it is, our walk says what stands there."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document, Extractor

from tasks.pages.markup.wording import folded, squeezed
from tasks.pages.text.blocks import Found

_COVERED = 0.5
_SHORT = 20
"""Characters: a line as short as this must be a whole block, or "sport" is in "transport"."""
_WINDOW = 50_000
_NEAR = 20
_FAR_SEARCHES = 300
_DATE_PARAMS = {"max_date": "2000-01-01"}  # unused; without any, the clock is asked for one


def chosen_lines(tree: HtmlElement) -> list[str]:
    """Return the lines of the body as trafilatura chooses them; none if it finds nothing."""
    options = Extractor(
        output_format="python", comments=False, tables=True, dedup=False, with_metadata=False,
        date_params=_DATE_PARAMS,
    )  # fmt: skip
    document = bare_extraction(tree, options=options)
    text = document.text if isinstance(document, Document) else None
    return [line for line in map(_bare_line, (text or "").split("\n")) if line]


def _bare_line(line: str) -> str:
    line = line.strip()
    if line.startswith("|"):
        return squeezed(line.strip("| ")) if line.strip("|- ") else ""
    return squeezed(line.removeprefix("- "))


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where the chosen lines are among the blocks."""

    covered: tuple[bool, ...]
    """For each block, whether most of it was chosen."""
    strays: tuple[tuple[int, str], ...]
    """Lines that no block has, each with the number of the block after which it stands."""


def aligned(blocks: Sequence[Found], lines: Sequence[str]) -> Alignment:
    """Look up each line among *blocks* by its letters and digits, in order and in linear time."""
    folds = [each.fold for each in blocks]
    starts = list(accumulate((len(fold) for fold in folds), initial=0))
    whole = "".join(folds)
    hits = [0] * len(blocks)
    strays: list[tuple[int, str]] = []
    cursor, budget, last = 0, _FAR_SEARCHES, -1
    for line in lines:
        fold = folded(line)
        if not fold:
            continue
        at = _position(whole, fold, cursor, starts)
        if at < 0 and budget and len(fold) >= _SHORT:
            budget -= 1
            at = whole.find(fold)
        if at < 0:
            strays.append((last, line))
            continue
        cursor = max(cursor, at + len(fold))
        last = _count(hits, starts, at, at + len(fold))
    covered = tuple(
        bool(fold) and hit >= _COVERED * len(fold) for fold, hit in zip(folds, hits, strict=True)
    )
    lost = [each for each in strays if not _stands_in(each, folds, covered)]
    return Alignment(covered, tuple(lost))


def _position(whole: str, fold: str, cursor: int, starts: list[int]) -> int:
    if whole.startswith(fold, cursor):
        return cursor
    end = cursor + _WINDOW + len(fold)
    at = whole.find(fold, cursor, end)
    while at >= 0 and len(fold) < _SHORT:
        first = bisect_right(starts, at) - 1
        if starts[first] == at and starts[first + 1] == at + len(fold):
            return at
        at = whole.find(fold, at + 1, end)
    return at


def _stands_in(stray: tuple[int, str], folds: list[str], covered: tuple[bool, ...]) -> bool:
    """Tell whether a line is a part of a block beside it that is in the body anyway."""
    fold = folded(stray[1])
    near = range(max(0, stray[0]), min(len(folds), stray[0] + _NEAR))
    return any(covered[number] and fold in folds[number] for number in near)


def _count(hits: list[int], starts: list[int], at: int, end: int) -> int:
    number = bisect_right(starts, at) - 1
    while number < len(hits) and starts[number] < end:
        hits[number] += min(end, starts[number + 1]) - max(at, starts[number])
        number += 1
    return number - 1
