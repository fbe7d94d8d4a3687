"""Stage: read the pages of one shard, keep them raw, archive each story that is new or changed."""

import logging
import os
import socket
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from ulid import ULID

from tasks.adapters.clock import SystemClock
from tasks.archive.keys import log_key, raw_key
from tasks.archive.log import log_segment
from tasks.archive.minter import Minter
from tasks.archive.raw import segment
from tasks.archive.store import Store
from tasks.bucket import open_bucket
from tasks.captures import Sighting, sightings
from tasks.errors import InputError
from tasks.page_ends import capture_of, is_worth_keeping, refused_end, settled_end, waiting_end
from tasks.rereading import rereader
from tasks.stage import stage
from tasks.versions.commit import commit
from tasks.versions.observation import Committed, Observation
from tasks.versions.others.correctives import corrective
from tasks.versions.others.neighbours import Neighbours, kept_in
from tasks.work import PageBatch, PageEnd, Run

log = logging.getLogger(__name__)

_AT_ONCE = 200  # pages held in memory


@stage("ingest shard {batch.shard}")
def ingest_pages(batch: PageBatch, run: Run) -> list[PageEnd]:
    """Fetch, keep, read and archive the pages of one shard; one end for each.

    Raises:
        StoreError: Before a page's version is durable; its entry stays in the inbox.
    """
    store = open_bucket(run.store)
    near = kept_in(store, SystemClock().now().date())
    ends: list[PageEnd] = []
    gate = batch.gate
    ends_at = SystemClock().now() + timedelta(seconds=run.limits.stage_budget_s)
    for start in range(0, len(batch.pages), _AT_ONCE):
        pages = batch.pages[start : start + _AT_ONCE]
        left_s = max(0.0, (ends_at - SystemClock().now()).total_seconds())
        limits = replace(run.limits, stage_budget_s=left_s)
        found, gate = sightings(store, pages, gate, replace(run, limits=limits))
        kept = _keep_raw(store, found, batch.shard)
        ends += _archive(store, kept, near, batch.shard, run)
        log.info("read shard=%d pages=%d of=%d", batch.shard, len(ends), len(batch.pages))
    return ends


def _keep_raw(store: Store, found: Sequence[Sighting], shard: int) -> list[Sighting]:
    """Write the pages that may bring news into one segment; records point into it later."""
    fresh = [one for one in found if is_worth_keeping(one)]
    if not fresh:
        return list(found)
    now = SystemClock().now()
    key = raw_key(now, str(ULID()), shard)
    body, pointers = segment([capture_of(one) for one in fresh], key=key, now=now)
    if any(pointers):
        store.put(key, body)
    pointer_by_id = {id(one): pointer for one, pointer in zip(fresh, pointers, strict=True)}
    return [one.pointing_to(pointer_by_id.get(id(one))) for one in found]


def _archive(
    store: Store, found: Sequence[Sighting], near: Neighbours, shard: int, run: Run
) -> list[PageEnd]:
    """Commit each sighting, log what was written, and only then tell the ends."""
    mint = Minter(
        now=SystemClock().now,
        ulid=lambda: str(ULID()).lower(),
        worker=f"{socket.gethostname()}:{os.getpid()}",
        flow_run_id=run.flow_run_id or None,
    )
    ends: list[PageEnd] = []
    rows: list[bytes] = []
    for one in sorted(found, key=_place_in_line):
        end, done = _committed(store, one, mint, near)
        ends = [*(ends if done is None else _caught_up(ends, done)), end]
        rows += done.log_rows if done else ()
    if rows:
        store.put(log_key(mint.now(), mint.ulid(), shard), log_segment(rows))
    near.write(store)
    return ends


def _caught_up(ends: Sequence[PageEnd], done: Committed) -> list[PageEnd]:
    """Let the entries of a story know of a version that another entry has added to it."""
    if done.key is None:
        return list(ends)
    return [
        replace(end, known=replace(end.known, version=done.version, content=done.content))
        if end.known and end.known.article_id == done.article_id
        else end
        for end in ends
    ]


def _place_in_line(one: Sighting) -> tuple[bool, str]:
    """Older ones first, as a copy or a follow-up has a story before it; correctives last."""
    seen = one.observation
    is_corrective = seen is not None and corrective(seen) is not None
    return is_corrective, one.work.pending.published or ""


def _committed(
    store: Store, one: Sighting, mint: Minter, near: Neighbours
) -> tuple[PageEnd, Committed | None]:
    if one.observation is None:
        return waiting_end(one, mint.now()), None
    seen = _without_furniture(one, one.observation, near)
    try:
        done = commit(store, seen, mint=mint, reread=rereader(store), near=near)
    except InputError as error:  # neither address nor guid: nothing to file it under
        return refused_end(one, error, mint.now()), None
    return settled_end(one, done, mint.now()), done


def _without_furniture(one: Sighting, seen: Observation, near: Neighbours) -> Observation:
    """Only a page that says something else than the last time is compared with anything."""
    if not is_worth_keeping(one):
        return seen
    own = seen.known.article_id if seen.known else ""
    return replace(seen, furniture=near.repeated_lines(seen.publisher, own))
