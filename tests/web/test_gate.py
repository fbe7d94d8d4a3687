"""When a domain may be asked again."""

from datetime import UTC, datetime, timedelta

import pytest

from tasks.web.fetch import HostGate
from tasks.web.gate import earliest_start, host_pause, spacing

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        pytest.param({}, NOW, id="unknown"),
        pytest.param({"paper.example": NOW - SECOND}, NOW, id="past"),
        pytest.param({"paper.example": NOW + SECOND}, NOW + SECOND, id="future"),
        pytest.param({"other.example": NOW + SECOND}, NOW, id="another-domain"),
        pytest.param({"paper.example": NOW + timedelta(days=8)}, NOW, id="C20-broken-clock"),
    ],
)
def test_earliest_start(stored: dict[str, datetime], expected: datetime) -> None:
    assert earliest_start("paper.example", HostGate(not_before=stored), NOW) == expected


@pytest.mark.parametrize(
    ("latency_s", "crawl_delay_s", "expected_s"),
    [
        pytest.param(0.1, 0, 5, id="least"),
        pytest.param(2, 0, 10, id="five-latencies"),
        pytest.param(60, 0, 30, id="latency-capped"),
        pytest.param(0.1, 10, 10, id="G09-crawl-delay"),
        pytest.param(0.1, 3_600, 300, id="G09-crawl-delay-capped"),
        pytest.param(4, 10, 20, id="largest"),
    ],
)
def test_G10_spacing(latency_s: float, crawl_delay_s: float, expected_s: float) -> None:
    assert spacing(latency_s * SECOND, crawl_delay_s * SECOND) == expected_s * SECOND


@pytest.mark.parametrize(
    ("status", "asked_s", "expected_s"),
    [
        pytest.param(429, 90, 90, id="D18"),
        pytest.param(429, None, 600, id="D20"),
        pytest.param(429, 10**9, 86_400, id="D21"),
        pytest.param(503, 90, 90, id="503"),
        pytest.param(503, None, 0, id="503-without-wait"),
        pytest.param(500, 90, 0, id="500"),
        pytest.param(200, 90, 0, id="200"),
    ],
)
def test_host_pause(status: int, asked_s: int | None, expected_s: int) -> None:
    asked = None if asked_s is None else asked_s * SECOND
    assert host_pause(status, asked) == expected_s * SECOND
