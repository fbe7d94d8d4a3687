"""The wrong and the right value that a notice states, verbatim, and never invented."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tasks.corrections.alignment import aligned, aligned_numbers, like_part, name_runs, number_runs
from tasks.corrections.lexicon import Lexicon
from tasks.corrections.notice import Pair
from tasks.corrections.passage import Passage, clauses
from tasks.corrections.phrases import matches
from tasks.corrections.values import Word, beside, is_name, is_number, value_end, words_of

Span = tuple[int, int]

_LEFT_AT_MOST = 160
_EDGES = " \t\n,;:.!?()[]\"'“”‘’„«»‹›「」『』-–—*•/"
_RIVAL = re.compile(r"[^;!?()\[\]\n。、，；（）]{1,90}")
_RIVAL_ENDS = re.compile(r"[.,:](?=\s|\Z|\")| -")
_OPENING_QUOTE = re.compile(r"[\"'「『]([^\"'」』\n]{1,80})[\"'」』]")
_CLOSING_QUOTE = re.compile(r"[\"'「『]([^\"'」』\n]{1,80})[\"'」』][\s,]*\Z")


@dataclass(frozen=True, slots=True)
class Sides:
    """A wrong and a right value as spans of a passage; None: not stated."""

    at: int
    wrong: Span | None
    right: Span | None


def pairs_of(seen: Passage, begins: int, lexicon: Lexicon) -> tuple[Pair, ...]:
    """Return the pairs of a notice, in order.

    Args:
        seen: The notice.
        begins: Where its text begins, behind the label.
        lexicon: Its language.

    Returns:
        Where any pair is whole, only the whole ones; else the first half.
    """
    spans = [(max(a, begins), b) for a, b in clauses(seen.plain) if b > begins]
    found = [sides for span in spans for sides in _in_one_clause(seen, span, lexicon)]
    found += _across_clauses(seen, spans, {sides.at for sides in found}, lexicon)
    found.sort(key=lambda sides: sides.at)
    pairs = list(dict.fromkeys(pair for sides in found if (pair := _pair(seen, sides))))
    whole = [pair for pair in pairs if pair.wrong and pair.right]
    if not pairs:
        pairs = [pair for span in spans for pair in _halves(seen, span, lexicon)]
    return tuple(whole or pairs[:1])


def _pair(seen: Passage, sides: Sides) -> Pair | None:
    wrong, right = _verbatim(seen, sides.wrong), _verbatim(seen, sides.right)
    return Pair(wrong, right) if wrong != right else None


def _verbatim(seen: Passage, span: Span | None) -> str | None:
    return (seen.verbatim(*span).strip(_EDGES) or None) if span else None


def _in_one_clause(seen: Passage, span: Span, lexicon: Lexicon) -> list[Sides]:
    """Pairs of one clause: "from B to A", "A, not B"."""
    low = seen.plain[slice(*span)]
    for frame in lexicon.frames["pair"]:
        if match := next(matches(frame, low, _starts(seen, span)), None):
            wrong, right = match.span("wrong"), match.span("right")
            wrong, right = (
                _behind_last_to(low, wrong, lexicon),
                _behind_last_to(low, right, lexicon),
            )
            first = low[slice(*right)].split(" ")[0]
            if not lexicon.is_word("purpose", first):
                return [Sides(span[0], _shifted(wrong, span[0]), _shifted(right, span[0]))]
    return list(_against(seen, span, lexicon))


def _behind_last_to(low: str, span: Span, lexicon: Lexicon) -> Span:
    """Of "change the currency to crowns" only the crowns: gaps are taken up early."""
    for word in lexicon.words.get("to", ()):
        if (at := low.rfind(f" {word} ", *span)) >= 0:
            span = (at + len(word) + 2, span[1])
    return span


def _starts(seen: Passage, span: Span) -> list[int] | None:
    if seen.starts is None:
        return None
    return [at - span[0] for at in seen.starts if span[0] <= at < span[1]]


def _shifted(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by


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
                if name == "wrong_not_right" and not _is_said_wrongly(
                    seen, span[0], match.start(), lexicon
                ):
                    continue
                old = found.get(match.end())
                at = min(match.start(), old[0]) if old else match.start()
                found[match.end()] = (at, match.end(), is_reversed)
    return sorted(found.values())


def _is_said_wrongly(seen: Passage, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a word for a mistake stands before the marker: what follows it is then right."""
    low = seen.plain[start:end]
    starts = _starts(seen, (start, end))
    return any(True for _ in matches(lexicon.evidence["error"], low, starts))


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
        return _shifted(quoted.span(1), left[0]), rival
    before = words_of(seen.text, seen.plain, *left)
    after = words_of(seen.text, seen.plain, *rival)
    if not before or not after or lexicon.is_word("never_rival", after[0].low):
        return None
    first, dropped = beside(before, after, lexicon)
    last = value_end(before, first, after[dropped:], lexicon)
    if last - first > 1 and len(after) == 1 and is_name(after[0]):
        first, last = like_part(before, (first, last), after[0])
    value = (before[first].start, before[last - 1].end)
    return value, (after[dropped].start, after[-1].end)


def _across_clauses(
    seen: Passage, spans: list[Span], taken: set[int], lexicon: Lexicon
) -> list[Sides]:
    """Pairs of two clauses: what was said, and what is so, behind it or before it."""
    found = []
    used = set(taken)
    for index, span in enumerate(spans):
        if span[0] in used or not _is_confession(seen, span, lexicon):
            continue
        following = [s for s in spans[index + 1 : index + 2] if _states_a_fact(seen, s, lexicon)]
        previous = spans[:1] if index == 1 and _says_what(seen, span, lexicon) else []
        previous = [s for s in previous if _states_a_fact(seen, s, lexicon)]
        if any(after[0] in taken for after in spans[index + 1 : index + 2]):
            continue
        for other in following or previous:
            sides = _said_and_so(seen, span, other, lexicon)
            used |= {span[0], other[0]}
            found.append(sides)
        if not following and not previous:
            found += [
                Sides(span[0], wrong, None) for wrong in _values(seen, span, "wrong", lexicon)
            ]
    return found


def _says_what(seen: Passage, span: Span, lexicon: Lexicon) -> bool:
    """Whether a clause tells what was said, so that a fact before it may be the right value."""
    return bool(next(_values(seen, span, "wrong", lexicon), None) or _clause(seen, span, lexicon))


def _is_confession(seen: Passage, span: Span, lexicon: Lexicon) -> bool:
    """Whether a clause says that the item said something, or said it wrongly."""
    low = seen.low[slice(*span)]
    starts = _starts(seen, span)
    names = ("self", "statement", "other", "error", "opening", "reference")
    return any(any(True for _ in matches(lexicon.evidence[name], low, starts)) for name in names)


def _states_a_fact(seen: Passage, span: Span, lexicon: Lexicon) -> bool:
    """Whether a clause is about the matter, not about the notice or our regrets."""
    low = seen.low[slice(*span)]
    if low.startswith(("(", "[")):
        return False
    starts = _starts(seen, span)
    names = ("statement", "self", "formula")
    formulas = (*(lexicon.evidence[name] for name in names), lexicon.kinds["apology"])
    return not any(any(True for _ in matches(one, low, starts)) for one in formulas)


def _said_and_so(seen: Passage, said: Span, so: Span, lexicon: Lexicon) -> Sides:
    right_words = words_of(seen.text, seen.plain, *so)
    if explicit := next(_values(seen, said, "wrong", lexicon), None):
        if _denies(seen, so, lexicon):
            return Sides(said[0], explicit, None)
        wrong_words = words_of(seen.text, seen.plain, *explicit)
        right = _value_in(right_words, wrong_words, lexicon)
        rivals = words_of(seen.text, seen.plain, *right) if right else []
        if len(rivals) == 1 and is_name(rivals[0]) and len(wrong_words) > 1:
            explicit = _span(wrong_words, like_part(wrong_words, (0, len(wrong_words)), rivals[0]))
        return Sides(said[0], explicit, right)
    clause = _clause(seen, said, lexicon)
    if clause is None:
        words = words_of(seen.text, seen.plain, *said)
        old, new = aligned_numbers(words, right_words, lexicon)
        if old:
            return Sides(said[0], _span(words, old), _span(right_words, new))
        is_wrong = _is_said_wrongly(seen, *said, lexicon)
        return Sides(said[0], None, _lone_value(right_words, lexicon) if is_wrong else None)
    if _denies(seen, so, lexicon):
        return Sides(said[0], clause, None)
    wrong_words = words_of(seen.text, seen.plain, *clause)
    wrong, right_run = aligned(wrong_words, right_words, lexicon)
    return Sides(said[0], _span(wrong_words, wrong), _span(right_words, right_run))


def _values(seen: Passage, span: Span, name: str, lexicon: Lexicon) -> Iterator[Span]:
    low = seen.plain[slice(*span)]
    for frame in lexicon.frames[name]:
        for match in matches(frame, low, _starts(seen, span)):
            yield _shifted(match.span(name), span[0])


def _clause(seen: Passage, span: Span, lexicon: Lexicon) -> Span | None:
    """What the item said, behind "said that"."""
    low = seen.plain[slice(*span)]
    for frame in lexicon.frames["clause"]:
        for match in matches(frame, low, _starts(seen, span)):
            said = low[match.end() :]
            if not any(said.startswith(vague) for vague in lexicon.words.get("vague", ())):
                return span[0] + match.end(), span[1]
    return None


def _denies(seen: Passage, span: Span, lexicon: Lexicon) -> bool:
    low = seen.plain[slice(*span)]
    return any(frame.match(low) for frame in lexicon.frames["denial"])


def _span(words: list[Word], run: Span | None) -> Span | None:
    return (words[run[0]].start, words[run[1] - 1].end) if run else None


def _value_in(words: list[Word], rival: list[Word], lexicon: Lexicon) -> Span | None:
    """The value of a statement of fact, given the wrong value that stands against it."""
    if number_runs(rival, lexicon) and (runs := number_runs(words, lexicon)):
        wrong_run, right_run = aligned(rival, words, lexicon)
        return _span(words, right_run if wrong_run else runs[-1])
    if (run := _behind_is(words, lexicon)) is not None:
        return _span(words, run)
    if runs := name_runs(words, lexicon, opens=True):
        return _span(words, runs[-1])
    return None


def _lone_value(words: list[Word], lexicon: Lexicon) -> Span | None:
    """The value of a statement of fact that corrects a value not told."""
    run = _behind_is(words, lexicon)
    if run is None:
        runs = number_runs(words, lexicon) or name_runs(words, lexicon, opens=True)
        run = runs[-1] if len(runs) == 1 else None
    return _span(words, run)


def _behind_is(words: list[Word], lexicon: Lexicon) -> Span | None:
    """What stands behind the first "is", without an adverb or a preposition."""
    verbs = [i for i, word in enumerate(words[:-1]) if lexicon.is_word("is", word.low)]
    if not verbs or len(words) - verbs[0] > _LONG:
        return None
    first = verbs[0] + 1
    skipped = ("preposition", "is", "actually")
    while first < len(words) - 1 and any(lexicon.is_word(g, words[first].low) for g in skipped):
        first += 1
    return first, len(words)


_LONG = 12


def _halves(seen: Passage, span: Span, lexicon: Lexicon) -> Iterator[Pair]:
    """A right or a wrong value that stands alone."""
    for right in _values(seen, span, "right", lexicon):
        words = words_of(seen.text, seen.plain, *right)
        if not words or (words[0].text.islower() and not is_number(words[0], lexicon)):
            continue
        if pair := _pair(seen, Sides(span[0], None, right)):
            yield pair
    for wrong in _values(seen, span, "wrong", lexicon):
        if pair := _pair(seen, Sides(span[0], wrong, None)):
            yield pair
