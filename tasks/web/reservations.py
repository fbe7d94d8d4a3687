"""What a server's headers reserve: archiving, mining, training."""

import re
from collections.abc import Iterable

from tasks.web.robots import AGENT

# Directives that have a value after a colon, so that they are not taken for a bot's name.
_VALUED = frozenset({"unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"})
_NO = re.compile(r"([a-z][a-z0-9-]*)\s*=\s*n", re.IGNORECASE)


def header_reservations(headers: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the signals of reservation in *headers*, sorted, each once, in one spelling.

    ``X-Robots-Tag`` counts if it is general or names our token; ``tdm-reservation`` if it is 1;
    of ``Content-Usage`` every category set to ``n``.

    Args:
        headers: Name and value; a name may occur more than once.

    Source:
        TDM Reservation Protocol (W3C CG), section 4; AIPREF ``Content-Usage`` (IETF draft).

    >>> header_reservations([("x-robots-tag", "noarchive, other: noai"), ("tdm-reservation", "1")])
    ('tdm-reservation: 1', 'x-robots-tag: noarchive')
    """
    signals: set[str] = set()
    for name, value in headers:
        read = _READERS.get(name.lower())
        if read is not None:
            signals.update(read(value))
    return tuple(sorted(signals))


def _robots_tag(value: str) -> list[str]:
    signals, applies = [], True
    for item in value.lower().split(","):
        name, colon, directive = (part.strip() for part in item.partition(":"))
        if colon and name not in _VALUED:  # a bot's name: it holds for the directives after it
            applies = name == AGENT
            name = directive
        if applies and name:
            signals.append(f"x-robots-tag: {name}")
    return signals


def _tdm_reservation(value: str) -> list[str]:
    return ["tdm-reservation: 1"] if value.strip() == "1" else []


def _content_usage(value: str) -> list[str]:
    matches = (_NO.fullmatch(item.partition(";")[0].strip()) for item in value.split(","))
    return [f"content-usage: {match[1].lower()}=n" for match in matches if match]


_READERS = {
    "x-robots-tag": _robots_tag,
    "tdm-reservation": _tdm_reservation,
    "content-usage": _content_usage,
}
