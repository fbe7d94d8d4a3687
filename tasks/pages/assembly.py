"""From chosen lines to blocks that say whether they are the body: align, add back, take out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tasks.corrections.notice import Location
from tasks.pages.blocks import Found, Place
from tasks.pages.body import Alignment
from tasks.pages.furniture import is_dateline
from tasks.pages.page import BlockKind, PageBlock
from tasks.pages.promos import is_promo
from tasks.pages.wording import folded

PROMO = "promo"
_GAP = 12
"""Blocks: what stands further from the body on one side is another part of the page."""
_SHORT_PARAGRAPH = 600
_A_SENTENCE = 40
_LINKED = 0.5
_ALL_LINK = 0.9
_TEASER_SPACES = 3
_NOT_TEXT = (
    "byline", "author", "share", "social", "related", "newsletter", "promo", "advert", "ad-",
    "timestamp", "dateline", "breadcrumb", "comment", "tags", "sidebar", "widget", "caption",
    "teaser", "recommend", "popular", "subscribe", "paywall", "toolbar", "gallery", "credit",
    "footer", "banner", "pull", "card", "cookie", "consent", "meta", "bio", "read-more",
    "readmore", "carousel", "player", "embed",
)  # fmt: skip
_STANDFIRST = re.compile(
    r"stand-?first|\b(?:deck|dek|subtitle|sub-title|sub-?head(?:line)?|lede?|summary|intro|excerpt"
    r"|chapo|entradilla|sottotitolo|bajada|ingress|abstract|description|teaser-?text|vorspann"
    r"|drophead|linha-fina|preamble|kicker)\b"
    r"|(?:article|story|post|entry|content)(?:__|-|_)?(?:lead|lede|dek|deck|summary|intro|subtitle"
    r"|description|excerpt)\b"
)
_NO_STANDFIRST = (
    "byline", "caption", "credit", "image", "photo", "figure", "media", "video", "nav", "related",
    "comment", "card", "list", "promo",
)  # fmt: skip
_CUT = ("...", "…")
_STANDFIRST_SHORTEST = 40
_STANDFIRST_LONGEST = 700


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
    for number in _between(found, inside):
        inside[number] = number not in no_text
    for number in _above_the_text(found, inside, names):
        inside[number] = False
    standfirst = _standfirst(found, inside, no_text)
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
    found: Sequence[Found], inside: Sequence[bool], names: Sequence[str]
) -> list[int]:
    """Return headline, byline and time lines above the text; within it they head its parts."""
    lines: list[int] = []
    for number, is_in in enumerate(inside):
        block = found[number].block
        if is_in and (block.tag == "h1" or is_dateline(block.text, names)):
            lines.append(number)
        elif is_in and len(block.text) > _A_SENTENCE:
            break
    return lines


def _is_caption(each: Found, captions: set[str]) -> bool:
    kind = each.block.kind
    return kind is BlockKind.CAPTION or (kind is not BlockKind.HEADING and each.fold in captions)


def _between(found: Sequence[Found], inside: Sequence[bool]) -> list[int]:
    """Return the blocks that trafilatura lost between two blocks of one container."""
    body = [number for number, is_in in enumerate(inside) if is_in]
    added: list[int] = []
    for before, after in pairwise(body):
        gap = range(before + 1, after)
        if not 0 < len(gap) <= _GAP or not _are_neighbours(found[before], found[after]):
            continue
        added += [n for n in gap if _belongs(found[n], found[before].place, found[after].place)]
    return added


def _are_neighbours(one: Found, other: Found) -> bool:
    """Tell whether two blocks stand in one container, or in two that follow each other."""
    return one.place.container == other.place.container or (
        one.place.outer is not None
        and other.place.outer is not None
        and _parent(one.place) == _parent(other.place)
    )


def _parent(place: Place) -> int:
    """Return the container around the one that *place* is in."""
    around: Place | None = place
    while around is not None and around.container == place.container:
        around = around.outer
    return around.container if around is not None else -1


def _belongs(each: Found, place: Place, after: Place) -> bool:
    """Tell whether a lost block is text of the article and no furniture beside it."""
    block = each.block
    if each.place.container != place.container and block.kind not in _NESTED_KINDS:
        return False
    is_inside = any(_is_inside(each.place, around.container) for around in (place, after))
    if not is_inside or block.location is not place.location:
        return False
    own = block.hints[: max(0, len(block.hints) - len(place.hints))]
    if any(word in hint for hint in own for word in _NOT_TEXT) or is_promo(block.text):
        return False
    is_linked = block.link_share >= _LINKED and block.kind is not BlockKind.LIST_ITEM
    return not is_linked and len(block.text) <= _SHORT_PARAGRAPH


def _is_inside(place: Place, container: int) -> bool:
    around: Place | None = place
    while around is not None and around.container > container:  # numbers grow inwards
        around = around.outer
    return around is not None and around.container == container


_NESTED_KINDS = (BlockKind.LIST_ITEM, BlockKind.HEADING, BlockKind.QUOTE, BlockKind.TABLE)


def _standfirst(
    found: Sequence[Found], inside: Sequence[bool], no_text: frozenset[int]
) -> int | None:
    """Return the block of the visible standfirst that stands before the body, if it is lost."""
    try:
        first = inside.index(True)
    except ValueError:
        return None
    if _is_standfirst(found[first].block):
        return first
    lead = found[first].fold
    for number in range(max(0, first - _GAP * 2), first):
        each = found[number]
        is_new = each.fold not in lead and number not in no_text
        if is_new and _is_standfirst(each.block) and not is_dateline(each.block.text, ()):
            return number
    return None


def _is_standfirst(block: PageBlock) -> bool:
    if block.location not in (None, Location.HEADER) or block.link_share >= _LINKED:
        return False
    if not _STANDFIRST_SHORTEST <= len(block.text) <= _STANDFIRST_LONGEST:
        return False
    near = block.hints[:3]
    if block.text.endswith(_CUT) or any(word in hint for hint in near for word in _NO_STANDFIRST):
        return False
    return any(_STANDFIRST.search(hint) for hint in near)


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
            block = replace(block, location=None)
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
