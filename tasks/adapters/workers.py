"""Killable processes for work on hostile bytes: a deadline, a memory limit, a verdict on each.

Results come back in the order of the arguments; one bad document costs its own outcome only.
"""

import logging
import multiprocessing
import os
import pkgutil
import resource
import signal
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import CancelledError, wait
from concurrent.futures import TimeoutError as DeadlineError
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from tasks.errors import NewsError

log = logging.getLogger(__name__)

T = TypeVar("T")

_MAX_TASKS = 500  # then a worker is replaced: libraries leak
_ADDRESS_SPACE_BYTES = 2 * 1024**3
_DEADLINE_S = 20.0
_START_S = 30.0
_JOIN_S = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Done(Generic[T]):
    """The function returned."""

    value: T


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """The function refused its input."""

    error: NewsError


@dataclass(frozen=True, slots=True, kw_only=True)
class Killed:
    """The function did not come to an end, or has a bug."""

    code: str
    """``parse_timeout``, ``parse_memory``, ``parse_crash``, or ``internal_error`` for a bug."""
    detail: str = ""
    """One sentence for a person, safe to log."""


_LOST = Killed(code="internal_error", detail="the pool of workers broke, twice")


class Workers:
    """One pool of killable processes; use it as a context manager.

    Processes come from a fork server, because the process that asks has threads; they start
    with the first call. The main module must be guarded by ``if __name__ == "__main__"``.

    Args:
        preload: Names of modules that the fork server imports once for all workers.
        warm_up: A function without arguments, as ``package.module:function``, that each worker
            calls first; None for nothing.
        max_workers: How many processes; the number of CPUs unless given.
    """

    def __init__(
        self,
        *,
        preload: Sequence[str] = (),
        warm_up: str | None = None,
        max_workers: int | None = None,
    ) -> None:
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([__name__, *preload])
        self._warm_up = warm_up
        self._max_workers = max_workers or os.cpu_count() or 1
        self._lock = threading.Lock()
        self._pool = self._new_pool()

    def __enter__(self) -> Self:
        """Return itself: the pool starts with the first call."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop the pool, whatever its workers are doing."""
        _stop(self._pool)

    def run_all(
        self,
        function: Callable[..., T],
        argument_tuples: Iterable[tuple[Any, ...]],
        *,
        deadline_s: float = _DEADLINE_S,
    ) -> list[Done[T] | Failed | Killed]:
        """Call *function*, of some module's top level, once per tuple; results in that order.

        Args:
            function: Takes and returns values that can be pickled.
            argument_tuples: The positional arguments of each call.
            deadline_s: Of each call, from its start.
        """
        calls = list(argument_tuples)
        results = self._run(function, calls, deadline_s)
        lost = [number for number, result in enumerate(results) if result is _LOST]
        # A pool that broke takes down calls that have done nothing wrong.
        again = self._run(function, [calls[number] for number in lost], deadline_s)
        for number, result in zip(lost, again, strict=True):
            results[number] = result
        return results

    def _run(
        self, function: Callable[..., T], calls: Sequence[tuple[Any, ...]], deadline_s: float
    ) -> list[Done[T] | Failed | Killed]:
        pool = self._running_pool()
        futures = [
            pool.schedule(_outcome, args=(function, arguments, deadline_s), timeout=deadline_s)
            for arguments in calls
        ]
        done, stuck = wait(futures, self._patience_s(len(futures), deadline_s))
        if stuck:  # a worker that died with a lock in its hands would hold all others for ever
            log.error("pool_stuck calls=%d", len(stuck))
            _stop(pool)
        return [_settled(one, deadline_s) if one in done else _LOST for one in futures]

    def _patience_s(self, calls: int, deadline_s: float) -> float:
        """Longer than *calls* can take if each ends at its deadline."""
        return (calls / self._max_workers + 1) * deadline_s + _START_S

    def _running_pool(self) -> ProcessPool:
        """Return the pool, a new one if it broke: it does when an idle worker dies."""
        with self._lock:
            if not self._pool.active:
                log.warning("pool_broke workers=%d", self._max_workers)
                _stop(self._pool)
                self._pool = self._new_pool()
            return self._pool

    def _new_pool(self) -> ProcessPool:
        return ProcessPool(
            max_workers=self._max_workers,
            max_tasks=_MAX_TASKS,
            initializer=_prepare,
            initargs=(self._warm_up,),
            context=self._context,
        )


def _stop(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]  # pebble annotates most, not this
    with suppress(TimeoutError):  # its processes end when they find nobody to talk to
        pool.join(_JOIN_S)


def _settled(
    future: "ProcessFuture[Done[T] | Failed | Killed]", deadline_s: float
) -> Done[T] | Failed | Killed:
    error = future.exception()
    match error:
        case None:
            return future.result()
        case DeadlineError():
            return Killed(code="parse_timeout", detail=f"took over {deadline_s:.0f} s")
        case BrokenProcessPool() | CancelledError():
            return _LOST
        case ProcessExpired() if error.exitcode == -signal.SIGXCPU:
            return Killed(code="parse_timeout", detail=f"took over {deadline_s:.0f} s of CPU")
        case ProcessExpired():
            return Killed(code="parse_crash", detail=f"exit code {error.exitcode}")
        case _:
            log.error("worker_bug error=%s", type(error).__name__, exc_info=error)
            return Killed(code="internal_error", detail=type(error).__name__)


def _prepare(warm_up: str | None) -> None:  # pragma: no cover -- runs in the child
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE_BYTES, _ADDRESS_SPACE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if warm_up is not None:
        pkgutil.resolve_name(warm_up)()


def _outcome(
    function: Callable[..., T], arguments: tuple[Any, ...], deadline_s: float
) -> Done[T] | Failed | Killed:  # pragma: no cover -- runs in the child
    _limit_cpu(deadline_s)
    try:
        return Done(value=function(*arguments))
    except NewsError as error:
        return Failed(error=error)
    except MemoryError:
        return Killed(code="parse_memory", detail="took over 2 GiB")


def _limit_cpu(deadline_s: float) -> None:  # pragma: no cover -- runs in the child
    """Let the kernel end a loop that never returns to Python, should the parent be gone."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + deadline_s) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
