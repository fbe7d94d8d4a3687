"""An edit in words, and what stands around them, as the notices of this room are tied to it."""

from collections.abc import Sequence
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How a story was told at one time: what the places of a hunk count."""

    headline: str = ""
    sentences: tuple[str, ...] = ()
    """Of its body, without notices; of a text that nothing is compared with, its lines."""

    @property
    def texts(self) -> tuple[str, ...]:
        """Headline and sentences."""
        return (self.headline, *self.sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A hunk with the sentence or headline around it, before and after."""

    hunk: Hunk
    old: str
    new: str


def edited(hunks: Sequence[Hunk], before: Wording, after: Wording) -> list[Edited]:
    """Return *hunks* with what stands around them; what only moved changed nothing."""
    return [_edited(hunk, before, after) for hunk in hunks if hunk.op is not Op.MOVE]


def _edited(hunk: Hunk, before: Wording, after: Wording) -> Edited:
    old = _around(hunk.field, before, hunk.at[0]) or hunk.before
    new = _around(hunk.field, after, hunk.at[1]) or hunk.after
    if hunk.op is Op.INSERT and new == hunk.after:  # a whole sentence: its neighbour is another
        old = ""
    if hunk.op is Op.DELETE and old == hunk.before:
        new = ""
    return Edited(hunk=hunk, old=old, new=new)


def _around(field: str, wording: Wording, place: int) -> str:
    if field == "headline":
        return wording.headline
    return wording.sentences[place] if field == "body" and place < len(wording.sentences) else ""
