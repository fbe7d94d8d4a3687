"""The pages for a person with a browser: what there is, and a button for the next edition."""

import html
from collections.abc import Sequence

from tests.newsroom.outlets import Feed
from tests.newsroom.story import Story

_STYLE = "body{font:16px/1.5 serif;max-width:50em;margin:2em auto}small{color:#666}"


def home_page(feeds: Sequence[Feed], stories: Sequence[Story], base: str, edition: int) -> str:
    """Return the front page: outlets, feeds and stories, and which edition is out."""
    parts = [_feed_section(feed, stories, base, edition) for feed in feeds]
    return _document("Newsroom", _edition_box(edition) + "".join(parts))


def outlet_page(feed: Feed, stories: Sequence[Story], base: str, edition: int) -> str:
    """Return the front page of one outlet."""
    return _document(feed.outlet.name, _feed_section(feed, stories, base, edition))


def _edition_box(edition: int) -> str:
    other = 2 if edition == 1 else 1
    return (
        f"<p><strong>Edition {edition} is out.</strong></p>"
        f'<form method="post" action="/publish/{other}">'
        f"<button>Publish edition {other}</button></form>"
        "<p>Edition 2 corrects, updates, retracts and quietly edits the stories of edition 1.</p>"
    )


def _feed_section(feed: Feed, stories: Sequence[Story], base: str, edition: int) -> str:
    items = "".join(
        _item(feed, story, base, edition)
        for story in stories
        if story.feed == feed.id and story.since <= edition
    )
    address = f"{base}/{feed.at}"
    title = html.escape(f"{feed.outlet.name}: {feed.id}")
    return f'<h2>{title}</h2><p>Feed: <a href="{address}">{address}</a></p><ul>{items}</ul>'


def _item(feed: Feed, story: Story, base: str, edition: int) -> str:
    telling = story.told_in(edition)
    link = f"{base}/{feed.outlet.id}/{telling.path}"
    shows = html.escape(story.shows)
    return (
        f'<li><a href="{link}">{html.escape(telling.headline)}</a><br><small>{shows}</small></li>'
    )


def _document(title: str, content: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}'
        f"</title><style>{_STYLE}</style></head><body><h1>{html.escape(title)}</h1>{content}"
        "</body></html>"
    )
