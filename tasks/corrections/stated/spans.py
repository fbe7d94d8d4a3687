"""The shortest natural span of a value: a number, a name, or what stands beside its rival."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.corrections.lexicon import Lexicon
from tasks.corrections.wording.folding import COLON, COMMA, DOT

_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0900-\u0963"
"""Vowel signs and accents that are no letters to ``re``."""
_WORD = re.compile(
    rf"[$€£¥₹#+-]*[^\W_](?:[\w{_MARKS}'{DOT}{COMMA}{COLON}/:%&$€£-]*[\w{_MARKS}%]|[{_MARKS}%])?"
    rf"[{DOT}]?(?: %)?"
)
_UNIT_AT_MOST = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a passage, with its own case and its place."""

    start: int
    end: int
    text: str
    low: str


def words_of(text: str, low: str, start: int, end: int) -> list[Word]:
    """Return the words of a part of a passage; stops at its end are not theirs."""
    found = []
    for match in _WORD.finditer(low, start, end):
        last = match.end()
        found.append(Word(match.start(), last, text[match.start() : last], match[0]))
    return found


def is_number(word: Word, lexicon: Lexicon) -> bool:
    """Return whether a word is a figure, or a number in letters."""
    parts = word.low.split("-")
    return any(c.isdigit() for c in word.low) or all(lexicon.is_word("number", p) for p in parts)


def is_name(word: Word) -> bool:
    """Return whether a word is written like a name."""
    return word.text[:1].isupper() or (word.text[1:2].isupper() and word.text[0] in "'d")


def beside(left: Sequence[Word], rival: Sequence[Word], lexicon: Lexicon) -> tuple[int, int]:
    """Return which words of *left* stand against *rival*, and how many of *rival* to drop.

    Args:
        left: The words before "not", of one sentence.
        rival: The value behind "not".
        lexicon: The language.

    Returns:
        The first word of the value in *left* (it may be all of them), and 1 if the
        preposition that both share is to be dropped from *rival*, else 0.
    """
    head = rival[0]
    shared = _last(left[:-1], head.low) if lexicon.is_word("preposition", head.low) else None
    if shared is not None and len(rival) > 1:
        inner, _ = beside(left[shared + 1 :], rival[1:], lexicon)
        return shared + 1 + (inner if is_number(rival[1], lexicon) else 0), 1
    if (same := _of_one_class(left, rival, lexicon)) is not None:
        return same, 0
    if is_number(head, lexicon) and (first := _number_start(left, lexicon)) is not None:
        return first, 0
    if lexicon.is_word("article", head.low):
        return _article_start(left, head, len(rival), lexicon), 0
    if is_name(head):
        return _name_start(left, len(rival), lexicon), 0
    return max(len(left) - len(rival), _after_is(left, lexicon), 0), 0


def _of_one_class(left: Sequence[Word], rival: Sequence[Word], lexicon: Lexicon) -> int | None:
    """The last word of *left* that is a direction or a unit, if the lone rival is one."""
    if len(rival) != 1:
        return None
    for group in ("direction", "scale", "weekday"):
        if lexicon.is_word(group, rival[0].low):
            places = [i for i, word in enumerate(left) if lexicon.is_word(group, word.low)]
            return places[-1] if places else None
    return None


def value_end(left: Sequence[Word], first: int, rival: Sequence[Word], lexicon: Lexicon) -> int:
    """Return where the value that begins at word *first* ends, as an index into *left*.

    A number keeps the unit behind it, unless the rival is a bare number and so is it.
    """
    if len(rival) == 1 and lexicon.is_word("direction", rival[0].low):
        return first + 1
    if not is_number(left[first], lexicon):
        return _before_a_place(left, first, rival, lexicon)
    end = first + 1
    while end < len(left) and _is_of_number(left[end], lexicon):
        end += 1
    rest = [word.low for word in rival if not _is_of_number(word, lexicon)]
    if rest:
        return _behind_its_unit(left, end, rest, lexicon)
    spelled = not any(c.isdigit() for word in left[first:end] for c in word.text)
    ends_in_unit = not spelled and len(left) == end + 1
    return end + ends_in_unit


def _behind_its_unit(left: Sequence[Word], end: int, rest: list[str], lexicon: Lexicon) -> int:
    """Where a number ends with its unit; *rest* is what the rival has behind its number."""
    if rest == [word.low for word in left[end : end + len(rest)]]:
        return end + len(rest)
    if len(rest) == 1 and lexicon.is_word("unit", rest[0]) and end < len(left):
        return end + lexicon.is_word("unit", left[end].low)
    return len(left) if len(left) - end <= _UNIT_AT_MOST else end


def _before_a_place(
    left: Sequence[Word], first: int, rival: Sequence[Word], lexicon: Lexicon
) -> int:
    """Where "a registrar" ends in "a registrar at the museum, not a curator"."""
    if any(lexicon.is_word("places", word.low) for word in rival):
        return len(left)
    behind = range(first + 1, len(left))
    return next((i for i in behind if lexicon.is_word("places", left[i].low)), len(left))


def _is_of_number(word: Word, lexicon: Lexicon) -> bool:
    return is_number(word, lexicon) or lexicon.is_word("scale", word.low.replace(DOT, "."))


def _last(words: Sequence[Word], low: str) -> int | None:
    return next((i for i in range(len(words) - 1, -1, -1) if words[i].low == low), None)


def _number_start(left: Sequence[Word], lexicon: Lexicon) -> int | None:
    """The first word of the last number in *left*."""
    numbers = [i for i, word in enumerate(left) if is_number(word, lexicon)]
    if not numbers:
        return None
    first = numbers[-1]
    while first > 0 and is_number(left[first - 1], lexicon):
        first -= 1
    return first


def _after_is(left: Sequence[Word], lexicon: Lexicon) -> int:
    """The word behind the last "is", or 0."""
    places = [i + 1 for i, word in enumerate(left[:-1]) if lexicon.is_word("is", word.low)]
    return places[-1] if places else 0


def _article_start(left: Sequence[Word], head: Word, size: int, lexicon: Lexicon) -> int:
    """Behind "is" if an article stands there, else the last article."""
    after = _after_is(left, lexicon)
    if after and after < len(left) and lexicon.is_word("article", left[after].low):
        return after
    same = [i for i, word in enumerate(left) if word.low == head.low]
    articles = [i for i, word in enumerate(left) if lexicon.is_word("article", word.low)]
    if same or articles:
        return (same or articles)[-1]
    return max(after, len(left) - size, 0)


def _name_start(left: Sequence[Word], size: int, lexicon: Lexicon) -> int:
    """The first word of the last run of names, small words between them included."""
    names = [i for i, word in enumerate(left) if is_name(word)]
    if not names or names[-1] < len(left) - size - _UNIT_AT_MOST:
        return max(len(left) - size, 0)
    first = names[-1]
    while first > 0:
        before = left[first - 1]
        if is_name(before) or before.text.isdigit():
            first -= 1
        elif lexicon.is_word("joiner", before.low) and first > 1 and is_name(left[first - 2]):
            first -= 2
        else:
            break
    return first
