"""The standfirst of an article: the lines under the headline that say what it is about."""

import re
from collections.abc import Sequence

from tasks.corrections.notice import Location
from tasks.pages.page import PageBlock
from tasks.pages.text.blocks import Found
from tasks.pages.text.furniture import heads_text

_STANDFIRST = re.compile(
    r"stand-?first|\b(?:deck|dek|subtitle|sub-title|sub-?head(?:line)?|lede?|summary|intro|excerpt"
    r"|chapo|entradilla|sottotitolo|bajada|ingress|abstract|description|teaser-?text|vorspann"
    r"|drophead|linha-fina|preamble|kicker)\b"
    r"|(?:article|story|post|entry|content)(?:__|-|_)?(?:lead|lede|dek|deck|summary|intro|subtitle"
    r"|description|excerpt)\b"
)
_NO_STANDFIRST = (
    "byline", "caption", "credit", "image", "photo", "figure", "media", "video", "nav", "related",
    "comment", "card", "list", "promo", "site-desc", "tagline", "slogan", "masthead",
)  # fmt: skip
_CUT = ("...", "…")
_STANDFIRST_SHORTEST = 20
_STANDFIRST_LONGEST = 700
_A_LINE = 40
_STOPS = (".", "!", "?", "”", "»", "。")
_SEARCHED = 24
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_ENOUGH_WORDS = 3
_LINKED = 0.5


def standfirst_among(
    found: Sequence[Found],
    inside: Sequence[bool],
    no_text: frozenset[int],
    names: Sequence[str],
) -> int | None:
    """Return the block of the visible standfirst that stands before the body, if it is lost."""
    try:
        first = inside.index(True)
    except ValueError:
        return None
    if is_standfirst(found[first].block):
        return first
    lead = found[first].fold
    for number in range(max(0, first - _SEARCHED), first):
        each = found[number]
        is_new = each.fold not in lead and number not in no_text
        if is_new and is_standfirst(each.block) and not heads_text(each.block.text, names):
            return number
    return None


def is_standfirst(block: PageBlock) -> bool:
    """Tell whether *block* is named as a standfirst and reads like one."""
    if block.location not in (None, Location.HEADER) or block.link_share >= _LINKED:
        return False
    if not _STANDFIRST_SHORTEST <= len(block.text) <= _STANDFIRST_LONGEST:
        return False
    if len(block.text) < _A_LINE and not block.text.endswith(_STOPS):
        return False
    near = block.hints[:3]
    if block.text.endswith(_CUT) or any(word in hint for hint in near for word in _NO_STANDFIRST):
        return False
    return any(_STANDFIRST.search(hint) for hint in near)


def speaks_of(description: str, text: str) -> bool:
    """Tell whether *description* shares a word with *text*: a site's slogan does not.

    One that is too short to judge, or in a script without spaces, speaks of it.

    >>> speaks_of("Quality weekly reading since always", "The ferry to Orne sailed at noon.")
    False
    """
    words = set(_LONG_WORD.findall(description.lower()))
    return len(words) < _ENOUGH_WORDS or not words.isdisjoint(_LONG_WORD.findall(text.lower()))
