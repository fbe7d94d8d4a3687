"""The record: one version of a story, as ``docs/schema/article-record-1.json`` publishes it.

Fields stand here in snake_case and in the bucket in camelCase; what each means is said in the
schema, once.
"""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tasks.archive.article import Article, FetchNote, Origin, Status
from tasks.archive.documents import (
    camel_document,
    canonical_json,
    digest,
    read_camel_document,
    read_json,
)
from tasks.corrections.edits import Hunk
from tasks.corrections.record import Correction
from tasks.identity.texts.words import folded, keys, words
from tasks.pages.page import ExtractionIdentity

SCHEMA = "article-record/1"


class ChangeType(StrEnum):
    """What a version is to the one before it; in order of precedence where several fit."""

    FIRST = "first"
    RETRACTION = "retraction"
    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    UPDATE = "update"
    SILENT_EDIT = "silentEdit"
    HEADLINE = "headline"
    REMOVED = "removed"
    RESTORED = "restored"
    METADATA = "metadata"
    REEXTRACTION = "reextraction"


ADMITTED = frozenset({ChangeType.RETRACTION, ChangeType.CORRECTION, ChangeType.CLARIFICATION})
"""What a publisher says of itself; a silent edit is only what we saw."""


class Signal(StrEnum):
    """What a version is to its readers, in the terms of ninjs."""

    CORRECTION = "correction"
    UPDATE = "update"


class PubStatus(StrEnum):
    """Whether a story may be used, in the terms of ninjs."""

    USABLE = "usable"
    WITHHELD = "withheld"
    CANCELED = "canceled"


@dataclass(frozen=True, slots=True, kw_only=True)
class AltId:
    """A name under which the story was seen."""

    role: str
    value: str


class Rel(StrEnum):
    """What another story is to this one."""

    COPY = "copy"
    """It tells the same: at another publisher, or we are not sure that it is this one."""
    FOLLOWUP = "followup"
    """This one follows it, and keeps some of its text."""
    PREVIOUS = "previous"
    """It had this one's address or GUID before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Another story of the archive that a reader of this one may want to know of."""

    rel: Rel
    article_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InfoSource:
    """Who published the story."""

    name: str
    domain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prev:
    """The slot before this one."""

    version: int
    content_hash: str | None
    record_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How a version differs from the one that was current."""

    type: ChangeType
    fields: tuple[str, ...] = ()
    similarity: float | None = None
    hunks: tuple[Hunk, ...] = ()
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """Who wrote the object; *id* is made for one PUT and tells its own answer from another's."""

    id: str
    worker: str
    flow_run_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version with content."""

    uri: str
    article_id: str
    version: int
    kind: str = "content"
    current: int
    out_of_order: bool
    status: Status
    pub_status: PubStatus
    signal: Signal | None
    first_created: datetime
    version_created: datetime
    observed_at: datetime
    date_published: str | None
    date_modified: str | None
    url: str
    canonical_url: str | None
    alt_ids: tuple[AltId, ...]
    headline: str
    title_flags: tuple[str, ...]
    alternative_headline: str | None
    description: str | None
    by: str | None
    body: str | None
    word_count: int
    language: str | None
    article_section: str | None
    keywords: tuple[str, ...]
    corrections: tuple[Correction, ...]
    info_source: InfoSource
    feed: Origin
    content_hash: str
    text_hash: str
    prev: Prev | None
    history: tuple[str, ...]
    change: Change
    fetch: FetchNote | None
    extraction: ExtractionIdentity
    links: tuple[Link, ...] = ()
    """Of records written before there were any: none."""
    commit: Commit


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A slot without content: the story goes on elsewhere, or was taken down."""

    uri: str
    article_id: str
    version: int
    kind: str
    """``merged``, ``takedown`` or ``redacted``."""
    merged_into: str | None = None
    current: int | None = None
    version_created: datetime
    prev: Prev | None
    commit: Commit


Slot = Version | Ending


def slot_bytes(slot: Slot) -> bytes:
    """Return the object of one slot."""
    return camel_document(SCHEMA, slot)


def read_slot(key: str, body: bytes) -> Slot:
    """Return what stands in one slot.

    Raises:
        StoreError: If the object is damaged, or of another schema.
    """
    if read_json(SCHEMA, key, body).get("kind") == "content":
        return read_camel_document(Version, SCHEMA, key, body)
    return read_camel_document(Ending, SCHEMA, key, body)


def content_hash(article: Article, shown: tuple[str, ...]) -> str:
    """Return the digest of what a story says: two observations with one hash say the same.

    White space is collapsed and characters composed (NFC); modification dates, keywords, fetch
    data and all that we judged stay out.

    Args:
        article: What the page says.
        shown: The texts of the notices that stand on the page, in order.
    """
    said = {
        "body": article.body,
        "by": article.by,
        "canonicalUrl": article.canonical_url,
        "datePublished": article.date_published,
        "description": article.description,
        "headline": article.headline,
        "status": str(article.status),
    }
    texts = {name: None if text is None else _settled(text) for name, text in said.items()}
    return digest(canonical_json({**texts, "corrections": [_settled(text) for text in shown]}))


def short_hash(content: str) -> str:
    """Return the 16 hex digits by which a feed's state knows a content hash."""
    return content.removeprefix("sha256:")[:16]


def text_hash(body: str | None) -> str:
    """Return the digest of the words of a body, whatever their case and punctuation."""
    return digest(" ".join(keys(folded(body or ""))).encode("utf-8", "replace"))


def word_count(body: str | None) -> int:
    """Return the number of words; in scripts without spaces, of characters."""
    return len(words(folded(body or "")))


def _settled(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
