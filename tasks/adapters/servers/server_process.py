"""A server as a child process on loopback: started, waited for, stopped with all its children."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from tasks.adapters.progress import last_lines
from tasks.errors import ConfigError

# Where util-linux is, a server ends with us even if we are killed and cannot stop it.
_SETPRIV = shutil.which("setpriv")
_DIES_WITH_US = (_SETPRIV, "--pdeathsig", "TERM", "--") if _SETPRIV else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """How a server is started on *port*, and the path that answers 200 once it is ready."""

    name: str
    command: tuple[str | Path, ...]
    environment: Mapping[str, str]
    """On top of our own."""
    port: int
    ready_path: str
    """Empty: it has no port to ask, and is ready once it runs."""
    log: Path
    ready_s: float = 60
    stop_s: float = 10
    """After which it is killed."""


def usable_port(port: int) -> int:
    """Return *port* if it is free, and a free one for 0.

    Raises:
        ConfigError: If it is taken, or not ours to take.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            reason = f"cannot be used ({error.strerror}); stop what uses it, or give another port"
            raise ConfigError(f"port {port}", reason) from error
        chosen: int = probe.getsockname()[1]
        return chosen


@contextmanager
def running(server: Server) -> Iterator[subprocess.Popen[bytes]]:
    """Run *server* in a process group of its own until the ``with`` block ends.

    Raises:
        ConfigError: If it dies or is not ready in time; with the last lines of its log.
    """
    with _started(server) as process:
        try:
            _wait_until_ready(server, process)
            yield process
        finally:
            _stop(process, server.stop_s)


def wait_for_an_end(processes: Mapping[str, subprocess.Popen[bytes]]) -> str:
    """Wait until one of *processes* ends, and return its name."""
    while True:
        for name, process in processes.items():
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.2)
                return name


def _started(server: Server) -> subprocess.Popen[bytes]:
    if shutil.which(server.command[0]) is None:
        reason = f"{server.command[0]} cannot be run; remove or replace it"
        raise ConfigError(server.name, reason)
    with server.log.open("w") as log:
        return subprocess.Popen(  # noqa: S603 -- the command is ours
            (*_DIES_WITH_US, *server.command),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, **server.environment},
            start_new_session=True,  # Ctrl-C is for us: we still have something to write
        )


def _wait_until_ready(server: Server, process: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + server.ready_s
    while not _is_ready(server):
        if process.poll() is not None or time.monotonic() > give_up:
            fault = (
                f"is not ready after {server.ready_s:.0f} s"
                if process.returncode is None
                else "does not start"
            )
            said = last_lines(server.log, 5) or "nothing"
            raise ConfigError(server.name, f"{fault}; its log ({server.log}) says: {said}")
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.02)


def _is_ready(server: Server) -> bool:
    if not server.ready_path:
        return True
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)) as connection:
        try:
            connection.request("GET", server.ready_path)
            return connection.getresponse().status == HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False


def _stop(process: subprocess.Popen[bytes], patience_s: float) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError, PermissionError):  # gone, as Linux and macOS say it
            os.killpg(process.pid, number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(patience_s)
