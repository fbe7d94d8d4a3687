import socket
import sys
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from tasks.adapters.servers.server_process import Server, running, usable_port
from tasks.errors import ConfigError
from tests.adapters.stand_ins import SERVES

DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + SERVES
PARENT = (
    "import subprocess, sys\n"
    "child = subprocess.Popen([sys.executable, '-c', 'import signal; signal.pause()'])\n"
    "open(sys.argv[2], 'w').write(str(child.pid))\n" + SERVES
)


def server_of(code: str, folder: Path) -> Server:
    port = usable_port(0)
    return Server(
        name="stand-in",
        command=(sys.executable, "-c", f"{code}\nserve(sys.argv[1])", str(port), folder / "pid"),
        environment={},
        port=port,
        ready_path="/minio/health/ready",
        log=folder / "log",
        stop_s=0.2,
    )


def is_alive(process_id: int) -> bool:
    with suppress(FileNotFoundError):
        return ") Z " not in Path(f"/proc/{process_id}/stat").read_text()
    return False


def test_server_is_ready_inside_the_block(tmp_path: Path) -> None:
    with running(server_of(SERVES, tmp_path)):
        assert "GET /minio/health/ready" in (tmp_path / "log").read_text()


def test_server_that_ignores_sigterm_is_killed(tmp_path: Path) -> None:
    server = server_of(DEAF, tmp_path)
    with running(server):
        pass
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", server.port))


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")
def test_children_of_the_server_go_with_it(tmp_path: Path) -> None:
    with running(server_of(PARENT, tmp_path)):
        child = int((tmp_path / "pid").read_text())
        assert is_alive(child)
    for _ in range(500):  # a killed process takes its time on a busy machine
        if not is_alive(child):
            break
        threading.Event().wait(0.01)
    assert not is_alive(child)


def test_server_that_is_not_ready_in_time_is_stopped_and_told(tmp_path: Path) -> None:
    server = replace(server_of(SERVES, tmp_path), ready_path="/never", ready_s=0.3)
    with pytest.raises(ConfigError, match="is not ready after 0 s; its log"), running(server):
        pass


def test_port_of_zero_is_a_free_one() -> None:
    assert 1024 <= usable_port(0) <= 65535
