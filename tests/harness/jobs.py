"""Work for the pool of killable processes: one function for each way to end."""

import os
import signal
import threading
from pathlib import Path

from tasks.errors import PageUnreadable


def double(number: int) -> int:
    return 2 * number


def slow_double(number: int) -> int:
    threading.Event().wait(1)
    return 2 * number


def process_id(_: int) -> int:
    return os.getpid()


def refuse(subject: str) -> None:
    raise PageUnreadable(subject, "is an image")


def spin(_: int) -> None:
    while True:
        pass


def spin_in_c(_: int) -> None:
    """Never come back to the interpreter: an integer power of hours."""
    pow(3, 10**9)


def devour(_: int) -> int:
    return len(bytearray(3 * 1024**3))


def abort(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def out_of_cpu_time(_: int) -> None:
    """Be told by the kernel that the time is up."""
    os.kill(os.getpid(), signal.SIGXCPU)


def stumble(_: int) -> float:
    return 1 / 0


def linger(path: str) -> None:
    """Say that we run, then never end."""
    Path(path).touch()
    spin(0)


def was_warmed(_: int) -> bool:
    return _WARM == ["yes"]


def warm() -> None:
    _WARM.append("yes")


def fail() -> None:
    raise ZeroDivisionError


_WARM: list[str] = []
