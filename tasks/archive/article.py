"""What a page says of its story, and how it was had, in the terms of the record."""

from dataclasses import dataclass
from enum import StrEnum

from tasks.corrections.notice import Notice


class Status(StrEnum):
    """State of the page, as a reader would say it."""

    USABLE = "usable"
    MISSING = "missing"
    REMOVED = "removed"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What a page says of its story (or a feed entry, where no page could be read)."""

    url: str
    canonical_url: str | None
    headline: str
    alternative_headline: str | None = None
    description: str | None = None
    by: str | None = None
    body: str | None
    language: str | None = None
    article_section: str | None = None
    keywords: tuple[str, ...] = ()
    date_published: str | None = None
    """ISO 8601 as the publisher states it: an instant in UTC (``...Z``) or a day."""
    date_modified: str | None = None
    status: Status = Status.USABLE
    notices: tuple[Notice, ...] = ()
    """Of the page and of the feed entry, own and other, document order."""
    source_name: str
    source_domain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WarcPointer:
    """Where the raw page lies: one range GET brings it."""

    key: str
    offset: int
    length: int
    record_id: str
    payload_digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchNote:
    """How the page was had."""

    requested_url: str
    final_url: str
    status: int
    etag: str | None = None
    last_modified: str | None = None
    content_type: str | None = None
    size_bytes: int
    signals: tuple[str, ...] = ()
    """Rights signals, ``name=value @ where``."""
    reserved: bool = False
    warc: WarcPointer | None = None
    """None: the raw page is not kept, because it is reserved or was not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Which feed entry led here."""

    feed_id: str
    entry_key: str
    entry_hash: str
