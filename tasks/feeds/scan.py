"""What feedparser loses: hints, links of the feed itself, GUIDs as written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from tasks.feeds.entry import Hints

DAY_S = 86_400
_HOURS = 24
_NEW_FEED_URL = "new-feed-url"
_RELS = frozenset({"hub", "next", "prev-archive", "self"})
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PERIODS_S = {
    "hourly": 3_600,
    "daily": DAY_S,
    "dayly": DAY_S,  # widespread
    "weekly": 7 * DAY_S,
    "monthly": 30 * DAY_S,
    "yearly": 365 * DAY_S,
}
_NUMBER = re.compile(r"\d{1,12}(?:\.\d{1,6})?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """The feed's own words on polling, and the GUIDs of its items in document order."""

    hints: Hints = field(default_factory=Hints)
    notes: tuple[str, ...] = ()
    """``hub=...``, ``next=...``, ``prev-archive=...``, ``self=...``, ``new-feed-url=...``."""
    guids: tuple[str | None, ...] = ()


def xml_root(text: str) -> etree._Element | None:
    """Return the root of a document, mended where it is ill-formed; None where it is hopeless.

    No entity is expanded, nothing is fetched, no tree grows beyond libxml2's own limits.
    """
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


def local_name(element: etree._Element) -> str:
    """Return an element's name in lower case, without its namespace; comments have none."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def scan(text: str) -> Scan:
    """Return what the feed's own elements say; nothing where the document is hopeless."""
    root = xml_root(text)
    if root is None:
        return Scan()
    feed = next((child for child in root if local_name(child) == "channel"), root)
    elements = [child for child in feed if local_name(child) not in {"item", "entry"}]
    return Scan(hints=_hints(elements), notes=tuple(_notes(elements)), guids=tuple(_guids(root)))


def _hints(elements: list[etree._Element]) -> Hints:
    texts = {local_name(element): _text(element) for element in elements}
    hours = tuple(sorted({int(hour) % _HOURS for hour in _listed(elements, "skiphours", _HOUR)}))
    days = tuple(day for day in _DAYS if day in set(_listed(elements, "skipdays", _DAY)))
    return Hints(
        ttl_s=_seconds(texts.get("ttl", ""), 60),
        sy_s=_sy_seconds(texts.get("updateperiod"), texts.get("updatefrequency")),
        skip_hours=hours if len(hours) < _HOURS else (),
        skip_days=days if len(days) < len(_DAYS) else (),
    )


_HOUR = re.compile(r"[01]?\d|2[0-4]", re.ASCII)
_DAY = re.compile("|".join(_DAYS))


def _listed(elements: list[etree._Element], name: str, form: re.Pattern[str]) -> Iterator[str]:
    children = (c for element in elements if local_name(element) == name for c in element)
    words = (_text(child).lower() for child in children)
    return (word for word in words if form.fullmatch(word))


def _seconds(text: str, unit_s: int) -> int | None:
    """Return a positive number of units, at most a day; None: no hint."""
    if not _NUMBER.fullmatch(text):
        return None
    return min(DAY_S, int(float(text) * unit_s)) or None


def _sy_seconds(period: str | None, frequency: str | None) -> int | None:
    """Return the time between two updates, by the defaults of the syndication module."""
    if period is None and frequency is None:
        return None
    period_s = _PERIODS_S.get((period or "daily").lower())
    if period_s is None or not _NUMBER.fullmatch(frequency or "1"):
        return None
    return min(DAY_S, int(period_s / (float(frequency or "1") or 1))) or None


def _notes(elements: list[etree._Element]) -> Iterator[str]:
    for element in elements:
        name, rel = local_name(element), (element.get("rel") or "").lower()
        if name == "link" and rel in _RELS and element.get("href"):
            yield f"{rel}={element.get('href')}"
        elif name == _NEW_FEED_URL:
            yield f"{name}={_text(element)}"


def _guids(root: etree._Element) -> Iterator[str | None]:
    for item in root.iter("{*}item", "{*}entry"):
        named = (child for child in item if local_name(child) in {"guid", "id"})
        yield next((_text(child) or None for child in named), None)


def _text(element: etree._Element) -> str:
    return (element.text or "").strip()
