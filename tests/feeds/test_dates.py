from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.feeds.dates import strict_date

INSTANTS = st.datetimes(
    min_value=datetime(1000, 1, 2),  # noqa: DTZ001 -- zones are drawn apart
    max_value=datetime(9999, 12, 30),  # noqa: DTZ001
    timezones=st.integers(-23, 23).map(lambda h: timezone(timedelta(hours=h))),
)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Fri, 20 Nov 2026 13:40:00 GMT", "2026-11-20T13:40:00+00:00"),
        ("Thu, 20 Nov 2026 13:40:00 GMT", "2026-11-20T13:40:00+00:00"),  # a wrong weekday
        ("20 Nov 2026 13:40 +0200", "2026-11-20T11:40:00+00:00"),
        ("Friday, 20 November 2026 13:40:00 -05:30", "2026-11-20T19:10:00+00:00"),
        ("Fri, 20-Nov-26 13:40:00 UT", "2026-11-20T13:40:00+00:00"),
        ("Fri, 20 Nov 99 13:40:00 Z", "1999-11-20T13:40:00+00:00"),
        ("Fri, 20  Sept\n 2026 13:40:00 EST", "2026-09-20T18:40:00+00:00"),
        ("Fri, 20 Nov 2026 13:40:00 -0000", "2026-11-20T13:40:00+00:00"),
        ("2026-11-20T13:40:00Z", "2026-11-20T13:40:00+00:00"),
        ("2026-11-20T13:40Z", "2026-11-20T13:40:00+00:00"),
        ("2026-11-20 13:40:00.123456789 +01:00", "2026-11-20T12:40:00.123456+00:00"),
        ("2026-11-20t13:40:00,5-0330", "2026-11-20T17:10:00.500000+00:00"),
        ("2026-11-23T12:00:00Z", "2026-11-23T12:00:00+00:00"),  # three days ahead
        ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00+00:00"),
    ],
)
def test_F11_certain_dates(raw: str, expected: str) -> None:
    date = strict_date(raw)
    assert date is not None
    assert (date.isoformat(), date.tzinfo) == (expected, UTC)


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "",
        "today",
        "31 Feb 2026 10:00:00 GMT",
        "2026-02-31T10:00:00Z",
        "02/06/2025",
        "02/06/2025 10:00 GMT",
        "2026-11-20",
        "2026-11-20T13:40:00",  # no zone
        "Fri, 20 Nov 2026 13:40:00",
        "Fri, 20 Nov 2026 13:40:00 MSK",
        "Fri, 20 Nov 2026 13:40:00 CET",
        "Fri, 20 Nov 2026 13:40:00 +9900",
        "Fri, 20 Nov 2026 25:00:00 GMT",
        "Fri, 20 Nov 2026 23:59:60 GMT",
        "Fri, 20 Nom 2026 13:40:00 GMT",
        "ven., 20 novembre 2026 13:40:00 GMT",
        "1748858400",
        "2026-11-20T13:40:00+24:00",
        "0001-01-01T00:00:00+01:00",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59-01:00",
        "٢٠٢٦-11-20T13:40:00Z",
        "2026-11-20T13:40:00Z" + " " * 100 + "x",
    ],
)
def test_F11_anything_else_is_none(raw: str | None) -> None:
    assert strict_date(raw) is None


@given(INSTANTS)
def test_strict_date_reads_what_standards_write(instant: datetime) -> None:
    assert strict_date(instant.isoformat()) == instant
    assert strict_date(format_datetime(instant)) == instant.replace(microsecond=0)


@given(st.text(max_size=80) | st.from_regex(r"[A-Za-z]{3}, [0-9:+ -]{5,40}", fullmatch=True))
def test_strict_date_never_raises(raw: str) -> None:
    date = strict_date(raw)
    assert date is None or date.tzinfo is UTC
