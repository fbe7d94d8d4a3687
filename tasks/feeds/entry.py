"""The values of this room: what a feed's document says, entry by entry."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed, in plain text."""

    key: str
    """Identity inside the feed: 16 hex digits."""
    hash: str
    """Of the entry as parsed: 16 hex digits; another hash means that the item was edited."""
    link: str
    """Absolute http(s) address, or empty where the item has none that can be fetched."""
    guid: str | None = None
    """As written; None where it names nothing: shared with other items, or the site's address."""
    title: str = ""
    summary: str = ""
    content: str = ""
    published_raw: str | None = None
    published: datetime | None = None
    """Aware UTC; None unless the raw date is unambiguous."""
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str | None = None
    source_name: str | None = None
    """Original source of an aggregator's item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What a feed asks of its readers; None: it does not say."""

    fresh_s: int | None = None
    """From Cache-Control or Expires, less Age."""
    ttl_s: int | None = None
    sy_s: int | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDocument:
    """A feed's document as read."""

    kind: str
    """``rss20``, ``atom10``, ``json11``, ... as feedparser names versions."""
    title: str = ""
    link: str | None = None
    language: str | None = None
    entries: tuple[Entry, ...]
    """Document order, each key once; at most 2,000, the newest."""
    complete: bool
    """The document's end is there. A cut one vouches for nothing."""
    well_formed: bool
    hints: Hints = field(default_factory=Hints)
    notes: tuple[str, ...] = ()
    """What a person should know: dropped entries, hub, new-feed-url, next page."""
