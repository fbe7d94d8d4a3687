"""What must end: a guard for tests of inputs that could keep a pattern or a parser for hours.

No measure of speed (`make bench` is that): the bound lies far above what the slowest machine needs.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

CPU_S = 60.0


@contextmanager
def must_end() -> Iterator[None]:
    """Break the body off, and fail, when this process has worked on it for `CPU_S`."""
    before = signal.signal(signal.SIGPROF, _fail)
    signal.setitimer(signal.ITIMER_PROF, CPU_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _fail(_signal: int, _frame: FrameType | None) -> None:
    pytest.fail(f"not at its end after {CPU_S:.0f} s of processor time")
