"""What the stages hand to each other: plain values, batches of one shard."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from config.feeds import Feed
from tasks.feeds.answer import Validators
from tasks.feeds.state import FeedState, Known, Pending
from tasks.reports.outcome import EntryOutcome, FeedOutcome
from tasks.web.fetch import FetchLimits, HostGate


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreAddress:
    """Where the bucket is; boto3 finds the keys by itself."""

    url: str
    endpoint_url: str = ""
    addressing: Literal["path", "virtual"] = "path"
    create_bucket: bool = False
    is_ours: bool = False
    """A local server that we started: no need to probe it."""
    is_dry: bool = False
    """Read the bucket, keep every write in memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What is the same for every batch of one run."""

    store: StoreAddress
    limits: FetchLimits
    slot: datetime
    due_only: bool = True
    force: bool = False
    reread: bool = False
    max_articles: int = 0
    page_deadline_s: float = 20
    respect_reservations: bool = True
    has_contact: bool = False
    """Without one, only this machine is asked."""
    shards: tuple[int, int] = (0, 63)
    """First and last of 64."""
    flow_run_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedFeed:
    """A feed to ask, with what is remembered of it."""

    feed: Feed
    stored: FeedState
    """As it lies in the bucket."""
    etag: str | None
    """Of *stored*; None: there is none yet."""
    state: FeedState
    """As it is to be written at the end of the feed's turn, as far as is known by now."""
    is_due: bool
    """False: its address is left alone, its inbox is worked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedBatch:
    """The feeds of one shard."""

    shard: int
    feeds: tuple[PlannedFeed, ...]
    gate: HostGate


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which feeds are asked in this run, and which are not."""

    batches: tuple[FeedBatch, ...]
    not_due: tuple[FeedOutcome, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWork:
    """One entry whose page is to be read."""

    feed: Feed
    key: str
    pending: Pending
    """Its entry; of a known story read again, as the document just read has it."""
    known: Known | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedTurn:
    """One feed after its poll: what is still to be done, and what may then be stored."""

    planned: PlannedFeed
    outcome: FeedOutcome
    validators: Validators | None = None
    """To be stored with the ack of the whole work; None: nothing vouches for anything."""
    is_news: bool = False
    """The inbox has changed: it is written before any page is fetched."""
    work: tuple[PageWork, ...] = ()
    settled: tuple[EntryOutcome, ...] = ()
    """Entries that need no page now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolledBatch:
    """The turns of one shard, and how soon its hosts may be asked again."""

    shard: int
    turns: tuple[FeedTurn, ...]
    gate: HostGate


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBatch:
    """The pages of one shard; one owner per registrable domain."""

    shard: int
    pages: tuple[PageWork, ...]
    gate: HostGate


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEnd:
    """One page's end: what is reported, and what the feed's state is told."""

    feed_id: str
    key: str
    outcome: EntryOutcome
    known: Known | None = None
    """The entry is done: it leaves the inbox."""
    parked: Pending | None = None
    """The entry waits for its next try. Neither: it was not tried."""
    pauses: Mapping[str, datetime] = field(default_factory=dict)
    """Registrable domain -> no request before then, as a host asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AckBatch:
    """The turns of one shard, with the ends of their pages."""

    shard: int
    turns: tuple[FeedTurn, ...]
    ends: tuple[PageEnd, ...]
