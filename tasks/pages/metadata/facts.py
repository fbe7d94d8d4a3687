"""Section, keywords, language, access and addresses: JSON-LD, then meta, then DOM."""

import html
import re
from collections.abc import Iterator, Mapping

from tasks.pages.markup.json_ld import address, first_text, texts, types_of
from tasks.pages.markup.page_facts import Facts, as_list, first_meta, resolved
from tasks.pages.markup.wording import folded, plain, squeezed, web_address
from tasks.pages.page import Alternate, Sourced

_KEYWORD_META = ("article:tag", "news_keywords", "parsely-tags", "sailthru.tags", "keywords",
                 "cxenseparse:keywords", "dc.subject")  # fmt: skip
_SECTION_META = ("article:section", "parsely-section", "og:section", "cxenseparse:section",
                 "section", "dc.type")  # fmt: skip
_DESCRIPTION_META = ("og:description", "description", "twitter:description", "dc.description")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?")
_SELECTOR_LIMIT = 200


def deck_of(facts: Facts) -> str | None:
    """Return the description that the page gives of itself, for where no standfirst is seen."""
    stated = first_text(facts.node.get("description")) if facts.node else None
    if stated is None and (found := first_meta(facts, _DESCRIPTION_META)):
        stated = found[0]
    deck = plain(stated) if stated else ""
    return deck if deck and folded(deck) not in _of_the_site(facts) else None


def _of_the_site(facts: Facts) -> set[str]:
    """Return what the page states of its site, folded: names, slogans, descriptions."""
    sites = [n for n in facts.linked.nodes if any(t in _SITE_TYPES for t in types_of(n))]
    said = [text for site in sites for key in _SITE_KEYS for text in texts(site.get(key))]
    return {*facts.outlets, *(folded(plain(text)) for text in said)}


_SITE_TYPES = ("website", "organization", "newsmediaorganization")
_SITE_KEYS = ("description", "slogan", "name", "alternateName")


def site_name_of(facts: Facts) -> str | None:
    """Return the name of the site, as it gives it; an address or a handle is no name."""
    publisher = facts.node.get("publisher") if facts.node else None
    stated = (
        *facts.meta.get("og:site_name", ()),
        *texts([resolved(each, facts.linked.by_id) for each in as_list(publisher)]),
        *facts.meta.get("application-name", ()),
    )
    names = (name for each in stated if (name := plain(each)))
    return next((name for name in names if "://" not in name and name[0] != "@"), None)


def section_of(facts: Facts) -> str | None:
    """Return the section a story stands in, whole: a comma may belong to its name.

    The kind of page that an editing system calls it, and the site itself, are no sections.
    """
    stated = texts(facts.node.get("articleSection")) if facts.node else []
    stated += [text for tag in _SECTION_META for text in facts.meta.get(tag, ())]
    for text in stated:
        section = _TIGHT_COMMA.split(plain(text))[0].strip()
        if section and section.lower() not in _NO_SECTIONS and not _DOTTED.fullmatch(section):
            return section
    return None


_TIGHT_COMMA = re.compile(r",(?=\S)")
_DOTTED = re.compile(r"\w+(?:\.\w+)+")
"""``Text.Article``, ``tern.example``."""
_NO_SECTIONS = frozenset(
    [
        "all", "article", "articles", "blog", "blog post", "content", "default", "home",
        "home page", "homepage", "index", "none", "null", "other", "page", "pages", "post",
        "posts", "root", "standard", "stories", "story", "text", "uncategorized", "undefined",
    ]
)  # fmt: skip


def keywords_of(facts: Facts) -> tuple[str, ...]:
    """Return the keywords of the first source that has any; a list in one string is split."""
    stated = texts(facts.node.get("keywords") if facts.node else None)
    parts = stated if len(stated) > 1 else _split(*stated)
    for tag in _KEYWORD_META:
        if parts:
            break
        contents = facts.meta.get(tag, ())
        is_repeated = tag in _ONE_A_TAG and len(contents) > 1
        parts = list(contents) if is_repeated else _split(*contents)
    return tuple(dict.fromkeys(word for part in parts if (word := plain(part))))


_ONE_A_TAG = ("article:tag", "dc.subject")


def _split(*lists: str) -> list[str]:
    return [part for text in lists for part in re.split(r"[;,،、|]", html.unescape(text))]


def language_of(facts: Facts, headers: Mapping[str, str]) -> Sourced | None:
    """Return the language that the page states, as BCP 47; every statement is kept in ``raw``."""
    stated = [(raw, source) for raw, source in _languages(facts, headers) if raw]
    raw = "; ".join(f"{source}={squeezed(raw)[:40]}" for raw, source in stated)
    for text, source in stated:
        if tag := language_tag(text):
            return Sourced(value=tag, raw=raw, source=source)
    return None


def _languages(facts: Facts, headers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    node = facts.node or {}
    yield first_text(node.get("inLanguage")) or "", "json_ld.inLanguage"
    yield (
        facts.tree.get("lang")
        or facts.tree.get("{http://www.w3.org/XML/1998/namespace}lang")
        or facts.tree.get("xml:lang")
        or "",
        "dom.lang",
    )
    headed = next((v for k, v in headers.items() if k.lower() == "content-language"), "")
    yield headed or (first_meta(facts, ("content-language",)) or ("",))[0], "http.content_language"
    yield (first_meta(facts, ("og:locale",)) or ("",))[0], "meta.og:locale"


def language_tag(text: str) -> str | None:
    """Return the first language tag of *text*, in its usual case.

    >>> language_tag("pt_br")
    'pt-BR'
    """
    found = _LANGUAGE.fullmatch(text.split(",", maxsplit=1)[0].strip())
    if not found:
        return None
    language, script, region = found.groups()
    parts = (language.lower(), script and script.title(), region and region.upper())
    return "-".join(part for part in parts if part)


def access_of(facts: Facts) -> tuple[bool | None, tuple[str, ...]]:
    """Return whether the page calls itself free, and the selectors of what is not."""
    free: bool | None = None
    selectors: list[str] = []
    for node in (facts.node, *as_list(facts.node.get("hasPart") if facts.node else None)):
        if not isinstance(node, Mapping):
            continue
        stated = _truth(node.get("isAccessibleForFree"))
        if node is facts.node:
            free = stated
        elif stated is False:
            free = False if free is None else free
            selectors += [
                each for each in texts(node.get("cssSelector")) if len(each) <= _SELECTOR_LIMIT
            ]
    return free, tuple(selectors[:20])


def _truth(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    word = str(value).rsplit("/", 1)[-1].strip().lower()
    return {"true": True, "false": False}.get(word)


def alternates_of(facts: Facts) -> tuple[Alternate, ...]:
    """Return the other addresses of this story, of translations and of its AMP page."""
    found: dict[str, Alternate] = {}
    for rel, url, lang in facts.links:
        if "amphtml" in rel.split():
            found.setdefault(url, Alternate(url=url, rel="amphtml"))
        elif "alternate" in rel.split() and lang and "/" not in lang:
            found.setdefault(url, Alternate(url=url, rel="alternate", lang=lang))
    stated = first_meta(facts, ("og:url",))
    addresses: tuple[tuple[str, str | None], ...] = (
        ("og:url", stated[0] if stated else None),
        ("json_ld.url", address(facts.node.get("url")) if facts.node else None),
        (
            "json_ld.mainEntityOfPage",
            address(facts.node.get("mainEntityOfPage")) if facts.node else None,
        ),
    )
    for rel, value in addresses:
        if clean := web_address(value, facts.url):
            found.setdefault(clean, Alternate(url=clean, rel=rel))
    return tuple(found.values())


def reservations_of(facts: Facts) -> tuple[str, ...]:
    """Return the rights signals of the page's meta tags: ``robots=noai``, ``tdm-reservation=1``.

    Source:
        W3C TDM Reservation Protocol, section 5; the robots meta tag, general or for our token.
    """
    found: list[str] = []
    for name in _ROBOTS:
        for content in facts.meta.get(name, ()):
            words = re.split(r"[\s,;]+", content.lower()[:500])
            found += [f"{name}={word}" for word in words if word in _RESERVING]
    for name in ("tdm-reservation", "tdm-policy"):
        found += [f"{name}={squeezed(content)[:500]}" for content in facts.meta.get(name, ())]
    return tuple(sorted(set(found)))


_ROBOTS = ("robots", "corrigenda")
_RESERVING = ("noarchive", "noai", "noimageai", "nocache", "noindex", "none")
