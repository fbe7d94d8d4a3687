"""From chosen lines to blocks that say whether they are the body: align, add back, take out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from tasks.corrections.notice import Location
from tasks.pages.markup.wording import folded
from tasks.pages.page import BlockKind, PageBlock
from tasks.pages.text.blocks import Found, Place
from tasks.pages.text.body import Alignment
from tasks.pages.text.furniture import heads_text
from tasks.pages.text.gaps import is_inside, lost_between
from tasks.pages.text.promos import is_promo
from tasks.pages.text.standfirst import is_standfirst, standfirst_among

PROMO = "promo"
_A_SENTENCE = 40
_HEAD = 12
"""Blocks in which headline, standfirst and byline stand, where the body begins with them."""
_NO_CELL = -1
_MOST = 0.6
_BESIDE_THE_TITLE = 80
"""Characters: a byline or a date."""
_ALL_LINK = 0.9
_TEASER_SPACES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """All blocks of a page, and its standfirst where one is seen."""

    blocks: tuple[PageBlock, ...]
    standfirst: str | None


def assembled(
    found: Sequence[Found], alignment: Alignment, title: str, names: Sequence[str]
) -> Assembly:
    """Return the blocks of a page, each of the body with location None.

    Args:
        found: The blocks of the DOM.
        alignment: Which of them trafilatura chose, and its lines that none of them has.
        title: The headline; it is no part of the body, nor are captions.
        names: Of the authors; a line of names and times is no part of the body either.
    """
    no_text = _no_text(found, title)
    inside = [chosen and number not in no_text for number, chosen in enumerate(alignment.covered)]
    for number in lost_between(found, inside):
        inside[number] = number not in no_text
    for number in _above_the_text(found, inside, folded(title), names):
        inside[number] = False
    for number in _in_other_cells(found, inside):
        inside[number] = False
    standfirst = standfirst_among(found, inside, no_text, names)
    if standfirst is not None:
        inside[standfirst] = True
    promos = _promos(found, inside)
    blocks = _placed(found, inside, promos)
    return Assembly(
        blocks=_with_strays(blocks, alignment.strays),
        standfirst=None if standfirst is None else found[standfirst].block.text,
    )


def _no_text(found: Sequence[Found], title: str) -> frozenset[int]:
    """Return the blocks that are title or caption, or repeat one."""
    captions = {each.fold for each in found if each.block.kind is BlockKind.CAPTION}
    captions.discard("")
    title_fold = folded(title)
    return frozenset(
        number
        for number, each in enumerate(found)
        if (each.fold == title_fold and title_fold) or _is_caption(each, captions)
    )


def _above_the_text(
    found: Sequence[Found], inside: Sequence[bool], title_fold: str, names: Sequence[str]
) -> list[int]:
    """Return headline, byline and time lines above the text; within it they head its parts."""
    lines: list[int] = []
    body = (number for number, is_in in enumerate(inside) if is_in)
    for number in islice(body, _HEAD):
        each = found[number]
        if _repeats(each, title_fold) or heads_text(each.block.text, names):
            lines.append(number)
        elif len(each.block.text) > _A_SENTENCE and not is_standfirst(each.block):
            break
    return lines


def _repeats(each: Found, title_fold: str) -> bool:
    """Tell whether a block is the headline and what stands on one line with it."""
    beside = len(each.fold) - len(title_fold)
    is_title = bool(title_fold) and each.fold.startswith(title_fold)
    return each.block.tag == "h1" or (is_title and beside <= _BESIDE_THE_TITLE)


def _in_other_cells(found: Sequence[Found], inside: Sequence[bool]) -> list[int]:
    """Return what stands beside the text in a table that lays out the page: menus, polls."""
    cells = {number: _cell(found[number].place) for number, is_in in enumerate(inside) if is_in}
    sizes: Counter[int] = Counter()
    for number, cell in cells.items():
        sizes[cell] += len(found[number].block.text)
    main, size = sizes.most_common(1)[0] if sizes else (_NO_CELL, 0)
    if main == _NO_CELL or size < _MOST * sizes.total():
        return []
    return [
        number
        for number, cell in cells.items()
        if cell not in (main, _NO_CELL) and not is_inside(found[number].place, main)
    ]


def _cell(place: Place) -> int:
    """Return the cell around *place*; a row of values is a block of its own, and no place."""
    around: Place | None = place
    while around is not None and around.tag != "td":
        around = around.outer
    return around.container if around is not None else _NO_CELL


def _is_caption(each: Found, captions: set[str]) -> bool:
    kind = each.block.kind
    return kind is BlockKind.CAPTION or (kind is not BlockKind.HEADING and each.fold in captions)


def _promos(found: Sequence[Found], inside: Sequence[bool]) -> frozenset[int]:
    """Return the blocks of the body that only point elsewhere."""
    body = [number for number, is_in in enumerate(inside) if is_in]
    named = {number for number in body if is_promo(found[number].block.text)}
    shouted = {number for number in body if _is_shouted_link(found[number].block)}
    trailing: set[int] = set()
    for number in reversed(body):
        if number not in named and not _is_teaser(found[number].block):
            break
        trailing.add(number)
    return frozenset(named | shouted | trailing)


def _is_teaser(block: PageBlock) -> bool:
    """Tell whether a block is the linked headline of another story, and nothing else."""
    return block.link_share >= _ALL_LINK and block.text.count(" ") >= _TEASER_SPACES


def _is_shouted_link(block: PageBlock) -> bool:
    return _is_teaser(block) and block.text.isupper()


def _placed(
    found: Sequence[Found], inside: Sequence[bool], promos: frozenset[int]
) -> list[PageBlock]:
    body = [number for number, is_in in enumerate(inside) if is_in]
    blocks: list[PageBlock] = []
    for number, each in enumerate(found):
        block = each.block
        if number in promos:
            block = replace(block, location=Location.ASIDE, hints=(PROMO, *block.hints))
        elif inside[number]:
            block = replace(block, location=None) if block.location is not None else block
        elif block.location is None:
            block = replace(block, location=_place_outside(number, body))
        blocks.append(block)
    return blocks


def _place_outside(number: int, body: Sequence[int]) -> Location:
    """Say where a block stands that is neither body nor in any element with a place."""
    if not body or number < body[0]:
        return Location.HEADER
    return Location.AFTER_ARTICLE if number > body[-1] else Location.ASIDE


def _with_strays(
    blocks: list[PageBlock], strays: Sequence[tuple[int, str]]
) -> tuple[PageBlock, ...]:
    """Insert the lines that no block has, as paragraphs, after the block they followed."""
    result = list(blocks)
    for after, line in reversed(strays):
        result.insert(after + 1, PageBlock(text=line, kind=BlockKind.PARAGRAPH))
    return tuple(result)
