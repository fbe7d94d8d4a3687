"""Every line of text of a page, once and in document order, with where it stands.

One walk. A block is a run of text between two boundaries of block elements, or between two
``<br>`` in a row: paragraphs, list items, headings, quotes, table rows, captions, and bare
text of any element.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from tasks.corrections.notice import Location
from tasks.pages.markup.bounds import INLINE
from tasks.pages.markup.wording import folded, squeezed
from tasks.pages.page import BlockKind, PageBlock

_SKIPPED_TAGS = """
script style svg iframe template head noscript select option textarea input canvas object audio
video map datalist progress meter
"""
_SKIPPED = frozenset(_SKIPPED_TAGS.split())
_KINDS = {
    "figcaption": (BlockKind.CAPTION, 0),
    "blockquote": (BlockKind.QUOTE, 0),
    **{f"h{level}": (BlockKind.HEADING, level) for level in range(1, 7)},
}
_PLACES = {
    "header": Location.HEADER,
    "nav": Location.HEADER,
    "aside": Location.ASIDE,
    "footer": Location.FOOTER,
}
_LISTS = ("ul", "ol", "menu")
_TRANSPARENT = frozenset(
    [
        "p",
        "li",
        "ul",
        "ol",
        "dl",
        "dd",
        "dt",
        "blockquote",
        "a",
        "span",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    ]
)
"""Elements that hold a block, but are not the container that holds its neighbours."""
_ARTICLE_LIMIT = 50
_HINT_LIMIT = 40
_ATTRIBUTE_LIMIT = 1000
_BREAK = "\x00"


class Place(NamedTuple):
    """Where the walk is: what a run of text found here would be."""

    tag: str
    kind: BlockKind
    level: int
    location: Location | None
    hints: tuple[str, ...]
    container: int
    """Number of the element that holds this block and its neighbours."""
    outer: "Place | None"
    """Of the element around."""


class Found(NamedTuple):
    """A block of the DOM, before anyone has said whether it belongs to the body."""

    block: PageBlock
    place: Place
    fold: str
    """The letters and digits of its text, in lower case."""


@dataclass(slots=True)
class _Walk:
    found: list[Found] = field(default_factory=list)
    run: list[str] = field(default_factory=list)
    linked: int = 0
    containers: int = 0
    article: HtmlElement | None = None
    is_after: bool = False


_ROOT = Place("body", BlockKind.PARAGRAPH, 0, None, (), 0, None)


def dom_blocks(tree: HtmlElement) -> list[Found]:
    """Return the blocks of *tree*, in document order, with text."""
    body = tree.find("body")
    walk = _Walk(article=_main_article(tree))
    _visit(tree if body is None else body, _ROOT, walk, in_link=False)
    if walk.run:
        _flush(walk, _ROOT)
    return walk.found


def _main_article(tree: HtmlElement) -> HtmlElement | None:
    """Return the longest ``<article>``, if it is no teaser among many."""
    articles = list(islice(tree.iter("article"), _ARTICLE_LIMIT))
    if len(articles) < 2:  # noqa: PLR2004 -- one is the longest
        return articles[0] if articles else None
    return max(articles, key=lambda each: len(each.text_content()))


def _visit(element: HtmlElement, place: Place, walk: _Walk, *, in_link: bool) -> None:
    """Add the runs inside *element*; a block child ends the run before and after itself."""
    if element.text:
        _add(walk, element.text, in_link=in_link)
    for child in element:
        tag = child.tag
        if tag == "br":
            walk.run.append(_BREAK)
        elif tag in INLINE:
            _visit(child, place, walk, in_link=in_link or tag == "a")
        elif tag not in _SKIPPED:
            if walk.run:
                _flush(walk, place)
            _visit_block(child, tag, place, walk, in_link=in_link)
        if tail := child.tail:
            _add(walk, tail, in_link=in_link)


def _visit_block(child: HtmlElement, tag: str, place: Place, walk: _Walk, *, in_link: bool) -> None:
    inner = _inner(child, tag, place, walk)
    if tag == "tr" and _is_data_row(child):
        _add_row(child, inner, walk)
        return
    _visit(child, inner, walk, in_link=in_link)
    if walk.run:
        _flush(walk, inner)
    if child is walk.article:
        walk.is_after = True


def _inner(element: HtmlElement, tag: str, place: Place, walk: _Walk) -> Place:
    _, kind, level, location, hints, container, _ = place
    location = _PLACES.get(tag, location)
    if location is None and walk.is_after:
        location = Location.AFTER_ARTICLE
    if tag not in _TRANSPARENT:
        container = walk.containers = walk.containers + 1
    if tag == "li":
        kind, level = BlockKind.LIST_ITEM, level if kind is BlockKind.LIST_ITEM else 1
    elif tag in _LISTS:
        level = level + 1 if kind is BlockKind.LIST_ITEM else 1
    elif tag in _KINDS:
        kind, level = _KINDS[tag]
    return Place(tag, kind, level, location, _hints(element, hints), container, place)


def _hints(element: HtmlElement, outer: tuple[str, ...]) -> tuple[str, ...]:
    words = element.get("class")
    identity = element.get("id")
    if not words and not identity:
        return outer
    own = f"{words or ''} {identity or ''}"[:_ATTRIBUTE_LIMIT].lower().split()
    return (*own, *outer)[:_HINT_LIMIT]


def _add(walk: _Walk, text: str, *, in_link: bool) -> None:
    if not walk.run and text.isspace():
        return
    walk.run.append(text)
    if in_link:
        walk.linked += len(text.strip())


def _flush(walk: _Walk, place: Place) -> None:
    """End the run: one block of it, or several where two line breaks stand in a row."""
    run, linked = walk.run, walk.linked
    walk.run, walk.linked = [], 0
    texts = list(_texts(run))
    total = sum(map(len, texts))
    for text in texts:
        share = min(1.0, round(linked / total, 2)) if linked else 0.0
        block = PageBlock(
            text=text, tag=place.tag, location=place.location, hints=place.hints,
            link_share=share, kind=place.kind, level=place.level,
        )  # fmt: skip
        walk.found.append(Found(block, place, folded(block.text)))


def _texts(run: list[str]) -> Iterator[str]:
    text = _joined(run)
    if _BREAK not in text:
        if text := squeezed(text):
            yield text
        return
    for part in _split_at_double_breaks(text):
        if part := squeezed(part.replace(_BREAK, " ")):
            yield part


def _joined(run: list[str]) -> str:
    """Join the pieces; "2024" and "This" of two inline elements do not become one word."""
    if len(run) == 1:
        return run[0]
    pieces = [run[0]]
    for piece in run[1:]:
        before = pieces[-1]
        if piece[:1].isupper() and (before[-1:].isdigit() or before[-1:] in ".:!?"):
            pieces.append(" ")
        pieces.append(piece)
    return "".join(pieces)


def _split_at_double_breaks(text: str) -> Iterator[str]:
    kept: list[str] = []
    for part in text.split(_BREAK):
        if part.strip():
            kept.append(part)
        elif kept:
            yield _BREAK.join(kept)
            kept = []
    yield _BREAK.join(kept)


def _is_data_row(row: HtmlElement) -> bool:
    """Tell a row of values from a row of a layout: its cells hold lines, not blocks."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    return len(cells) > 1 and all(
        child.tag in INLINE or child.tag == "p" for cell in cells for child in cell
    )


def _add_row(row: HtmlElement, place: Place, walk: _Walk) -> None:
    cells = tuple(squeezed(c.text_content()) for c in row if c.tag in ("td", "th"))
    if any(cells):
        block = PageBlock(
            text=" | ".join(cells), tag="tr", location=place.location, hints=place.hints,
            kind=BlockKind.TABLE, rows=(cells,),
        )  # fmt: skip
        walk.found.append(Found(block, place, folded(block.text)))
