"""Where a redirect leads."""

import re
from urllib.parse import urljoin

from tasks.errors import InputError
from tasks.web.failure import FetchError
from tasks.web.urls import wire_url

REDIRECTS = frozenset({301, 302, 303, 307, 308})
MAX_REDIRECTS = 5

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")  # urljoin would take "http://" for relative
_CONTROL = re.compile(rb"[\x00-\x1f\x7f]")


def next_hop(url: str, location: bytes | None, *, allow_downgrade: bool) -> str:
    """Return the wire form of the URL to which a redirect sends us.

    Args:
        url: The URL that answered; a relative *location* is resolved against it.
        location: The raw value of the ``Location`` header, None if there was none.
        allow_downgrade: Whether https may lead to http.

    Raises:
        FetchError: ``bad_redirect`` if the value is missing, unreadable, of another scheme, or a
            downgrade that is not allowed.

    Source:
        RFC 9110, section 10.2.2.

    >>> next_hop("https://paper.example/a/b", b"../c#d", allow_downgrade=False)
    'https://paper.example/c'
    """
    target = _resolved(url, location)
    if url.startswith("https:") and target.startswith("http:") and not allow_downgrade:
        raise FetchError("bad_redirect", "leads from https to http")
    return target


def _resolved(url: str, location: bytes | None) -> str:
    if not location or _CONTROL.search(location):
        raise FetchError("bad_redirect", "has no readable Location")
    text = "".join(chr(octet) if octet < 0x80 else f"%{octet:02X}" for octet in location)  # noqa: PLR2004 -- the end of ASCII
    try:
        return wire_url(text if _ABSOLUTE.match(text) else urljoin(url, text))
    except ValueError as error:  # of urljoin: unbalanced brackets
        raise FetchError("bad_redirect", "has no readable Location") from error
    except InputError as error:
        raise FetchError("bad_redirect", f"leads to an address that {error.reason}") from error
