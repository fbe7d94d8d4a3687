"""Lines that only say who wrote a story, and when: bylines and time lines."""

import re
from collections.abc import Sequence

LONGEST = 160
"""Characters: a longer line says more than a name and a time."""

_DIGIT = re.compile(r"\d")
_FREE_DIGIT = re.compile(r"(?<!\w)\d")
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,7}\.? \d{1,2}\b"
    r"|\b\d{1,2}\.? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")

# What is left of a byline or time line when its numbers and the author's names are taken out.
_TABLE = """
by from written reported posted published updated last first on at of the and in edited modified
story text words photos report am pm a p m et est edt pt pst pdt gmt utc bst cet cest ist h uhr
min mins minute minutes hour hours ago read reading time date today yesterday jan feb mar apr
may jun jul aug sep sept oct nov dec january february march april june july august september
october november december mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday
thursday friday saturday sunday von um veröffentlicht aktualisiert stand und minuten lesezeit
januar februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag
samstag sonntag par publié le à mis jour modifié mise lecture janvier février mars avril juin
juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi
dimanche por publicado actualizado el las de del y hora horas enero febrero marzo abril mayo
junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles jueves viernes
sábado domingo di pubblicato aggiornato il alle ore gennaio febbraio aprile maggio giugno luglio
settembre ottobre dicembre em atualizado às os janeiro fevereiro março maio junho julho setembro
outubro novembro dezembro door gepubliceerd bijgewerkt om januari februari maart mei augustus av
publicerad uppdaterad kl publisert oppdatert publiceret opdateret maj опубликовано обновлено
января февраля марта апреля мая июня июля августа сентября октября ноября декабря г в original
originally cst cdt mdt en et e og och i ja y
"""
_WORDS = frozenset(_TABLE.split())
_STAMPING_TABLE = """
posted published updated edited modified veröffentlicht aktualisiert stand publié modifié mis mise
publicado actualizado pubblicato aggiornato atualizado gepubliceerd bijgewerkt publicerad uppdaterad
publisert oppdatert publiceret opdateret опубликовано обновлено
"""
_STAMPING = frozenset(_STAMPING_TABLE.split())


def without_stamp(line: str) -> str:
    """Return a byline without the date that follows the names.

    >>> without_stamp("Ada Vik, Updated 3 May 2024"), without_stamp("Tom Pettibone, April 12, 2004")
    ('Ada Vik', 'Tom Pettibone')
    """
    digit = _FREE_DIGIT.search(line)
    words = line[: digit.start()].split() if digit else []
    while len(words) > 1 and words[-1].strip(_EDGES).lower() in _STAMP_ENDS:
        words.pop()
    return " ".join(words).strip(_EDGES) if words else line


_EDGES = " ,;:|-–—·•(."
_STAMP_ENDS = _WORDS | {""}
_A_DATE = 32
_DATE_WORDS = 3


def heads_text(line: str, names: Sequence[str]) -> bool:
    """Tell whether a line above a text is byline, date or label of one, in any language.

    >>> heads_text("1 grudnia 2023", []), heads_text("Published", []), heads_text("In 2023", [])
    (True, True, False)
    """
    rest = line
    for name in names:
        rest = rest.replace(name, "")
    if is_dateline(line, names) or _is_a_date(rest):
        return True
    words = _WORD.findall(line.lower())
    return len(line) <= _A_DATE and bool(words) and _STAMPING.issuperset(words)


def _is_a_date(line: str) -> bool:
    """A day, a year and at most the names of a month and a weekday."""
    if len(line) > _A_DATE or not _YEAR.search(line):
        return False
    return len(_NUMBER.findall(line)) > 1 and len(_WORD.findall(line)) <= _DATE_WORDS


def is_time_stamp(line: str) -> bool:
    """Tell whether *line* says when a story was published or updated, and nothing else.

    A bare date is none: below the label of a notice it is the notice's date.

    >>> is_time_stamp("Updated 3 May 2024, 7.40 am"), is_time_stamp("3 May 2024")
    (True, False)
    """
    if len(line) > LONGEST or not _DIGIT.search(line):
        return False
    return not _STAMPING.isdisjoint(_WORD.findall(line.lower())) and is_dateline(line, ())


def is_dateline(line: str, names: Sequence[str]) -> bool:
    """Tell whether *line* holds a date or one of *names*, and nothing else.

    >>> is_dateline("By Ada Vik | Updated 3 May 2024, 7.40 am", ["Ada Vik"])
    True
    >>> is_dateline("May 3 was cold.", [])
    False
    """
    if len(line) > LONGEST or not (names or _DIGIT.search(line)):
        return False
    rest = line.lower()
    named = [name.lower() for name in names if name.lower() in rest]
    if not (named or _YEAR.search(line) or _DAY.search(line)):
        return False
    for name in named:
        rest = rest.replace(name, " ")
    return all(word in _WORDS for word in _WORD.findall(rest))
