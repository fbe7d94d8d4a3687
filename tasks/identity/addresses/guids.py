"""What a feed's GUID identifies, if anything."""

import re

from tasks.errors import InputError
from tasks.identity.urls import canonical_url

_SHORTEST = 6
_FEWEST_DIGITS = 5
_WEB_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_FEED_PATH = re.compile(
    r".*[/.](?:feeds?|rss|atom|xml|rdf)(?:[/.](?:xml|rss|atom))?", re.IGNORECASE
)
_NEWSML_URN = re.compile(r"(urn:newsml(?::[^:]+){3}):\d+[NUA]?", re.IGNORECASE)
_NEWSML_TAG = re.compile(r"(tag:[^:]+:newsml_[^:]+):\d+[NUA]?", re.IGNORECASE)


def is_identifying_guid(guid: str | None) -> bool:
    """Return whether a GUID can name one story.

    Too short ones cannot, nor can the address of the site or of a feed. That a GUID occurs
    twice in its document only the feed's reader can know.
    """
    key = guid_key(guid)
    if key is None:
        return False
    if _WEB_SCHEME.match(key):
        place = key.partition("//")[2].partition("/")[2]
        return bool(place) and not _FEED_PATH.fullmatch(f"/{place}")
    return len(key) >= (_FEWEST_DIGITS if key.isdecimal() else _SHORTEST)


def guid_key(guid: str | None) -> str | None:
    """Return the form in which GUIDs of one publisher are compared, or None if empty.

    A web address is compared as one; a NewsML GUID loses its version; all others are opaque.

    >>> guid_key("urn:newsml:tern.example:20260401:ferry-1:3")
    'urn:newsml:tern.example:20260401:ferry-1'
    """
    key = (guid or "").strip()
    if _WEB_SCHEME.match(key):
        try:
            return canonical_url(key)
        except InputError:
            return key
    newsml = _NEWSML_URN.fullmatch(key) or _NEWSML_TAG.fullmatch(key)
    return newsml[1] if newsml else key or None
