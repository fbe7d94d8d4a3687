"""All requests of a batch: politely, side by side, in one event loop."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from tasks.adapters.clock import Clock
from tasks.adapters.http.robots_desk import RobotsDesk
from tasks.adapters.http.walks import Walker
from tasks.web.fetch import (
    FetchBatch,
    Fetched,
    FetchFailed,
    FetchLimits,
    FetchPlan,
    HostGate,
    RobotsPolicy,
)
from tasks.web.logging_text import redacted_url, safe_text

log = logging.getLogger(__name__)

_DNS_THREADS = 64  # with the default of 6, sixty slow names kept a healthy host waiting 20 s


def fetch_all(
    plans: Sequence[FetchPlan],
    limits: FetchLimits,
    gate: HostGate,
    robots: Mapping[str, RobotsPolicy],
    *,
    clock: Clock,
) -> FetchBatch:
    """Run every plan politely: one loop, one session; results in the order of the plans.

    A plan cannot fail its neighbours: whatever happens to it is its own outcome. Plans whose
    turn does not come within ``limits.stage_budget_s``, or after the batch has read 256 MiB of
    bodies, come back as ``not_started``.

    Args:
        plans: What to ask for; at most one request at a time goes to a registrable domain.
        limits: Who we are, what may be dialled, and the time limits.
        gate: Earliest next start per registrable domain.
        robots: Cached policies by origin; a missing or stale one is asked for, once.
        clock: Tells the time and waits at the gate.
    """
    return asyncio.run(_fetch_all(plans, limits, gate, robots, clock))


async def _fetch_all(
    plans: Sequence[FetchPlan],
    limits: FetchLimits,
    gate: HostGate,
    robots: Mapping[str, RobotsPolicy],
    clock: Clock,
) -> FetchBatch:
    threads = ThreadPoolExecutor(max_workers=min(_DNS_THREADS, len(plans) + 1))
    asyncio.get_running_loop().set_default_executor(threads)
    walker = Walker(limits, gate, clock)
    desk = RobotsDesk(walker, robots, clock)
    async with walker.session:
        walks = (walker.walked(plan, desk.permit) for plan in plans)
        outcomes = await asyncio.gather(*walks, return_exceptions=True)
    results = tuple(map(_settled, plans, outcomes))
    return FetchBatch(results=results, gate=walker.turns.gate(), robots=desk.learned)


def _settled(
    plan: FetchPlan, outcome: Fetched | FetchFailed | BaseException
) -> Fetched | FetchFailed:
    """Return *outcome*; an exception nobody foresaw is one too, and marks the run as failed."""
    name = safe_text(plan.id)
    match outcome:
        case Fetched():
            log.info("fetched plan=%s bytes=%d", name, len(outcome.body))
            return outcome
        case FetchFailed():
            log.info("not_fetched plan=%s code=%s", name, outcome.code)
            return outcome
        case _:
            log.error("fetch_crashed plan=%s", name, exc_info=outcome)
            detail = safe_text(redacted_url(f"{type(outcome).__name__}: {outcome}"))
            return FetchFailed(
                plan_id=plan.id, requested_url=plan.url, code="internal_error", detail=detail
            )
