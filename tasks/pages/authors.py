"""Every name of the byline, spelled as given."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from lxml.etree import XPath
from lxml.html import HtmlElement

from tasks.pages.json_ld import types_of
from tasks.pages.page import Author
from tasks.pages.page_facts import Facts, as_list, first_meta, resolved
from tasks.pages.tree import elements
from tasks.pages.wording import folded, plain, web_address

_META = ("author", "parsely-author", "byl", "dc.creator", "dc.creator.name", "dcterms.creator",
         "cxenseparse:author", "sailthru.author", "article:author_name", "twitter:creator:name",
         "article:author", "citation_author", "creator", "authors")  # fmt: skip
_BYLINE_CLASSES = (
    "author-name", "author__name", "authorname", "byline__name", "byline-name", "byline-author",
    "article-author", "article__author", "post-author", "entry-author", "story-author",
    "byline", "author", "autor", "auteur", "firma", "signature",
)  # fmt: skip
_BYLINE_LIMIT = 200
_PREFIX = re.compile(
    r"(?:(?:written|reported|posted|published|story|words|analysis|text) by|by|von|par|por|door|"
    r"af|av|kirjoittanut|di|da|przez|text|texte|texto|testo|foto|автор|autor|auteur|author)"
    r"\s*:?\s+",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(r"\s*;\s*|\s+(?:and|und|et|och|og|ja|en|y|e|i|и|та|&|\|)\s+|\s+[|/•·]\s+")
_COMMA = re.compile(r"\s*[,،、]\s*")
_SUFFIX_TABLE = """
jr sr ii iii iv md phd esq obe mbe cbe mp qc kc sj
"""
_SUFFIXES = frozenset(_SUFFIX_TABLE.split())
_PLACE_HOLDERS = """
admin administrator author unknown null none undefined anonymous user guest staff editor
webmaster root test home
"""
_NO_NAMES = frozenset(_PLACE_HOLDERS.split())
_ROLE = re.compile(
    r"\b(?:editor|correspondent|reporter|writer|staff|bureau|analyst|contributor|columnist|producer|"
    r"journalist|redaktion|redakteur\w*|korrespondent\w*|journaliste|rédact\w+|redacción|redactor\w*|"
    r"corresponsal|periodista|redazione|giornalista|correspondente|repórter|redactie|verslaggever)\b",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,2}[.:/]\d{2}|\b(?:19|20)\d\d\b")
_LONGEST = 100
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
    """Read one author; a name here is never split: publishers write one a node."""
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
        elif isinstance(name, str) and (clean := _name(name)):
            is_outlet = folded(clean) in facts.outlets
            yield Author(
                name=clean, kind="organization" if is_outlet else kind, url=url, source=source
            )


def _kind(node: Mapping[str, object]) -> str:
    types = types_of(node)
    if "person" in types:
        return "person"
    return "organization" if any(t.endswith(_ORGANIZATION) for t in types) else "unknown"


def _name(text: str) -> str | None:
    """Return the name in *text*; None for addresses, handles, dates and place holders."""
    name = plain(text)
    if found := _PREFIX.match(name):
        name = name[found.end() :]
    name = name.strip(" ,;:|-–—")
    is_address = "@" in name or "://" in name or name.lower().startswith("www.")
    is_handle = " " not in name and "admin" in name.lower()
    is_place_holder = is_handle or name.lower() in _NO_NAMES or not any(map(str.isalpha, name))
    if is_address or is_place_holder or len(name) > _LONGEST or _DATE.search(name):
        return None
    return name


def _from_meta(facts: Facts) -> Iterator[Author]:
    for tag in _META:
        for content in facts.meta.get(tag, ()):
            yield from _split(content, f"meta.{tag}", facts)
        if first_meta(facts, (tag,)) and any(_name(c) for c in facts.meta.get(tag, ())):
            return


def _split(text: str, source: str, facts: Facts) -> Iterator[Author]:
    for part in names_in(text):
        if name := _name(part):
            kind = "organization" if folded(name) in facts.outlets else "unknown"
            yield Author(name=name, kind=kind, source=source)


def names_in(byline: str) -> list[str]:
    """Split a byline between full names only.

    >>> names_in("By Ada Vik and Martin King, Jr.")
    ['Ada Vik', 'Martin King, Jr.']
    >>> names_in("José Ortega y Gasset")
    ['José Ortega y Gasset']
    """
    text = plain(byline)
    if found := _PREFIX.match(text):
        text = text[found.end() :]
    parts = [text]
    for pattern in (_CONJUNCTION, _COMMA):
        parts = [piece for part in parts for piece in _between_full_names(part, pattern)]
    return parts


def _between_full_names(text: str, pattern: re.Pattern[str]) -> list[str]:
    pieces = [piece for piece in pattern.split(text) if piece]
    names = [piece for piece in pieces if not _ROLE.search(piece)]
    if len(pieces) > 1 and names and all(_is_full(piece) for piece in names):
        return names
    return [text]


def _is_full(name: str) -> bool:
    words = _COMMA.split(name)[0].split()
    last = words[-1].strip(".").lower() if words else ""
    return len(words) > 1 and last not in _SUFFIXES


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
    for element in elements(_ITEMPROP_AUTHOR, tree)[:1]:
        inner = elements(_ITEMPROP_NAME, element)
        yield plain((inner[0] if inner else element).text_content()), "dom.itemprop_author"
    classed = elements(_CLASSED, tree)[:5000]
    by_class = {name: each for each in reversed(classed) for name in _class_words(each)}
    for name in _BYLINE_CLASSES:
        if name in by_class:
            yield plain(by_class[name].text_content()), f"dom.{name}"
    for element in islice(tree.iter("p", "div", "span"), _BYLINE_SEARCHED):
        if _BYLINE.match(element.text or ""):
            yield plain(element.text_content()), "dom.text"


_BYLINE = re.compile(r"\s*(?:By|BY|Von|Par|Por|Di|Door|Av|Af|Text:|Texto:|Texte :)\s+[^\W\d_a-z]")
_BYLINE_SEARCHED = 300


_ITEMPROP_AUTHOR = XPath(
    './/*[@itemprop="author"]'
    '[not(ancestor::*[contains(@class, "comment") or contains(@itemtype, "Comment")])]'
)
_ITEMPROP_NAME = XPath('.//*[@itemprop="name"]')
_CLASSED = XPath(".//*[@class][not(self::img)]")


def _class_words(element: HtmlElement) -> list[str]:
    return (element.get("class") or "")[:500].lower().split()
