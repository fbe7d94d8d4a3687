"""The cached robots.txt of an origin: what an answer makes of it, how long it holds."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from tasks.web.fetch import Fetched, FetchFailed, RobotsPolicy
from tasks.web.statuses import NOT_MODIFIED

MAX_TEXT_BYTES = 500 * 1024  # RFC 9309, section 2.5

_FRESH = timedelta(hours=24)
_FIRST_RETRY = timedelta(hours=1)
_LAST_GOOD = timedelta(days=30)
_MAX_DOUBLINGS = 5  # 32 h: beyond the 24 h that cap it

# RFC 9309, sections 2.3.1.2 and 2.3.1.3: "unavailable" means that nothing is disallowed.
_UNAVAILABLE = re.compile(r"http_4(?!29)\d\d|blocked_challenge|redirect_loop|bad_redirect")
_EMPTY = frozenset({"empty_body"})


def is_fresh(policy: RobotsPolicy, now: datetime) -> bool:
    """Return whether *policy* still holds: 24 h; after a failure 1 h, doubling up to 24 h."""
    lifetime = _FRESH
    if policy.status == "unreachable":
        doublings = min(max(policy.failures - 1, 0), _MAX_DOUBLINGS)
        lifetime = min(_FIRST_RETRY * 2**doublings, _FRESH)
    return timedelta() <= now - policy.fetched_at < lifetime


def text_in_force(policy: RobotsPolicy, now: datetime) -> str | None:
    """Return the robots.txt to obey, None if nothing is known and pages have to wait.

    While a server does not answer, its last good copy holds for 30 days.

    Source:
        RFC 9309, section 2.3.1.
    """
    if policy.status != "unreachable":
        return policy.text
    is_good = policy.good_at is not None and now - policy.good_at < _LAST_GOOD
    return policy.text if is_good else None


def policy_after(
    origin: str, known: RobotsPolicy | None, answer: Fetched | FetchFailed, *, now: datetime
) -> RobotsPolicy:
    """Return what *answer* to a request for robots.txt makes of what was *known*."""
    if isinstance(answer, Fetched):
        return _after_document(origin, known, answer, now)
    if answer.code in _EMPTY:
        return RobotsPolicy(origin=origin, status="ok", fetched_at=now, good_at=now)
    if _UNAVAILABLE.fullmatch(answer.code):
        return RobotsPolicy(origin=origin, status="allowed", fetched_at=now)
    known = known or RobotsPolicy(origin=origin, status="unreachable", fetched_at=now)
    return replace(
        known,
        status="unreachable",
        fetched_at=now,
        failures=known.failures + 1,
        failure=answer.code,
    )


def _after_document(
    origin: str, known: RobotsPolicy | None, answer: Fetched, now: datetime
) -> RobotsPolicy:
    if answer.status == NOT_MODIFIED and known is not None:
        return replace(known, status="ok", fetched_at=now, good_at=now, failures=0, failure="")
    headers = dict(answer.headers) if answer.final_url == answer.requested_url else {}
    return RobotsPolicy(
        origin=origin,
        status="ok",
        text=answer.body[:MAX_TEXT_BYTES].decode("utf-8-sig", "replace"),
        fetched_at=now,
        good_at=now,
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
    )
