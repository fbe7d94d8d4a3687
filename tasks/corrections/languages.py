"""Which languages a text is read in: what it claims, and what it looks like."""

import re
from collections.abc import Mapping

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
_MANY = 0.2
_STEM_WEIGHT = 2
"""Function words that a stem of the notices counts for: short texts hold few of them."""
_LATIN = tuple(code for code in LEXICONS if code not in sum(_SCRIPTS.values(), ()))


def lexicons_for(text: str, declared: str | None) -> tuple[Lexicon, ...]:
    """Return the lexicons to read *text* with, likeliest first; none if not covered.

    Args:
        text: The page's or the passage's text.
        declared: What it says of itself, BCP 47; pages are often wrong about it.
    """
    codes = _likely(text[:_SAMPLE])
    if declared:
        own = _code(declared)
        codes = [own, *(code for code in codes[:1] if code != own)]
    return tuple(LEXICONS[code] for code in codes if code in LEXICONS)


def is_covered(declared: str) -> bool:
    """Return whether there is a lexicon for a declared language, BCP 47."""
    return _code(declared) in LEXICONS


def _code(declared: str) -> str:
    own = declared.replace("_", "-").split("-")[0].lower()
    return _ALIASES.get(own, own)


def _likely(text: str) -> list[str]:
    """Languages by script, else by the share of function words; at most three."""
    letters = sum(map(len, _WORD.findall(text))) or 1
    for script, codes in _SCRIPTS.items():
        if len(re.findall(script, text)) / letters >= _MANY:
            return list(codes) if len(codes) == 1 else _by_words(text, codes)
    return _by_words(text, _LATIN)[:3]


def _by_words(text: str, codes: tuple[str, ...]) -> list[str]:
    low = text.lower()
    words = _WORD.findall(low)

    def share(code: str) -> int:
        lexicon = LEXICONS[code]
        known = sum(word in lexicon.function_words for word in words)
        return known + _STEM_WEIGHT * any(stem in low for stem in lexicon.stems)

    present = [code for code in codes if code in LEXICONS]
    return sorted(present, key=lambda code: (-share(code), code != "en", code))
