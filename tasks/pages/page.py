"""What one fetched page says, as a plain value: every field with where it came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tasks.corrections.notice import Block, Notice

JsonObject = Mapping[str, object]


class BlockKind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    HEADING = "heading"
    QUOTE = "quote"
    TABLE = "table"
    CAPTION = "caption"
    NOTICE = "notice"


class BodySource(StrEnum):
    """Where the body text was taken from."""

    DOM = "dom"
    JSON_LD_ARTICLE_BODY = "json_ld_article_body"
    JSON_LD_LIVE_UPDATES = "json_ld_live_updates"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBlock(Block):
    """A block of a page, with what it is."""

    kind: BlockKind
    level: int = 0
    """Heading 1 to 6, or depth of a list item."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Cells by row, of a table only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """A text, as read and as it stood, and the place it came from (``json_ld.headline``)."""

    value: str
    raw: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """One name of the byline, spelled as given."""

    name: str
    kind: str = "unknown"
    """``person``, ``organization`` or ``unknown``."""
    url: str | None = None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A date as a publisher states it."""

    at: datetime | None
    """Aware; None where only the day is given."""
    day: date
    raw: str
    source: str
    zone_assumed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """The lead image."""

    url: str
    caption: str | None = None
    credit: str | None = None
    alt: str | None = None
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """Another address of the same story."""

    url: str
    rel: str
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What keeps the page from saying its story; each is its evidence, or None."""

    paywall: str | None = None
    truncated: str | None = None
    consent: str | None = None
    login: str | None = None
    error_page: str | None = None
    script_only: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveUpdate:
    """One timed post of a live blog."""

    at: datetime | None
    headline: str | None
    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Charset:
    """How the bytes became text."""

    label: str
    source: str
    """``bom``, ``strict_utf8``, ``http``, ``meta``, ``detected`` or ``fallback``."""
    replaced: int = 0
    """Characters replaced by U+FFFD."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractionIdentity:
    """Which code read the page: another identity is a re-extraction, never a revision."""

    extractor: str
    version: str
    config: str
    """``sha256:`` of the settings, our own rules and the versions of the libraries beneath."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caveat:
    """A limit that was hit, or a fallback that was taken."""

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything one page says, once, in order."""

    blocks: tuple[PageBlock, ...]
    """Document order; ``location`` None = in the body."""
    body: str
    """Derived from the blocks: NFC, one block a line; no title, caption, notice or promo line."""
    body_source: BodySource
    deck: str | None = None
    """The standfirst."""
    site_name: str | None = None
    canonical: str | None = None
    """``rel=canonical``, absolute, http(s)."""
    title: Sourced | None = None
    authors: tuple[Author, ...] = ()
    published: Stamp | None = None
    modified: Stamp | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    language: Sourced | None = None
    """BCP 47."""
    alternates: tuple[Alternate, ...] = ()
    lead_image: Image | None = None
    accessible_for_free: bool | None = None
    """None: the page does not say."""
    json_ld: tuple[JsonObject, ...] = ()
    """As parsed, before any reading."""
    signals: Signals = Signals()
    live: tuple[LiveUpdate, ...] = ()
    notices: tuple[Notice, ...] = ()
    reservations: tuple[str, ...] = ()
    """Rights signals of the page's own meta tags, as ``name=value``."""
    charset: Charset
    identity: ExtractionIdentity
    warnings: tuple[Caveat, ...] = ()
