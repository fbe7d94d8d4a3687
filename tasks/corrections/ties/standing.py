"""Whether a value stands in a text, however it is written there."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain, takewhile

from tasks.corrections.lexicon import LEXICONS
from tasks.corrections.ties.amounts import words_with_figures
from tasks.corrections.wording.folding import folded_key

Words = tuple[str, ...]
IsSame = Callable[[str, str], bool]

_GLUED = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
_KEPT = 4096
"""Texts whose words are kept: every claim is looked for in every sentence that changed."""
_SHORT_MILLION = re.compile(r"(?<=\d)m(?!\w)")
_ENDING_AT_MOST = 2
_AKIN_FROM, _AKIN_ENDING_AT_MOST = 4, 5
_STEM_FROM = 4
_CONTENT_FROM = 4
_TITLES = (
    "mr mrs ms miss mx dr prof sir dame lord lady rev herr frau monsieur madame mme mlle sr sra"
    " srta señor señora don doña dra signor signora sig dott dottssa avv meneer mevrouw dhr mevr"
    " senhor senhora"
)
_SMALL_WORDS = frozenset(chain(*(lexicon.function_words for lexicon in LEXICONS.values())))
_IS_TITLE = frozenset(_TITLES.split()).__contains__


def is_exact(one: str, other: str) -> bool:
    """Whether two words are the same."""
    return one == other


def is_inflected(one: str, other: str) -> bool:
    """Whether two words are the same but for a short ending: "Marsh", "Marshs"."""
    short, long = sorted((one, other), key=len)
    is_word = len(short) >= _STEM_FROM and long.isalpha()
    ending = len(long) - len(short)
    return one == other or (is_word and long.startswith(short) and ending <= _ENDING_AT_MOST)


def is_akin(one: str, other: str) -> bool:
    """Whether two words begin alike and end in few letters of their own: "Italy", "Italian"."""
    shared = sum(1 for _ in takewhile(bool, map(str.__eq__, one, other)))
    endings = max(len(one), len(other)) - shared
    is_akin = shared >= _AKIN_FROM and endings <= _AKIN_ENDING_AT_MOST
    return one == other or (is_akin and one.isalpha() and other.isalpha())


def count(text: str, value: str | None, language: str | None, is_same: IsSame = is_exact) -> int:
    """Return how often *value* stands in *text*: in its own words, or as the same figure."""
    if not value:
        return 0
    pairs = zip(_forms(text, language), _forms(value, language), strict=True)
    return max(len(list(places(words, _untitled(wanted), is_same))) for words, wanted in pairs)


def places(words: Words, wanted: Words, is_same: IsSame = is_exact) -> Iterator[int]:
    """Yield where *wanted* begins in *words*."""
    if not wanted or (is_same is is_exact and wanted[0] not in words):
        return
    for at in range(len(words) - len(wanted) + 1):
        if all(is_same(words[at + i], word) for i, word in enumerate(wanted)):
            yield at


def is_alike(value: str | None, changed: str, language: str | None, is_same: IsSame) -> bool:
    """Whether a claimed value is the changed words, a part of them, or holds them."""
    if not value or not changed:
        return False
    counts = (count(*pair, language, is_same) for pair in ((changed, value), (value, changed)))
    return any(counts)


def unlike_parts(before: str, after: str) -> tuple[str, str]:
    """Return both values without the words with which both begin or end."""
    old, new = list(plain_words(before)), list(plain_words(after))
    while len(old) > 1 and len(new) > 1 and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while len(old) > 1 and len(new) > 1 and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return " ".join(old), " ".join(new)


def content_words(text: str) -> frozenset[str]:
    """Return the words that say something by themselves."""
    return frozenset(filter(is_content, plain_words(text)))


def shared_words(one: str, other: str) -> int:
    """Return how many words that say something both texts have."""
    return len(content_words(one) & content_words(other))


def is_content(word: str) -> bool:
    """Whether a word says something by itself: a figure, or a long one that is no "with"."""
    return word.isdigit() or (len(word) >= _CONTENT_FROM and word not in _SMALL_WORDS)


@lru_cache(maxsize=_KEPT)
def plain_words(text: str) -> Words:
    """Return folded words; a number glued to its unit is two."""
    return tuple(_GLUED.sub(" ", folded_key(text)).split())


@lru_cache(maxsize=_KEPT)
def _forms(text: str, language: str | None) -> tuple[Words, ...]:
    """The words themselves; with whole figures; and with "2m" as two million, not metres."""
    millions = _SHORT_MILLION.sub(" mln", text)
    figures = (words_with_figures(each, language) for each in (text, millions))
    return (plain_words(text), *figures)


@lru_cache(maxsize=_KEPT)
def beginnings(text: str, language: str | None) -> frozenset[str]:
    """Return how the words of *text* begin: without one in common, none can be the same."""
    return frozenset(word[:_AKIN_FROM] for words in _forms(text, language) for word in words)


def _untitled(words: Words) -> Words:
    """A name without "Mr" or "Dr": the text may call the person otherwise."""
    return words[1:] if len(words) > 1 and _IS_TITLE(words[0]) else words
