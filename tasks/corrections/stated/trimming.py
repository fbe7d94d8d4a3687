"""The shortest natural span: what two values of one kind have around them falls off both."""

from collections.abc import Sequence
from dataclasses import replace

from tasks.corrections.lexicon import Lexicon
from tasks.corrections.stated.alignment import Run, name_runs, number_runs
from tasks.corrections.stated.sides import Sides, Span, span_of
from tasks.corrections.stated.spans import Word, words_of
from tasks.corrections.wording.dates import dates_in
from tasks.corrections.wording.passage import Passage


def trimmed(seen: Passage, sides: Sides, lexicon: Lexicon) -> Sides:
    """Return a wrong and a right value without titles, prepositions and verbs around them.

    Of "not at 7 pm" and "already at 6.30 pm" the times, of "councillor Ada Vik" and "her deputy
    Bo Lund" the names, where both values are of that kind; anything else stays as it was.
    """
    if sides.wrong is None or sides.right is None or not lexicon.spaced:
        return sides
    wrong, right = sides.wrong, sides.right
    for cut in (_dates, _numbers, _names):
        if found := cut(seen, wrong, right, lexicon):
            return replace(sides, wrong=found[0], right=found[1])
    return sides


def _dates(seen: Passage, wrong: Span, right: Span, lexicon: Lexicon) -> tuple[Span, Span] | None:
    """Both hold one date: "12 September held" and "12 October"."""
    days = [dates_in(seen.plain[slice(*side)], lexicon) for side in (wrong, right)]
    if [len(each) for each in days] != [1, 1]:
        return None
    old, new = days[0][0], days[1][0]
    if (old.day, old.month, old.year) == (new.day, new.month, new.year):
        return None
    return (wrong[0] + old.start, wrong[0] + old.end), (right[0] + new.start, right[0] + new.end)


def _numbers(seen: Passage, wrong: Span, right: Span, lexicon: Lexicon) -> tuple[Span, Span] | None:
    """Both hold one number: what stands before it goes."""
    words = [words_of(seen.text, seen.plain, *side) for side in (wrong, right)]
    runs = [number_runs(each, lexicon) for each in words]
    if [len(each) for each in runs] != [1, 1]:
        return None
    starts = [run[0][0] for run in runs]
    if not all(_is_loose(each, at, lexicon) for each, at in zip(words, starts, strict=True)):
        return None
    old, new = (span_of(each, (at, len(each))) for each, at in zip(words, starts, strict=True))
    return old or wrong, new or right


def _is_loose(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether the word before a number is none of it, as it is in "version 9" and "May 3"."""
    groups = ("preposition", "article", "is", "actually")
    return at == 0 or any(lexicon.is_word(group, words[at - 1].low) for group in groups)


def _names(seen: Passage, wrong: Span, right: Span, lexicon: Lexicon) -> tuple[Span, Span] | None:
    """Both end in one name, behind other words: what the bearers are goes."""
    if lexicon.is_word("nouns_are_names", "yes"):
        return None
    before, after = (words_of(seen.text, seen.plain, *side) for side in (wrong, right))
    old, new = _name(before, lexicon), _name(after, lexicon)
    if old is None or new is None or _low(before[: old[0]]) == _low(after[: new[0]]):
        return None
    if _low(before[slice(*old)]) == _low(after[slice(*new)]):
        return None
    return span_of(before, old) or wrong, span_of(after, new) or right


def _low(words: Sequence[Word]) -> list[str]:
    return [word.low for word in words]


def _name(words: Sequence[Word], lexicon: Lexicon) -> Run | None:
    """The one name of a value, with nothing behind it."""
    runs = name_runs(words, lexicon, opens=False)
    return runs[0] if len(runs) == 1 and runs[0][1] == len(words) else None
