"""What trafilatura lost between two blocks of a body: subheads, list items, short paragraphs."""

import re
from collections.abc import Sequence
from itertools import pairwise

from tasks.pages.page import BlockKind
from tasks.pages.text.blocks import Found, Place
from tasks.pages.text.promos import is_promo

_ABOVE = 3
_GAP = 12
"""Blocks: what stands further from the body on one side is another part of the page."""
_SHORT_PARAGRAPH = 600
_LINKED = 0.5
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?:\s?(?:[ap]\.?m\.?|uhr|h))?", re.IGNORECASE)
"""What heads a post of a live blog."""
_NOT_TEXT = (
    "byline", "author", "share", "social", "related", "newsletter", "promo", "advert", "ad-",
    "timestamp", "dateline", "breadcrumb", "comment", "tags", "sidebar", "widget", "caption",
    "teaser", "recommend", "popular", "subscribe", "paywall", "toolbar", "gallery", "credit",
    "footer", "banner", "pull", "card", "cookie", "consent", "meta", "bio", "read-more",
    "readmore", "carousel", "player", "embed",
)  # fmt: skip


def lost_between(found: Sequence[Found], inside: Sequence[bool]) -> list[int]:
    """Return the blocks that trafilatura lost between two blocks of one container."""
    body = [number for number, is_in in enumerate(inside) if is_in]
    above = range(max(0, body[0] - _ABOVE), body[0]) if body else range(0)
    added = [n for n in above if _heads_post(found[n], found[body[0]].place)]
    for before, after in pairwise(body):
        gap = range(before + 1, after)
        if not 0 < len(gap) <= _GAP:
            continue
        if _are_neighbours(found[before], found[after]):
            added += [n for n in gap if _belongs(found[n], found[before].place, found[after].place)]
        else:
            added += [n for n in gap if _heads_post(found[n], found[after].place)]
    return added


def _are_neighbours(one: Found, other: Found) -> bool:
    """Tell whether two blocks stand in one container, or in two that follow each other."""
    return one.place.container == other.place.container or (
        one.place.outer is not None
        and other.place.outer is not None
        and _parent(one.place) == _parent(other.place)
    )


def _heads_post(each: Found, post: Place) -> bool:
    """Tell whether a block is the clock time of the post of a live blog that begins below it."""
    return bool(_CLOCK.fullmatch(each.block.text)) and is_inside(each.place, post.container)


def _parent(place: Place) -> int:
    """Return the container around the one that *place* is in."""
    around: Place | None = place
    while around is not None and around.container == place.container:
        around = around.outer
    return around.container if around is not None else -1


def _belongs(each: Found, place: Place, after: Place) -> bool:
    """Tell whether a lost block is text of the article and no furniture beside it."""
    block = each.block
    is_nested = block.kind in _NESTED_KINDS or _CLOCK.fullmatch(block.text)
    if each.place.container != place.container and not is_nested:
        return False
    is_within = any(is_inside(each.place, around.container) for around in (place, after))
    if not is_within or block.location is not place.location:
        return False
    own = block.hints[: max(0, len(block.hints) - len(place.hints))]
    if any(word in hint for hint in own for word in _NOT_TEXT) or is_promo(block.text):
        return False
    is_linked = block.link_share >= _LINKED and block.kind is not BlockKind.LIST_ITEM
    return not is_linked and len(block.text) <= _SHORT_PARAGRAPH


def is_inside(place: Place, container: int) -> bool:
    """Tell whether *place* is in the element of that number, or is it."""
    around: Place | None = place
    while around is not None and around.container > container:  # numbers grow inwards
        around = around.outer
    return around is not None and around.container == container


_NESTED_KINDS = (BlockKind.LIST_ITEM, BlockKind.HEADING, BlockKind.QUOTE, BlockKind.TABLE)
