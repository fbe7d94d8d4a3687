"""What one stage leaves for the next, dealt into batches of one shard. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from tasks.archive.keys import shard_of
from tasks.errors import InputError
from tasks.web.fetch import HostGate
from tasks.web.urls import host_of, registrable_domain
from tasks.work import (
    AckBatch,
    FeedBatch,
    FeedTurn,
    PageBatch,
    PageEnd,
    PageWork,
    PlannedFeed,
    PolledBatch,
)


def shard_of_url(url: str) -> int:
    """Return the shard of *url*: that of its registrable domain, which has one owner.

    Raises:
        InputError: If *url* is no web address.
    """
    return shard_of(registrable_domain(host_of(url)))


def feed_batches(planned: Sequence[PlannedFeed], gate: HostGate) -> tuple[FeedBatch, ...]:
    """Return the feeds to ask, by the shard of their address."""
    by_shard: defaultdict[int, list[PlannedFeed]] = defaultdict(list)
    for one in planned:
        by_shard[shard_of_url(one.feed.url)].append(one)
    return tuple(
        FeedBatch(shard=shard, feeds=tuple(feeds), gate=gate)
        for shard, feeds in sorted(by_shard.items())
    )


def page_batches(polled: Sequence[PolledBatch]) -> tuple[PageBatch, ...]:
    """Return the pages to read, by the shard of their address; hosts stay as busy as they are."""
    by_shard: defaultdict[int, list[PageWork]] = defaultdict(list)
    for work in (work for batch in polled for turn in batch.turns for work in turn.work):
        by_shard[_page_shard(work)].append(work)
    gate = _merged(batch.gate for batch in polled)
    return tuple(
        PageBatch(shard=shard, pages=tuple(pages), gate=gate)
        for shard, pages in sorted(by_shard.items())
    )


def ack_batches(
    polled: Sequence[PolledBatch], ends: Iterable[Sequence[PageEnd]]
) -> tuple[AckBatch, ...]:
    """Return the turns as they were polled, each batch with the ends of its feeds' pages."""
    ends_by_feed: defaultdict[str, list[PageEnd]] = defaultdict(list)
    for end in (end for some in ends for end in some):
        ends_by_feed[end.feed_id].append(end)
    return tuple(
        AckBatch(
            shard=batch.shard,
            turns=batch.turns,
            ends=tuple(end for turn in batch.turns for end in ends_by_feed[_id(turn)]),
        )
        for batch in polled
    )


def _id(turn: FeedTurn) -> str:
    return turn.planned.feed.id


def _page_shard(work: PageWork) -> int:
    try:
        return shard_of_url(work.pending.link)
    except InputError:  # it is not going to be asked; its feed's batch tells why
        return shard_of_url(work.feed.url)


def _merged(gates: Iterable[HostGate]) -> HostGate:
    latest: dict[str, datetime] = {}
    for gate in gates:
        for domain, until in gate.not_before.items():
            latest[domain] = max(until, latest.get(domain, until))
    return HostGate(not_before=latest)
