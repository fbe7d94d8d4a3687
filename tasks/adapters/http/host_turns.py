"""Turns at a domain: one request at a time, each at its earliest start."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from tasks.adapters.clock import Clock
from tasks.adapters.http.connections import MAX_CONNECTIONS, Resolver
from tasks.web.failure import FetchError
from tasks.web.fetch import FetchLimits, HostGate
from tasks.web.gate import earliest_start, spacing
from tasks.web.urls import host_of, registrable_domain


class HostTurns:
    """The gate while a batch runs; hosts in the operator's own networks are not spaced."""

    def __init__(
        self, gate: HostGate, *, limits: FetchLimits, clock: Clock, resolver: Resolver
    ) -> None:
        self._not_before = dict(gate.not_before)
        self._ends = clock.now() + timedelta(seconds=limits.stage_budget_s)
        self._clock = clock
        self._resolver = resolver
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._slots = asyncio.Semaphore(MAX_CONNECTIONS)  # a wait inside the client costs time
        self._crawl_delays: dict[str, timedelta] = {}

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """Hold the domain of *url* for one exchange, once its time has come.

        Raises:
            FetchError: ``not_started`` if that time lies behind the end of the budget.
        """
        host = host_of(url)
        domain = registrable_domain(host)
        async with self._locks[domain]:
            await self._wait_for(domain)
            async with self._slots:
                started = self._clock.now()
                try:
                    yield
                finally:
                    self._space(host, domain, started)

    def pause(self, url: str, pause: timedelta) -> None:
        """Close the domain of *url* for *pause*, counted from now."""
        if pause > timedelta():
            self._close_until(registrable_domain(host_of(url)), self._clock.now() + pause)

    def slow_down(self, url: str, crawl_delay: timedelta) -> None:
        """Remember what the robots.txt of *url* asks for."""
        self._crawl_delays[registrable_domain(host_of(url))] = crawl_delay

    def gate(self) -> HostGate:
        """Return the earliest next start of every domain, to be handed to the next batch."""
        return HostGate(not_before=dict(sorted(self._not_before.items())))

    def _space(self, host: str, domain: str, started: datetime) -> None:
        if not self._resolver.is_own(host):
            latency = self._clock.now() - started
            delay = self._crawl_delays.get(domain, timedelta())
            self._close_until(domain, started + spacing(latency, delay))

    async def _wait_for(self, domain: str) -> None:
        now = self._clock.now()
        start = earliest_start(domain, HostGate(not_before=self._not_before), now)
        if start > self._ends:
            raise FetchError("not_started", f"{domain} may not be asked within the time budget")
        if start > now:
            await self._clock.sleep((start - now).total_seconds())

    def _close_until(self, domain: str, until: datetime) -> None:
        self._not_before[domain] = max(until, self._not_before.get(domain, until))
