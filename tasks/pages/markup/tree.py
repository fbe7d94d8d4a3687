"""From UTF-8 to one tree that is safe to walk: cleaned, parsed once, cut to bounded shapes."""

import re

from lxml.etree import ElementDefaultClassLookup, ParserError, strip_elements
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from tasks.errors import PageUnreadable
from tasks.pages.markup.bounds import INLINE, bounded
from tasks.pages.page import Caveat

_CONTROLS = bytes(range(0x09)) + b"\x0b\x0c" + bytes(range(0x0E, 0x20)) + b"\x7f"
_NON_CHARACTERS = re.compile(rb"\xef\xbf[\xbe\xbf]")
_SELF_CLOSED = re.compile(rb"(<html\b[^<>]{0,2000}?)\s{0,9}/>", re.IGNORECASE)
_HEAD_BYTES = 65_536
_TOP_BYTES = 4096
_PROLOG = re.compile(rb"\s*(?:<\?[^>]{0,2000}>\s*|<!--.{0,20000}?-->\s*)*", re.DOTALL)
_FOREIGN_ROOT = re.compile(
    rb"<(?:rss|feed|rdf:rdf|urlset|sitemapindex|opml|svg|error|soap\S{0,20}:envelope)[\s>]",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|main|article|section|div|p|span|table"
    rb"|h[1-6]|ul|ol|br|a|b|i|em|strong)[\s/>]",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(rb"<(?:!doctype\s+html|html|body)[\s>]", re.IGNORECASE)
"""What a text that looks like JSON must hold to be a page."""
_MAGIC = (
    b"%PDF-", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"PK\x03\x04", b"RIFF",
    b"\x28\xb5\x2f\xfd", b"BZh", b"\x00\x00\x01\x00", b"OggS", b"ID3", b"\x7fELF",
)  # fmt: skip


def refuse_other_formats(body: bytes, url: str) -> None:
    """Raise PageUnreadable if *body* is a picture, a feed, an archive, JSON or nothing.

    What a server calls it plays no part: articles are served as ``text/plain`` too.
    """
    head = body[:_HEAD_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head.strip(b"\x00"):
        raise PageUnreadable(url, "the page is empty")
    if head.startswith(_MAGIC):
        raise PageUnreadable(url, "the bytes are no text")


def tree_of(utf8: bytes, url: str) -> tuple[HtmlElement, list[Caveat]]:
    """Return the page's tree and what had to be cut from it.

    Raises:
        PageUnreadable: If there is no HTML in *utf8*.
    """
    cleaned = _clean(utf8)
    head = cleaned[:_HEAD_BYTES]
    prolog = _PROLOG.match(head)
    start = prolog.end() if prolog else 0
    markup = _DOCUMENT if head[start : start + 1] in (b"{", b"[") else _MARKUP
    if _FOREIGN_ROOT.match(head, start) or not markup.search(head):
        raise PageUnreadable(url, "the text is no HTML")
    parser = HTMLParser(
        huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False
    )
    # A lookup by tag is a call into Python for each element touched: a tenth of all the time.
    parser.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))
    try:
        tree = document_fromstring(cleaned, parser=parser)
    except (ParserError, ValueError, AssertionError) as error:
        raise PageUnreadable(url, "the HTML holds nothing") from error
    return tree, bounded(tree, cleaned)


def _clean(utf8: bytes) -> bytes:
    cleaned = utf8.translate(None, _CONTROLS)
    if b"\xef" in cleaned:
        cleaned = _NON_CHARACTERS.sub(b"", cleaned)
    head = cleaned[:_TOP_BYTES]
    repaired = _SELF_CLOSED.sub(rb"\1>", head, count=1)
    return cleaned if repaired == head else repaired + cleaned[_TOP_BYTES:]


_UNSEEN = ("script", "style", "svg", "iframe", "template", "canvas", "object", "embed")
_MENUS = ("nav", "footer", "aside", "figure", "picture", "select", "datalist")
_NO_MENU = ("article", "main", "h1", "table")
_REPAIRED = ("time", "data", "button", "label")
_HOSTS = frozenset(("p", "li", "h2", "h3", "blockquote"))
_SMALL_PART = 0.3


def drop_unseen(tree: HtmlElement) -> None:
    """Remove what no reader sees: scripts, styles, drawings, frames, templates."""
    strip_elements(tree, *_UNSEEN, with_tail=False)


def drop_menus(tree: HtmlElement) -> None:
    """Remove navigation, boxes, footers and pictures, which the extractor removes too, but late.

    It copies and weighs the tree several times before: this saves a quarter of its time, and
    changed no text of 181 pages. A menu with an article inside was never closed; a figure may
    hold a table.
    """
    for element in list(tree.iter(*_MENUS)):
        if next(element.iter(*_NO_MENU), None) is None and element.getparent() is not None:
            element.drop_tree()


def repair_inline(tree: HtmlElement) -> None:
    """Turn ``<time>``, ``<data>``, ``<button>`` and ``<label>`` inside a sentence into ``<span>``.

    The extractor deletes them with their text: "took place on , after a hearing".
    """
    for element in list(tree.iter(*_REPAIRED)):
        host = _host(element)
        if host is None:
            continue
        if element.tag in ("time", "data") or _is_in_a_sentence(element, host):
            element.tag = "span"


def _host(element: HtmlElement) -> HtmlElement | None:
    parent = element.getparent()
    while parent is not None and parent.tag in INLINE:
        parent = parent.getparent()
    return parent if parent is not None and parent.tag in _HOSTS else None


def _is_in_a_sentence(element: HtmlElement, host: HtmlElement) -> bool:
    if not (element.tail or "").strip():
        return False
    own = len(element.text_content())
    return own < _SMALL_PART * len(host.text_content())
