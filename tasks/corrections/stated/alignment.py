"""Two statements of one fact laid side by side: which words of each are the value.

"said the pier has 410 berths" and "It has 140": of two statements that speak of the same
thing, the values are the numbers, else the names, else the words that differ.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from tasks.corrections.lexicon import Lexicon
from tasks.corrections.stated.spans import Word, is_name, is_number
from tasks.corrections.wording.folding import DOT

Run = tuple[int, int]
Values = tuple[Run | None, Run | None]

_ALIKE = 0.5
_AMPERSAND = 3
"""Characters that may stand between the words of one run: " & "."""
_LIKE_A_PART = 0.4
_SAME_WORD = 0.6
_TWIN = 0.7
_YEAR = re.compile("1[0-9]{3}|20[0-9]{2}")
_IT_IS = 2
_LONG = 14
"""Words from which on a statement is an explanation, not a value."""


def aligned(
    wrong: Sequence[Word], right: Sequence[Word], lexicon: Lexicon, *, opens: bool
) -> Values:
    """Return the runs of words that hold the wrong and the right value.

    Args:
        wrong: The words of what was said.
        right: The words of what is so.
        lexicon: Their language.
        opens: Whether *right* begins a sentence: its first word is then written large anyway.
    """
    if not wrong or not right:
        return None, None
    return (
        _numbers(wrong, right, lexicon)
        or _weekdays(wrong, right, lexicon)
        or _names(wrong, right, lexicon, opens=opens)
        or _rest(wrong, right, lexicon)
    )


def aligned_numbers(wrong: Sequence[Word], right: Sequence[Word], lexicon: Lexicon) -> Values:
    """Return the same, where both statements hold numbers or weekdays, and nothing elsewhere."""
    values = _numbers(wrong, right, lexicon) or _weekdays(wrong, right, lexicon)
    return values or (None, None)


def aligned_names(wrong: Sequence[Word], right: Sequence[Word], lexicon: Lexicon) -> Values:
    """Return the same, where both statements hold names, and nothing elsewhere."""
    return _names(wrong, right, lexicon, opens=True) or (None, None)


def number_runs(words: Sequence[Word], lexicon: Lexicon) -> list[Run]:
    """Return the runs of number words, with what belongs to a number ("3.2 million")."""

    def belongs(word: Word) -> bool:
        return is_number(word, lexicon) or lexicon.is_word("scale", word.low.replace(DOT, "."))

    runs = _runs(words, belongs)
    return [run for run in runs if any(is_number(word, lexicon) for word in words[slice(*run)])]


def name_runs(words: Sequence[Word], lexicon: Lexicon, *, opens: bool) -> list[Run]:
    """Return the runs of names; *opens*: the first word is written large in any case."""
    runs = _runs(words, is_name)
    if opens and len(words) > 1 and runs and runs[0][0] == 0:
        first = words[0].low
        if runs[0][1] == 1 or first in lexicon.function_words:
            runs[0] = (1, runs[0][1])
    joined: list[Run] = []
    for start, end in (run for run in runs if run[0] < run[1]):
        if joined and _is_joined(words, joined[-1][1], start, lexicon):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _is_joined(words: Sequence[Word], end: int, start: int, lexicon: Lexicon) -> bool:
    return start - end == 1 and lexicon.is_word("joiner", words[end].low)


def _runs(words: Sequence[Word], belongs: Callable[[Word], bool]) -> list[Run]:
    runs: list[Run] = []
    for index, word in enumerate(words):
        if not belongs(word):
            continue
        if runs and runs[-1][1] == index and words[index - 1].end + _AMPERSAND >= word.start:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return runs


def _numbers(wrong: Sequence[Word], right: Sequence[Word], lexicon: Lexicon) -> Values | None:
    olds = _only_in(wrong, number_runs(wrong, lexicon), right)
    news = _only_in(right, number_runs(right, lexicon), wrong)
    if not olds or not news:
        return None
    old, new = _best(wrong, olds, right, news)
    old, new = (
        _with_unit(wrong, old, right, new, lexicon),
        _with_unit(right, new, wrong, old, lexicon),
    )
    return _with_name(wrong, old, right, new)


def _with_name(wrong: Sequence[Word], old: Run, right: Sequence[Word], new: Run) -> Values:
    """A number keeps the name before it that both share: "Android 13", "March 3"."""
    before = _low(wrong, old[0] - 1)
    if before and before == _low(right, new[0] - 1) and is_name(wrong[old[0] - 1]) and old[0] > 1:
        return (old[0] - 1, old[1]), (new[0] - 1, new[1])
    return old, new


def _only_in(words: Sequence[Word], runs: list[Run], other: Sequence[Word]) -> list[Run]:
    said = {word.low for word in other}
    return [run for run in runs if any(word.low not in said for word in words[slice(*run)])]


def _best(
    wrong: Sequence[Word], olds: list[Run], right: Sequence[Word], news: list[Run]
) -> tuple[Run, Run]:
    """The two runs with the most alike neighbours; of equals the last."""

    def score(pair: tuple[Run, Run]) -> tuple[float, int, int]:
        old, new = pair
        before = _alike(_low(wrong, old[0] - 1), _low(right, new[0] - 1))
        after = _alike(_low(wrong, old[1]), _low(right, new[1]))
        inside = _alike(_joined_low(wrong, old), _joined_low(right, new))
        return before + after + inside, old[0], -new[0]

    return max(((old, new) for old in olds for new in news), key=score)


def _low(words: Sequence[Word], index: int) -> str:
    return words[index].low if 0 <= index < len(words) else ""


def _joined_low(words: Sequence[Word], run: Run) -> str:
    return " ".join(word.low for word in words[slice(*run)])


def _with_unit(
    words: Sequence[Word], run: Run, other: Sequence[Word], rival: Run, lexicon: Lexicon
) -> Run:
    """A figure keeps its unit: the word behind it, if that ends the clause or is the rival's."""
    start, end = run
    if _YEAR.fullmatch(words[end - 1].text) or "-" in words[end - 1].text[1:]:
        return run
    is_figure = any(c.isdigit() for word in words[start:end] for c in word.text)
    unit = _low(words, end)
    if not unit or (end > 0 and words[end].start - words[end - 1].end > 1):
        return run
    rival_unit = _low(other, rival[1])
    shared = _alike(unit, rival_unit) >= _ALIKE or (
        lexicon.is_word("unit", unit) and lexicon.is_word("unit", rival_unit)
    )
    if shared and lexicon.is_word("preposition", unit):  # "12 millones de soles"
        of_it = _low(words, end + 1)
        return (start, end + 2) if of_it and of_it == _low(other, rival[1] + 1) else run
    is_long = (
        end + 2 == len(words)
        and all(  # "square kilometres"
            lexicon.is_word("unit", word.low) for word in words[end:]
        )
    )
    ends = is_figure and (end + 1 == len(words) or is_long)
    return (start, len(words) if ends else end + 1) if shared or ends else run


def _weekdays(wrong: Sequence[Word], right: Sequence[Word], lexicon: Lexicon) -> Values | None:
    """One day of the week against another, wherever in the two statements they stand."""
    days = [
        [i for i, word in enumerate(words) if lexicon.is_word("weekday", word.low)]
        for words in (wrong, right)
    ]
    if len(days[0]) != 1 or len(days[1]) != 1:
        return None
    old, new = days[0][0], days[1][0]
    if wrong[old].low == right[new].low:
        return None
    return (old, old + 1), (new, new + 1)


def _names(
    wrong: Sequence[Word], right: Sequence[Word], lexicon: Lexicon, *, opens: bool
) -> Values | None:
    olds = _only_in(wrong, name_runs(wrong, lexicon, opens=False), right)
    news = _only_in(right, _without_subject(right, wrong, lexicon, opens=opens), wrong)
    if not olds or not news:
        return None
    old, new = _best(wrong, olds, right, news)
    if lexicon.is_word("nouns_are_names", "yes") and not _is_same_place(wrong, old, right, new):
        return None
    return _part(wrong, old, right, new), _part(right, new, wrong, old)


def _without_subject(
    right: Sequence[Word], wrong: Sequence[Word], lexicon: Lexicon, *, opens: bool
) -> list[Run]:
    """The names of *right*, without an opening word that *wrong* has in another form."""
    runs = name_runs(right, lexicon, opens=opens)
    if opens and runs and runs[0][0] == 0 and runs[0][1] > 1:
        likeness = max(_alike(right[0].low, word.low) for word in wrong)
        if likeness >= _SAME_WORD and right[0].text not in {word.text for word in wrong}:
            runs[0] = (1, runs[0][1])
    return runs


def _is_same_place(wrong: Sequence[Word], old: Run, right: Sequence[Word], new: Run) -> bool:
    before = _low(wrong, old[0] - 1)
    return (bool(before) and before == _low(right, new[0] - 1)) or (
        _alike(_joined_low(wrong, old), _joined_low(right, new)) >= _ALIKE
    )


def _part(words: Sequence[Word], run: Run, other: Sequence[Word], rival: Run) -> Run:
    """Of a full name against a single one, the part that is like it."""
    return run if rival[1] - rival[0] != 1 else like_part(words, run, other[rival[0]])


def like_part(words: Sequence[Word], run: Run, lone: Word) -> Run:
    """Return the word of a run that is spelled like *lone*; the run, if none or all are."""
    best = max(range(*run), key=lambda i: _alike(words[i].low, lone.low))
    return (best, best + 1) if _alike(words[best].low, lone.low) >= _LIKE_A_PART else run


def spelled_like(words: Sequence[Word], lone: Word) -> Run | None:
    """Return the one word that is spelled nearly like *lone*, if a letter or two make it so."""
    if any(c.isdigit() for c in lone.low) or not words:
        return None
    best = max(range(len(words)), key=lambda i: _alike(words[i].low, lone.low))
    return (best, best + 1) if _TWIN <= _alike(words[best].low, lone.low) < 1 else None


def are_nearly_one(one: str, other: str) -> bool:
    """Return whether two names differ by a letter or two of a word, and agree in the others."""
    old, new = one.split(" "), other.split(" ")
    unlike = [pair for pair in zip(old, new, strict=False) if pair[0] != pair[1]]
    if len(old) != len(new) or len(unlike) != 1:
        return False
    word, rival = unlike[0]
    is_inflected = word.startswith(rival) or rival.startswith(word)
    return not is_inflected and _alike(word, rival) >= (_LIKE_A_PART if len(old) > 1 else _TWIN)


def _rest(wrong: Sequence[Word], right: Sequence[Word], lexicon: Lexicon) -> Values:
    """Behind the verb they share, or behind "is"; without either, all that was said."""
    old, new = (0, len(wrong)), (0, len(right))
    denied = any(lexicon.is_word("negation", word.low) for word in (*wrong, *right))
    verb = None if denied else _shared_verb(wrong, right, lexicon)
    if verb:
        old, new = (verb[0] + 1, old[1]), (verb[1] + 1, new[1])
        while (
            old[1] - 1 > old[0]
            and new[1] - 1 > new[0]
            and (wrong[old[1] - 1].low == right[new[1] - 1].low)
        ):
            old, new = (old[0], old[1] - 1), (new[0], new[1] - 1)
        return _without_preposition(wrong, old, right, new, lexicon)
    if (articles := _articles(wrong, right, lexicon)) and not denied:
        return (articles[0], old[1]), (articles[1], new[1])
    return old, new if len(right) < _LONG else None


def _articles(
    wrong: Sequence[Word], right: Sequence[Word], lexicon: Lexicon
) -> tuple[int, int] | None:
    """Of "plays the tuba" and "It is the horn" where the values begin, with their articles."""
    if len(right) <= _IT_IS or not lexicon.is_word("is", right[1].low):
        return None
    places = [i for i, word in enumerate(wrong) if lexicon.is_word("article", word.low)]
    if not places or not lexicon.is_word("article", right[_IT_IS].low):
        return None
    return places[-1], _IT_IS


def _without_preposition(
    wrong: Sequence[Word], old: Run, right: Sequence[Word], new: Run, lexicon: Lexicon
) -> Values:
    """Drop what both begin with: "for two years", "for two months"."""
    head = right[new[0]].low
    if new[1] - new[0] > 1 and lexicon.is_word("preposition", head):
        same = [i for i in range(*old) if wrong[i].low == head]
        old = (same[-1], old[1]) if same else old
    shared = _shared_beginning(wrong[slice(*old)], right[slice(*new)], lexicon)
    if shared > 1:
        old, new = (old[0] + shared, old[1]), (new[0] + shared, new[1])
    while (
        old[1] - old[0] > 1
        and new[1] - new[0] > 1
        and wrong[old[0]].low == right[new[0]].low
        and not is_number(wrong[old[0]], lexicon)
        and not lexicon.is_word("article", wrong[old[0]].low)
    ):
        old, new = (old[0] + 1, old[1]), (new[0] + 1, new[1])
    return (old if old[0] < old[1] else None), (new if new[0] < new[1] else None)


def _shared_beginning(one: Sequence[Word], other: Sequence[Word], lexicon: Lexicon) -> int:
    """How many words both values begin with, a last one and numbers left out."""
    for index, (word, rival) in enumerate(zip(one[:-1], other[:-1], strict=False)):
        if word.low != rival.low or is_number(word, lexicon):
            return index
    return min(len(one), len(other)) - 1


def _shared_verb(
    wrong: Sequence[Word], right: Sequence[Word], lexicon: Lexicon
) -> tuple[int, int] | None:
    """Where the word stands behind which the statements part: "is", or one they share."""
    said = {word.low: index for index, word in enumerate(wrong[:-1])}
    is_old = [i for i, word in enumerate(wrong[:-1]) if lexicon.is_word("is", word.low)]
    for index, word in enumerate(right[1:-1], start=1):
        if lexicon.is_word("is", word.low) and is_old:
            return is_old[0], index
        if word.low in said and not lexicon.is_word("article", word.low):
            return said[word.low], index
    return None


def _alike(one: str, other: str) -> float:
    """Dice's coefficient over pairs of letters, 0 to 1."""
    if one == other:
        return 1.0 if one else 0.0
    first, second = set(pairwise(one)), set(pairwise(other))
    return 2 * len(first & second) / (len(first) + len(second) or 1)
