"""The values of this room: one story as seen once, and how two of them are related."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from tasks.corrections.notice import Notice


class Relation(StrEnum):
    """How a story just seen is related to one we hold."""

    IDENTICAL = "identical"
    COSMETIC = "cosmetic"
    HEADLINE_CHANGE = "headline_change"
    SILENT_EDIT = "silent_edit"
    UPDATE = "update"
    CLARIFICATION = "clarification"
    CORRECTION = "correction"
    RETRACTION = "retraction"
    REPUBLISHED_NEW_URL = "republished_new_url"
    SYNDICATED_COPY = "syndicated_copy"
    FOLLOWUP_STORY = "followup_story"
    TEMPLATE_COLLISION = "template_collision"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One story as seen once, strings as read."""

    url: str
    guid: str | None = None
    title: str = ""
    published: datetime | None = None
    """Aware UTC: the first publication, never a modification."""
    text: str = ""
    """Paragraphs separated by line breaks."""
    publisher: str = ""
    """The feed's configured name, else the registrable domain; compared in lower case."""
    notices: tuple[Notice, ...] | None = None
    """Lifted by the reader; None: they still stand in *text* and are found there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The answer of ``decide``: which relation, and by which rule."""

    relation: Relation
    same_article: bool
    why: str
    """Rule and numbers: ``K2 C=.62 h=24.0 conflicts=.50``."""
    confirm: bool = False
    """Ask for a second fetch before writing."""


def snapshot(fields: Mapping[str, str | None]) -> Snapshot:
    """Return the snapshot of plain fields: url, guid, title, published, text, publisher.

    Args:
        fields: *published* is ISO 8601; a missing or unreadable one counts as unknown.
    """
    published = _instant(fields.get("published"))
    return Snapshot(
        url=fields.get("url") or "",
        guid=fields.get("guid"),
        title=fields.get("title") or "",
        published=published,
        text=fields.get("text") or "",
        publisher=fields.get("publisher") or "",
    )


def _instant(text: str | None) -> datetime | None:
    """A date without a zone is read as UTC: the fields of a snapshot are ours."""
    try:
        instant = datetime.fromisoformat((text or "").strip())
        return instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
