"""How a step that foreign markup breaks costs its own field and nothing else."""

from collections.abc import Callable
from typing import TypeVar

from lxml.etree import LxmlError

from tasks.pages.page import Caveat

T = TypeVar("T")

FAULTS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, LxmlError, RuntimeError,
    TypeError, ValueError,
)  # fmt: skip
"""What libraries raise on markup that nobody foresaw; anything else is a bug or MemoryError."""


def tried(code: str, step: Callable[[], T], otherwise: T, notes: list[Caveat]) -> T:
    """Return what *step* gives; if it fails, *otherwise*, and *notes* grows by ``<code>_failed``.

    >>> notes = []
    >>> tried("title", lambda: {}["h1"], None, notes), notes[0].code, notes[0].detail
    (None, 'title_failed', 'KeyError')
    """
    try:
        return step()
    except FAULTS as error:
        notes.append(Caveat(code=f"{code}_failed", detail=type(error).__name__))
        return otherwise
