"""Lines that only say who wrote a story, and when: bylines and time lines."""

import re
from collections.abc import Sequence

LONGEST = 160
"""Characters: a longer line says more than a name and a time."""

_DIGIT = re.compile(r"\d")
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
originally cst cdt mdt
"""
_WORDS = frozenset(_TABLE.split())
_STAMPING_TABLE = """
posted published updated edited modified veröffentlicht aktualisiert stand publié modifié mis mise
publicado actualizado pubblicato aggiornato atualizado gepubliceerd bijgewerkt publicerad uppdaterad
publisert oppdatert publiceret opdateret опубликовано обновлено
"""
_STAMPING = frozenset(_STAMPING_TABLE.split())


def is_time_stamp(line: str) -> bool:
    """Tell whether *line* says when a story was published or updated, and nothing else.

    A bare date is none: below the label of a notice it is the notice's date.

    >>> is_time_stamp("Updated 3 May 2024, 7.40 am"), is_time_stamp("3 May 2024")
    (True, False)
    """
    return is_dateline(line, ()) and not _STAMPING.isdisjoint(_WORD.findall(line.lower()))


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
