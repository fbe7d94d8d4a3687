"""Stage: tell each feed's state what became of its entries; validators last."""

from collections import defaultdict
from collections.abc import Sequence

from tasks.adapters.clock import SystemClock
from tasks.archive.feed_states import feed_state, write_feed_state
from tasks.archive.store import Store
from tasks.bucket import open_bucket
from tasks.errors import StoreUnavailableError
from tasks.feeds.failures import paused
from tasks.feeds.state import FeedState
from tasks.feeds.turn import acked
from tasks.stage import stage
from tasks.work import AckBatch, FeedTurn, PageEnd, Run

_ROUNDS = 8


@stage("settle shard {batch.shard}")
def ack_feeds(batch: AckBatch, run: Run) -> None:
    """Write the state of each feed of *batch*, where it says anything new.

    Raises:
        StoreError: If a state cannot be written: its entries are worked again, and found.
    """
    store = open_bucket(run.store)
    ends_by_feed: defaultdict[str, list[PageEnd]] = defaultdict(list)
    for end in batch.ends:
        ends_by_feed[end.feed_id].append(end)
    for turn in batch.turns:
        _ack(store, turn, ends_by_feed[turn.planned.feed.id])


def _ack(store: Store, turn: FeedTurn, ends: Sequence[PageEnd]) -> None:
    one = turn.planned
    known, etag, state = one.stored, one.etag, one.state
    for _ in range(_ROUNDS):
        after = _settled(state, turn, ends)
        if write_feed_state(store, after, known=known, etag=etag) is not None:
            return
        known, etag = feed_state(store, one.feed.id)  # another run was here: on top of its work
        state = known
    raise StoreUnavailableError(f"feed {one.feed.id}", "other runs were always first; run again")


def _settled(state: FeedState, turn: FeedTurn, ends: Sequence[PageEnd]) -> FeedState:
    done = {end.key: end.known for end in ends if end.known}
    waiting = {end.key: end.parked for end in ends if end.parked}
    is_whole = {work.key for work in turn.work} <= done.keys() | waiting.keys()
    after = acked(state, done, waiting, validators=turn.validators if is_whole else None)
    pauses = {domain: until for end in ends for domain, until in end.pauses.items()}
    return paused(after, pauses, now=SystemClock().now()) if pauses else after
