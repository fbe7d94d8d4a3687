"""Which languages a text is read in: what it claims, and what it looks like."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from tasks.corrections.lexicon import LEXICONS, Lexicon

_SAMPLE = 3000
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "[\u3040-\u30ff]": ("ja",),
    "[\uac00-\ud7a3]": ("ko",),
    "[\u4e00-\u9fff]": ("zh", "ja"),
    "[\u0600-\u06ff]": ("ar",),
    "[\u0590-\u05ff]": ("he",),
    "[\u0370-\u03ff]": ("el",),
    "[\u0900-\u097f]": ("hi",),
    "[\u0400-\u04ff]": ("ru", "uk"),
}
"""Scripts that tell the language, or leave few; in the order in which they decide."""

_ALIASES: Mapping[str, str] = {"nb": "no", "nn": "no", "iw": "he", "in": "id"}
_BEYOND_LATIN = re.compile("[\u0370-\U0010ffff]")
_MANY = 0.2
_AT_MOST = 3
_STEM_WEIGHT = 2
"""Function words that a stem of the notices counts for: short texts hold few of them."""
_LATIN = tuple(code for code in LEXICONS if code not in sum(_SCRIPTS.values(), ()))


def _speakers() -> Mapping[str, tuple[str, ...]]:
    """By function word, the languages that have it."""
    spoken: dict[str, list[str]] = {}
    for code, lexicon in LEXICONS.items():
        for word in lexicon.function_words:
            spoken.setdefault(word, []).append(code)
    return {word: tuple(codes) for word, codes in spoken.items()}


_SPEAKERS = _speakers()


def lexicons_for(text: str, declared: str | None) -> tuple[Lexicon, ...]:
    """Return the lexicons to read *text* with, likeliest first; none if not covered.

    Args:
        text: The page's or the passage's text.
        declared: What it says of itself, BCP 47; pages are often wrong about it.
    """
    sample = text[:_SAMPLE]
    if declared is None:
        codes = _likely(sample, _AT_MOST)
    else:
        codes = list(dict.fromkeys((_code(declared), *_likely(sample, 1))))
    return tuple(LEXICONS[code] for code in codes if code in LEXICONS)


def is_covered(declared: str) -> bool:
    """Return whether there is a lexicon for a declared language, BCP 47."""
    return _code(declared) in LEXICONS


def _code(declared: str) -> str:
    own = declared.replace("_", "-").split("-")[0].lower()
    return _ALIASES.get(own, own)


def _likely(text: str, size: int) -> list[str]:
    """The *size* likeliest languages: by script, else by function words."""
    low = text.lower()
    words = _WORD.findall(low)
    if _BEYOND_LATIN.search(text):
        letters = sum(map(len, words)) or 1
        for script, codes in _SCRIPTS.items():
            if len(re.findall(script, text)) / letters >= _MANY:
                return _by_words(low, words, codes, size)
    return _by_words(low, words, _LATIN, size)


def _by_words(low: str, words: Sequence[str], codes: Sequence[str], size: int) -> list[str]:
    """The *size* likeliest of *codes*; stems are only looked for where they may decide."""
    known = Counter(code for word in words for code in _SPEAKERS.get(word, ()))
    present = [code for code in codes if code in LEXICONS]
    best = sorted((known[code] for code in present), reverse=True)[:size]
    rivals = [code for code in present if known[code] >= best[-1] - _STEM_WEIGHT]

    def share(code: str) -> int:
        return known[code] + _STEM_WEIGHT * bool(LEXICONS[code].gate.search(low))

    return sorted(rivals, key=lambda code: (-share(code), code != "en", code))[:size]
