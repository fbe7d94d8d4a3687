"""Addresses that carry another address in clear: AMP caches, search engines, redirectors."""

import re
from urllib.parse import urlencode

from tasks.identity.addresses.url_names import REDIRECTORS, SEARCH_ENGINES

_AMP_CACHE = re.compile(r"/[acv]/(?:s/)?(?P<target>[^/]+\..*)")
_AMP_VIEWER = re.compile(r"/amp/(?:s/)?(?P<target>[^/]+\..*)")
_PARAMETERS_BY_PLACE = {(host, path): names for host, path, names in REDIRECTORS}


def wrapped_url(
    host: str, path: str, raw_path: str, query: tuple[tuple[str, str], ...]
) -> str | None:
    """Return the address that this one carries, or None.

    Args:
        host: Canonical.
        path: Canonical, so that no spelling of a wrapper escapes.
        raw_path: As found: a canonical path has lost its leading ``/amp/``.
        query: Decoded pairs, in any order.
    """
    amp = _amp_target(host, path, raw_path)
    if amp is not None:
        return amp + ("?" if query else "") + urlencode(query, errors="surrogateescape")
    names = _PARAMETERS_BY_PLACE.get((host, path), ())
    targets = [value for name, value in query if name in names]
    return targets[0] if targets and targets[0].startswith(("http://", "https://")) else None


def _amp_target(host: str, path: str, raw_path: str) -> str | None:
    if host.endswith(".cdn.ampproject.org"):
        match = _AMP_CACHE.fullmatch(path)
    elif any(label in SEARCH_ENGINES for label in host.split(".")[-3:-1]):
        match = _AMP_VIEWER.fullmatch(raw_path)
    else:
        match = None
    return match and f"https://{match['target']}"
