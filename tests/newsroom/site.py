"""The newsroom's web site as a value: what each path answers in an edition."""

import gzip
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tests.newsroom import feeds as feed_documents
from tests.newsroom import traps
from tests.newsroom.home import home_page, outlet_page
from tests.newsroom.outlets import Feed, load_feeds
from tests.newsroom.pages import page
from tests.newsroom.story import Story, Telling, load_stories

HTML = "text/html; charset=utf-8"
ROBOTS = "User-agent: *\nDisallow: /harbour-ledger/staff/\n"
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9">'
    '<path fill="#cde" d="M0 0h16v9H0z"/><path fill="#357" d="M0 6q4-2 8 0t8 0v3H0z"/></svg>'
)
_BEGINNING = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)  # of everything that has no date of its own
_SECOND_EDITION = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a path answers."""

    status: int = 200
    content_type: str = HTML
    body: bytes = b""
    gzipped: bytes | None = None
    """The same in gzip, for those who accept it."""
    is_gzip_only: bool = False
    """Sent in gzip whether it is accepted or not."""
    location: str = ""
    modified: datetime = _BEGINNING

    @property
    def digest(self) -> str:
        """Sixteen hex digits of what is sent: the core of an ETag."""
        return hashlib.sha256(self.body or self.gzipped or b"").hexdigest()[:16]


def documents(base: str, edition: int) -> dict[str, Document]:
    """Return every document of *edition* by path (``/feed.xml``), on the server at *base*."""
    feeds, stories = load_feeds(), load_stories()
    return {
        "/": _html(home_page(feeds, stories, base, edition)),
        "/robots.txt": _text(ROBOTS, "text/plain; charset=utf-8"),
        **dict(_feed_documents(feeds, stories, base, edition)),
        **dict(_story_documents(feeds, stories, base, edition)),
    }


def _feed_documents(
    feeds: Sequence[Feed], stories: Sequence[Story], base: str, edition: int
) -> Iterator[tuple[str, Document]]:
    for feed in feeds:
        if feed.format == "dead":
            continue
        if feed.moved_to:
            yield f"/{feed.at}", Document(status=301, location=f"{base}/{feed.moved_to}")
        listed = [
            (story, story.listed_in(edition))
            for story in stories
            if story.feed == feed.id and story.since <= edition
        ]
        text = feed_documents.document(feed, listed, base)
        media_type = feed_documents.MEDIA_TYPES[feed.format]
        yield f"/{feed.moved_to or feed.at}", _text(text, media_type, feed_documents.newest(listed))
        if feed.id == feed.outlet.id:
            yield f"/{feed.id}/", _html(outlet_page(feed, stories, base, edition))
            yield f"/{feed.id}/pictures/view.svg", _text(PICTURE, "image/svg+xml")


def _story_documents(
    feeds: Sequence[Feed], stories: Sequence[Story], base: str, edition: int
) -> Iterator[tuple[str, Document]]:
    feed_by_id = {feed.id: feed for feed in feeds}
    for story in stories:
        if story.since > edition:
            continue
        feed, telling = feed_by_id[story.feed], story.told_in(edition)
        home = f"/{feed.outlet.id}"
        yield f"{home}/{telling.path}", _answer(story, telling, feed, base)
        if telling.path != story.first.path:
            target = f"{base}{home}/{telling.path}"
            yield f"{home}/{story.first.path}", Document(status=301, location=target)


def _answer(story: Story, telling: Telling, feed: Feed, base: str) -> Document:
    match story.serve:
        case "page":
            # a silent edit moves the server's date, not the publisher's
            modified = telling.published if telling == story.first else _SECOND_EDITION
            return _html(page(story, telling, feed.outlet, base), modified)
        case "bomb":
            return Document(gzipped=traps.bomb(), is_gzip_only=True)
        case "hang":
            return Document(body=traps.hang(), gzipped=traps.hang_squeezed())
        case "pdf":
            return Document(content_type="application/pdf", body=traps.PDF)
        case "busy":
            return Document(status=503, body=b"<p>The newsroom is busy. Try again later.</p>")
        case "missing":
            return missing()
        case unknown:
            raise ValueError(f"{story.slug}: nothing is served as {unknown}")


def missing() -> Document:
    """Return the answer for a path that has no document."""
    return Document(status=404, body=b"<h1>404</h1><p>There is no such page.</p>")


def _html(text: str, modified: datetime = _BEGINNING) -> Document:
    return _text(text, HTML, modified)


def _text(text: str, content_type: str, modified: datetime = _BEGINNING) -> Document:
    body = text.encode()
    return Document(
        content_type=content_type,
        body=body,
        gzipped=gzip.compress(body, mtime=0),
        modified=modified,
    )
