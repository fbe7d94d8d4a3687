"""When a domain may be asked again."""

from datetime import datetime, timedelta

from tasks.web.fetch import HostGate

MIN_SPACING = timedelta(seconds=5)
MAX_LATENCY_SPACING = timedelta(seconds=30)
MAX_CRAWL_DELAY = timedelta(seconds=300)
MAX_PAUSE = timedelta(hours=24)
DEFAULT_PAUSE = timedelta(minutes=10)
"""After a 429 that names no time."""

_LATENCY_FACTOR = 5
_BROKEN_CLOCK = timedelta(days=7)  # nothing we store reaches further


def earliest_start(domain: str, gate: HostGate, now: datetime) -> datetime:
    """Return when the next request to *domain* may start; *now* if nothing stands in the way.

    A time more than seven days ahead comes from a broken clock and is ignored.
    """
    stored = gate.not_before.get(domain, now)
    return now if stored > now + _BROKEN_CLOCK else max(now, stored)


def spacing(latency: timedelta, crawl_delay: timedelta = timedelta()) -> timedelta:
    """Return the least time between the starts of two requests to one domain.

    Args:
        latency: How long the last request took; a slow server is asked less often.
        crawl_delay: What its robots.txt asks for.
    """
    by_latency = min(_LATENCY_FACTOR * latency, MAX_LATENCY_SPACING)
    return max(MIN_SPACING, by_latency, min(crawl_delay, MAX_CRAWL_DELAY))


def host_pause(status: int, asked: timedelta | None) -> timedelta:
    """Return for how long an answer closes its whole domain to us; zero if it does not.

    Args:
        status: 429 always pauses; 503 only if it says for how long.
        asked: The wait its ``Retry-After`` named, if any.
    """
    if status == 429:  # noqa: PLR2004 -- Too Many Requests
        return min(DEFAULT_PAUSE if asked is None else asked, MAX_PAUSE)
    if status == 503 and asked is not None:  # noqa: PLR2004 -- Service Unavailable
        return min(asked, MAX_PAUSE)
    return timedelta()
