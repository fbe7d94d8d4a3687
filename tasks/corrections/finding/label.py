"""The label of a notice: "Correction, 3 May 2025:" at its beginning."""

import re
from dataclasses import dataclass

from tasks.corrections.lexicon import LABELS, Lexicon
from tasks.corrections.wording.dates import dates_in

_BEFORE = re.compile(r"[\s*•·●■◆▲▼►▶★☆※#_>=+|/\\.~<\[({【〔《〈「『\"'-]*")
_CLOCK = re.compile(
    r"\(?[0-2]?\d(?:[:.h\ue000\ue004][0-5]\d)? ?(?:[ap][.\ue000]?m[.\ue000]?)?\)?"
    r"(?: ?[a-z]{2,4})?[ :|-]+"
)
_DELIMITER = re.compile(
    r"[ \"']*(?:[:：\])】〕》〉>』」|/]|-+(?= )|[*+=]{2,}|\.(?= |\Z)|\n)[\s\])】:>*+=_-]*"
)
_STAMP_LEAD = re.compile(
    r"[ \n]*(?:[,(\[|:/]|-+)?[ \n]*(?:(?:on|at|of|as|from|posted|added|made|am|vom|du|le|del|de|di"
    r"|van|op|den|fra|från|dated|from|z|dnia|от|від|em|el) ){0,2}"
)
_STAMP_TAIL = re.compile(
    r"(?:,? ?(?:at |um |à |alle |kl[.\ue000] ?)?[0-2]?\d"
    r"(?:[:.h\ue000\ue004][0-5]\d| ?h ?[0-5]?\d?| ?(?=[ap])))?"
    r" ?(?:[ap][.\ue000]?m[.\ue000]?|uhr)?"
    r"(?: ?\(?(?:[ecmp][sd]?t|gmt|bst|utc|cest|cet|ist|hkt|sgt|aest|aedt|jst|wib)\b\)?)?"
    r"[ )\]]*(?P<delimiter>[:|./-]*)[ )\]*\">-]*"
)
_CLOCK_STAMP = re.compile(
    r"[ ,(]*(?:(?:at|um|à|às|a las|a les|alle|ore|om|kl[.\ue000]?|klo|kello|klockan|klokken|o"
    r"|godz[.\ue000]?|v|в|о|об|saat|pukul|lúc|στις) )?"
    r"[0-2]?\d(?:[:.\ue000\ue004][0-5]\d)? ?(?:[ap][.\ue000]?m\b)?[^:\n]{0,24}[:)-][ :)-]*"
)
_DELIMITERS = frozenset(' :)]】〕》〉>』」|/-.\n"*+=')
_IDEOGRAPH = re.compile("[\u3040-\u9fff]")
_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Label:
    """The labels a passage begins with, up to where its text begins."""

    kinds: tuple[str, ...]
    """Kinds, or ``mixed``, in the order in which they stand."""
    start: int
    end: int
    is_dated: bool
    """A day or a time of day stands in it."""
    is_delimited: bool = True
    """A colon, dash or bracket ends it; else it stands out in capitals, or is all there is."""


def label_of(low: str, text: str, lexicon: Lexicon) -> Label | None:
    """Return the label at the beginning of a passage; it counts only with its delimiter.

    Args:
        low: The passage in lower case, with stops protected.
        text: The same in its own case: a label in capitals needs no delimiter.
        lexicon: The language.
    """
    kinds: list[str] = []
    start = at = _start(low)
    is_dated = False
    for _ in range(_AT_MOST):
        found = _one(low, text, at, lexicon)
        if found is None:
            break
        kind, at, dated = found
        kinds.append(kind)
        is_dated |= dated
    if not kinds:
        return None
    return Label(tuple(kinds), start, at, is_dated, low[at - 1 : at] in _DELIMITERS)


def _start(low: str) -> int:
    before = _BEFORE.match(low)
    at = before.end() if before else 0
    clock = _CLOCK.match(low, at)
    return clock.end() if clock else at


def _one(low: str, text: str, at: int, lexicon: Lexicon) -> tuple[str, int, bool] | None:
    """The longest label at *at*: its kind, where what follows begins, whether it has a date."""
    found = [(m.end(), kind) for kind in LABELS if (m := lexicon.labels[kind].match(low, at))]
    for end, kind in sorted(found, reverse=True):
        if (stamped := _stamped(low, end, lexicon)) is not None:
            return kind, stamped, True
        if delimiter := _DELIMITER.match(low, end):
            return kind, delimiter.end(), False
        word = text[at:end]
        stands_out = word.isupper() or _IDEOGRAPH.match(word[-1:]) is not None
        stands_out |= " " in word and word.istitle() and text[end + 1 : end + 2].isupper()
        if end == len(low) or (stands_out and low[end : end + 1] == " "):
            return kind, end, False
    return None


def _stamped(low: str, end: int, lexicon: Lexicon) -> int | None:
    """Where a date or time that belongs to the label ends; None without one."""
    clock = _CLOCK_STAMP.match(low, end)
    if clock and any(c.isdigit() for c in clock[0]):
        return clock.end()
    delimiter = _DELIMITER.match(low, end)
    lead = _STAMP_LEAD.match(low, end)
    after_delimiter = delimiter.end() if delimiter else -1
    begins = lead.end() if lead else end
    for one in dates_in(low[end : end + 80], lexicon):
        tail = _STAMP_TAIL.match(low, end + one.end)
        if end + one.start not in {begins, after_delimiter} or tail is None:
            continue
        if end + one.start != after_delimiter or tail["delimiter"] or tail.end() == len(low):
            return tail.end()
    return None
