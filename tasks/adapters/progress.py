"""A command that takes minutes, run with its elapsed time on stderr."""

import subprocess
import sys
import time
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from tasks.errors import ConfigError


def run_shown(
    title: str,
    command: Sequence[str | Path],
    *,
    log: Path,
    remedy: str,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Run *command* to its end and show, as *title*, how long it has been running.

    Raises:
        ConfigError: If it fails; with the last line that it wrote to *log*, and the *remedy*.
    """
    started = time.monotonic()
    every_s, end = (1, "\r") if sys.stderr.isatty() else (20, "\n")  # a CI log keeps every line
    with (
        log.open("w") as output,
        subprocess.Popen(  # noqa: S603 -- the command is ours
            command, stdout=output, stderr=subprocess.STDOUT, env=environment
        ) as process,
    ):
        while process.poll() is None:
            elapsed_s = int(time.monotonic() - started)
            sys.stderr.write(f"{title} ... {elapsed_s} s{end}")
            sys.stderr.flush()
            with suppress(subprocess.TimeoutExpired):
                process.wait(every_s)
    sys.stderr.write("\n")
    if process.returncode:
        said = last_lines(log, 1) or f"exit {process.returncode}"
        raise ConfigError(title, f"failed ({said}); {remedy}")


def last_lines(log: Path, count: int) -> str:
    """Return the last *count* lines of *log* that are not blank; "" if there are none."""
    with log.open(errors="replace") as lines:
        return "\n".join(deque((line.strip() for line in lines if line.strip()), count))
