"""What is sent with a poll, and what comes back: addresses, validators, an answer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from tasks.feeds.entry import FeedDocument
from tasks.feeds.schedule import is_turn_of
from tasks.feeds.state import FeedState

_ASK_PLAINLY = timedelta(days=7)  # some servers answer 304 for ever
_ASK_CONFIGURED = timedelta(days=30)
_VALIDATOR_LIMIT = 1_024  # bytes
_WHOLE = 200
_LONGEST_S = 86_400  # of any interval: a max-age of 16 years has been seen
_NUMBER = re.compile(r"\d{1,18}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A document, or the news that there is none newer: 200, 226 or 304."""

    status: int
    requested_url: str
    final_url: str
    moved_to: str | None = None
    """``permanent_target`` of its redirects."""
    headers: Mapping[str, str]
    """Names in lower case."""
    body_sha256: str | None = None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What vouches for a document, and the address that issued it."""

    etag: str | None = None
    last_modified: str | None = None
    validators_url: str | None = None
    body_sha256: str | None = None


def request_url(state: FeedState, *, slot: datetime) -> str:
    """Return the address to ask: an adopted one, but the configured one every 30 days."""
    if state.resolved_url is None or is_turn_of(state, slot, _ASK_CONFIGURED):
        return state.url
    return state.resolved_url


def validators_for(state: FeedState, *, slot: datetime) -> Validators:
    """Return what to send with the request; nothing in one slot every 7 days."""
    if asks_plainly(state, slot):
        return Validators()
    return Validators(
        etag=state.etag,
        last_modified=state.last_modified,
        validators_url=state.validators_url,
        body_sha256=state.body_sha256,
    )


def asks_plainly(state: FeedState, slot: datetime) -> bool:
    """Return whether the poll of *slot* goes out without validators, as one does every 7 days."""
    return is_turn_of(state, slot, _ASK_PLAINLY)


def vouching(document: FeedDocument, answer: Answer) -> Validators | None:
    """Return what may be stored once every entry of a document is done or parked.

    None where the document is cut or partial: it vouches for nothing.
    """
    return validators_of(answer) if document.complete and answer.status == _WHOLE else None


def validators_of(answer: Answer) -> Validators:
    """Return the validators of an answer, verbatim; those that cannot be sent back are none."""
    etag, modified = (_sendable(answer.headers.get(n)) for n in ("etag", "last-modified"))
    return Validators(
        etag=etag,
        last_modified=modified,
        validators_url=answer.final_url if etag or modified else None,
        body_sha256=answer.body_sha256,
    )


def fresh_seconds(headers: Mapping[str, str]) -> int | None:
    """Return the seconds until an answer is stale, at most a day; None: it does not say.

    Args:
        headers: Names in lower case.

    Source:
        RFC 9111, sections 4.2.1 (lifetime, by the server's own clock) and 5.1 (Age).
    """
    directives = _directives(headers.get("cache-control", ""))
    if directives.keys() & {"no-cache", "no-store"}:
        return None
    stated = "max-age" in directives
    lifetime_s = _seconds(directives["max-age"]) if stated else _until_expiry(headers)
    left_s = lifetime_s - _seconds(headers.get("age", ""))
    return min(_LONGEST_S, left_s) if left_s > 0 else None


def _sendable(value: str | None) -> str | None:
    """Return a validator verbatim; None if it is too long, or no UTF-8 and so cannot be sent."""
    try:
        is_short = 0 < len((value or "").encode()) <= _VALIDATOR_LIMIT
    except UnicodeEncodeError:
        return None
    return value if is_short else None


def _directives(value: str) -> Mapping[str, str]:
    pairs = (part.partition("=") for part in value.lower().split(","))
    return {name.strip(): argument.strip().strip('"') for name, _, argument in pairs}


def _seconds(text: str) -> int:
    """Return a header's whole seconds; zero where they cannot be read."""
    return int(text) if _NUMBER.fullmatch(text.strip()) else 0


def _until_expiry(headers: Mapping[str, str]) -> int:
    expires, date = _http_date(headers.get("expires", "")), _http_date(headers.get("date", ""))
    return int((expires - date).total_seconds()) if expires and date else 0


def _http_date(value: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
