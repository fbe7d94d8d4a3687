"""What the head of a page states, collected once: meta tags, links and the chosen JSON-LD node."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from tasks.pages.markup.json_ld import LinkedData, address, is_article, texts
from tasks.pages.markup.wording import bare_address, folded, plain, web_address
from tasks.pages.page import JsonObject

_META_LIMIT = 500
_HEADING_LIMIT = 40
_LONGEST = 20_000
_SECOND_LEVELS = ("co", "com", "org", "net", "ac", "gov")
_OUTLET_TYPES = ("publisher", "sourceOrganization", "isPartOf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything the metadata of a page is read from."""

    url: str
    tree: HtmlElement
    meta: Mapping[str, tuple[str, ...]]
    """Contents by name, property, itemprop or http-equiv in lower case."""
    links: tuple[tuple[str, str, str], ...]
    """Of each ``<link>`` with an http(s) address: rel in lower case, address, hreflang."""
    headings: tuple[str, ...]
    """Texts of the ``<h1>`` elements."""
    heading_folds: frozenset[str]
    """Of the headings of the first three levels."""
    linked: LinkedData
    node: JsonObject | None
    """The JSON-LD node that describes this page."""
    canonical: str | None
    outlets: tuple[str, ...]
    """Names of the publication, folded."""


def page_facts(tree: HtmlElement, url: str, linked: LinkedData) -> Facts:
    """Collect the facts of *tree*, before anything is taken out of it."""
    base = _base(tree, url)
    meta = _meta(tree)
    links = _links(tree, base)
    canonical = next((link[1] for link in links if "canonical" in link[0].split()), None)
    headings = tuple(text for h1 in tree.iter("h1") if (text := plain(h1.text_content())))[:10]
    node = _own_node(linked, {url, canonical or url}, {folded(each) for each in headings})
    upper = islice(tree.iter("h1", "h2", "h3"), _HEADING_LIMIT)
    heading_folds = frozenset(folded(plain(each.text_content())) for each in upper) - {""}
    return Facts(
        url=base, tree=tree, meta=meta, links=links, headings=headings,
        heading_folds=heading_folds, linked=linked, node=node, canonical=canonical,
        outlets=_outlets(base, meta, linked, node),
    )  # fmt: skip


def _base(tree: HtmlElement, url: str) -> str:
    stated = next(tree.iter("base"), None)
    return (web_address(stated.get("href"), url) if stated is not None else None) or url


def _meta(tree: HtmlElement) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for number, element in enumerate(tree.iter("meta")):
        if number >= _META_LIMIT:
            break
        content = element.get("content")
        if not content or len(content) > _LONGEST:
            continue
        names = {element.get(key) for key in ("name", "property", "itemprop", "http-equiv")}
        for name in sorted(name.strip().lower() for name in names if name):
            found.setdefault(name, []).append(content)
    return {name: tuple(contents) for name, contents in found.items()}


def _links(tree: HtmlElement, base: str) -> tuple[tuple[str, str, str], ...]:
    found: list[tuple[str, str, str]] = []
    for element in tree.iter("link"):
        rel = (element.get("rel") or "").lower()
        if any(word in rel.split() for word in ("canonical", "alternate", "amphtml")):
            href = web_address(element.get("href"), base)
            if href:
                hreflang = element.get("hreflang") or element.get("type") or ""
                found.append((rel, href, hreflang))
    return tuple(found[:_META_LIMIT])


def _own_node(linked: LinkedData, urls: set[str], headings: set[str]) -> JsonObject | None:
    """Choose the article node of this page: by address, by headline, else the first.

    The updates of a live blog are article nodes too, and stand in the same script.
    """
    articles = [node for node in linked.nodes if is_article(node)]
    wanted = {bare_address(each) for each in urls}
    for node in articles:
        stated = (address(node.get(key)) for key in ("url", "@id", "mainEntityOfPage"))
        if any(each and bare_address(each.split("#")[0]) in wanted for each in stated):
            return node
    for node in articles:
        if any(folded(plain(text)) in headings for text in texts(node.get("headline"))):
            return node
    return articles[0] if articles else None


def _outlets(
    url: str, meta: Mapping[str, tuple[str, ...]], linked: LinkedData, node: JsonObject | None
) -> tuple[str, ...]:
    names = [*meta.get("og:site_name", ()), *meta.get("application-name", ())]
    for key in _OUTLET_TYPES:
        names += outlet_names(node.get(key) if node else None, linked.by_id)
    # "The Tern | News of the coast" is called The Tern; and an author may call it Tern.
    whole = [plain(name) for name in names]
    first = [re.split(r"\s+[|–—-]\s+", name)[0] for name in whole]
    bare = [name[4:] for name in first if name.lower().startswith("the ")]
    folds = [folded(name) for name in (*whole, *first, *bare)]
    return tuple(dict.fromkeys(fold for fold in (*folds, host_name(url)) if fold))


def host_name(url: str) -> str:
    """Return the name in a host, folded: ``tern`` of ``www.tern.example`` or ``tern.co.uk``."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    parts = [part for part in host.split(".")[:-1] if part not in _SECOND_LEVELS]
    return folded(parts[-1]) if parts else ""


def outlet_names(value: object, by_id: Mapping[str, JsonObject]) -> list[str]:
    """Return the names in a value of organisations: strings, nodes and ``@id`` references."""
    return texts([resolved(each, by_id) for each in as_list(value)])


def as_list(value: object) -> list[object]:
    """Return *value* as a list of values; None is none."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def resolved(value: object, by_id: Mapping[str, JsonObject]) -> object:
    """Return the node that *value* refers to by ``@id``, else *value*."""
    if isinstance(value, Mapping) and not ("name" in value and "@type" in value):
        identity = value.get("@id")
        if isinstance(identity, str):
            return by_id.get(identity, value)
    return value


def first_meta(facts: Facts, names: Iterable[str]) -> tuple[str, str] | None:
    """Return the first meta content under any of *names*, in their order, with its name."""
    for name in names:
        for content in facts.meta.get(name, ()):
            if content.strip():
                return content.strip(), name
    return None
