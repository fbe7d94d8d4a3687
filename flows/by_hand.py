"""One run of ``ingest`` in this process, for the command line and the rehearsal."""

import os
from dataclasses import dataclass

from config.parameters import IngestParams
from tasks.errors import ConfigError
from tasks.reports.outcome import RunReport

RESOLVER = "timeout:2 attempts:2"
"""A run waits at its end for look-ups that hang; the resolver's own limit is 20 s and more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEnd:
    """How a run ended."""

    state: str
    """``Completed``, ``CompletedWithErrors`` or ``Failed``."""
    sentence: str
    """``12 new, 3 corrected``."""
    report: RunReport

    @property
    def has_failed(self) -> bool:
        """Whether a person must look: a bug, a fault of the store, most feeds lost."""
        return self.state == "Failed"


def run_ingest(params: IngestParams) -> RunEnd:
    """Run the flow once and return its end; Prefect's own chatter stays off the terminal.

    Raises:
        ConfigError: If the flow could not even make a report; its log says why.
    """
    os.environ.setdefault("RES_OPTIONS", RESOLVER)
    # Runs, as shown in a UI, keep their whole log; the terminal shows only what went wrong.
    os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "ERROR")
    from flows.ingest import ingest  # noqa: PLC0415 -- it reads the variable above on import

    state = ingest(params, return_state=True)
    report = state.result(raise_on_failure=False)
    if not isinstance(report, RunReport):
        raise ConfigError("ingest", state.message or "the run ended without a report")
    return RunEnd(state=state.name or "", sentence=state.message or "", report=report)
