"""A feed's document: bytes in, entries out. The only importer of feedparser."""

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple, cast

import feedparser

from tasks.errors import NotAFeed
from tasks.feeds.answer import fresh_seconds
from tasks.feeds.decoding import decoded
from tasks.feeds.entry import FeedDocument, Hints
from tasks.feeds.item import Source
from tasks.feeds.json_feed import json_source
from tasks.feeds.keys import keyed
from tasks.feeds.news_sitemap import sitemap_source
from tasks.feeds.scan import scan
from tasks.feeds.xml_source import Parsed, xml_source

_NAME = r"(?:[\w.-]{1,40}:)?"
_ROOT = re.compile(
    rf"<(?P<html>!doctype\s+html|html)\b"
    rf"|<(?P<name>{_NAME}(?P<local>rss|rdf|feed|urlset|sitemapindex))(?=[\s/>])",
    re.IGNORECASE,
)
_START = re.compile(
    rf"<\?xml|<!doctype|<!--|<{_NAME}(?:rss|rdf|feed|urlset|sitemapindex)", re.IGNORECASE
)
_ROOT_WITHIN = 65_536  # characters
_END_WITHIN = 4_096  # characters from the end, in which the root must close
_ITEM_END = re.compile(rf"</{_NAME}(?:item|entry)\s*>", re.IGNORECASE)

# What feedparser lets through on hostile documents, beside MemoryError, which is the pool's.
_PARSER_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)


class _Reading(NamedTuple):
    source: Source
    hints: Hints
    is_complete: bool


def read_feed(body: bytes, *, url: str, headers: Mapping[str, str]) -> FeedDocument:
    """Return what a feed's document says.

    RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed, news sitemaps; recognised by content.
    It may take seconds and gigabytes on a hostile document: run it where it can be killed.

    Args:
        body: Content codings removed.
        url: The address that answered.
        headers: Of the answer, names in lower case.

    Raises:
        NotAFeed: The document is something else, or empty, or beyond reading.
    """
    text, is_exact = decoded(body, headers.get("content-type", ""))
    reading = _json(text, url) if text.lstrip()[:1] == "{" else _xml(text, url)
    source, hints, is_complete = reading
    entries, notes = keyed(source.items, (source.link, url))
    return FeedDocument(
        kind=source.kind,
        title=source.title,
        link=source.link,
        language=source.language,
        entries=entries,
        complete=is_complete,
        well_formed=source.is_well_formed and is_exact,
        hints=replace(hints, fresh_s=fresh_seconds(headers)),
        notes=(*source.notes, *notes),
    )


def _json(text: str, url: str) -> _Reading:
    return _Reading(json_source(text, url), Hints(), is_complete=True)


def _xml(text: str, url: str) -> _Reading:
    start = _START.search(text, 0, _ROOT_WITHIN)
    root = _ROOT.search(text, 0, _ROOT_WITHIN)
    if start is None or root is None or root["html"]:
        raise NotAFeed(url, "a web page" if root else "neither RSS nor Atom nor JSON Feed")
    document = text[start.start() :]
    is_complete = _closes(document, root["name"])
    document = document if is_complete else _mended(document, root["name"])
    if root["local"].lower() in {"urlset", "sitemapindex"}:
        return _Reading(sitemap_source(document, url), Hints(), is_complete)
    found = scan(document)
    source = xml_source(_parsed(document, url), found.guids, url)
    if not source.kind:
        raise NotAFeed(url, "no version of RSS or Atom")
    source = replace(
        source,
        is_well_formed=source.is_well_formed and start.start() == 0,
        notes=tuple(note for note in found.notes if note != f"self={url}"),
    )
    return _Reading(source if is_complete else _cut(source, document), found.hints, is_complete)


def _closes(document: str, name: str) -> bool:
    return (
        re.search(rf"</{re.escape(name)}\s*>", document[-_END_WITHIN:], re.IGNORECASE) is not None
    )


def _cut(source: Source, document: str) -> Source:
    """Return what a cut document says for certain: not the item in which it ends."""
    whole = len(_ITEM_END.findall(document))
    notes = (*source.notes, "cut_document")
    return replace(source, items=source.items[:whole], is_well_formed=False, notes=notes)


def _mended(document: str, name: str) -> str:
    """Return a cut document up to its last whole item, closed again.

    So that its entries are read by the same parser, and say the same, as when it was whole.
    """
    ends = [found.end() for found in _ITEM_END.finditer(document)]
    channel = "</channel>" if name.lower().endswith("rss") else ""
    return f"{document[: ends[-1]]}{channel}</{name}>" if ends else document


def _parsed(text: str, url: str) -> Parsed:
    """Return feedparser's answer to *text*.

    From a stream, never from bytes or str: it would open a file, or fetch an address, of that
    name. Its sanitiser and its rewriting of links inside markup are off: we keep plain text.
    """
    try:
        parsed = feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers={
                "content-type": "application/xml; charset=utf-8",
                "content-location": url,
            },
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except _PARSER_FAULTS as error:
        raise NotAFeed(url, f"the parser gave up: {type(error).__name__}") from error
    return cast("Parsed", parsed)
