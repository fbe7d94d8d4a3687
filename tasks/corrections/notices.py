"""Find a publisher's notices in a page, beside it and in its feed entry; cut them out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tasks.corrections.feed_entry import notices_of_entry
from tasks.corrections.finding.candidates import merged, pointed_at
from tasks.corrections.finding.cutting import readings
from tasks.corrections.finding.evidence import REPORTED, REPORTED_IN_THE_MIDDLE
from tasks.corrections.finding.joins import Joined, joined_blocks
from tasks.corrections.finding.json_ld import notices_of_json_ld
from tasks.corrections.finding.places import by_container, is_readable, locations, selector, setting
from tasks.corrections.finding.reading import notice_of
from tasks.corrections.lexicon import Lexicon
from tasks.corrections.notice import Block, EntryText, Location, Notice
from tasks.corrections.wording.folding import fold
from tasks.corrections.wording.languages import is_covered, lexicons_for


def find_notices(
    blocks: Sequence[Block],
    *,
    json_ld: Sequence[Mapping[str, object]] = (),
    feed_entry: EntryText | None = None,
    language: str | None = None,
) -> list[Notice]:
    """Return the notices of one page, each once: of its blocks, JSON-LD, feed entry.

    Args:
        blocks: The whole page in document order, not only its body.
        json_ld: Parsed objects; a ``correction`` is a candidate, never trusted.
        feed_entry: What the feed says of the same item.
        language: BCP 47, as declared; None: detected. Nothing is raised for any text.
    """
    lexicons = lexicons_for("\n".join(block.text for block in blocks), language)
    found = _in_blocks(blocks, lexicons)
    if language and not is_covered(language):
        taken = {span.block for notice in found for span in notice.spans}
        found += by_container(blocks, taken, language)
    found = merged(found, notices_of_json_ld(json_ld, lexicons))
    if feed_entry is not None:
        found = merged(found, notices_of_entry(feed_entry, language))
    return found


def find_notices_in_text(text: str, *, language: str | None = None) -> list[Notice]:
    """Return the notices of one paragraph, or of a whole text with a block a line."""
    blocks = [Block(text=line) for line in text.split("\n")]
    return find_notices(blocks, language=language)


def body_without(blocks: Sequence[Block], notices: Sequence[Notice]) -> str:
    """Return the text of the body's blocks, one a line, without what *notices* take."""
    cuts: dict[int, list[tuple[int, int]]] = {}
    for notice in notices:
        for span in notice.spans:
            cuts.setdefault(span.block, []).append((span.start, span.end))
    kept = [
        _without(block.text, cuts.get(index, ()))
        for index, block in enumerate(blocks)
        if block.location is None
    ]
    return "\n".join(line for line in kept if line)


def _without(text: str, cuts: Sequence[tuple[int, int]]) -> str:
    for start, end in sorted(cuts, reverse=True):
        text = f"{text[:start].rstrip()} {text[end:].lstrip()}"
    return text.strip()


def _in_blocks(blocks: Sequence[Block], lexicons: Sequence[Lexicon]) -> list[Notice]:
    """Read with the likeliest language first; another only adds what it alone sees."""
    found: list[Notice] = []
    where = locations(blocks)
    readable = [index for index, block in enumerate(blocks) if is_readable(block)]
    for lexicon in lexicons:
        taken = {span.block for notice in found for span in notice.spans}
        left = [index for index in readable if index not in taken]
        for joined in joined_blocks(blocks, left, lexicon):
            found += _in_joined(blocks, joined, where, lexicon)
    return pointed_at(sorted(found, key=lambda notice: notice.spans), lexicons)


def _in_joined(
    blocks: Sequence[Block], joined: Joined, where: Sequence[Location], lexicon: Lexicon
) -> Iterator[Notice]:
    last = joined.indexes[-1]
    surroundings = setting([blocks[index] for index in joined.indexes], where[last], joined.label)
    least = REPORTED if surroundings.at_edge else REPORTED_IN_THE_MIDDLE
    for reading in readings(fold(joined.text), surroundings, lexicon):
        if reading.confidence < least:
            continue
        start, end = reading.seen.raw_span
        yield replace(
            notice_of(reading, where[last], lexicon),
            selector=selector(blocks[joined.indexes[0]]),
            spans=joined.spans(blocks, start, end),
        )
