"""What became of each feed and each entry of a run: every one ends in exactly one outcome."""

from dataclasses import dataclass
from enum import StrEnum


class EntryResult(StrEnum):
    """The one end of an entry seen; the order is that of the report."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    KNOWN = "known"
    """Listed as before: not read again."""
    NO_PAGE = "no page"
    """A new record of the feed's own words: the page cannot be had."""
    ABOUT_ANOTHER = "about another story"
    WAITING = "waiting"
    """In the inbox: its page is tried again later, or an odd answer needs a second look."""
    WITHHELD = "withheld"
    FAILED = "failed"


class FeedResult(StrEnum):
    """The one end of a feed in a run."""

    READ = "read"
    NOT_MODIFIED = "not modified"
    NOT_DUE = "not due"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryOutcome:
    """How one entry ended."""

    feed_id: str
    entry_key: str
    url: str
    headline: str
    result: EntryResult
    detail: str = ""
    """Reason code, or the decision in one line."""
    article_id: str | None = None
    version: int | None = None
    change_type: str | None = None
    changes: tuple[tuple[str, str], ...] = ()
    """(old, new), verbatim."""
    key: str | None = None
    """Of the version just written."""
    remarks: tuple[str, ...] = ()
    """What a person may want to look at, each a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedOutcome:
    """How one feed ended."""

    feed_id: str
    result: FeedResult
    code: str = ""
    detail: str = ""
    entries_seen: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """A whole run, in order of feed id and entry key."""

    feeds: tuple[FeedOutcome, ...] = ()
    entries: tuple[EntryOutcome, ...] = ()
    faults: tuple[str, ...] = ()
    """What stopped a batch: the bucket, or a bug of ours. A person must look."""
    is_dry: bool = False
