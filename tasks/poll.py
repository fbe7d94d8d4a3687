"""Stage: ask the feeds of one shard, read their documents, put what is new into the inbox."""

import logging
from collections.abc import Sequence
from dataclasses import replace

from tasks.adapters.clock import SystemClock
from tasks.adapters.web import fetch_all
from tasks.archive.feed_states import feed_state, write_feed_state
from tasks.archive.store import Store
from tasks.bucket import open_bucket
from tasks.errors import StoreUnavailableError
from tasks.feeds.answer import Validators, request_url, validators_for
from tasks.feeds.schedule import turn_order
from tasks.feeds.turn import configured
from tasks.readers import read_feeds
from tasks.robots_cache import cached_policies, keep_policies
from tasks.stage import stage
from tasks.turns import Reading, inbox_turn, is_news, turn_of
from tasks.web.fetch import Fetched, FetchFailed, FetchPlan
from tasks.work import FeedBatch, FeedTurn, PlannedFeed, PolledBatch, Run

log = logging.getLogger(__name__)

_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/rdf+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1"
)
_LIMIT_BYTES = 16 * 1024 * 1024
_ROUNDS = 8


@stage("poll shard {batch.shard}")
def poll_feeds(batch: FeedBatch, run: Run) -> PolledBatch:
    """Return one turn per feed of *batch*; what is new is durable in its inbox by then."""
    store = open_bucket(run.store)
    due = sorted(
        (one for one in batch.feeds if one.is_due), key=lambda o: turn_order(o.feed.id, run.slot)
    )
    plans = [_plan(one, run) for one in due]
    policies = cached_policies(store, [plan.url for plan in plans])
    fetched = fetch_all(plans, run.limits, batch.gate, policies, clock=SystemClock())
    keep_policies(store, fetched.robots)
    now = SystemClock().now()
    idle = [inbox_turn(one, run, now) for one in batch.feeds if not one.is_due]
    turns = (*_turns(store, due, fetched.results, run), *idle)
    return PolledBatch(shard=batch.shard, turns=turns, gate=fetched.gate)


def _plan(one: PlannedFeed, run: Run) -> FetchPlan:
    # Reading known stories again needs the whole document: it says which stories are listed.
    is_plain = run.force or run.reread
    sent = Validators() if is_plain else validators_for(one.state, slot=run.slot)
    return FetchPlan(
        id=one.feed.id,
        url=request_url(one.state, slot=run.slot),
        accept=_ACCEPT,
        limit_bytes=_LIMIT_BYTES,
        etag=sent.etag,
        last_modified=sent.last_modified,
        validators_url=sent.validators_url,
        obey_wildcard_robots=False,
        allow_downgrade=one.feed.allow_downgrade,
    )


def _turns(
    store: Store,
    due: Sequence[PlannedFeed],
    answers: Sequence[Fetched | FetchFailed],
    run: Run,
) -> list[FeedTurn]:
    pairs = list(zip(due, answers, strict=True))
    to_read = [a for one, a in pairs if isinstance(a, Fetched) and is_news(one, a, run)]
    readings = dict(zip((a.plan_id for a in to_read), read_feeds(to_read), strict=True))
    return [_turn(store, one, answer, readings.get(one.feed.id), run) for one, answer in pairs]


def _turn(
    store: Store,
    one: PlannedFeed,
    answer: Fetched | FetchFailed,
    reading: Reading | None,
    run: Run,
) -> FeedTurn:
    """Make the feed's turn; its inbox is written before any page is fetched."""
    for _ in range(_ROUNDS):
        turn = turn_of(one, answer, reading, run, SystemClock().now())
        planned = turn.planned
        if not turn.is_news:
            _tell(turn)
            return turn
        etag = write_feed_state(store, planned.state, known=one.stored, etag=one.etag)
        if etag is not None:
            _tell(turn)
            stored = replace(planned.state, rev=one.stored.rev + 1)
            return replace(turn, planned=replace(planned, stored=stored, state=stored, etag=etag))
        one = loaded(store, one)
    raise StoreUnavailableError(f"feed {one.feed.id}", "other runs were always first; run again")


def loaded(store: Store, one: PlannedFeed) -> PlannedFeed:
    """Return the feed with its state as it lies in the bucket now."""
    stored, etag = feed_state(store, one.feed.id)
    state = configured(stored, url=one.feed.url, interval=one.feed.interval)
    return replace(one, stored=stored, state=state, etag=etag)


def _tell(turn: FeedTurn) -> None:
    outcome = turn.outcome
    level = logging.WARNING if outcome.code else logging.INFO
    log.log(
        level,
        "polled feed=%s end=%s code=%s entries=%d pages=%d",
        outcome.feed_id,
        outcome.result,
        outcome.code,
        outcome.entries_seen,
        len(turn.work),
    )
