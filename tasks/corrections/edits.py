"""An edit in words, as the notices of this room are tied to it."""

from dataclasses import dataclass
from enum import StrEnum


class Op(StrEnum):
    """What happened to the words of a hunk."""

    REPLACE = "replace"
    INSERT = "insert"
    DELETE = "delete"
    MOVE = "move"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hunk:
    """One changed run of words in one field of a story."""

    field: str
    """Name in the record: ``body``, ``headline``, ``description``, ``by``."""
    op: Op
    before: str
    after: str
    at: tuple[int, int]
    """Sentence before and sentence after, each from 0."""
    factual: bool
    """Holds a digit, a capitalised word, a number, unit, order, direction or negation word."""
