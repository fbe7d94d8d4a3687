"""The date of a notice: only one that belongs to it, and only if it is stated in full."""

import re
from dataclasses import dataclass
from datetime import date

from tasks.corrections.lexicon import Lexicon
from tasks.corrections.wording.folding import DOT
from tasks.corrections.wording.passage import Passage
from tasks.corrections.wording.phrases import matches, word_starts

_LEAD_WITHIN = 34
_TAIL_AT_MOST = 28
_BEFORE_A_TAIL = (".", DOT, "!", "?", "(", "-", "。", "[")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0900-\u0963])*")


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A date that stands in a text, which may lack its year."""

    start: int
    end: int
    day: int
    month: int
    year: int | None

    @property
    def whole(self) -> date | None:
        """The date, if its year is stated and there is such a day."""
        return _date(self.year, self.month, self.day) if self.year else None

    @property
    def partial(self) -> str | None:
        """``--MM-DD``, if the year is missing."""
        return None if self.year else f"--{self.month:02}-{self.day:02}"


def dates_in(low: str, lexicon: Lexicon) -> list[Found]:
    """Return the dates of a folded text in order; of two that overlap, the longer."""
    starts = word_starts(low) if lexicon.spaced else None
    found = [
        read
        for pattern in lexicon.dates
        for match in matches(pattern, low, starts)
        if (read := _read(match, lexicon))
    ]
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def notice_date(seen: Passage, label_end: int, lexicon: Lexicon) -> Found | None:
    """Return the date the notice gives itself, never the story's or a corrected value.

    It stands in the label, behind "amended on", or last of all.
    """
    for one in dates_in(seen.plain, lexicon):
        if one.end <= label_end or _is_own(seen.plain, one, lexicon):
            return one
    return None


def _is_own(low: str, one: Found, lexicon: Lexicon) -> bool:
    before = low[: one.start].rstrip(" \t\n")
    sentence = re.split(r"[.!?](?:\s|$)", before[-_LEAD_WITHIN:])[-1]
    lead = _WORD.findall(sentence)
    for word in reversed(lead):
        if lexicon.is_word("date_other", word):
            return False
        if lexicon.is_word("date_lead", word):
            return True
    after = low[one.end :]
    follows = _WORD.match(after.lstrip())
    if follows and lexicon.is_word("date_follow", follows[0]):
        return True
    opens = not before.strip(" *•[(")
    if opens and after.lstrip(" )]")[:1] in {":", "-", "|"}:
        return True
    return len(after) <= _TAIL_AT_MOST and before.endswith(_BEFORE_A_TAIL)


def _read(match: re.Match[str], lexicon: Lexicon) -> Found | None:
    parts = match.groupdict()
    day = int(parts["day"])
    name = (parts.get("name") or "").replace(DOT, ".")
    month = lexicon.months.get(name) or int(parts.get("month") or 0)
    year = int(parts["year"]) if parts.get("year") else None
    if _date(year or 2000, month, day) is None:  # 2000 had a 29 February
        return None
    is_clear = bool(name) or "/" not in match[0] or not lexicon.is_word("unordered_dates", "yes")
    if not is_clear and day != month and _date(year or 2000, day, month):
        return None  # 3/6 is a day in March or in June
    return Found(match.start(), match.end(), day, month, year)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
