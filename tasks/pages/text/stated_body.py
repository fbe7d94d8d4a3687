"""The text that JSON-LD states, for where the DOM shows too little of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tasks.corrections.notice import Location
from tasks.pages.markup.json_ld import first_text
from tasks.pages.markup.page_facts import Facts
from tasks.pages.markup.wording import folded, plain
from tasks.pages.page import BlockKind, BodySource, LiveUpdate, PageBlock

_SHORTEST = 400
_LONGER = 1.5
_DOM_ENOUGH = 3000
_DOM_ENOUGH_LIVE = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedBody:
    """Lines of JSON-LD that stand in for the body of the DOM."""

    source: BodySource
    lines: tuple[str, ...]


def stated_body(
    facts: Facts, body: str, live: Sequence[LiveUpdate], *, is_free: bool | None
) -> StatedBody | None:
    """Return the body that JSON-LD states, if the DOM's is much shorter.

    Never where the page declares that it is not free: what a reader sees stands.
    """
    if is_free is False:
        return None
    text = first_text(facts.node.get("articleBody")) if facts.node else None
    if text and len(body) < _DOM_ENOUGH and len(text) > max(_SHORTEST, _LONGER * len(body)):
        lines = tuple(line for part in text.split("\n") if (line := plain(part)))
        return StatedBody(source=BodySource.JSON_LD_ARTICLE_BODY, lines=lines)
    updates = [each for each in live if each.source == "json_ld"]
    lines = tuple(line for each in updates for line in _lines(each))
    if len(body) < _DOM_ENOUGH_LIVE and sum(map(len, lines)) > len(body):
        return StatedBody(source=BodySource.JSON_LD_LIVE_UPDATES, lines=lines)
    return None


def _lines(update: LiveUpdate) -> list[str]:
    return [line for line in (update.headline or "", *update.text.split("\n")) if line]


def with_stated_body(blocks: Sequence[PageBlock], stated: StatedBody) -> tuple[PageBlock, ...]:
    """Return *blocks* with the stated lines as body; what they repeat is not said twice."""
    fold = "".join(map(folded, stated.lines))
    outside = [
        replace(block, location=Location.ASIDE) if block.location is None else block
        for block in blocks
        if block.location is not None or folded(block.text) not in fold
    ]
    return (*outside, *(PageBlock(text=line, kind=BlockKind.PARAGRAPH) for line in stated.lines))
