"""Dates of feeds, read strictly: an instant that is certain, or none."""

import re
from datetime import UTC, datetime, timedelta, timezone

_LONGEST = 64  # characters; no date is longer, and no pattern need see more

_NAMES = (
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTHS = {form: n for n, name in enumerate(_NAMES, 1) for form in (name, name[:3])}
_MONTHS["sept"] = 9

# RFC 822, section 5.1. Other letters (MSK, CET, IST) were never defined, or more than once.
_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip

_MAIL = re.compile(
    r"(?:[a-z]{3,9},?\s+)?(?P<day>\d{1,2})[ -](?P<month>[a-z]{3,9})[ -](?P<year>\d{4}|\d\d)"
    r"\s+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?\s*(?P<zone>[a-z]{1,3}|[+-]\d\d:?\d\d)",
    re.IGNORECASE | re.ASCII,
)
_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)[t ]\s?(?P<hour>\d\d):(?P<minute>\d\d)"
    r"(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?)?\s?(?P<zone>z|utc|gmt|[+-]\d\d:?\d\d)",
    re.IGNORECASE | re.ASCII,
)


def strict_date(raw: str | None) -> datetime | None:
    """Return the instant a feed's date states, in UTC, or None if it is not certain.

    A date is certain if it has a day, a named or ISO month, a time and a zone. Epoch seconds,
    ``02/06/2025``, a zone nobody defined and the 31st of February are not. A weekday is not
    looked at: it is wrong more often than the date.

    >>> strict_date("Mon, 02 Jun 2025 10:00:00 +0200").isoformat()
    '2025-06-02T08:00:00+00:00'
    >>> strict_date("02/06/2025") is None
    True

    Source:
        RFC 5322, sections 3.3 and 4.3; RFC 3339.
    """
    text = (raw or "").strip()
    if len(text) > _LONGEST:
        return None
    line = " ".join(text.split())
    found = _MAIL.fullmatch(line) or _ISO.fullmatch(line)
    return _instant(found.groupdict()) if found else None


def _instant(fields: dict[str, str | None]) -> datetime | None:
    zone = _zone(fields["zone"] or "")
    month = _month(fields["month"] or "")
    if zone is None or month is None:
        return None
    day, hour, minute, second = (
        int(fields[name] or 0) for name in ("day", "hour", "minute", "second")
    )
    micro = int((fields.get("fraction") or "0").ljust(6, "0")[:6])
    try:
        year = _year(fields["year"] or "")
        local = datetime(year, month, day, hour, minute, second, micro, timezone(zone))
        return local.astimezone(UTC)
    except (ValueError, OverflowError):  # no such day; or outside the years we can write
        return None


def _zone(text: str) -> timedelta | None:
    if text[:1] in "+-":
        minutes = int(text[1:3]) * 60 + int(text[-2:])
        return timedelta(minutes=-minutes if text[0] == "-" else minutes)
    hours = _ZONES.get(text.lower())
    return None if hours is None else timedelta(hours=hours)


def _month(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    return _MONTHS.get(text.lower())


def _year(text: str) -> int:
    """Return the year; two digits as in RFC 5322, section 4.3."""
    return int(text) + {2: 2000 if text < "50" else 1900}.get(len(text), 0)
