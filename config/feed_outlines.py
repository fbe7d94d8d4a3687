"""OPML, the list of feeds that readers export; and rows for a bare address."""

import re
from collections.abc import Iterator
from hashlib import sha256
from urllib.parse import urlsplit

from lxml import etree

from config.feed_rows import Mistake, Row, Rows

_NO_SLUG = re.compile(r"[^a-z0-9]+")
_SLUG_LENGTH = 57  # and seven for the hash: 64
_HASH_DIGITS = 6


def rows_of_opml(content: bytes) -> Rows:
    """Return the rows of an OPML file: the outlines with ``xmlUrl``; folders become tags."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        remedy = "export the list again, or write it as YAML"
        return Rows(mistakes=(Mistake(error.lineno or 1, "no XML", remedy),))
    if root.tag != "opml":
        remedy = "give the exported list of a feed reader, or write it as YAML"
        return Rows(mistakes=(Mistake(1, "XML, but no OPML", remedy),))
    outlines = list(root.iter("outline"))
    rows = tuple(_row(outline) for outline in outlines if outline.get("xmlUrl"))
    return Rows(rows, tuple(_nameless(outlines)))


def row_of_address(url: str) -> Rows:
    """Return the one row of a feed of which only the address is known."""
    return Rows((Row(line=1, values={"id": feed_id_of(url), "url": url}),))


def feed_id_of(url: str) -> str:
    """Return an id for a feed that has none: host and path; a hash where they are not all.

    It depends on the address alone, so that the same list gives the same ids in any order.

    >>> feed_id_of("https://www.harbourpost.example/news/rss.xml")
    'harbourpost-example-news-rss-xml'
    """
    place = url.partition("://")[2].rpartition("@")[2].lower().removeprefix("www.")
    slug = _NO_SLUG.sub("-", place).strip("-")
    is_whole = len(slug) <= _SLUG_LENGTH and slug and place.isascii() and "?" not in place
    if is_whole:
        return slug
    digits = sha256(url.encode("utf-8", "replace")).hexdigest()[:_HASH_DIGITS]
    return f"{slug[:_SLUG_LENGTH].strip('-') or 'feed'}-{digits}"


def host_of(url: object) -> str:
    """Return the host of an address without ``www.``, or an empty string."""
    try:
        return (urlsplit(str(url)).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _row(outline: etree._Element) -> Row:
    url = (outline.get("xmlUrl") or "").strip()
    name = " ".join((outline.get("title") or outline.get("text") or "").split())
    values: dict[str, object] = {"id": feed_id_of(url), "url": url, "tags": _folders(outline)}
    if name:
        values["publisher"] = name[:200]
    return Row(line=_line(outline), values=values)


def _folders(outline: etree._Element) -> tuple[str, ...]:
    folders = (
        above.get("title") or above.get("text") or "" for above in outline.iterancestors("outline")
    )
    return tuple(name[:200] for name in (" ".join(folder.split()) for folder in folders) if name)


def _nameless(outlines: list[etree._Element]) -> Iterator[Mistake]:
    for outline in outlines:
        if len(outline) == 0 and not outline.get("xmlUrl"):
            reason = "an outline without `xmlUrl`"
            yield Mistake(_line(outline), reason, "add the feed's address, or remove the outline")


def _line(element: etree._Element) -> int:
    line: object = element.sourceline
    return line if isinstance(line, int) else 1
