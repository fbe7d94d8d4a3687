"""JSON Feed 1.0 and 1.1."""

import json
from collections.abc import Iterator, Mapping
from typing import NoReturn

from tasks.errors import NotAFeed
from tasks.feeds.dates import strict_date
from tasks.feeds.item import (
    CONTENT_LIMIT,
    SUMMARY_LIMIT,
    TITLE_LIMIT,
    Item,
    Source,
    absolute_link,
)
from tasks.feeds.plain_text import plain_line, plain_text

_KINDS = {
    f"{scheme}://jsonfeed.org/version/{version}": kind
    for scheme in ("https", "http")
    for version, kind in (("1", "json10"), ("1.0", "json10"), ("1.1", "json11"))
}
_NAME_LIMIT = 200
_DATE_LIMIT = 100

Json = Mapping[str, object]


def json_source(text: str, url: str) -> Source:
    """Return the document of a JSON Feed; items without an id are left out and counted.

    Raises:
        NotAFeed: No JSON, too deep, or of another format or version.

    Source:
        https://www.jsonfeed.org/version/1.1/
    """
    feed = _parsed(text, url)
    kind = _KINDS.get(_text(feed, "version"))
    if kind is None:
        raise NotAFeed(url, "JSON, but no JSON Feed of version 1 or 1.1")
    items = list(_objects(feed, "items"))
    named = [item for item in items if _text(item, "id")]
    return Source(
        kind=kind,
        title=_line(feed, "title"),
        link=absolute_link(_text(feed, "home_page_url"), url) or None,
        language=_text(feed, "language")[:_NAME_LIMIT] or None,
        items=tuple(_item(item, url) for item in named),
        is_well_formed=True,
        notes=tuple(_notes(feed, len(items) - len(named))),
    )


def _parsed(text: str, url: str) -> Json:
    try:
        # Numbers stay text: an id of 5,000 digits is a name, and 1e999 no infinity.
        feed = json.loads(text, parse_int=str, parse_float=str, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise NotAFeed(url, f"no JSON: {type(error).__name__}") from error
    if not isinstance(feed, dict):
        raise NotAFeed(url, "JSON, but no object")
    return feed


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _item(item: Json, url: str) -> Item:
    published, updated = _text(item, "date_published"), _text(item, "date_modified")
    return Item(
        guid=_text(item, "id"),
        link=absolute_link(_text(item, "url"), url),
        title=_line(item, "title"),
        summary=plain_text(_text(item, "summary"), SUMMARY_LIMIT),
        content=_content(item),
        published_raw=published[:_DATE_LIMIT] or None,
        published=strict_date(published),
        updated_raw=updated[:_DATE_LIMIT] or None,
        updated=strict_date(updated),
        authors=tuple(dict.fromkeys(_authors(item))),
        tags=tuple(_strings(item, "tags")),
        language=_text(item, "language")[:_NAME_LIMIT] or None,
    )


def _content(item: Json) -> str:
    """Return the text of ``content_html``, else ``content_text``, in which a ``<`` is a ``<``."""
    html = _text(item, "content_html")
    if html:
        return plain_text(html, CONTENT_LIMIT)
    lines = (" ".join(line.split()) for line in _text(item, "content_text").splitlines())
    return "\n".join(filter(None, lines))[:CONTENT_LIMIT]


def _authors(item: Json) -> Iterator[str]:
    """Yield the names of version 1.1, else the one of version 1.0."""
    people = list(_objects(item, "authors"))
    one = item.get("author")
    if not people and isinstance(one, dict):
        people = [one]
    return filter(None, (plain_line(_text(person, "name"), _NAME_LIMIT) for person in people))


def _notes(feed: Json, dropped: int) -> Iterator[str]:
    if dropped:
        yield f"without_id={dropped}"
    if _text(feed, "next_url"):
        yield f"next={_text(feed, 'next_url')}"
    yield from (f"hub={_text(hub, 'url')}" for hub in _objects(feed, "hubs"))


def _line(fields: Json, key: str) -> str:
    return plain_line(_text(fields, key), TITLE_LIMIT)


def _text(fields: Json, key: str) -> str:
    value = fields.get(key)
    if not isinstance(value, str):
        return ""
    # An escaped lone surrogate is legal JSON and no legal text.
    return value.encode("utf-8", "replace").decode()


def _strings(fields: Json, key: str) -> Iterator[str]:
    value = fields.get(key)
    words = value if isinstance(value, list) else []
    lines = (plain_line(word, _NAME_LIMIT) for word in words if isinstance(word, str))
    return filter(None, dict.fromkeys(lines))


def _objects(fields: Json, key: str) -> Iterator[Json]:
    value = fields.get(key)
    return (
        (each for each in value if isinstance(each, dict)) if isinstance(value, list) else iter(())
    )
