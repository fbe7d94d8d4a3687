"""An item as one format says it, before the feed gives it an identity."""

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin, urlsplit

TITLE_LIMIT = 2_000
SUMMARY_LIMIT = 65_536
CONTENT_LIMIT = 1_048_576
ADDRESS_LIMIT = 2_048

_BREAKS = re.compile(r"[\t\r\n]+\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Plain text within the limits above; empty or None where the format is silent."""

    guid: str | None
    """As written, whole: it may turn out to name nothing."""
    link: str
    """Absolute http(s), or empty."""
    title: str
    summary: str = ""
    content: str = ""
    published_raw: str | None = None
    published: datetime | None = None
    updated_raw: str | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str | None = None
    source_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document as one format says it."""

    kind: str
    title: str
    link: str | None
    language: str | None
    items: tuple[Item, ...]
    is_well_formed: bool
    notes: tuple[str, ...] = ()


def absolute_link(href: str, base: str) -> str:
    r"""Return the http(s) address *href* means on a page at *base*, or an empty string.

    Line breaks and tabs go, spaces are escaped, ``&amp;`` is undone twice at most: feeds are
    escaped by hand. What is longer than 2,048 characters or no web address is nothing to fetch.

    >>> absolute_link(" /a\nb?x=1&amp;amp;y=2 ", "https://tern.example/feed")
    'https://tern.example/ab?x=1&y=2'
    """
    text = _BREAKS.sub("", href.strip()[: ADDRESS_LIMIT * 2])
    text = text.replace("&amp;", "&").replace("&amp;", "&").replace(" ", "%20")
    try:
        link = urljoin(base, text)
        parts = urlsplit(link)
    except ValueError:  # "[" without "]", a host that NFKC would change
        return ""
    is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    return link if text and is_web and len(link) <= ADDRESS_LIMIT else ""
