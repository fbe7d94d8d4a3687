"""The machine's clock."""

import asyncio
from datetime import UTC, timedelta

from tasks.adapters.clock import SystemClock
from tests.harness.fake_clock import FakeClock


def test_system_clock_is_aware_and_waits() -> None:
    clock = SystemClock()
    before = clock.now()
    asyncio.run(clock.sleep(0.01))
    assert before.tzinfo is UTC
    assert clock.now() - before >= timedelta(seconds=0.01)


def test_fake_clock_moves_when_somebody_waits() -> None:
    clock = FakeClock()
    before = clock.now()
    asyncio.run(clock.sleep(3_600))
    assert clock.now() - before == timedelta(hours=1)
