"""RSS, RDF and Atom: feedparser's dictionaries to items."""

from collections.abc import Iterator, Sequence
from itertools import islice

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

Parsed = dict[str, object]
"""A dictionary of feedparser's. Always read by ``dict.get``: its own ``get`` makes up keys."""

_DATE_LIMIT = 100
_NAME_LIMIT = 200


def xml_source(parsed: Parsed, guids: Sequence[str | None], url: str) -> Source:
    """Return the document that feedparser made of a feed.

    Args:
        parsed: Its answer, untouched.
        guids: As written, one for each entry; of another length they are of no use.
        url: Where the document came from.
    """
    kind, feed = _raw(parsed, "version"), _dict(parsed, "feed")
    entries = _dicts(parsed, "entries")
    written = guids if len(guids) == len(entries) else [None] * len(entries)
    return Source(
        kind=kind,
        title=plain_line(_raw(feed, "title"), TITLE_LIMIT),
        link=absolute_link(_raw(feed, "link"), url) or None,
        language=_raw(feed, "language")[:_NAME_LIMIT] or None,
        items=tuple(
            _item(entry, guid, kind, url) for entry, guid in zip(entries, written, strict=True)
        ),
        is_well_formed=not dict.get(parsed, "bozo"),
    )


def _item(entry: Parsed, guid: str | None, kind: str, url: str) -> Item:
    content, summary = _content(entry), _raw(entry, "summary")
    # feedparser makes a permalink of any GUID without isPermaLink: "17" becomes an address
    guid = guid if guid and _raw(entry, "id").endswith(guid) else _raw(entry, "id")
    published_raw, updated_raw = _dates(entry, is_rss=kind.startswith("rss"))
    return Item(
        guid=guid or None,
        link=_link(entry, guid, url),
        title=plain_line(_raw(entry, "title"), TITLE_LIMIT),
        # feedparser repeats the content where there is no summary
        summary="" if summary == content else plain_text(summary, SUMMARY_LIMIT),
        content=plain_text(content, CONTENT_LIMIT),
        published_raw=published_raw,
        published=strict_date(published_raw),
        updated_raw=updated_raw,
        updated=strict_date(updated_raw),
        authors=tuple(dict.fromkeys(_authors(entry))),
        tags=tuple(dict.fromkeys(_tags(entry))),
        language=_raw(entry, "language")[:_NAME_LIMIT] or None,
        source_name=plain_line(_raw(_dict(entry, "source"), "title"), TITLE_LIMIT) or None,
    )


def _link(entry: Parsed, guid: str, url: str) -> str:
    """Return the entry's link; a GUID that is no address was taken for one by feedparser."""
    link = _raw(entry, "link")
    is_guessed = link == _raw(entry, "id") and "://" not in guid
    return "" if is_guessed else absolute_link(link, url)


def _content(entry: Parsed) -> str:
    """Return the first content that is there, not elsewhere (``src``)."""
    return next(filter(None, (_raw(each, "value") for each in _dicts(entry, "content"))), "")


def _dates(entry: Parsed, *, is_rss: bool) -> tuple[str | None, str | None]:
    """Return when the entry was published and updated, as written.

    ``dc:date`` is an update to feedparser; in RSS, where it stands alone, it is the item's date.
    """
    published = _raw(entry, "published")[:_DATE_LIMIT] or None
    updated = _raw(entry, "updated")[:_DATE_LIMIT] or None
    if is_rss and published is None:
        return updated, None
    return published, updated


def _authors(entry: Parsed) -> Iterator[str]:
    names = [_raw(who, "name") or _raw(who, "email") for who in _dicts(entry, "authors")]
    lines = (plain_line(name, _NAME_LIMIT) for name in [*names, _raw(entry, "author")])
    return islice((line for line in lines if line), max(1, len(names)))


def _tags(entry: Parsed) -> Iterator[str]:
    words = (_raw(tag, "label") or _raw(tag, "term") for tag in _dicts(entry, "tags"))
    return filter(None, (plain_line(word, _NAME_LIMIT) for word in words))


def _raw(parsed: Parsed, key: str) -> str:
    value = dict.get(parsed, key)
    return value if isinstance(value, str) else ""


def _dict(parsed: Parsed, key: str) -> Parsed:
    value = dict.get(parsed, key)
    return value if isinstance(value, dict) else {}


def _dicts(parsed: Parsed, key: str) -> list[Parsed]:
    value = dict.get(parsed, key)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
