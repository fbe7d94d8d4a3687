"""When a story was published and modified, as its publisher states it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from functools import partial

from lxml.html import HtmlElement

from tasks.pages.markup.json_ld import texts
from tasks.pages.markup.page_facts import Facts
from tasks.pages.metadata.day_seen import day_seen, says_edited
from tasks.pages.metadata.stamps import stamp_of
from tasks.pages.page import Caveat, Stamp
from tasks.pages.steps import tried

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
_EARLIEST = date(1700, 1, 1)
_LATEST = date(2099, 12, 31)
"""Where a response has no ``Date``: rooms have no clock, and today is no fact of a page."""
_UNSET = (date(1970, 1, 1), date(1900, 1, 1))
_AHEAD = timedelta(days=2)


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
        search = partial(day_seen, facts, latest, modified)
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
    for element in _times(facts):
        if says_edited(element) and not _says_published(element):
            yield element.get("datetime") or "", "dom.time"


def _node(facts: Facts, keys: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for key in keys:
        for text in texts(facts.node.get(key) if facts.node else None):
            yield text, f"json_ld.{key}"


def _metas(facts: Facts, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in names:
        for content in facts.meta.get(name, ()):
            yield content, f"meta.{name}"


def _time_elements(facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield the times of the head of the article, those first that say they are published.

    A page whose times are all of one day names that day, wherever they stand.
    """
    found = _times(facts)
    marked = [each for each in found if _says_published(each)]
    around = [each for each in found if _is_in_a_header(each) and not says_edited(each)]
    days = {(each.get("datetime") or "")[:10] for each in found}
    alone = [each for each in found[:1] if len(days) == 1 and not says_edited(each)]
    for element in (*marked, *around, *alone):
        yield element.get("datetime") or "", "dom.time"


def _times(facts: Facts) -> list[HtmlElement]:
    return [each for each in facts.tree.iter("time") if each.get("datetime")][:20]


def _says_published(element: HtmlElement) -> bool:
    words = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
    return element.get("pubdate") is not None or "publish" in words


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
