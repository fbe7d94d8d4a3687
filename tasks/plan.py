"""Stage: which feeds are asked in this run, in which batches."""

from collections.abc import Sequence

from config.feeds import Feed
from tasks.adapters.clock import SystemClock
from tasks.archive.documents import settle_layout
from tasks.archive.feed_states import feed_state
from tasks.archive.store import Store
from tasks.batches import feed_batches, shard_of_url
from tasks.bucket import open_bucket
from tasks.feeds.inbox import workable
from tasks.feeds.schedule import host_pauses, is_due
from tasks.feeds.turn import configured
from tasks.reports.outcome import FeedOutcome, FeedResult
from tasks.stage import stage
from tasks.web.fetch import HostGate
from tasks.work import Plan, PlannedFeed, Run


@stage("plan")
def plan_feeds(feeds: Sequence[Feed], run: Run) -> Plan:
    """Read what is remembered of each feed; choose those that are due or have an inbox.

    The pauses that hosts asked for are merged here, so that one feed's 429 holds for all.
    """
    store = open_bucket(run.store)
    settle_layout(store)
    mine = [feed for feed in feeds if run.shards[0] <= shard_of_url(feed.url) <= run.shards[1]]
    planned = [_planned(store, feed, run) for feed in mine]
    now = SystemClock().now()
    gate = HostGate(not_before=host_pauses((one.state for one in planned), now))
    chosen = [one for one in planned if one.is_due or workable(one.state, now=now)]
    idle = [one for one in planned if one not in chosen]
    return Plan(batches=feed_batches(chosen, gate), not_due=tuple(map(_not_due, idle)))


def _planned(store: Store, feed: Feed, run: Run) -> PlannedFeed:
    stored, etag = feed_state(store, feed.id)
    state = configured(stored, url=feed.url, interval=feed.interval)
    due = not run.due_only or is_due(state, run.slot)
    return PlannedFeed(feed=feed, stored=stored, etag=etag, state=state, is_due=due)


def _not_due(planned: PlannedFeed) -> FeedOutcome:
    return FeedOutcome(feed_id=planned.feed.id, result=FeedResult.NOT_DUE)
