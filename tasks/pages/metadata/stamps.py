"""A date as it stands in a value: ISO 8601 and its neighbours, RFC 5322, Unix time."""

import re
from datetime import UTC, datetime, tzinfo
from email.utils import parsedate_to_datetime

from tasks.pages.markup.wording import squeezed
from tasks.pages.page import Stamp

_SHAPE = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d{1,9})?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_LONGEST = 64


def stamp_of(raw: str, source: str) -> Stamp | None:
    """Return the date in *raw*: ISO 8601 and its neighbours, RFC 5322, or Unix seconds.

    A time without zone is naive here in no value: ``at`` is UTC with ``zone_assumed`` until
    another stamp of the page lends its zone. Midnight without a zone is a day, not a time.
    """
    text = squeezed(raw)[:_LONGEST]
    try:
        moment, has_time = _moment(text)
    except (ValueError, OverflowError, TypeError, OSError):
        return None
    if not has_time:
        return Stamp(at=None, day=moment.date(), raw=text, source=source)
    assumed = moment.tzinfo is None
    at = moment.replace(tzinfo=UTC) if assumed else moment
    return Stamp(at=at, day=at.date(), raw=text, source=source, zone_assumed=assumed)


def _moment(text: str) -> tuple[datetime, bool]:
    if _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), tz=UTC), True
    shape = _SHAPE.match(text)
    if shape is None:
        if text.isdigit():
            return datetime.fromisoformat(text), False
        return parsedate_to_datetime(text), True
    year, month, day, hour, minute, second, zone = shape.groups()
    moment = datetime(int(year), int(month), int(day), tzinfo=None)  # noqa: DTZ001 -- zone follows
    if hour is None:
        return moment, False
    moment = moment.replace(hour=int(hour), minute=int(minute), second=int(second or 0))
    if zone is None:
        return moment, moment.time() != datetime.min.time()
    return moment.replace(tzinfo=_zone(zone)), True


def _zone(text: str) -> tzinfo:
    if text.upper() in ("Z", "UTC", "GMT"):
        return UTC
    padded = text if len(text) > len("+00") else f"{text}00"
    zone = datetime.strptime(padded.replace(":", ""), "%z").tzinfo
    return zone or UTC
