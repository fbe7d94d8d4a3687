"""Lines that a site repeats on story after story: furniture by frequency, not by pattern."""

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass

from tasks.corrections.notices import find_notices_in_text
from tasks.identity.key_index import KeyIndex, holders
from tasks.identity.texts.digests import digest
from tasks.identity.texts.words import folded, keys

_LONGEST_LINE = 60  # words
_FEWEST_STORIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatedLines(Container[int]):
    """The hashes that at least 3 other stories have; whose they are, the index tells."""

    index: KeyIndex
    """Of the lines of one publisher's stories of the last 30 days."""
    own: str
    """The story that does not count; empty: it is not known yet."""

    def __contains__(self, line: object) -> bool:
        """Return whether a line, by its hash, is furniture."""
        others = set(holders(self.index, line)) - {self.own} if isinstance(line, int) else set()
        return len(others) >= _FEWEST_STORIES


def line_hashes(text: str) -> frozenset[int]:
    """Return the hashes of the lines that may be furniture: those of at most 60 words."""
    lines = (_key(line) for line in text.splitlines())
    return frozenset(digest(key) for key in lines if 0 < len(key.split()) <= _LONGEST_LINE)


def common_lines(stories: Iterable[frozenset[int]]) -> frozenset[int]:
    """Return the hashes that at least 3 stories have.

    Args:
        stories: `line_hashes` of the *other* stories of one publisher in the last 30 days.
    """
    counts = Counter(line for story in stories for line in story)
    return frozenset(line for line, count in counts.items() if count >= _FEWEST_STORIES)


def without_furniture(text: str, common: Container[int]) -> str:
    """Return a text without the lines that its site repeats.

    The lead stays, and so does a line that holds a notice: both may be repeated in earnest.

    Args:
        text: Paragraphs separated by line breaks.
        common: Hashes of repeated lines, see `common_lines`.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    lead = _lead(lines)
    return "\n".join(
        line
        for at, line in enumerate(lines)
        if at == lead or digest(_key(line)) not in common or _is_kept(line)
    )


def _key(line: str) -> str:
    return " ".join(keys(folded(line)))


def _lead(lines: list[str]) -> int:
    """The first line that ends like a sentence: above it stand bylines and dates."""
    ends = (at for at, line in enumerate(lines) if line.rstrip("\"'”’» ").endswith((".", "!", "?")))
    return next(ends, 0)


def _is_kept(line: str) -> bool:
    is_long = len(_key(line).split()) > _LONGEST_LINE
    return is_long or bool(find_notices_in_text(line))
