"""The lead image of a page, with its caption and credit."""

import re
from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement

from tasks.pages.markup.json_ld import address, first_text
from tasks.pages.markup.page_facts import Facts, as_list, resolved
from tasks.pages.markup.wording import plain, squeezed, web_address
from tasks.pages.page import Image, JsonObject

_CREDIT = re.compile(
    r"\s?(?:[(\[]\s?)?(?:(?:photo(?:graph)?|picture|image|credit|foto|bild|crédits?|crédito|foto)"
    r"\s*(?:credit|by|von|de|di)?\s*[:/]|©|\(c\))\s*(.{2,80}?)\s*[)\]]?\s*$",
    re.IGNORECASE,
)
_SIZE = re.compile(r"[-_@](?:\d{2,4}(?:x\d{2,4})?|[1-3]x|scaled|large|small|wide)$")
_CAPTION_LIMIT = 2000


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
