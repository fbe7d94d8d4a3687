"""A headline's key, and what its wire prefix says."""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from tasks.identity.texts.words import folded, keys


class Flag(StrEnum):
    """What the prefix of a headline announces."""

    CORRECTION = "correction"
    RETRACTION = "retraction"
    UPDATE = "update"


class Headline(NamedTuple):
    """A headline taken apart."""

    text: str
    """Without prefixes and site name; folded, case kept."""
    flags: frozenset[Flag]
    prefixes: tuple[str, ...]
    """As they stood, in upper case: ``CORRECTED``, ``UPDATE 2``."""


# A label in capitals may stand before any dash or colon; in mixed case it needs a colon, so
# that "Update on ..." and "Correction facility ..." stay headlines.
_LABELS = (
    (Flag.RETRACTION, r"RETRACT(?:ED|ION|S)|WITHDRAWN|WITHDRAWAL|KILL(?:ED)?|STORY KILL"),
    (Flag.CORRECTION, r"(?:OFFICIAL )?CORRECT(?:ED|ION|S)|REFILED?|AMENDED"),
    (Flag.UPDATE, r"(?:\d(?:ST|ND|RD|TH) )?UPDATED?(?: \d{1,2})?|WRAP-?UP(?: \d{1,2})?"),
    (None, r"RPT|REPEAT|LIVE(?: UPDATES| BLOG)?|BREAKING(?: NEWS)?|WATCH|EXCLUSIVE"),
)
_ANY_LABEL = "|".join(label for _, label in _LABELS)
_PREFIX = re.compile(
    rf"\s*(?:(?P<wire>{_ANY_LABEL})(?: ?\([^)]*\))?\s*[-:]+|(?P<mixed>(?i:{_ANY_LABEL})):"
    rf"|[(\[](?P<boxed>(?i:{_ANY_LABEL}))[)\]])\s*"
)
_SITE_WORDS = 5
_COMMENT_COUNT = re.compile(r"\s*[(\[]\d+ (?:comments?|replies)[)\]]\s*$", re.IGNORECASE)


@lru_cache(maxsize=512)
def headline(title: str) -> Headline:
    """Return a headline without its wire prefixes and site name, and what they were."""
    text = _COMMENT_COUNT.sub("", _without_site(folded(title)))
    prefixes: list[str] = []
    while (match := _PREFIX.match(text)) and text[match.end() :]:
        prefixes.append((match["wire"] or match["mixed"] or match["boxed"]).upper())
        text = text[match.end() :]
    flags = frozenset(flag for prefix in prefixes if (flag := _flag(prefix)))
    return Headline(text=text, flags=flags, prefixes=tuple(prefixes))


def title_key(title: str) -> str:
    """Return the words by which two headlines are the same.

    >>> title_key("UPDATE 2-Ferry strike ends | Tern Daily")
    'ferry strike ends'
    """
    return " ".join(keys(headline(title).text))


def _without_site(text: str) -> str:
    """Drop a short name behind the last bar; "Live | Ferry strike" keeps both parts."""
    kept, _, site = text.rpartition(" | ")
    is_site = len(kept.split()) > 1 and len(site.split()) <= _SITE_WORDS
    return kept if is_site else text


def _flag(prefix: str) -> Flag | None:
    return next((flag for flag, label in _LABELS if re.fullmatch(label, prefix)), None)
