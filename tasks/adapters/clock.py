"""The clock: the one place that knows what time it is, and how to wait."""

import asyncio
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What can tell the time and wait; injected, so that waits cost tests nothing."""

    def now(self) -> datetime:
        """Return the time, aware UTC."""

    async def sleep(self, seconds: float) -> None:
        """Return after *seconds*, letting other coroutines run."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the time, aware UTC."""
        return datetime.now(UTC)  # noqa: TID251 -- the one place that may

    async def sleep(self, seconds: float) -> None:
        """Return after *seconds*, letting other coroutines run."""
        await asyncio.sleep(seconds)
