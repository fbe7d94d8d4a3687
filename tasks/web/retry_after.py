"""How long a server asks us to stay away."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from tasks.errors import MalformedHeaderError


def retry_after(value: str, *, now: datetime) -> timedelta:
    """Return how long a ``Retry-After`` header asks us to wait.

    Args:
        value: The header's value: whole seconds, or an HTTP date.
        now: Aware UTC; a date counts from here.

    Returns:
        Never negative: a date already past is zero.

    Raises:
        MalformedHeaderError: If *value* is neither form.

    Source:
        RFC 9110, section 10.2.3.
    """
    try:
        if value.isascii() and value.isdigit():
            return timedelta(seconds=int(value))
        return max(_http_date(value) - now, timedelta())
    except (ValueError, OverflowError) as error:
        raise MalformedHeaderError(value[:80], "neither seconds nor an HTTP date") from error


def asked_wait(headers: Mapping[str, str], *, now: datetime) -> timedelta | None:
    """Return the wait that an answer asks for, None if it names none that can be read.

    A date counts from the answer's own ``Date``, so that a wrong clock of the server does no harm.

    Args:
        headers: Names in lower case.
        now: Aware UTC; stands in for a ``Date`` that is missing or unreadable.
    """
    with suppress(ValueError, OverflowError):
        now = _http_date(headers.get("date", ""))
    try:
        return retry_after(headers.get("retry-after", "").strip(), now=now)
    except MalformedHeaderError:
        return None


def _http_date(value: str) -> datetime:
    date = parsedate_to_datetime(value)
    if date.tzinfo is None:  # "-0000" means UTC of unknown origin
        return date.replace(tzinfo=UTC)
    return date.astimezone(UTC)
