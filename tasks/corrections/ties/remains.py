"""Where a value stands in a story: still there, for the same thing, after its correction?"""

from collections.abc import Iterator, Sequence

from tasks.corrections.edits import Edited, Wording
from tasks.corrections.lexicon import LEXICONS
from tasks.corrections.record import ClaimedChange
from tasks.corrections.ties.amounts import words_with_figures
from tasks.corrections.ties.matches import Said
from tasks.corrections.ties.standing import count, places, plain_words

STANDS = "old value still in the text"
NOWHERE = "neither in the text"
_WAS_THERE = "new value already in the text before"
_FIRST = "new value already in our first capture"
_WHOLE_NAME = 2


def still_stands(claim: ClaimedChange, said: Said, edits: Sequence[Edited], after: Wording) -> bool:
    """Return whether the wrong value of *claim* stands in *after* for the same thing.

    "52 hours" in the headline is the same figure if 52 hours were corrected; Route 52 is another.
    A name that was misspelt is nobody else's; one that was confused with another may be.
    """
    wrong, language = claim.wrong or "", said.language
    left = [text for text in after.texts if count(text, wrong, language)]
    own = [text for text in left if not is_of_notice(text, said.text)]
    if _is_misspelt_name(wrong, claim.right or ""):
        return bool(own)
    told = [(said.text, wrong), (said.text, claim.right or ""), *((e.old, wrong) for e in edits)]
    beside = {word for text, value in told for word in _neighbours(text, value, language)}
    return any(word in beside for text in own for word in _neighbours(text, wrong, language))


def why_not(claim: ClaimedChange, said: Said, before: Wording, after: Wording) -> str:
    """Return the remark on a claim that no edit bears out."""
    if stands_in(after, claim.wrong, said):
        return STANDS
    if stands_in(before if before.sentences else after, claim.right, said):
        return _WAS_THERE if before.sentences else _FIRST
    return NOWHERE


def stands_in(wording: Wording, value: str | None, said: Said) -> bool:
    """Return whether *value* stands anywhere in the story but in the notice."""
    texts = (text for text in wording.texts if not is_of_notice(text, said.text))
    return any(count(text, value, said.language) for text in texts)


def is_of_notice(text: str, notice: str) -> bool:
    """Return whether a sentence of the story is the notice itself, or holds it."""
    return next(places(plain_words(text), plain_words(notice)), None) is not None


def _is_misspelt_name(wrong: str, right: str) -> bool:
    """Whether both are whole names of the same capital initials."""
    one, other = ([word[:1] for word in value.split()] for value in (wrong, right))
    return one == other and len(one) >= _WHOLE_NAME and all(map(str.isupper, one))


def _neighbours(text: str, value: str, language: str | None) -> Iterator[tuple[int, str]]:
    """Yield the words before and behind each place of *value*, with their side; no small words."""
    lexicon = LEXICONS.get(language or "")
    small = lexicon.function_words if lexicon else frozenset[str]()
    words, wanted = (words_with_figures(each, language) for each in (text, value))
    for at in places(words, wanted):
        sides = ((-1, words[at - 1 : at]), (1, words[at + len(wanted) : at + len(wanted) + 1]))
        yield from ((side, word) for side, found in sides for word in found if word not in small)
