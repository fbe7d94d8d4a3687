"""Folded text, its words and its sentences."""

import html
import re
import unicodedata
from functools import lru_cache

from tasks.identity.texts.vocabulary import ABBREVIATIONS

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
_COMPOUND = re.compile(r"(?<![\w-])\d[\d.,]*(?:-[^\W\d_]{2,}){1,4}(?![\w-])")
"""A figure joined to what it counts: "200-million-euro"."""
_MEANT = re.compile("[\u00c2-\u00c5\u00d0\u00d1\u00e2][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
"""The first two characters of what was UTF-8 and was read as Windows-1252."""
_ENTITY = re.compile(r"&#?\w{1,31};")
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

    Entities are resolved, also those escaped twice, and text that was read in a wrong charset
    is mended where that is certain; NFKC applied, invisible characters dropped. Case stays.
    """
    text = _mended(_unescaped(_mended(text)))
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    text = _INVISIBLE.sub("", text.translate(_ASCII_BY_MARK))
    text = _DOUBLE_HYPHEN.sub(" - ", _SPACED_PERCENT.sub("", text))
    lines = (_SPACES.sub(" ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _unescaped(text: str) -> str:
    once = html.unescape(text)
    return html.unescape(once) if _ENTITY.search(once) else once


def _mended(text: str) -> str:
    """Read lines anew in which UTF-8 was taken for Windows-1252 ("NÃ\u00ad" for "Ní")."""
    if text.isascii() or not _MEANT.search(text):
        return text
    return "".join(map(_mended_line, text.splitlines(keepends=True)))


def _mended_line(line: str) -> str:
    """Certain only if each character of the line beyond ASCII is part of such a sequence."""
    if not _MEANT.search(line):
        return line
    try:
        meant = b"".join(map(_byte, line)).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return line
    return _mended_line(meant)  # it may have happened twice; every time the line grows shorter


def _byte(character: str) -> bytes:
    """Windows-1252 leaves five bytes open, which readers take for control characters."""
    is_open = character in "\x81\x8d\x8f\x90\x9d"
    return character.encode("latin-1" if is_open else "cp1252")


def words(text: str) -> tuple[str, ...]:
    """Return the words of a folded text, with sign, currency and ``%``, case kept.

    Han, kana and Thai count every character as a word, and a figure is a word apart from what
    it counts: "200-million-euro".

    >>> words("It fell 5% to -$3.20, not 5.")
    ('It', 'fell', '5%', 'to', '-$3.20', 'not', '5')
    """
    if "-" in text:
        text = _COMPOUND.sub(_apart, text)
    return tuple(_WORD.findall(text))


def _apart(compound: re.Match[str]) -> str:
    return compound[0].replace("-", " ")


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
