"""Where a block stands on its page, and what its container is named."""

import re
from collections.abc import Sequence

from tasks.corrections.finding.evidence import Setting
from tasks.corrections.notice import Block, Kind, Location, Notice, Span

_HEAD, _FOOT = 3, 8
"""Blocks at the head and at the foot of a body that are searched at the normal threshold."""

_NEAREST = 6
_CONTAINER = re.compile(
    r"correction|correctif|errat|clarification|editors?[-_]?s?[-_]?note|amendment|addendum"
    r"|story[-_]?update|update[-_]?note|retraction|rectifica|rettific|korrektur|berichtigung"
    r"|rettelse|rattelse|sprostowanie|oikaisu|fe-de-err|erramos|correctie|rectificatie|article-note"
)
_LINKS_AT_MOST = 0.5
_BY_CONTAINER = 0.60
_WORDS_FROM = 5
_KINDS = (
    ("retract", Kind.RETRACTION),
    ("clarif", Kind.CLARIFICATION),
    ("update", Kind.UPDATE),
)
"""What the name of a container says; every other name says correction."""


def locations(blocks: Sequence[Block]) -> list[Location]:
    """Return where each block stands; those of the body by their rank in it."""
    body = [index for index, block in enumerate(blocks) if block.location is None]
    rank = {index: place for place, index in enumerate(body)}
    return [
        block.location or _in_body(rank[index], len(body)) for index, block in enumerate(blocks)
    ]


def _in_body(rank: int, size: int) -> Location:
    if rank < _HEAD and rank + 1 < size:
        return Location.HEAD
    return Location.FOOT if rank >= size - _FOOT else Location.INLINE


def setting(blocks: Sequence[Block], location: Location, label: Kind | None = None) -> Setting:
    """Return what is known of joined blocks besides their words."""
    return Setting(
        at_edge=location is not Location.INLINE or blocks[-1].tag == "figcaption",
        in_container=any(is_container(block) for block in blocks),
        shared_label=label,
    )


def is_container(block: Block) -> bool:
    """Return whether an element around the block is named for corrections."""
    return any(_CONTAINER.search(hint) for hint in block.hints[:_NEAREST])


def by_container(blocks: Sequence[Block], taken: set[int], language: str) -> list[Notice]:
    """Return what containers alone call a notice, where no lexicon reads the language."""
    where = locations(blocks)
    return [
        Notice(
            kinds=(_kind(block),),
            text=block.text.strip(),
            confidence=_BY_CONTAINER,
            location=where[index],
            language=language,
            selector=selector(block),
            spans=(Span(index, 0, len(block.text)),),
        )
        for index, block in enumerate(blocks)
        if index not in taken and is_container(block) and is_readable(block)
        if len(block.text.split()) >= _WORDS_FROM
    ]


def _kind(block: Block) -> Kind:
    named = " ".join(block.hints[:_NEAREST])
    return next((kind for word, kind in _KINDS if word in named), Kind.CORRECTION)


def is_readable(block: Block) -> bool:
    """Return whether a block may hold a notice: not if it is mostly links."""
    return bool(block.text.strip()) and block.link_share <= _LINKS_AT_MOST


def selector(block: Block) -> str:
    """Return a CSS-like path of a block, for a person to find it."""
    nearest = block.hints[0] if block.hints else ""
    return f"{block.tag}.{nearest}" if nearest else block.tag
