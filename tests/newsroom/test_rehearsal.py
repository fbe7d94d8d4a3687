"""``make run-local``, killed on the way, still ends in the expected history."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.server, pytest.mark.flow]


def rehearsal(folder: Path) -> "subprocess.Popen[str]":
    env = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("CORRIGENDA_", "PREFECT_", "AWS_"))
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tests.newsroom.rehearsal"],
        stdout=subprocess.PIPE,
        start_new_session=True,
        text=True,
        env=env | {"CORRIGENDA_LOCAL_DIR": str(folder), "PREFECT_HOME": str(folder / "prefect")},
    )


def test_a_killed_rehearsal_is_taken_up_and_ends_as_expected(tmp_path: Path) -> None:
    first = rehearsal(tmp_path)
    assert first.stdout is not None
    told = next(line for line in first.stdout if line.startswith("Pass 1"))
    os.killpg(first.pid, signal.SIGKILL)  # in the second pass; Prefect's own server, too
    first.communicate()
    assert "new" in told

    second = rehearsal(tmp_path)
    said, _ = second.communicate(timeout=240)

    assert second.returncode == 0, said
    assert "It wrote 0 objects." in said
    assert "Every story's history is as expected." in said
    assert "Marrow Quay" in said
