from datetime import UTC, datetime

import pytest

from tasks.identity.snapshot import Snapshot, snapshot


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        pytest.param("2026-04-01T12:00:00Z", datetime(2026, 4, 1, 12, tzinfo=UTC), id="utc"),
        pytest.param(
            "2026-04-01T14:00:00+02:00", datetime(2026, 4, 1, 12, tzinfo=UTC), id="offset"
        ),
        pytest.param("2026-04-01T12:00:00", datetime(2026, 4, 1, 12, tzinfo=UTC), id="no-zone"),
        pytest.param(" 2026-04-01 ", datetime(2026, 4, 1, tzinfo=UTC), id="day"),
        pytest.param("0001-01-01T00:00:00+14:00", None, id="before-time"),
        pytest.param("last Tuesday", None, id="prose"),
        pytest.param("", None, id="empty"),
        pytest.param(None, None, id="none"),
    ],
)
def test_snapshot_reads_a_date_or_takes_it_for_unknown(
    text: str | None, instant: datetime | None
) -> None:
    assert snapshot({"published": text}).published == instant


def test_snapshot_takes_plain_fields_and_fills_in_missing_ones() -> None:
    fields = {"url": "u", "guid": "g", "title": "t", "text": "x", "publisher": "p"}
    assert snapshot(fields) == Snapshot(
        url="u", guid="g", title="t", text="x", publisher="p", notices=None
    )
    assert snapshot({}) == Snapshot(url="")
