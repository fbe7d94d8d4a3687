"""What a status code means for us."""

from collections.abc import Mapping

WITH_BODY = frozenset({200, 226})
"""The answers whose body is a document, or part of one."""

NOT_MODIFIED = 304

_NAMED = {204: "empty_body", 205: "empty_body"}


def failure_code(status: int, headers: Mapping[str, str]) -> str | None:
    """Return the code of the failure that *status* means, None for 200, 226 and 304.

    Args:
        status: Of a final answer: redirects are followed before.
        headers: Names in lower case.

    >>> failure_code(404, {}), failure_code(403, {"cf-mitigated": "challenge"})
    ('http_404', 'blocked_challenge')
    """
    if status in WITH_BODY or status == NOT_MODIFIED:
        return None
    if status == 403 and headers.get("cf-mitigated", "").strip().lower() == "challenge":  # noqa: PLR2004 -- Forbidden
        return "blocked_challenge"
    return _NAMED.get(status, f"http_{status}")
