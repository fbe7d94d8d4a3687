"""The start-up probe of a bucket: its races need threads, so they are started here."""

import logging
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from typing import TypeVar

from tasks.adapters.s3_store import S3Store
from tasks.archive.probe import probe_checks
from tasks.archive.verdict import (
    ProbeVerdict,
    decode_verdict,
    encode_verdict,
    is_verdict_fresh,
    verdict_key,
)

T = TypeVar("T")
log = logging.getLogger(__name__)


def known_or_new_verdict(store: S3Store, now: datetime) -> ProbeVerdict:
    """Return the verdict kept in the bucket; probe it if there is no good one of this week.

    Raises:
        StoreError: If not even a plain request works.
    """
    kept = store.get(verdict_key(store.endpoint_url, store.bucket))
    verdict = None if kept is None else decode_verdict(kept.body)
    if verdict is not None and is_verdict_fresh(verdict, now):
        return verdict
    return probe_store(store, now)


def probe_store(store: S3Store, now: datetime) -> ProbeVerdict:
    """Probe *store*, keep the verdict in it, and return it.

    The probe's own objects stay below ``_meta/probe/tmp/``, for a lifecycle rule to delete.

    Raises:
        StoreError: If not even a plain request works.
    """
    folder = f"_meta/probe/tmp/{secrets.token_hex(8)}"
    checks = tuple(probe_checks(store, folder, now=now, at_once=run_at_once))
    verdict = ProbeVerdict(
        endpoint_url=store.endpoint_url, bucket=store.bucket, probed_at=now, checks=checks
    )
    store.put(verdict_key(store.endpoint_url, store.bucket), encode_verdict(verdict))
    log.info("probed bucket=%s ok=%s fault=%s", store.bucket, verdict.ok, verdict.fault)
    return verdict


def run_at_once(attempt: Callable[[int], T], count: int) -> list[T]:
    """Return ``attempt(0)`` to ``attempt(count - 1)``, all started at the same moment."""
    barrier = Barrier(count)

    def start(n: int) -> T:
        barrier.wait()
        return attempt(n)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(start, range(count)))
