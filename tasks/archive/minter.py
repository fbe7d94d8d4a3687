"""Where the protocol gets what it may not make itself: the time, unique names, who we are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from tasks.archive.record import Commit


@dataclass(frozen=True, slots=True, kw_only=True)
class Minter:
    """A clock, a source of ULIDs and the worker's name."""

    now: Callable[[], datetime]
    """Aware UTC."""
    ulid: Callable[[], str]
    """A new one at each call, in lower case."""
    worker: str
    """``host:pid``, for a person who asks where a version came from."""
    flow_run_id: str | None = None

    def commit(self) -> Commit:
        """Return the mark of one PUT."""
        return Commit(id=self.ulid(), worker=self.worker, flow_run_id=self.flow_run_id)
