"""News sitemaps: a ``urlset`` whose entries carry ``news:news``."""

from lxml import etree

from tasks.errors import NotAFeed
from tasks.feeds.dates import strict_date
from tasks.feeds.item import TITLE_LIMIT, Item, Source, absolute_link
from tasks.feeds.plain_text import plain_line
from tasks.feeds.scan import local_name, xml_root

_MAP = "{*}"
_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
_DATE_LIMIT = 100
_NAMED_CHILDREN = 3


def sitemap_source(text: str, url: str) -> Source:
    """Return the document of a news sitemap; entries without news are no entries.

    Raises:
        NotAFeed: No entry has news; or an index of sitemaps, which is not followed.

    Source:
        https://www.sitemaps.org/protocol.html;
        https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
    """
    root = xml_root(text)
    if root is None or local_name(root) == "sitemapindex":
        raise NotAFeed(url, _index_reason(root))
    entries = [(entry, entry.find(f"{_NEWS}news")) for entry in root.iter(f"{_MAP}url")]
    items = tuple(_item(entry, news, url) for entry, news in entries if news is not None)
    if entries and not items:
        raise NotAFeed(url, "a sitemap without news")
    return Source(
        kind="sitemap_news",
        title="",
        link=None,
        language=None,
        items=items,
        is_well_formed=True,
        notes=(f"without_news={len(entries) - len(items)}",) if len(entries) > len(items) else (),
    )


def _index_reason(root: etree._Element | None) -> str:
    places = [] if root is None else [_text(place) for place in root.iter(f"{_MAP}loc")]
    named = ", ".join(places[:_NAMED_CHILDREN])
    return f"an index of {len(places)} sitemaps; name one of them instead: {named}"


def _item(entry: etree._Element, news: etree._Element, url: str) -> Item:
    published = _text(news.find(f"{_NEWS}publication_date"))[:_DATE_LIMIT]
    updated = _text(entry.find(f"{_MAP}lastmod"))[:_DATE_LIMIT]
    publication = news.find(f"{_NEWS}publication")
    return Item(
        guid=None,
        link=absolute_link(_text(entry.find(f"{_MAP}loc")), url),
        title=plain_line(_text(news.find(f"{_NEWS}title")), TITLE_LIMIT),
        published_raw=published or None,
        published=strict_date(published),
        updated_raw=updated or None,
        updated=strict_date(updated),
        tags=_keywords(news),
        language=_language(publication),
    )


def _keywords(news: etree._Element) -> tuple[str, ...]:
    words = (word.strip() for word in _text(news.find(f"{_NEWS}keywords")).split(","))
    return tuple(dict.fromkeys(filter(None, words)))


def _language(publication: etree._Element | None) -> str | None:
    return None if publication is None else _text(publication.find(f"{_NEWS}language")) or None


def _text(element: etree._Element | None) -> str:
    return "" if element is None else (element.text or "").strip()
