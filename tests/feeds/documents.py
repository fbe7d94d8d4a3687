"""Documents for the tests of this room: small ones built here, whole ones from tests/data."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tasks.feeds.answer import Answer
from tasks.feeds.entry import Entry, FeedDocument, Hints
from tasks.feeds.reader import read_feed
from tasks.feeds.state import FeedState, Known, Pending

DATA = Path(__file__).parents[1] / "data" / "feeds"
URL = "https://tern.example/rss"
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def read(body: bytes, headers: Mapping[str, str] | None = None, url: str = URL) -> FeedDocument:
    return read_feed(body, url=url, headers=headers or {})


def read_file(name: str) -> FeedDocument:
    return read((DATA / name).read_bytes())


def rss(*items: str, channel: str = "", head: str = '<?xml version="1.0"?>\n') -> bytes:
    listed = "".join(f"<item>{item}</item>" for item in items)
    site = "<title>The Tern Gazette</title><link>https://tern.example/</link>"
    text = f'{head}<rss version="2.0"><channel>{site}{channel}{listed}</channel></rss>'
    return text.encode()


def item(guid: str = "", link: str = "", title: str = "Ferry", more: str = "") -> str:
    named = f"<guid isPermaLink='false'>{guid}</guid>" if guid else ""
    linked = f"<link>{link}</link>" if link else ""
    return f"<title>{title}</title>{named}{linked}{more}"


def entry(key: str, *, digest: str = "h1", link: str = "", guid: str | None = None) -> Entry:
    link = link or f"https://tern.example/{key}"
    return Entry(key=key, hash=digest, link=link, guid=guid, title=key)


def document(*entries: Entry, complete: bool = True, hints: Hints | None = None) -> FeedDocument:
    return FeedDocument(
        kind="rss20",
        entries=entries,
        complete=complete,
        well_formed=True,
        hints=hints or Hints(),
    )


def answer(
    status: int = 200,
    *,
    headers: Mapping[str, str] | None = None,
    body_sha256: str | None = "b1",
    moved_to: str | None = None,
    at: datetime = NOW,
) -> Answer:
    return Answer(
        status=status,
        requested_url=URL,
        final_url=moved_to or URL,
        moved_to=moved_to,
        headers=headers or {},
        body_sha256=body_sha256 if status == 200 else None,
        at=at,
    )


def known(key: str, *, digest: str = "h1", listed: str = "2026-11-20", version: int = 1) -> Known:
    return Known(
        hash=digest,
        listed=listed,
        article_id="20261120-de791151a4374c0ac431",
        version=version,
        content="6b72a3cd5805d1ba",
        aliases="0c882c4ad954d63b",
        link=f"https://tern.example/{key}",
    )


def pending(key: str, *, digest: str = "h1", first_seen: datetime = NOW) -> Pending:
    return Pending(
        link=f"https://tern.example/{key}",
        guid=None,
        title=key,
        summary="",
        published=None,
        hash=digest,
        first_seen=first_seen,
    )


def state(**fields: object) -> FeedState:
    plain: dict[str, object] = {"feed_id": "tern", "url": URL, "last_status": "ok", **fields}
    return FeedState(**plain)  # type: ignore[arg-type]  # the fields of one test


def hours(number: float) -> datetime:
    return NOW + timedelta(hours=number)
