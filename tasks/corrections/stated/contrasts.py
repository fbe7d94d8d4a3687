"""The values that one clause sets against each other: "from B to A", "A, not B"."""

import re
from collections.abc import Iterator

from tasks.corrections.lexicon import Lexicon
from tasks.corrections.stated.alignment import like_part, spelled_like
from tasks.corrections.stated.sides import (
    Sides,
    Span,
    is_said_wrongly,
    shifted,
    span_of,
    starts_within,
)
from tasks.corrections.stated.spans import beside, is_name, value_end, words_of
from tasks.corrections.wording.passage import Passage
from tasks.corrections.wording.phrases import matches

_LEFT_AT_MOST = 160
_RIVAL = re.compile(r"[^;!?()\[\]\n。、，；（）]{1,90}")
_RIVAL_ENDS = re.compile(r"[.,:](?=\s|\Z|\")| -")
_OPENING_QUOTE = re.compile(r"[\"'「『]([^\"'」』\n]{1,80})[\"'」』]")
_CLOSING_QUOTE = re.compile(r"[\"'「『]([^\"'」』\n]{1,80})[\"'」』][\s,]*\Z")


def contrasts(seen: Passage, span: Span, lexicon: Lexicon) -> list[Sides]:
    """Return the pairs that stand in one clause: "from B to A", "A, not B"."""
    low = seen.plain[slice(*span)]
    for frame in lexicon.frames["pair"]:
        found = []
        for match in matches(frame, low, starts_within(seen, span)):
            wrong, right = match.span("wrong"), match.span("right")
            wrong, right = (
                _behind_last_to(low, wrong, lexicon),
                _behind_last_to(low, right, lexicon),
            )
            first = low[slice(*right)].split(" ")[0]
            wrong, right = _without_shared_preposition(low, wrong, right, lexicon)
            if lexicon.is_word("values_are_last", "yes"):
                wrong = _last_words(low, wrong, low[slice(*right)].count(" ") + 1)
            if not lexicon.is_word("purpose", first):
                right = _like_lone_name(seen, shifted(right, span[0]), shifted(wrong, span[0]))
                found.append(Sides(span[0], shifted(wrong, span[0]), right))
        if found:
            return found
    return list(_against(seen, span, lexicon))


def _without_shared_preposition(
    low: str, wrong: Span, right: Span, lexicon: Lexicon
) -> tuple[Span, Span]:
    """Of "not in B but in A" the names only."""
    one, other = low[slice(*wrong)].split(" "), low[slice(*right)].split(" ")
    shared = one[0] == other[0] and lexicon.is_word("preposition", one[0])
    if not shared or min(len(one), len(other)) == 1:
        return wrong, right
    behind = len(one[0]) + 1
    return (wrong[0] + behind, wrong[1]), (right[0] + behind, right[1])


def _last_words(low: str, span: Span, size: int) -> Span:
    """The last *size* words of a value: its clause stands before it."""
    inside = low[slice(*span)]
    behind = " ".join(inside.split(" ")[-size:])
    return span[1] - len(behind), span[1]


def _like_lone_name(seen: Passage, full: Span, lone: Span) -> Span:
    """Of a full name against a single one, the part that is like it."""
    words = words_of(seen.text, seen.plain, *full)
    rivals = words_of(seen.text, seen.plain, *lone)
    if len(rivals) != 1 or not is_name(rivals[0]) or not all(map(is_name, words)):
        return full
    return span_of(words, like_part(words, (0, len(words)), rivals[0])) or full


def _behind_last_to(low: str, span: Span, lexicon: Lexicon) -> Span:
    """Of "change the currency to crowns" only the crowns: gaps are taken up early."""
    for word in lexicon.words.get("to", ()):
        if (at := low.rfind(f" {word} ", *span)) >= 0:
            span = (at + len(word) + 2, span[1])
    return span


def _against(seen: Passage, span: Span, lexicon: Lexicon) -> Iterator[Sides]:
    """The values on both sides of "not", "rather than" and their like."""
    start, end = span
    past = start
    for at, behind, is_reversed in _markers(seen, span, lexicon):
        if at < past:
            continue
        left = (max(past, at - _LEFT_AT_MOST, start), at)
        rival = _rival(seen, behind, end, lexicon)
        values = _both(seen, left, rival, lexicon) if rival else None
        if values:
            past = rival[1] if rival else behind
            left_value, right_value = values
            wrong, right = (left_value, right_value) if is_reversed else (right_value, left_value)
            yield Sides(span[0], wrong, right)


def _markers(seen: Passage, span: Span, lexicon: Lexicon) -> list[tuple[int, int, bool]]:
    """Begin and end of each marker, and whether the wrong value stands before it."""
    found: dict[int, tuple[int, int, bool]] = {}
    low = seen.plain[: span[1]]
    for name in ("right_not_wrong", "wrong_then_right", "wrong_not_right"):
        for pattern in lexicon.frames[name]:
            for match in pattern.finditer(low, span[0]):
                is_reversed = name != "right_not_wrong"
                if name == "wrong_not_right" and not is_said_wrongly(
                    seen, span[0], match.start(), lexicon
                ):
                    continue
                old = found.get(match.end())
                at = min(match.start(), old[0]) if old else match.start()
                found[match.end()] = (at, match.end(), is_reversed)
    return sorted(found.values(), key=lambda marker: (marker[0], -marker[1]))


def _rival(seen: Passage, at: int, end: int, lexicon: Lexicon) -> Span | None:
    """What stands behind the marker, up to the end of its clause."""
    quoted = _OPENING_QUOTE.match(seen.plain, at, end)
    if quoted:
        return quoted.span(1)
    match = _RIVAL.match(seen.plain, at, end)
    if match is None:
        return None
    ends = [match.end()]
    if stop := _RIVAL_ENDS.search(seen.plain, at, match.end()):
        ends.append(stop.start())
    ends += [m.start() for m in lexicon.stops.finditer(seen.plain, at, match.end())]
    return (at, min(ends)) if min(ends) > at else None


def _both(seen: Passage, left: Span, rival: Span, lexicon: Lexicon) -> tuple[Span, Span] | None:
    """The value that stands against *rival* at the end of *left*, and *rival* itself."""
    if quoted := _CLOSING_QUOTE.search(seen.plain[slice(*left)]):
        return shifted(quoted.span(1), left[0]), rival
    before = words_of(seen.text, seen.plain, *_before_stop(seen, left, lexicon))
    after = words_of(seen.text, seen.plain, *rival)
    if not before or not after or lexicon.is_word("never_rival", after[0].low):
        return None
    opens = [i for i, word in enumerate(before[:-1], 1) if lexicon.is_word("opener", word.low)]
    if opens and before[opens[-1] - 1].low != after[0].low:
        before = before[opens[-1] :]
    first, dropped = beside(before, after, lexicon)
    last = value_end(before, first, after[dropped:], lexicon)
    if last - first > 1 and len(after) == 1 and is_name(after[0]):
        first, last = like_part(before, (first, last), after[0])
    if len(after) == 1 and (twin := spelled_like(before, after[0])):
        first, last = twin
    value = (before[first].start, before[last - 1].end)
    if "," not in seen.plain[slice(*rival)] and is_name(before[first]):
        value = (value[0], value[0] + len(seen.plain[slice(*value)].partition(", ")[0]))
    return value, (after[dropped].start, after[-1].end)


def _before_stop(seen: Passage, span: Span, lexicon: Lexicon) -> Span:
    """A span without the stop word that ends it."""
    stops = lexicon.stops.finditer(seen.plain, *span)
    return span[0], min((stop.start() for stop in stops if stop.end() == span[1]), default=span[1])
