"""A story as just seen, on its way into the archive, and how that ended."""

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tasks.archive.article import Article, FetchNote, Origin
from tasks.pages.page import ExtractionIdentity

TRUNCATED = "truncated"
"""A reason to confirm: only the beginning of a story is shown. At first sight that is all."""


class Role(StrEnum):
    """How an alias came by its story, strongest first."""

    LINK = "link"
    FINAL = "final"
    GUID = "guid"
    CANONICAL = "canonical"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A name of a story: ``url:<canonical_url>`` or ``guid:<feedId>:<guid>``."""

    role: Role
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One story as just seen, with its names."""

    article: Article
    aliases: tuple[Alias, ...]
    """Strongest first, each value once."""
    publisher: str
    observed_at: datetime
    """Aware UTC: the page's answer arrived. Orders versions."""
    origin: Origin
    alt_ids: tuple[tuple[str, str], ...] = ()
    """(role, value) of every name it was seen under, claimed or not."""
    guid: str | None = None
    title_flags: tuple[str, ...] = ()
    """Wire prefixes of the headline, taken off: ``CORRECTED``, ``REFILE``, ..."""
    fetch: FetchNote | None = None
    """None: no page was read, the entry's own words stand."""
    extraction: ExtractionIdentity
    reason: str | None = None
    """Why no page was read."""
    confirm_reason: str | None = None
    """The page is odd (``consent``, ``login``, ``error_page``, ``truncated``): whether that is
    news, or only a wall before the story, takes a second look."""
    suspect: str | None = None
    """16 hex digits: content hash of the odd answer seen at least 10 minutes ago, if any."""
    known: "KnownVersion | None" = None
    furniture: Container[int] = frozenset()
    """Hashes of lines that its site repeats on other stories: they are not compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownVersion:
    """What the feed state remembers of the story: saves requests, decides nothing."""

    article_id: str
    version: int
    content: str
    aliases: str | None


class Outcome(StrEnum):
    """How one observation ended in the archive."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WAITING = "waiting"
    """A second look is needed before it counts."""
    WITHHELD = "withheld"
    """The story is taken down, or flaps; nothing is written."""
    ABOUT_ANOTHER = "about_another"
    """A correction of an item that we cannot find: it makes no story, a person may look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """The end of one observation."""

    outcome: Outcome
    article_id: str
    version: int
    """The last slot of the story's chain."""
    content: str
    """First 16 hex digits of the content hash current there."""
    aliases: str | None
    change_type: str | None = None
    """``first``, ``correction``, ...: of the version just written, else None."""
    key: str | None = None
    """Of the version just written."""
    why: str = ""
    """The decision in one line, also when nothing was written."""
    changes: tuple[tuple[str, str], ...] = ()
    """(old, new) for the table of corrections: the notice's values, else the hunks."""
    suspect: str | None = None
    """What to give back with the second look: 16 hex digits."""
    remarks: tuple[str, ...] = ()
    """What a person may want to look at, each a sentence: a value that still stands, copies."""
    log_rows: tuple[bytes, ...] = field(default=(), repr=False)
    """JSON lines for the change feed: the version just written or walked over, and chains
    that were joined to this one."""
