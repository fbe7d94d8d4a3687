"""The headers of a request: the same for every server, but for its own validators."""

from tasks.web.fetch import FetchPlan
from tasks.web.urls import origin_of

ACCEPT_ENCODING = "gzip, deflate, br, zstd"
"""Exactly the codings that decoding.py removes."""

_MAX_VALIDATOR_BYTES = 1_024


def request_headers(plan: FetchPlan, url: str, user_agent: str) -> dict[str, str]:
    """Return the headers with which *plan* asks for *url*, a hop of its redirect chain.

    Validators go only to the URL that issued them, credentials only to the origin of the plan;
    never a Cookie, Referer or Range. A validator that cannot be sent back byte for byte is not
    sent at all.

    Args:
        plan: What is asked for.
        url: Its wire form, or that of the redirect's target.
        user_agent: Who we are, with an address to complain to.
    """
    headers = {
        "User-Agent": user_agent,
        "Accept": plan.accept,
        "Accept-Encoding": ACCEPT_ENCODING,
    }
    if url == plan.validators_url:
        headers |= _sendable("If-None-Match", plan.etag)
        headers |= _sendable("If-Modified-Since", plan.last_modified)
    if plan.authorization is not None and origin_of(url) == origin_of(plan.url):
        headers["Authorization"] = plan.authorization
    return headers


def is_conditional(headers: dict[str, str]) -> bool:
    """Return whether a request with *headers* may be answered by 304."""
    return not headers.keys().isdisjoint({"If-None-Match", "If-Modified-Since"})


def is_sendable(validator: str) -> bool:
    """Return whether *validator* can be sent back as it came: UTF-8, printable, 1,024 bytes."""
    try:
        octets = validator.encode()
    except UnicodeEncodeError:  # bytes that were no UTF-8; the client would drop them silently
        return False
    return 0 < len(octets) <= _MAX_VALIDATOR_BYTES and validator.isprintable()


def _sendable(name: str, validator: str | None) -> dict[str, str]:
    return {name: validator} if validator is not None and is_sendable(validator) else {}
