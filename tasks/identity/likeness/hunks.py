"""The words that changed between two sentences or headlines."""

from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from tasks.corrections.edits import Op
from tasks.identity.texts.facts import is_fact

Words = tuple[str, ...]


class WordHunk(NamedTuple):
    """One changed run of words: what stood there, and what stands there now."""

    before: Words
    after: Words

    @property
    def op(self) -> Op:
        """What happened: an empty side tells."""
        if not self.before:
            return Op.INSERT
        return Op.REPLACE if self.after else Op.DELETE

    @property
    def factual(self) -> bool:
        """Whether it changes what is said: a digit, name, number, unit, direction, negation."""
        return any(map(is_fact, (*self.before, *self.after)))


@lru_cache(maxsize=2048)
def word_hunks(before: Words, after: Words) -> tuple[WordHunk, ...]:
    """Return the changed runs of words in order; letter case alone is typography.

    The path of fewest edits leaves no common word at the edges of a run: to keep it would have
    been one edit less.
    """
    old = [word.lower() for word in before]
    new = [word.lower() for word in after]
    runs: list[list[int]] = []  # [start, end] before, [start, end] after; adjacent ones joined
    for op in Levenshtein.opcodes(old, new):
        if op.tag == "equal":
            continue
        if runs and runs[-1][1] == op.src_start and runs[-1][3] == op.dest_start:
            runs[-1][1], runs[-1][3] = op.src_end, op.dest_end
        else:
            runs.append([op.src_start, op.src_end, op.dest_start, op.dest_end])
    return tuple(WordHunk(before[a:b], after[c:d]) for a, b, c, d in runs)
