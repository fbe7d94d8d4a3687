"""Value echoes: an added sentence that admits the old and the new value of a changed fact."""

import re
from collections.abc import Iterator, Sequence

from tasks.corrections.edits import Hunk
from tasks.corrections.lexicon import Lexicon
from tasks.corrections.notice import Kind, Location, Notice, Pair
from tasks.corrections.ties.matches import Said, echoes
from tasks.corrections.ties.standing import count, places, plain_words, unlike_parts
from tasks.corrections.wording.folding import fold
from tasks.corrections.wording.languages import lexicons_for

_CONFIDENCE = 0.60
_SENTENCE_AT_MOST = 45
_VALUE_AT_MOST = 6
_CLOSE = 3
_KNOWN_FROM = 2
_QUOTED = re.compile(r"[\"„“«»‹›「『](?P<said>[^\"”“«»‹›」』]+)[\"”“«»‹›」』]")
_ADMITS = ("self", "error", "reference", "in_fact", "formula")
_AGAINST = ("right_not_wrong", "wrong_not_right")


def value_echo(added_sentences: Sequence[str], hunks: Sequence[Hunk]) -> tuple[Notice, ...]:
    """Return added sentences that hold the old and the new value of a changed fact.

    News has both values too: "it rose from 310 to 335". In a language that we know, the sentence
    must set one against the other, or speak of a mistake or of itself; in any other, it must not
    merely lead from one to the other. Each is a correction of confidence .60.
    """
    short = [hunk for hunk in hunks if _is_short(hunk)]
    found = ((each, _echoed(each, short)) for each in added_sentences if _is_brief(each))
    return tuple(_notice(sentence, hunk) for sentence, hunk in found if hunk is not None)


def _is_brief(sentence: str) -> bool:
    return len(sentence.split()) <= _SENTENCE_AT_MOST


def _is_short(hunk: Hunk) -> bool:
    return max(len(hunk.before.split()), len(hunk.after.split())) <= _VALUE_AT_MOST


def _echoed(sentence: str, hunks: Sequence[Hunk]) -> Hunk | None:
    lexicons = lexicons_for(sentence, None)
    said = Said(text=sentence, language=lexicons[0].language if lexicons else None)
    found = (hunk for hunk in hunks if echoes(said, hunk) and not _is_quoted(said, hunk))
    return next((hunk for hunk in found if _is_admitted(sentence, hunk, lexicons)), None)


def _is_quoted(said: Said, hunk: Hunk) -> bool:
    """Whether a speaker names both values."""
    sides = unlike_parts(hunk.before, hunk.after)
    quotations = (quoted["said"] for quoted in _QUOTED.finditer(said.text))
    return any(all(count(each, side, said.language) for side in sides) for each in quotations)


def _is_admitted(sentence: str, hunk: Hunk, lexicons: Sequence[Lexicon]) -> bool:
    old, new = map(plain_words, unlike_parts(hunk.before, hunk.after))
    words, low = plain_words(sentence), fold(sentence).low
    if lexicons and (_admits(low, lexicons[0]) or _says_we(words, lexicons[0])):
        return True
    if any(_is_set_against(words, low, old, lexicon) for lexicon in lexicons):
        return not _is_told(words, lexicons[0])
    is_known = any(_spoken(words, lexicon) >= _KNOWN_FROM for lexicon in lexicons)
    return not is_known and not _leads_over(words, old, new)


def _admits(low: str, lexicon: Lexicon) -> bool:
    return any(lexicon.evidence[name].search(low) for name in _ADMITS)


def _says_we(words: tuple[str, ...], lexicon: Lexicon) -> bool:
    return any(lexicon.is_word("we", word) for word in words)


def _is_set_against(
    words: tuple[str, ...], low: str, old: tuple[str, ...], lexicon: Lexicon
) -> bool:
    """Whether "not" stands close to the old value, or "instead of" right before it."""
    near = (
        word
        for at in places(words, old)
        for word in (*words[max(0, at - _CLOSE) : at], *words[at + len(old) :][:_CLOSE])
    )
    if any(lexicon.is_word("negation", word) for word in near):
        return True
    return any(
        plain_words(low[match.end() :])[: len(old)] == old for match in _markers(low, lexicon)
    )


def _markers(low: str, lexicon: Lexicon) -> Iterator[re.Match[str]]:
    for name in _AGAINST:
        for pattern in lexicon.frames[name]:
            yield from pattern.finditer(low)


def _is_told(words: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether somebody says so."""
    return any(lexicon.is_word("attributes", word) for word in words)


def _spoken(words: tuple[str, ...], lexicon: Lexicon) -> int:
    return sum(word in lexicon.function_words for word in words)


def _leads_over(words: tuple[str, ...], old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Whether at most one word leads from one value to the other: "from 310 to 335"."""
    ends = [at + len(old) for at in places(words, old)]
    return any(0 <= at - end <= 1 for at in places(words, new) for end in ends)


def _notice(sentence: str, hunk: Hunk) -> Notice:
    return Notice(
        kinds=(Kind.CORRECTION,),
        text=sentence,
        pairs=(Pair(wrong=hunk.before, right=hunk.after),),
        confidence=_CONFIDENCE,
        location=Location.INLINE,
    )
