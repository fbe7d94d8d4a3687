"""Bounds of a tree: what no page needs and the code beneath us cannot walk is cut, and said."""

from itertools import islice

from lxml.etree import XPath
from lxml.html import HtmlElement

from tasks.pages.page import Caveat

DEPTH_LIMIT = 250
"""Python code beneath us recurses once a level, and has 1,000; real pages have under 60."""
PARSER_DEPTH = 2048
"""libxml2 2.14 stops here, also with ``huge_tree``, and says nothing."""
INLINE_LIMIT = 1000
_MANY_TAGS = 6000
"""Below this, even one paragraph of them costs the extractor a tenth of a second."""
ATTRIBUTE_CHARACTERS = 65_536
ATTRIBUTE_COUNT = 200

_STEPS = 50
_BELOW = XPath("/".join("*" * _STEPS))
# By position, not by count(): the search ends at that child, and builds no list of the others.
_CROWDED = XPath(f"//*[*[{INLINE_LIMIT + 1}]]")
_CROWDED_PARAGRAPHS = XPath(f"//p[descendant::*[{INLINE_LIMIT + 1}]]")
_MANY_ATTRIBUTES = XPath(f"//*[@*[{ATTRIBUTE_COUNT + 1}]]")
_LONG_ATTRIBUTES = XPath(f"//*[@*[string-length() > {ATTRIBUTE_CHARACTERS}]]")
_INLINE_TAGS = """
a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt
ruby s samp small span strike strong sub sup time tt u var wbr button br img
"""
INLINE = frozenset(_INLINE_TAGS.split())
"""Elements that stand inside a line of text."""


def bounded(tree: HtmlElement, source: bytes) -> list[Caveat]:
    """Cut *tree* to the shapes that the code beneath us can walk; say what was cut.

    The searches cost as much as the parse, so they run only where *source* can have such shapes.
    """
    caveats = _cut_depth(tree)
    if source.count(b"<") > _MANY_TAGS:
        crowded = [*elements(_CROWDED, tree), *elements(_CROWDED_PARAGRAPHS, tree)]
        flattened = sum(_without_inline(element) for element in crowded)
        if flattened:
            caveats.append(Caveat(code="flattened", detail=f"{flattened} blocks"))
    if _has_long_tag(source) and (cut := _cut_attributes(tree)):
        caveats.append(Caveat(code="attributes_dropped", detail=f"{cut} elements"))
    return caveats


def _has_long_tag(source: bytes) -> bool:
    """Tell whether more than 64 kB lie between two ``<``; it looks at one place in each 64 kB."""
    at = 0
    while 0 <= at < len(source) - ATTRIBUTE_CHARACTERS:
        at = source.rfind(b"<", at + 1, at + 1 + ATTRIBUTE_CHARACTERS)
    return at < 0


def _cut_depth(tree: HtmlElement) -> list[Caveat]:
    level = [tree]
    for _ in range(DEPTH_LIMIT // _STEPS):
        level = [below for element in level for below in elements(_BELOW, element)]
    if not level:
        return []
    deepest, depth = level, DEPTH_LIMIT
    while deepest and depth < PARSER_DEPTH - 1:
        depth += 1
        deepest = [below for element in deepest for below in element]
    for element in level:
        _flatten(element)
    reason = "cut by the parser" if deepest else f"flattened below {DEPTH_LIMIT}"
    return [Caveat(code="nesting", detail=reason)]


def _without_inline(element: HtmlElement) -> bool:
    """Make plain text of the inline children of *element*, if it has too many."""
    if len(list(islice(element.iter(*INLINE), INLINE_LIMIT + 1))) <= INLINE_LIMIT:
        return False
    blocks: list[HtmlElement] = []
    texts: list[list[str]] = [[element.text or ""]]  # before the first block, and behind each
    for child in element:
        if child.tag in INLINE:
            space = " " if child.tag == "br" else ""
            texts[-1] += [space, *map(str, child.itertext()), child.tail or ""]
        else:
            blocks.append(child)
            texts.append([child.tail or ""])
    element[:] = blocks
    element.text = "".join(texts[0])
    for block, behind in zip(blocks, texts[1:], strict=True):
        block.tail = "".join(behind)
    return True


def _flatten(element: HtmlElement) -> None:
    text = "".join(map(str, element.itertext()))
    del element[:]
    element.text = text


def _cut_attributes(tree: HtmlElement) -> int:
    touched: list[HtmlElement] = [
        *elements(_MANY_ATTRIBUTES, tree),
        *elements(_LONG_ATTRIBUTES, tree),
    ]
    for element in touched:
        first = [(name, element.get(name) or "") for name in element.keys()[:ATTRIBUTE_COUNT]]
        kept = [each for each in first if len(each[1]) <= ATTRIBUTE_CHARACTERS]
        element.attrib.clear()  # by name, each search would begin at the first
        element.attrib.update(kept)
    return len(touched)


def elements(path: XPath, tree: HtmlElement) -> list[HtmlElement]:
    """Return the elements that *path* finds, in document order."""
    found = path(tree)
    return (
        [each for each in found if isinstance(each, HtmlElement)] if isinstance(found, list) else []
    )
