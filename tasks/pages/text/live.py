"""The timed posts of a live blog: from JSON-LD, else from the posts in the DOM."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from lxml.etree import XPath

from tasks.pages.markup.bounds import elements
from tasks.pages.markup.json_ld import first_text, types_of
from tasks.pages.markup.page_facts import Facts, as_list
from tasks.pages.markup.wording import plain
from tasks.pages.metadata.stamps import stamp_of
from tasks.pages.page import LiveUpdate


def live_updates(facts: Facts) -> tuple[LiveUpdate, ...]:
    """Return the updates of a live blog, in the order in which they are listed."""
    stated = tuple(_stated(facts))
    if stated or not any(word in facts.url.lower() for word in _LIVE_WORDS):
        return stated
    return tuple(_seen(facts))


_LIVE_WORDS = ("live", "blog", "ticker", "direct", "direto", "minut")
"""In the addresses of live blogs; a search of every other page for posts would cost too much."""


def _stated(facts: Facts) -> Iterator[LiveUpdate]:
    blogs = (node for node in facts.linked.nodes if "liveblogposting" in types_of(node))
    for blog in blogs:
        for update in as_list(blog.get("liveBlogUpdate")):
            if isinstance(update, Mapping):
                yield from _posted(update)
        return


def _posted(update: Mapping[str, object]) -> Iterator[LiveUpdate]:
    headline = plain(first_text(update.get("headline")) or "") or None
    text = first_text(update.get("articleBody")) or first_text(update.get("text")) or ""
    lines = "\n".join(filter(None, map(plain, text.split("\n"))))
    if headline or lines:
        at = _moment(first_text(update.get("datePublished")))
        yield LiveUpdate(at=at, headline=headline, text=lines, source="json_ld")


def _moment(text: str | None) -> datetime | None:
    stamp = stamp_of(text, "json_ld.liveBlogUpdate") if text else None
    return stamp.at if stamp else None


_POSTS = XPath('.//*[@itemprop="liveBlogUpdate"]')


def _seen(facts: Facts) -> Iterator[LiveUpdate]:
    for post in elements(_POSTS, facts.tree):
        time = next((at for each in post.iter("time") if (at := each.get("datetime"))), None)
        heading = next((plain(each.text_content()) for each in post.iter("h2", "h3", "h4")), None)
        lines = [plain(each.text_content()) for each in post.iter("p", "li")]
        text = "\n".join(filter(None, lines))
        if text or heading:
            yield LiveUpdate(at=_moment(time), headline=heading or None, text=text, source="dom")
