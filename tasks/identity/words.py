"""Folded text, its words and its sentences."""

import html
import re
import unicodedata
from functools import lru_cache

from tasks.identity.vocabulary import ABBREVIATIONS

# Marks of Latin, Hebrew, Arabic and the Indic scripts belong to their letters; Python's \w
# leaves them out.
_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u064b-\u065f\u0670"
    "\u0900-\u0963\u0966-\u0dff"
)
_ALONE = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Thai, kana, Han
_LETTER = rf"(?:(?![{_ALONE}])(?:[^\W_]|[{_MARKS}]))"
_MONEY = r"(?:[A-Z]{1,3}\$|[$€£¥₹₽₩₺₪])"
_WORD = re.compile(
    rf"""[{_ALONE}]
      |(?:(?<!\w)[-+\u00b1])?{_MONEY}?[-+]?(?<!\d)\d(?:[.,:/'-]?{_LETTER})*(?:%|\u2030|[€£¥₹₽₩₺₪$](?!\d))?
      |{_LETTER}+(?:(?:['./-]|[,:](?=\d)(?<=\d.)){_LETTER}+)*""",
    re.VERBOSE,
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_ASCII_BY_MARK = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–−", "-"),
        **dict.fromkeys("—―", " - "),
        "⁄": "/",
    }
)
_SPACED_PERCENT = re.compile(r"(?<=\d)[^\S\n]+(?=[%\u2030])")
_DOUBLE_HYPHEN = re.compile(r"-{2,}")
_SPACES = re.compile(r"[^\S\n]+")

_STOP = re.compile(
    r"""(?<![.!?…؟۔।。！？])
        (?:[.!?…؟۔।]++["')\]]*+[^\S\n]++|[。！？!?]++[」』"')\]]*+(?=[\u3000-\u9fff]))""",
    re.VERBOSE,
)
_LAST_WORD = re.compile(r"([^\s\"'(\[]+)\Z")
_OPENING = re.compile(r"[\"'(\[]*(?P<first>.)")


@lru_cache(maxsize=512)
def folded(text: str) -> str:
    """Return text without typography: quotes and dashes in ASCII, spaces squeezed, lines kept.

    Entities are resolved, NFKC applied, invisible characters dropped. Letter case stays.
    """
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", html.unescape(text)))
    text = _INVISIBLE.sub("", text.translate(_ASCII_BY_MARK))
    text = _DOUBLE_HYPHEN.sub(" - ", _SPACED_PERCENT.sub("", text))
    lines = (_SPACES.sub(" ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def words(text: str) -> tuple[str, ...]:
    """Return the words of a folded text, with sign, currency and ``%``, case kept.

    Han, kana and Thai count every character as a word.

    >>> words("It fell 5% to -$3.20, not 5.")
    ('It', 'fell', '5%', 'to', '-$3.20', 'not', '5')
    """
    return tuple(_WORD.findall(text))


def keys(text: str) -> tuple[str, ...]:
    """Return the words of a folded text in lower case."""
    return tuple(word.lower() for word in words(text))


def sentences(line: str) -> list[str]:
    """Return the sentences of one folded line, in order."""
    found = []
    start = 0
    for stop in _STOP.finditer(line):
        if _ends_here(line[start : stop.start()], stop[0], line[stop.end() :][:8]):
            found.append(line[start : stop.end()].strip())
            start = stop.end()
    return [sentence for sentence in [*found, line[start:].strip()] if sentence]


def _ends_here(before: str, stop: str, after: str) -> bool:
    opening = _OPENING.match(after)
    if opening is None or opening["first"].islower():
        return False
    if not stop.startswith(".") or stop.startswith(".."):
        return True
    if before.isdecimal():  # "1. Anna Marsh": the number of a list
        return False
    last = _LAST_WORD.search(before)
    return last is None or not _is_abbreviation(last[1])


def _is_abbreviation(word: str) -> bool:
    """Initials ("J. Marsh") and titles ("Dr. Marsh") end no sentence."""
    is_initial = len(word) == 1 and word.isalpha() and word.isupper()
    return is_initial or word.lower() in ABBREVIATIONS
