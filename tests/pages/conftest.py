"""What every test of this room begins with."""

import pytest

from tasks.pages.reader import warm_up


@pytest.fixture(scope="session", autouse=True)
def _warm() -> None:
    """Load word lists once: the first page of a process waits for them, and no other does."""
    warm_up()
