"""The values of two clauses: what the item said, and what is so."""

from tasks.corrections.lexicon import Lexicon
from tasks.corrections.stated.alignment import (
    aligned,
    aligned_names,
    aligned_numbers,
    like_part,
    name_runs,
    number_runs,
)
from tasks.corrections.stated.sides import (
    Sides,
    Span,
    is_said_wrongly,
    span_of,
    starts_within,
    values_named,
)
from tasks.corrections.stated.spans import Word, is_name, words_of
from tasks.corrections.wording.dates import dates_in
from tasks.corrections.wording.passage import Passage
from tasks.corrections.wording.phrases import matches

_DATE_AT_MOST = 40
_LONG = 12


def confessions(
    seen: Passage, spans: list[Span], taken: set[int], lexicon: Lexicon, *, is_labelled: bool
) -> list[Sides]:
    """Pairs of two clauses: what was said, and what is so, behind it or before it.

    Behind a label the first clause needs no word of the item: "Correction: ... said that ...".
    """
    found = []
    used = set(taken)
    for index, span in enumerate(spans):
        opens = is_labelled and index == 0 and _clause(seen, span, lexicon) is not None
        if span[0] in used or not (opens or _is_confession(seen, span, lexicon)):
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
                Sides(span[0], wrong, None) for wrong in values_named(seen, span, "wrong", lexicon)
            ]
    return found


def _says_what(seen: Passage, span: Span, lexicon: Lexicon) -> bool:
    """Whether a clause tells what was said, so that a fact before it may be the right value."""
    return bool(
        next(values_named(seen, span, "wrong", lexicon), None) or _clause(seen, span, lexicon)
    )


def _is_confession(seen: Passage, span: Span, lexicon: Lexicon) -> bool:
    """Whether a clause says that the item said something, or said it wrongly."""
    low = seen.low[slice(*span)]
    starts = starts_within(seen, span)
    names = ("self", "statement", "other", "error", "opening", "reference", "mention", "elsewhere")
    return any(any(True for _ in matches(lexicon.evidence[name], low, starts)) for name in names)


def _states_a_fact(seen: Passage, span: Span, lexicon: Lexicon) -> bool:
    """Whether a clause is about the matter, not about the notice or our regrets."""
    low = seen.low[slice(*span)]
    if low.startswith(("(", "[")) or _is_date(low, lexicon):
        return False
    if next(values_named(seen, span, "right", lexicon), None):
        return True
    starts = starts_within(seen, span)
    names = ("statement", "self", "formula")
    formulas = (*(lexicon.evidence[name] for name in names), lexicon.kinds["apology"])
    return not any(any(True for _ in matches(one, low, starts)) for one in formulas)


def _is_date(low: str, lexicon: Lexicon) -> bool:
    """Whether a date, and at most a time of day behind it, is all there is."""
    return len(low) <= _DATE_AT_MOST and any(one.start == 0 for one in dates_in(low, lexicon))


def _said_and_so(seen: Passage, said: Span, so: Span, lexicon: Lexicon) -> Sides:
    stated = next(values_named(seen, so, "right", lexicon), so)
    right_words = _without_lead_in(words_of(seen.text, seen.plain, *stated), lexicon)
    if explicit := next(values_named(seen, said, "wrong", lexicon), None):
        if _denies(seen, so, lexicon):
            return Sides(said[0], explicit, None)
        wrong_words = words_of(seen.text, seen.plain, *explicit)
        old, new = aligned_numbers(wrong_words, right_words, lexicon)
        if old:
            return Sides(said[0], span_of(wrong_words, old), span_of(right_words, new))
        right = _value_in(right_words, wrong_words, lexicon) if stated == so else stated
        rivals = words_of(seen.text, seen.plain, *right) if right else []
        if len(rivals) == 1 and is_name(rivals[0]) and len(wrong_words) > 1:
            explicit = span_of(
                wrong_words, like_part(wrong_words, (0, len(wrong_words)), rivals[0])
            )
        return Sides(said[0], explicit, right)
    clause = _clause(seen, said, lexicon)
    if clause is None:
        return _wrong_somewhere(seen, said, right_words, lexicon, is_stated=stated != so)
    if _denies(seen, so, lexicon):
        return Sides(said[0], clause, None)
    wrong_words = words_of(seen.text, seen.plain, *clause)
    wrong, right_run = aligned(wrong_words, right_words, lexicon, opens=stated == so)
    return Sides(said[0], span_of(wrong_words, wrong), span_of(right_words, right_run))


def _without_lead_in(words: list[Word], lexicon: Lexicon) -> list[Word]:
    """Of "In fact, he was fined" without the first two words."""
    said = next((i for i, w in enumerate(words) if not lexicon.is_word("actually", w.low)), 0)
    is_more = said > 1 or (said == 1 and not lexicon.is_word("preposition", words[0].low))
    return words[said:] if is_more else words


def _wrong_somewhere(
    seen: Passage, said: Span, right_words: list[Word], lexicon: Lexicon, *, is_stated: bool
) -> Sides:
    """The wrong value stands, if at all, anywhere in a clause without a verb of saying."""
    words = words_of(seen.text, seen.plain, *said)[1:]
    is_wrong = is_said_wrongly(seen, *said, lexicon)
    old = new = None
    is_last = lexicon.is_word("verbs_are_last", "yes")
    if is_wrong or is_stated or is_last:
        old, new = aligned_numbers(words, right_words, lexicon)
    if not old and (is_stated or is_last):
        old, new = aligned_names(words, right_words, lexicon)
    if old:
        return Sides(said[0], span_of(words, old), span_of(right_words, new))
    return Sides(said[0], None, _lone_value(right_words, lexicon) if is_wrong else None)


def _clause(seen: Passage, span: Span, lexicon: Lexicon) -> Span | None:
    """What the item said, behind "said that"."""
    low = seen.plain[slice(*span)]
    for frame in lexicon.frames["clause"]:
        for match in matches(frame, low, starts_within(seen, span)):
            said = low[match.end() :]
            if not any(said.startswith(vague) for vague in lexicon.words.get("vague", ())):
                return span[0] + match.end(), span[1]
    return None


def _denies(seen: Passage, span: Span, lexicon: Lexicon) -> bool:
    low = seen.plain[slice(*span)]
    return any(frame.match(low) for frame in lexicon.frames["denial"])


def _value_in(words: list[Word], rival: list[Word], lexicon: Lexicon) -> Span | None:
    """The value of a statement of fact, given the wrong value that stands against it."""
    if number_runs(rival, lexicon) and (runs := number_runs(words, lexicon)):
        wrong_run, right_run = aligned(rival, words, lexicon, opens=True)
        return span_of(words, right_run if wrong_run else runs[-1])
    if len(rival) == 1 and is_name(rival[0]) and len(words) > 1:
        whole = (0, len(words))
        if (like := like_part(words, whole, rival[0])) != whole and is_name(words[like[0]]):
            return span_of(words, like)
    if (run := _behind_is(words, lexicon)) is not None:
        return span_of(words, run)
    if runs := name_runs(words, lexicon, opens=True):
        return span_of(words, runs[-1])
    return None


def _lone_value(words: list[Word], lexicon: Lexicon) -> Span | None:
    """The value of a statement of fact that corrects a value not told."""
    run = _behind_is(words, lexicon)
    if run is None:
        runs = number_runs(words, lexicon) or name_runs(words, lexicon, opens=True)
        run = runs[-1] if len(runs) == 1 else None
    return span_of(words, run)


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
