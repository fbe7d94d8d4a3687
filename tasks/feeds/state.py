"""What is remembered of one feed between polls; ``archive.md`` fixes the fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tasks.feeds.entry import Hints


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """An entry whose page is still to be read: the inbox."""

    link: str
    guid: str | None
    title: str
    summary: str
    published: str | None
    """ISO 8601 in UTC (``...Z``) as parsed, or None."""
    authors: tuple[str, ...] = ()
    hash: str
    first_seen: datetime
    attempts: int = 0
    not_before: datetime | None = None
    last_error: str | None = None
    suspect: str | None = None
    """Content hash of an odd answer that must come again before it counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An entry whose story is in the archive."""

    hash: str
    listed: str
    """Day last seen in the feed, ``YYYY-MM-DD``."""
    article_id: str
    version: int
    content: str
    """First 16 hex digits of the content hash current at that version."""
    aliases: str | None
    """16 hex digits of the observation's aliases; None: one was left out, resolve again."""
    link: str = ""
    """Address of the page, so that a story can be read again though its feed is silent."""
    title: str = ""
    seen: str = ""
    """16 hex digits of the page's own words when last looked at: typography and all, where
    *content* is that of the version kept."""
    hash_changes: int = 0
    """How often in a row the item was edited while its story stayed the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Probation:
    """A permanent redirect or a 410 under watch."""

    kind: str
    """``moved`` or ``gone``."""
    to: str | None
    since: datetime
    polls: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """One feed's polling state, inbox and known entries."""

    feed_id: str
    rev: int = 0
    url: str = ""
    """The configured address the validators belong to; another one drops them."""
    etag: str | None = None
    last_modified: str | None = None
    validators_url: str | None = None
    body_sha256: str | None = None
    interval_s: int = 3600
    hints: Hints = field(default_factory=Hints)
    not_before: datetime | None = None
    host_not_before: Mapping[str, datetime] = field(default_factory=dict)
    error_count: int = 0
    last_status: str = "new"
    """``new``, ``ok`` or a code of fetching.md, section 7."""
    resolved_url: str | None = None
    probation: Probation | None = None
    disabled_reason: str | None = None
    pending: Mapping[str, Pending] = field(default_factory=dict)
    entries: Mapping[str, Known] = field(default_factory=dict)
