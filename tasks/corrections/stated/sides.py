"""A wrong and a right value as places in a passage, and where words of it stand."""

from collections.abc import Iterator
from dataclasses import dataclass

from tasks.corrections.lexicon import Lexicon
from tasks.corrections.stated.spans import Word
from tasks.corrections.wording.passage import Passage
from tasks.corrections.wording.phrases import matches

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sides:
    """A wrong and a right value as spans of a passage; None: not stated."""

    at: int
    wrong: Span | None
    right: Span | None


def starts_within(seen: Passage, span: Span) -> list[int] | None:
    """Return where words begin in a part of the passage, counted from its start."""
    if seen.starts is None:
        return None
    return [at - span[0] for at in seen.starts if span[0] <= at < span[1]]


def shifted(span: Span, by: int) -> Span:
    """Return a span of a part as a span of the whole."""
    return span[0] + by, span[1] + by


def span_of(words: list[Word], run: Span | None) -> Span | None:
    """Return what a run of words covers."""
    return (words[run[0]].start, words[run[1] - 1].end) if run else None


def values_named(seen: Passage, span: Span, name: str, lexicon: Lexicon) -> Iterator[Span]:
    """Yield the spans of a group of the frames of that name."""
    low = seen.plain[slice(*span)]
    vague = tuple(lexicon.words.get("vague", ())) if name == "wrong" else ()
    for frame in lexicon.frames[name]:
        for match in matches(frame, low, starts_within(seen, span)):
            if not match[name].startswith(vague):
                yield shifted(match.span(name), span[0])


def is_said_wrongly(seen: Passage, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a mistake, or what the item said, stands before the marker: right follows it."""
    low = seen.plain[start:end]
    starts = starts_within(seen, (start, end))
    wrong, said, mended, right = (
        any(True for _ in matches(lexicon.evidence[name], low, starts))
        for name in ("error", "self", "statement", "in_fact")
    )
    return (wrong or (said and not mended)) and not right
