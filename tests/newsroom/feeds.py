"""The feeds of the newsroom as RSS 2.0, Atom and JSON Feed."""

import html
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from email.utils import format_datetime

from tests.newsroom.outlets import Feed
from tests.newsroom.story import Story, Telling

Listed = Sequence[tuple[Story, Telling]]
MEDIA_TYPES: Mapping[str, str] = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}


def document(feed: Feed, listed: Listed, base: str) -> str:
    """Return the feed's document: the stories *listed*, on the server at *base*."""
    return _WRITERS[feed.format](feed, listed, base)


def newest(listed: Listed) -> datetime:
    """Return when the feed says that it changed last."""
    return max(telling.modified for _, telling in listed)


def _rss(feed: Feed, listed: Listed, base: str) -> str:
    items = "\n".join(_rss_item(feed, story, telling, base) for story, telling in listed)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" \
xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>{html.escape(feed.outlet.name)}</title>
<link>{base}/{feed.outlet.id}/</link>
<description>{html.escape(feed.outlet.nav)}</description>
<language>{feed.outlet.language}</language>
<lastBuildDate>{format_datetime(newest(listed), usegmt=True)}</lastBuildDate>
<ttl>15</ttl>
{items}
</channel>
</rss>
"""


def _rss_item(feed: Feed, story: Story, telling: Telling, base: str) -> str:
    return f"""<item>
<title>{html.escape(telling.headline)}</title>
<link>{html.escape(_link(feed, telling, base))}</link>
<guid isPermaLink="false">{story.guid}</guid>
<dc:creator>{html.escape(telling.byline)}</dc:creator>
<pubDate>{format_datetime(telling.published, usegmt=True)}</pubDate>
<atom:updated>{telling.modified.isoformat()}</atom:updated>
<category>{story.section}</category>
<description>{html.escape(html.escape(telling.summary))}</description>
</item>"""


def _atom(feed: Feed, listed: Listed, base: str) -> str:
    entries = "\n".join(_atom_entry(feed, story, telling, base) for story, telling in listed)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{feed.outlet.language}">
<title>{html.escape(feed.outlet.name)}</title>
<id>tag:{feed.outlet.id}.example,2026:feed</id>
<link rel="alternate" href="{base}/{feed.outlet.id}/"/>
<link rel="self" href="{base}/{feed.at}"/>
<updated>{newest(listed).isoformat()}</updated>
{entries}
</feed>
"""


def _atom_entry(feed: Feed, story: Story, telling: Telling, base: str) -> str:
    return f"""<entry>
<title type="text">{html.escape(telling.headline)}</title>
<id>{story.guid}</id>
<link rel="alternate" type="text/html" href="{html.escape(_link(feed, telling, base))}"/>
<author><name>{html.escape(telling.byline)}</name></author>
<published>{telling.published.isoformat()}</published>
<updated>{telling.modified.isoformat()}</updated>
<summary type="text">{html.escape(telling.summary)}</summary>
</entry>"""


def _json(feed: Feed, listed: Listed, base: str) -> str:
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.outlet.name,
        "home_page_url": f"{base}/{feed.outlet.id}/",
        "feed_url": f"{base}/{feed.at}",
        "language": feed.outlet.language,
    }
    items = [
        {
            "id": story.guid,
            "url": _link(feed, telling, base),
            "title": telling.headline,
            "content_text": telling.summary,
            "date_published": telling.published.isoformat(),
            "date_modified": telling.modified.isoformat(),
            "authors": [{"name": telling.byline}],
            "tags": [story.section],
        }
        for story, telling in listed
    ]
    return json.dumps({**head, "items": items}, ensure_ascii=False, indent=1)


def _link(feed: Feed, telling: Telling, base: str) -> str:
    query = f"?{telling.link_query}" if telling.link_query else ""
    return f"{base}/{feed.outlet.id}/{telling.path}{query}"


_WRITERS: Mapping[str, Callable[[Feed, Listed, str], str]] = {
    "rss": _rss,
    "atom": _atom,
    "json": _json,
}
