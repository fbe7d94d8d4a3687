"""A plan on its way: through redirects to a document, or to the reason why there is none."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from aiohttp import ClientSession

from tasks.adapters.clock import Clock
from tasks.adapters.http.connections import Resolver, open_session
from tasks.adapters.http.exchange import Answer, Request, exchange
from tasks.adapters.http.host_turns import HostTurns
from tasks.errors import InputError
from tasks.web.failure import FetchError
from tasks.web.fetch import Fetched, FetchFailed, FetchLimits, FetchPlan, Hop, HostGate
from tasks.web.gate import host_pause
from tasks.web.logging_text import redacted_url, safe_text
from tasks.web.redirects import MAX_REDIRECTS, REDIRECTS, next_hop
from tasks.web.request_headers import is_conditional, request_headers
from tasks.web.retry_after import asked_wait
from tasks.web.statuses import NOT_MODIFIED, failure_code
from tasks.web.urls import wire_url

log = logging.getLogger(__name__)

_MAX_BYTES_READ = 256 * 1024 * 1024


@dataclass(slots=True, kw_only=True)
class Walk:
    """Where a plan has got to."""

    plan: FetchPlan
    url: str
    hops: list[Hop] = field(default_factory=list)
    spent: timedelta = timedelta()
    """In exchanges; the waits at the gate do not count."""
    last: timedelta = timedelta()
    """The last exchange alone."""


Permit = Callable[[Walk], Awaitable[None]]
"""Raises FetchError if the next hop of a walk may not be asked for."""


class Walker:
    """What the walks of one call share: session, turns, and the memory they may fill.

    Needs a running loop; the caller closes ``session``.
    """

    def __init__(self, limits: FetchLimits, gate: HostGate, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        self._resolver = Resolver(limits)
        self._bytes_read = 0
        self.turns = HostTurns(gate, limits=limits, clock=clock, resolver=self._resolver)
        self.session = open_session(limits, self._resolver)

    async def walked(self, plan: FetchPlan, permit: Permit) -> Fetched | FetchFailed:
        """Return what became of *plan*; every hop passes *permit*, the gate and the guard."""
        walk = Walk(plan=plan, url=plan.url)
        try:
            walk.url = wire_url(plan.url)
            answer = await self._final_answer(walk, permit)
        except InputError as error:
            return self._failed(walk, FetchError("bad_url", error.reason))
        except FetchError as error:
            return self._failed(walk, error)
        return self._fetched(walk, answer)

    async def _final_answer(self, walk: Walk, permit: Permit) -> Answer:
        while True:
            await permit(walk)
            answer = await self._asked(walk)
            if answer.status not in REDIRECTS:
                return answer
            walk.hops.append(_hop(walk.url, answer))
            if len(walk.hops) > MAX_REDIRECTS:
                raise FetchError("redirect_loop", f"after {MAX_REDIRECTS} redirects", answer.status)
            allow_downgrade = walk.plan.allow_downgrade
            walk.url = next_hop(walk.url, answer.location, allow_downgrade=allow_downgrade)

    async def _asked(self, walk: Walk) -> Answer:
        headers = request_headers(walk.plan, walk.url, self._limits.user_agent)
        answer = await self._exchanged(walk, headers, self.session)
        if answer.status == 421:  # noqa: PLR2004 -- Misdirected: once more, on a new connection
            async with open_session(self._limits, self._resolver) as fresh:
                answer = await self._exchanged(walk, headers, fresh)
        wait = asked_wait(answer.first_headers, now=self._clock.now())
        self.turns.pause(walk.url, host_pause(answer.status, wait))
        code = failure_code(answer.status, answer.first_headers)
        if answer.status == NOT_MODIFIED and not is_conditional(headers):
            code = "unexpected_304"
        if code is not None and answer.status not in REDIRECTS:
            raise FetchError(code, answer.reason, answer.status, wait)
        return answer

    async def _exchanged(
        self, walk: Walk, headers: Mapping[str, str], session: ClientSession
    ) -> Answer:
        loop = asyncio.get_running_loop()
        async with self.turns.turn(walk.url):
            started = loop.time()
            try:
                answer = await exchange(session, self._request(walk, headers), self._count)
            finally:
                walk.last = timedelta(seconds=loop.time() - started)
                walk.spent += walk.last
        name, url = safe_text(walk.plan.id), safe_text(redacted_url(walk.url))
        log.info("asked plan=%s url=%s status=%d", name, url, answer.status)
        return answer

    def _request(self, walk: Walk, headers: Mapping[str, str]) -> Request:
        left = self._limits.total_timeout_s - walk.spent.total_seconds()
        return Request(
            url=walk.url,
            headers=headers,
            limit_bytes=walk.plan.limit_bytes,
            content_types=walk.plan.content_types,
            timeout_s=max(left, 0),
        )

    def _count(self, size_bytes: int) -> None:
        """Stop a batch whose bodies would not fit into memory; the rest has its next slot."""
        self._bytes_read += size_bytes
        if self._bytes_read > _MAX_BYTES_READ:
            raise FetchError("not_started", "the batch has read as many bytes as it may")

    def _fetched(self, walk: Walk, answer: Answer) -> Fetched | FetchFailed:
        if not answer.body and answer.status != NOT_MODIFIED:
            return self._failed(walk, FetchError("empty_body", "", answer.status))
        return Fetched(
            plan_id=walk.plan.id,
            requested_url=walk.plan.url,
            final_url=walk.url,
            status=answer.status,
            headers=answer.headers,
            body=answer.body,
            raw_body=answer.raw_body,
            http_version=answer.http_version,
            reason=answer.reason,
            hops=tuple(walk.hops),
            received_at=self._clock.now(),
            elapsed=walk.last,
        )

    def _failed(self, walk: Walk, error: FetchError) -> FetchFailed:
        return FetchFailed(
            plan_id=walk.plan.id,
            requested_url=walk.plan.url,
            code=error.code,
            detail=safe_text(redacted_url(error.detail)),
            status=error.status,
            final_url=walk.url,
            hops=tuple(walk.hops),
            retry_after=error.retry_after,
            received_at=self._clock.now(),
        )


def _hop(url: str, answer: Answer) -> Hop:
    location = None if answer.location is None else answer.location.decode("latin-1")
    return Hop(url=url, status=answer.status, location=location)
