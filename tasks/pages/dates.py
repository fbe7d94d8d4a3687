"""When a story was published and modified, as its publisher states it."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from functools import partial

from htmldate import find_date
from lxml.html import HtmlElement

from tasks.pages.json_ld import texts
from tasks.pages.page import Caveat, Stamp
from tasks.pages.page_facts import Facts
from tasks.pages.steps import tried
from tasks.pages.wording import squeezed

_PUBLISHED = (
    "article:published_time", "article:published", "og:article:published_time",
    "og:published_time", "og:pubdate", "parsely-pub-date", "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime", "sailthru.date", "dc.date.issued", "dcterms.issued",
    "dcterms.date", "dc.date", "dc.date.created", "dcterms.created", "datepublished",
    "publish-date", "publish_date", "publication_date", "pubdate", "ptime", "displaydate",
    "article.published", "article_date_original", "originalpublicationdate", "rnews:datepublished",
    "citation_publication_date", "bt:pubdate", "iso-8601-publish-date", "date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "article:modified", "og:article:modified_time", "og:updated_time",
    "og:modified_time", "lastmod", "last-modified", "datemodified", "dcterms.modified",
    "dc.date.modified", "article.updated", "lastupdated", "utime", "revision_date",
    "bt:moddate", "modified",
)  # fmt: skip
_SHAPE = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d{1,9})?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_EARLIEST = date(1700, 1, 1)
_LATEST = date(2099, 12, 31)
"""Where a response has no ``Date``: rooms have no clock, and today is no fact of a page."""
_UNSET = (date(1970, 1, 1), date(1900, 1, 1))
_AHEAD = timedelta(days=2)
_LONGEST = 64
_FREE_TEXT_BLOCKS = 3000
_EDITED = re.compile(r"modif|updat|edited|revis", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """Both dates of a page."""

    published: Stamp | None
    modified: Stamp | None
    caveats: tuple[Caveat, ...] = ()


NO_DATES = Dates(published=None, modified=None)


def latest_day(headers: Mapping[str, str]) -> date:
    """Return the last day a page may state: two days after the response was made."""
    value = next((v for k, v in headers.items() if k.lower() == "date"), "")
    try:
        return (parsedate_to_datetime(value) + _AHEAD).date()
    except (ValueError, OverflowError, TypeError):
        return _LATEST


def dates_of(facts: Facts, latest: date) -> Dates:
    """Return the dates of a page; a modified date never stands in for a published one."""
    published = next(_stamps(_stated_published(facts), latest), None)
    modified = next(_stamps(_stated_modified(facts), latest), None)
    caveats: list[Caveat] = []
    if published is None:
        search = partial(_found_by_htmldate, facts, latest, modified)
        published = tried("htmldate", search, None, caveats)
    published, modified = _same_zone(published, modified), _same_zone(modified, published)
    if _is_before(modified, published):
        caveats.append(Caveat(code="modified_before_published"))
    if any(stamp is not None and stamp.zone_assumed for stamp in (published, modified)):
        caveats.append(Caveat(code="zone_assumed"))
    return Dates(published=published, modified=modified, caveats=tuple(caveats))


def _stated_published(facts: Facts) -> Iterator[tuple[str, str]]:
    yield from _node(facts, ("datePublished", "dateCreated", "uploadDate"))
    yield from _metas(facts, _PUBLISHED)
    yield from _time_elements(facts)


def _stated_modified(facts: Facts) -> Iterator[tuple[str, str]]:
    yield from _node(facts, ("dateModified",))
    yield from _metas(facts, _MODIFIED)


def _node(facts: Facts, keys: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for key in keys:
        for text in texts(facts.node.get(key) if facts.node else None):
            yield text, f"json_ld.{key}"


def _metas(facts: Facts, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in names:
        for content in facts.meta.get(name, ()):
            yield content, f"meta.{name}"


def _time_elements(facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield the times of the head of the article, those first that say they are published."""
    found = [each for each in facts.tree.iter("time") if each.get("datetime")][:20]
    marked = [each for each in found if _says_published(each)]
    around = [each for each in found if _is_in_a_header(each) and not _says_edited(each)]
    for element in (*marked, *around):
        yield element.get("datetime") or "", "dom.time"


def _says_published(element: HtmlElement) -> bool:
    words = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
    return element.get("pubdate") is not None or "publish" in words


def _says_edited(element: HtmlElement) -> bool:
    parent = element.getparent()
    words = " ".join(
        each.get(key) or "" for each in (element, parent) if each is not None
        for key in ("class", "id", "itemprop")
    )  # fmt: skip
    return bool(_EDITED.search(words[: _LONGEST * 4]))


def _is_in_a_header(element: HtmlElement) -> bool:
    return any(
        each.tag == "header" or "header" in (each.get("class") or "").lower()
        for each in element.iterancestors()
    )


def _stamps(stated: Iterator[tuple[str, str]], latest: date) -> Iterator[Stamp]:
    for raw, source in stated:
        stamp = stamp_of(raw, source)
        if stamp and _EARLIEST <= stamp.day <= latest and stamp.day not in _UNSET:
            yield stamp


def stamp_of(raw: str, source: str) -> Stamp | None:
    """Return the date in *raw*: ISO 8601 and its neighbours, RFC 5322, or Unix seconds.

    A time without zone is naive here in no value: ``at`` is UTC with ``zone_assumed`` until
    another stamp of the page lends its zone. Midnight without a zone is a day, not a time.
    """
    text = squeezed(raw)[:_LONGEST]
    try:
        moment, has_time = _moment(text)
    except (ValueError, OverflowError, TypeError, OSError):
        return None
    if not has_time:
        return Stamp(at=None, day=moment.date(), raw=text, source=source)
    assumed = moment.tzinfo is None
    at = moment.replace(tzinfo=UTC) if assumed else moment
    return Stamp(at=at, day=at.date(), raw=text, source=source, zone_assumed=assumed)


def _moment(text: str) -> tuple[datetime, bool]:
    if _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), tz=UTC), True
    shape = _SHAPE.match(text)
    if shape is None:
        if text.isdigit():
            return datetime.fromisoformat(text), False
        return parsedate_to_datetime(text), True
    year, month, day, hour, minute, second, zone = shape.groups()
    moment = datetime(int(year), int(month), int(day), tzinfo=None)  # noqa: DTZ001 -- zone follows
    if hour is None:
        return moment, False
    moment = moment.replace(hour=int(hour), minute=int(minute), second=int(second or 0))
    if zone is None:
        return moment, moment.time() != datetime.min.time()
    return moment.replace(tzinfo=_zone(zone)), True


def _zone(text: str) -> tzinfo:
    if text.upper() in ("Z", "UTC", "GMT"):
        return UTC
    padded = text if len(text) > len("+00") else f"{text}00"
    zone = datetime.strptime(padded.replace(":", ""), "%z").tzinfo
    return zone or UTC


def _same_zone(stamp: Stamp | None, other: Stamp | None) -> Stamp | None:
    """Lend *stamp* the zone of *other* where its own was not given."""
    if stamp is None or stamp.at is None or not stamp.zone_assumed:
        return stamp
    if other is None or other.at is None or other.zone_assumed:
        return stamp
    return replace(stamp, at=stamp.at.replace(tzinfo=other.at.tzinfo), zone_assumed=False)


def _is_before(modified: Stamp | None, published: Stamp | None) -> bool:
    if modified is None or published is None:
        return False
    if modified.at is None or published.at is None:
        return modified.day < published.day
    return modified.at < published.at


def _found_by_htmldate(facts: Facts, latest: date, modified: Stamp | None) -> Stamp | None:
    tree = _without_edit_marks(facts.tree)
    if tree is None:
        return None
    found = find_date(
        tree, original_date=True, url=facts.canonical or facts.url,
        max_date=latest.isoformat(), extensive_search=False,
    )  # fmt: skip
    stamp = stamp_of(found, "htmldate") if found else None
    is_modified = stamp and modified and stamp.day == modified.day
    return None if is_modified else stamp


def _without_edit_marks(tree: HtmlElement) -> HtmlElement | None:
    """Return a copy that shows no modified date; None where a page is too large to search."""
    if sum(1 for _ in tree.iter("p", "li", "tr", "time")) > _FREE_TEXT_BLOCKS:
        return None
    copy = deepcopy(tree)
    for meta in list(copy.iter("meta", "time")):
        if _says_edited(meta) or _EDITED.search(meta.get("property") or meta.get("name") or ""):
            meta.drop_tree()
    return copy
