"""Text made comparable, with the way back to the verbatim characters."""

import re
import unicodedata
from dataclasses import dataclass

LIMIT = 4096
"""Characters of a block that are read; no notice seen so far is longer."""

DOT, COMMA, COLON = "\ue000", "\ue001", "\ue004"
"""Marks that end nothing: of an abbreviation, or inside a number or a time of day."""

_ALIKE = str.maketrans(
    dict.fromkeys("‘’‚‛′‹›`´", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑‒–—―−﹘－", "-")
    | dict.fromkeys("\t\r\v\f\u00a0\u1680\u202f\u205f\u3000\u2028\u2029\u0085", " ")
    | {chr(code): " " for code in range(0x2000, 0x200B)}
)
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u2060\ufeff") | {
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
_LOWER = str.maketrans({"İ": "i", "ı": "i", "I": "i"})
_NEEDS_WORK = re.compile("  |[" + "".join(sorted(_INVISIBLE)) + "]")
_DOTTED = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,6})\.(?=(.?)([^\W_]*))")
_DECIMAL = re.compile(r"(?<=\d)[.](?=\d)")
_ORDINAL = re.compile(
    r"(?<=\d)[.](?= (?:jan|feb|mär|mar|apr|mai|maj|jun|jul|aug|sep|okt|nov|dez|des|dec|jän|tammi"
    r"|helmi|maalis|huhti|touko|kesä|heinä|elok|syys|loka|marras|joulu|led|únor|břez|dub|květ"
    r"|červ|srp|zář|říj|lis|pros|már|ápr|máj|jún|júl|szep)\w*[.]?(?! ?\d{1,2}\b))",
    re.IGNORECASE,
)
"""The stop of "4. Mai", but not of "He is 16. Jan 11, 2024"."""
_INSIDE_QUOTES = re.compile(r',"(?=[\s)\]]|\Z)')
"""The comma that American printers put inside a quotation belongs behind it."""
_CLOCK = re.compile(r"(?<=\d):(?=\d)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d)")
_TITLES = frozenset(
    re.findall(
        r"\w+",
        "mr mrs ms dr st mt sen rep gov gen col lt sgt capt rev prof hon vs sra dra coun cllr ald ",
    )
)
_ABBREVIATIONS = frozenset(
    re.findall(
        r"\w+",
        "jr ore calif fla conn mich minn neb nev tenn wis ala ariz ark colo kan okla ont sr "
        "no nos inc ltd co corp bros dept univ supt min vol fig nr bl ca str bzw anm d u z "
        "ital jan feb mar apr jun jul aug sep sept oct nov dec janv juil mon tue wed thu fri "
        "sat sun paragr par art av ul im op rd al hr kl klo godz tys proc tel "
        "млн млрд тыс г ул им ",
    )
)
_UNITS = frozenset({"proc", "tys", "тыс", "тис", "млн", "млрд"})
"""Abbreviations that no name follows: a capital letter behind them begins a sentence."""
_OPENERS = frozenset(
    re.findall(
        r"\w+",
        "it he she they we this that these there the an in its his her their our at on as "
        "correction das der die es er sie wir il elle la le les ce nous el ella lo los las se "
        "ele ela o os a het hij zij dat den det han hon hun se он она это ",
    )
)
"""Words that begin a sentence, so that the stop before them ends one."""


@dataclass(frozen=True, slots=True)
class Folded:
    """One text in two forms of equal length, and where each character stood."""

    raw: str
    text: str
    """NFKC, plain quotes, dashes and spaces, no bidi marks; case kept."""
    low: str
    """The same in lower case, with ``DOT`` and ``COMMA`` where nothing ends."""
    origins: tuple[int, ...] | None
    """Index in *raw* of each character; None: they are the same."""

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the characters of *raw* behind a span of the folded text."""
        if self.origins is None or start >= end:
            return start, end
        return self.origins[start], self.origins[end - 1] + 1

    def verbatim(self, start: int, end: int) -> str:
        """Return a span of the folded text as it stands in *raw*."""
        first, last = self.raw_span(start, end)
        return self.raw[first:last]


def fold(raw: str) -> Folded:
    """Return *raw* folded; only its first ``LIMIT`` characters are read."""
    cut = raw[:LIMIT]
    text = _INSIDE_QUOTES.sub('",', cut.translate(_ALIKE))
    if unicodedata.is_normalized("NFKC", text) and not _NEEDS_WORK.search(text):
        return Folded(raw, text, _low(text), None)
    text, origins = _squeezed(text)
    return Folded(raw, text, _low(text), origins)


def folded_key(text: str) -> str:
    """Return what two spellings of one text have in common: words in lower case."""
    return " ".join(re.findall(r"\w+", fold(text).text.lower()))


def _squeezed(text: str) -> tuple[str, tuple[int, ...]]:
    """NFKC one character at a time, so that each knows where it came from."""
    letters: list[str] = []
    origins: list[int] = []
    for index, letter in enumerate(text):
        if letter in _INVISIBLE:
            continue
        for part in unicodedata.normalize("NFKC", letter).translate(_ALIKE):
            if part == " " and letters and letters[-1] == " ":
                continue
            letters.append(part)
            origins.append(index)
    return "".join(letters), tuple(origins)


def _low(text: str) -> str:
    text = _ORDINAL.sub(DOT, text)
    marked = _DECIMAL.sub(DOT, _DOTTED.sub(_abbreviated, text))
    marked = _CLOCK.sub(COLON, _THOUSANDS.sub(COMMA, marked))
    low = marked.translate(_LOWER).lower()
    if len(low) == len(text):
        return low
    return "".join(one if len(one := c.lower()) == 1 else c for c in marked.translate(_LOWER))


def _abbreviated(match: re.Match[str]) -> str:
    """Mark the stop of "Mr.", "Sept." or "a.m.", unless a sentence begins behind it."""
    word, follower, following = match[1], match[2], match[3]
    known = word.lower() in _TITLES or _is_initial(word, follower, following)
    if word.lower() in _ABBREVIATIONS or known:
        opens = following.lower() in _OPENERS or word.lower() in _UNITS
        ends = following[:1].isupper() and opens and follower == " "
        if (not ends and (following or follower.strip())) or word.lower() in _TITLES:
            return word + DOT
    return match[0]


def _is_initial(word: str, follower: str, following: str) -> bool:
    if len(word) > 1:
        return False
    return bool(follower.strip()) or not following[:1].isupper() or word.isupper()
