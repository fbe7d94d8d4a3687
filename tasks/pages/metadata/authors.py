"""Every name of the byline, spelled as given."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from lxml.etree import XPath, iterwalk
from lxml.html import HtmlElement

from tasks.pages.markup.bounds import elements
from tasks.pages.markup.json_ld import types_of
from tasks.pages.markup.page_facts import Facts, as_list, first_meta, resolved
from tasks.pages.markup.wording import folded, plain, web_address
from tasks.pages.metadata.names import clean_name, is_organization, names_in, stated_names
from tasks.pages.page import Author

_META = ("author", "parsely-author", "byl", "dc.creator", "dc.creator.name", "dcterms.creator",
         "cxenseparse:author", "sailthru.author", "article:author_name", "twitter:creator:name",
         "article:author", "citation_author", "creator", "authors")  # fmt: skip
_BYLINE_CLASSES = (
    "author-name", "author__name", "authorname", "byline__name", "byline-name", "byline-author",
    "article-author", "article__author", "post-author", "entry-author", "story-author",
    "byline", "author", "autor", "auteur", "firma", "signature",
)  # fmt: skip
_BYLINE_LIMIT = 200
_ORGANIZATION = ("organization", "newsmediaorganization", "corporation")


def authors_of(facts: Facts) -> tuple[Author, ...]:
    """Return the authors: of JSON-LD, else meta tags, else the visible byline."""
    for read in (_from_json_ld, _from_meta, _from_byline):
        found = {folded(author.name): author for author in reversed(list(read(facts)))}
        if found:
            return tuple(reversed(found.values()))
    return ()


def _from_json_ld(facts: Facts) -> Iterator[Author]:
    if facts.node is None:
        return
    for key in ("author", "creator"):
        values = as_list(facts.node.get(key))
        found = [a for each in values for a in _stated(each, f"json_ld.{key}", facts)]
        if found:
            yield from found
            return


def _stated(value: object, source: str, facts: Facts) -> Iterator[Author]:
    """Read one author; what is stated as one name is split only between full names."""
    value = resolved(value, facts.linked.by_id)
    kind, url, names = "unknown", None, as_list(value)
    if isinstance(value, Mapping):
        kind = _kind(value)
        stated = value.get("url")
        url = web_address(stated if isinstance(stated, str) else None, facts.url)
        names = as_list(value.get("name"))
    for name in names:
        if isinstance(name, Mapping):
            yield from _stated(name, source, facts)
        elif isinstance(name, str):
            for each in stated_names(name, facts.outlets):
                of_each = "organization" if is_organization(each, facts.outlets) else kind
                yield Author(name=each, kind=of_each, url=url, source=source)


def _kind(node: Mapping[str, object]) -> str:
    types = types_of(node)
    if "person" in types:
        return "person"
    return "organization" if any(t.endswith(_ORGANIZATION) for t in types) else "unknown"


def _from_meta(facts: Facts) -> Iterator[Author]:
    for tag in _META:
        for content in facts.meta.get(tag, ()):
            yield from _split(content, f"meta.{tag}", facts)
        if first_meta(facts, (tag,)) and any(clean_name(c) for c in facts.meta.get(tag, ())):
            return


def _split(text: str, source: str, facts: Facts) -> Iterator[Author]:
    for name in names_in(text, facts.outlets):
        kind = "organization" if is_organization(name, facts.outlets) else "unknown"
        yield Author(name=name, kind=kind, source=source)


def _from_byline(facts: Facts) -> Iterator[Author]:
    for text, source in _byline_elements(facts):
        found = list(_split(text, source, facts)) if len(text) <= _BYLINE_LIMIT else []
        if found:
            yield from found
            return


def _byline_elements(facts: Facts) -> Iterator[tuple[str, str]]:
    tree = facts.tree
    links = (each for each in tree.iter("a") if "author" in (each.get("rel") or "").split())
    related = [plain(each.text_content()) for each in islice(links, 5)]
    if related:
        yield "; ".join(dict.fromkeys(related)), "dom.rel_author"
    marked = [_named_in(element) for element in elements(_ITEMPROP_AUTHOR, tree)[:5]]
    if any(marked):
        yield "; ".join(dict.fromkeys(filter(None, marked))), "dom.itemprop_author"
    classed = elements(_CLASSED, tree)[:5000]
    by_class = {name: each for each in reversed(classed) for name in _class_words(each)}
    for name in _BYLINE_CLASSES:
        if name in by_class:
            yield _first_line(by_class[name]), f"dom.{name}"
    for element in islice(tree.iter("p", "div", "span", "font", "small"), _BYLINE_SEARCHED):
        if _BYLINE.match(element.text or ""):
            yield _first_line(element), "dom.text"


def _named_in(element: HtmlElement) -> str:
    inner = elements(_ITEMPROP_NAME, element)
    return plain((inner[0] if inner else element).text_content())


def _first_line(element: HtmlElement) -> str:
    """Return the text before a line break, which no space may part from the next line."""
    parts: list[str] = []
    for event, each in iterwalk(element, events=("start", "end")):
        if event == "start":
            if each.tag == "br" and any(map(str.strip, parts)):
                break
            parts.append(each.text or "")
        elif each is not element:
            parts.append(each.tail or "")
    return plain("".join(parts))


_BYLINE = re.compile(
    r"\s*(?:By|BY|by|Von|Par|Por|Di|Door|Av|Af|Text:|Texto:|Texte :)\s+[^\W\d_a-z]"
)
_BYLINE_SEARCHED = 300


_ITEMPROP_AUTHOR = XPath(
    './/*[@itemprop="author"]'
    '[not(ancestor::*[contains(@class, "comment") or contains(@itemtype, "Comment")])]'
)
_ITEMPROP_NAME = XPath('.//*[@itemprop="name"]')
_CLASSED = XPath(".//*[@class][not(self::img)]")


def _class_words(element: HtmlElement) -> list[str]:
    return (element.get("class") or "")[:500].lower().split()
