"""Section, keywords, language, lead image, access and addresses: JSON-LD, then meta, then DOM."""

import html
import re
from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement

from tasks.pages.json_ld import address, first_text, texts
from tasks.pages.page import Alternate, Image, JsonObject, Sourced
from tasks.pages.page_facts import Facts, as_list, first_meta, resolved
from tasks.pages.wording import plain, squeezed, web_address

_KEYWORD_META = ("article:tag", "news_keywords", "parsely-tags", "sailthru.tags", "keywords",
                 "cxenseparse:keywords", "dc.subject")  # fmt: skip
_SECTION_META = ("article:section", "parsely-section", "og:section", "cxenseparse:section",
                 "section", "dc.type")  # fmt: skip
_DESCRIPTION_META = ("og:description", "description", "twitter:description", "dc.description")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?")
_CREDIT = re.compile(
    r"\s*(?:[(\[]\s*)?(?:(?:photo(?:graph)?|picture|image|credit|foto|bild|crédits?|crédito|foto)"
    r"\s*(?:credit|by|von|de|di)?\s*[:/]|©|\(c\))\s*(.{2,80}?)\s*[)\]]?\s*$",
    re.IGNORECASE,
)
_SIZE = re.compile(r"[-_@](?:\d{2,4}(?:x\d{2,4})?|[1-3]x|scaled|large|small|wide)$")
_CAPTION_LIMIT = 2000
_SELECTOR_LIMIT = 200


def deck_of(facts: Facts) -> str | None:
    """Return the description that the page gives of itself, for where no standfirst is seen."""
    stated = first_text(facts.node.get("description")) if facts.node else None
    if stated is None and (found := first_meta(facts, _DESCRIPTION_META)):
        stated = found[0]
    return (plain(stated) or None) if stated else None


def site_name_of(facts: Facts) -> str | None:
    """Return the name of the site, as it gives it."""
    if found := first_meta(facts, ("og:site_name",)):
        return plain(found[0]) or None
    publisher = facts.node.get("publisher") if facts.node else None
    name = first_text([resolved(each, facts.linked.by_id) for each in as_list(publisher)])
    if name is None and (found := first_meta(facts, ("application-name",))):
        name = found[0]
    return (plain(name) or None) if name else None


def section_of(facts: Facts) -> str | None:
    """Return the section a story stands in, whole: a comma may belong to its name."""
    stated = first_text(facts.node.get("articleSection")) if facts.node else None
    if stated is None and (found := first_meta(facts, _SECTION_META)):
        stated = found[0]
    return (plain(stated) or None) if stated else None


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


def lead_image_of(facts: Facts) -> Image | None:
    """Return the lead image: of JSON-LD, else og:image, else the article's first figure."""
    figures = _figures(facts.tree)
    for stated, node in _stated_images(facts):
        if clean := web_address(stated, facts.url):
            return _image(clean, node, figures)
    for element, caption in figures:
        if clean := web_address(element.get("src") or element.get("data-src"), facts.url):
            return _with_caption(clean, element, caption, {})
    return None


def _stated_images(facts: Facts) -> Iterator[tuple[str | None, JsonObject]]:
    for value in as_list(facts.node.get("image") if facts.node else None):
        node = resolved(value, facts.linked.by_id)
        mapping = node if isinstance(node, Mapping) else {}
        yield address(node), mapping
    for tag in ("og:image", "og:image:url", "og:image:secure_url", "twitter:image"):
        for content in facts.meta.get(tag, ()):
            yield content, {}


def _figures(tree: HtmlElement) -> list[tuple[HtmlElement, str]]:
    """Return each figure's picture and caption, those of the article before others."""
    article = next(tree.iter("article", "main"), None)
    found = []
    for figure in (tree if article is None else article).iter("figure"):
        picture = next(figure.iter("img", "amp-img"), None)
        if picture is not None:
            caption = next(figure.iter("figcaption"), None)
            text = plain(caption.text_content()[:_CAPTION_LIMIT]) if caption is not None else ""
            found.append((picture, text))
        if len(found) > 20:  # noqa: PLR2004 -- a gallery; its first picture leads
            break
    return found


def _image(url: str, node: JsonObject, figures: list[tuple[HtmlElement, str]]) -> Image:
    name = _file_name(url)
    for element, caption in figures:
        sources = (element.get(key) for key in ("src", "data-src", "srcset", "data-srcset"))
        if name and any(_file_name(source) == name for source in sources if source):
            return _with_caption(url, element, caption, node)
    return _with_caption(url, None, "", node)


def _file_name(url: str) -> str:
    """Return the name of a picture without its size: one picture is cut for many screens."""
    path, _, _ = (url.split() or [""])[0].partition("?")
    name = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return _SIZE.sub("", name)


def _with_caption(url: str, element: HtmlElement | None, caption: str, node: JsonObject) -> Image:
    stated = first_text(node.get("caption"))
    text, credit = _credit_split(plain(stated) if stated else caption)
    named = first_text(node.get("creditText"))
    alt = squeezed(element.get("alt") or "") if element is not None else ""
    return Image(
        url=url, caption=text or None, credit=(plain(named) if named else credit) or None,
        alt=alt or None, width=_pixels(node.get("width")), height=_pixels(node.get("height")),
    )  # fmt: skip


def _credit_split(caption: str) -> tuple[str, str]:
    """Return a caption without its credit, and the credit."""
    found = _CREDIT.search(caption[-120:])
    if not found:
        return caption, ""
    start = max(0, len(caption) - 120) + found.start()
    return caption[:start].rstrip(" .,;|-–—(") + (
        "." if caption[:start].rstrip().endswith(".") else ""
    ), found[1]


def _pixels(value: object) -> int | None:
    if isinstance(value, Mapping):
        value = value.get("value")
    text = str(value).removesuffix("px").strip() if value is not None else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None  # noqa: PLR2004 -- pixels


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
