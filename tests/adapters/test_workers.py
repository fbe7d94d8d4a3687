"""The pool of killable processes: every way to end has its name, and costs nobody else."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tasks.adapters.workers import Done, Failed, Killed, Workers
from tasks.errors import PageUnreadable
from tests.harness import jobs

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(warm_up="tests.harness.jobs:warm", max_workers=2) as workers:
        yield workers


def test_results_come_in_the_order_of_the_arguments(workers: Workers) -> None:
    results = workers.run_all(jobs.double, [(number,) for number in range(50)])
    assert results == [Done(value=2 * number) for number in range(50)]


def test_no_arguments_no_results(workers: Workers) -> None:
    assert workers.run_all(jobs.double, []) == []


def test_work_is_done_in_other_processes(workers: Workers) -> None:
    (result,) = workers.run_all(jobs.process_id, [(0,)])
    assert isinstance(result, Done)
    assert result.value != os.getpid()


def test_workers_are_warmed_up_first(workers: Workers) -> None:
    assert workers.run_all(jobs.was_warmed, [(0,)] * 4) == [Done(value=True)] * 4


def test_refusal_comes_back_as_our_error(workers: Workers) -> None:
    (result,) = workers.run_all(jobs.refuse, [("a.png",)])
    assert isinstance(result, Failed)
    assert isinstance(result.error, PageUnreadable)
    assert str(result.error) == "a.png: is an image"


@pytest.mark.parametrize(
    ("job", "code"),
    [
        pytest.param(jobs.spin, "parse_timeout", id="spins"),
        pytest.param(jobs.spin_in_c, "parse_timeout", id="spins-in-c"),
        pytest.param(jobs.devour, "parse_memory", id="memory"),
        pytest.param(jobs.abort, "parse_crash", id="dies"),
        pytest.param(jobs.stumble, "internal_error", id="bug"),
    ],
)
def test_S10_S11_bad_work_costs_its_own_outcome_only(
    workers: Workers, job: Callable[[int], object], code: str
) -> None:
    (result,) = workers.run_all(job, [(0,)], deadline_s=0.5)
    assert isinstance(result, Killed)
    assert result.code == code
    assert workers.run_all(jobs.double, [(21,)]) == [Done(value=42)]


def test_bug_is_logged_with_its_traceback(
    workers: Workers, caplog: pytest.LogCaptureFixture
) -> None:
    (result,) = workers.run_all(jobs.stumble, [(0,)])
    assert result == Killed(code="internal_error", detail="ZeroDivisionError")
    assert "return 1 / 0" in caplog.text


def test_loop_in_c_ends_though_the_parent_does_not_look(workers: Workers) -> None:
    (result,) = workers.run_all(jobs.out_of_cpu_time, [(0,)])
    assert result == Killed(code="parse_timeout", detail="took over 20 s of CPU")


def test_pool_works_from_a_thread() -> None:
    results: list[object] = []

    def work() -> None:
        with Workers(max_workers=1) as workers:
            results.extend(workers.run_all(jobs.double, [(2,)]))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(timeout=20)
    assert results == [Done(value=4)]


def test_leaving_does_not_wait_for_work() -> None:
    with Workers(max_workers=1) as workers:
        workers.run_all(jobs.double, [(2,)])
        workers._pool.schedule(jobs.spin, args=(0,))  # noqa: SLF001 -- as if interrupted in a call


def test_death_of_an_idle_worker_is_healed() -> None:
    with Workers(max_workers=1) as workers:
        (result,) = workers.run_all(jobs.process_id, [(0,)])
        assert isinstance(result, Done)
        os.kill(result.value, signal.SIGKILL)
        while workers._pool.active:  # noqa: SLF001 -- until the pool has noticed
            pass
        assert workers.run_all(jobs.double, [(2,)]) == [Done(value=4)]


class Impatient(Workers):
    """A pool that takes a first slow call for a sign that it is stuck."""

    calls_made = 0

    def _patience_s(self, calls: int, deadline_s: float) -> float:
        self.calls_made += 1
        return 0.5 if self.calls_made <= 1 else super()._patience_s(calls, deadline_s)


def test_a_stuck_pool_is_replaced_and_its_calls_are_made_again() -> None:
    with Impatient(max_workers=1) as workers:
        results = workers.run_all(jobs.slow_double, [(1,), (2,)], deadline_s=60)
        assert results == [Done(value=2), Done(value=4)]


def test_a_pool_that_is_stuck_twice_costs_its_calls() -> None:
    with Impatient(max_workers=1) as workers:
        workers.calls_made = -1
        (result,) = workers.run_all(jobs.spin, [(0,)], deadline_s=60)
        assert isinstance(result, Killed)
        assert result.code == "internal_error"
        assert workers.run_all(jobs.double, [(2,)]) == [Done(value=4)]


def test_warm_up_that_fails_is_a_bug_of_every_call() -> None:
    with Workers(max_workers=1, warm_up="tests.harness.jobs:fail") as workers:
        (result,) = workers.run_all(jobs.double, [(2,)], deadline_s=1)
        assert isinstance(result, Killed)
        assert result.code == "internal_error"


SCRIPT = """
import sys
from tasks.adapters.workers import Workers
from tests.harness import jobs
if __name__ == "__main__":
    workers = Workers(max_workers=1)
    print(workers.run_all(jobs.double, [(2,)]), flush=True)
    if len(sys.argv) > 1:
        workers.run_all(jobs.linger, [(sys.argv[1],)])
"""


@pytest.fixture
def script(tmp_path: Path) -> list[str]:
    path = tmp_path / "main.py"
    path.write_text(SCRIPT)
    return [sys.executable, str(path)]


def test_pool_ends_with_the_interpreter(script: list[str]) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(  # noqa: S603 -- the interpreter that runs us
        script, env=environment, timeout=20, capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("[Done(value=4)]\n", "")


def test_ctrl_c_ends_pool_and_program(script: list[str], tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    running = tmp_path / "running"
    with subprocess.Popen(  # noqa: S603 -- the interpreter that runs us
        [*script, str(running)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        assert program.stdout is not None
        program.stdout.readline()
        while not running.exists():
            pass
        program.send_signal(signal.SIGINT)
        assert program.wait(timeout=20) != 0
