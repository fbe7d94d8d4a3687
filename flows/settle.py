"""Wait for the batches of one stage; tell results, failures and bugs apart; show progress."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from prefect.artifacts import create_progress_artifact, update_progress_artifact
from prefect.futures import PrefectFuture

from tasks.errors import NewsError

B = TypeVar("B")
R = TypeVar("R")

STEP_PERCENT = 5  # an update costs about 50 ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled(Generic[B, R]):
    """The ends of a stage's batches."""

    done: tuple[R, ...]
    failed: tuple[tuple[B, str], ...]
    """Batches that ended in an error, each with its reason."""


class Progress:
    """A progress artifact that moves in steps of at least 5 %."""

    def __init__(self, description: str) -> None:
        self.percent = 0.0
        self._id = create_progress_artifact(0.0, key="ingest-progress", description=description)

    def show(self, percent: float) -> None:
        """Move to *percent*, 0 to 100, if that is a step."""
        if percent - self.percent < STEP_PERCENT and percent < 100:  # noqa: PLR2004 -- per cent
            return
        self.percent = percent
        assert isinstance(self._id, UUID)  # noqa: S101 -- the sync form of a dual API
        update_progress_artifact(self._id, percent)


def settle(
    batches: Sequence[B], futures: Iterable[PrefectFuture[R]], progress: Progress, upto: float
) -> Settled[B, R]:
    """Wait for *futures*, one a batch, and move *progress* towards *upto* per cent."""
    done: list[R] = []
    failed: list[tuple[B, str]] = []
    start = progress.percent
    for number, (batch, future) in enumerate(zip(batches, futures, strict=True), start=1):
        result = future.result(raise_on_failure=False)
        if isinstance(result, Exception):
            failed.append((batch, _reason(result)))
        else:
            done.append(result)
        progress.show(start + (upto - start) * number / len(batches))
    return Settled(done=tuple(done), failed=tuple(failed))


def _reason(error: Exception) -> str:
    """One sentence of ours as it is; anything else is a bug, and says so."""
    return str(error) if isinstance(error, NewsError) else f"bug: {error!r}"
