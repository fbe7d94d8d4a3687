"""Candidates from JSON-LD: ``correction`` as text, comment, list or nested, never trusted."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from tasks.corrections.finding.cutting import readings
from tasks.corrections.finding.evidence import REPORTED, Setting
from tasks.corrections.finding.reading import notice_of
from tasks.corrections.lexicon import Lexicon
from tasks.corrections.notice import Location, Notice
from tasks.corrections.wording.folding import fold

_DEPTH = 8
_CANDIDATES = 50
_TAG = re.compile(r"<[^<>]{0,300}>")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_TEXT_KEYS = ("text", "description", "articleBody", "name")


def notices_of_json_ld(
    objects: Sequence[Mapping[str, object]], lexicons: Sequence[Lexicon]
) -> list[Notice]:
    """Return the notices of ``correction`` properties that read like notices."""
    found: list[Notice] = []
    for text, stated in _candidates(objects):
        found += _read(text, stated, lexicons)
    return found


def _read(text: str, stated: date | None, lexicons: Sequence[Lexicon]) -> list[Notice]:
    """Read one candidate with the first language that sees a notice in it."""
    for lexicon in lexicons:
        seen = readings(fold(text), Setting(in_container=True), lexicon)
        notices = [
            notice_of(reading, Location.JSON_LD, lexicon)
            for reading in seen
            if reading.confidence >= REPORTED
        ]
        if notices:
            first, *rest = notices
            return [replace(first, notice_date=first.notice_date or stated), *rest]
    return []


def _candidates(objects: Sequence[Mapping[str, object]]) -> list[tuple[str, date | None]]:
    found: dict[str, date | None] = {}
    for text, stated in _walked(list(objects), 0):
        if len(found) < _CANDIDATES:
            found.setdefault(text, stated)
    return list(found.items())


def _walked(value: object, depth: int) -> Iterator[tuple[str, date | None]]:
    """Find every ``correction`` and every CorrectionComment, however nested."""
    if depth > _DEPTH:
        return
    if isinstance(value, Mapping):
        if "correction" in value:
            yield from _texts(value["correction"], depth)
        if _is_comment(value):
            yield from _texts(value, depth)
        value = [inner for key, inner in value.items() if key != "correction"]
    if isinstance(value, list | tuple):
        for inner in value:
            yield from _walked(inner, depth + 1)


def _is_comment(value: Mapping[object, object]) -> bool:
    kind = value.get("@type")
    return kind == "CorrectionComment" or (isinstance(kind, list) and "CorrectionComment" in kind)


def _texts(value: object, depth: int) -> Iterator[tuple[str, date | None]]:
    """The text of a ``correction``, whatever form it has, with its ``datePublished``."""
    if depth > _DEPTH:
        return
    if isinstance(value, str) and (text := _plain(value)):
        yield text, None
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner, depth + 1)
    elif isinstance(value, Mapping):
        texts = (value.get(key) for key in _TEXT_KEYS)
        text = next((_plain(one) for one in texts if isinstance(one, str) and one.strip()), "")
        if text:
            yield text, _day(value.get("datePublished"))


def _plain(value: str) -> str:
    """Without tags, entities and surplus white space; an address is no text."""
    text = " ".join(html.unescape(_TAG.sub(" ", value)).split())
    return "" if text.startswith(("http://", "https://")) else text


def _day(value: object) -> date | None:
    match = _DAY.match(value) if isinstance(value, str) else None
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
