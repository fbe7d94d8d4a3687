"""The notices of a page: its blocks as the finder is to see them, and what it takes of them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tasks.corrections.notice import Location, Notice
from tasks.corrections.notices import find_notices
from tasks.pages.page import BlockKind, JsonObject, PageBlock
from tasks.pages.text.furniture import is_time_stamp


def notices_seen(
    blocks: Sequence[PageBlock], json_ld: Sequence[JsonObject], language: str | None
) -> tuple[Notice, ...]:
    """Return the notices in *blocks* and *json_ld*; their spans count in *blocks*.

    A bare "Updated 3 May 2024, 7.40 am" is no notice, nor the label of the lead below it; and
    readers, who correct each other under an article, are not its publisher.
    """
    words = {word for block in blocks if block.location is not None for word in block.hints}
    comments = frozenset(each for each in words if _has_stem(each) and _COMMENTS.match(each))
    readable = [
        replace(block, text="") if _is_silent(block, comments) else block for block in blocks
    ]
    return tuple(find_notices(readable, json_ld=json_ld, language=language))


def _is_silent(block: PageBlock, comments: frozenset[str]) -> bool:
    if block.location is not None and not comments.isdisjoint(block.hints):
        return True
    return is_time_stamp(block.text)


def _has_stem(word: str) -> bool:
    return "comment" in word or "disqus" in word


_COMMENTS = re.compile(
    r"(?:user-?|reader-?)?comments?(?:$|[-_](?:list|body|text|content|section|area|thread))|disqus"
)


def with_notices(blocks: Sequence[PageBlock], notices: Sequence[Notice]) -> tuple[PageBlock, ...]:
    """Return *blocks*; those whose whole text the notices take are of the kind ``notice``."""
    left = {span.block: list(blocks[span.block].text) for n in notices for span in n.spans}
    for notice in notices:
        for span in notice.spans:
            left[span.block][span.start : span.end] = " " * (span.end - span.start)
    whole = {number for number, signs in left.items() if not any(map(str.isalnum, signs))}
    return tuple(
        replace(block, kind=BlockKind.NOTICE) if number in whole else block
        for number, block in enumerate(blocks)
    )


def without_bare_headings(
    blocks: Sequence[PageBlock], notices: Sequence[Notice]
) -> tuple[PageBlock, ...]:
    """Return *blocks*; headings at the end, over nothing but a notice, are not of the body."""
    taken = {span.block for notice in notices for span in notice.spans}
    result = list(blocks)
    for number in range(len(result) - 1 if taken else -1, -1, -1):
        block = result[number]
        if block.location is None and number not in taken:
            if block.kind is not BlockKind.HEADING:
                break
            result[number] = replace(block, location=Location.AFTER_ARTICLE)
    return tuple(result)
