"""The values of this room: a block of a page, and a notice found in blocks."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a notice says was done, in order of precedence: the first that applies leads."""

    RETRACTION = "retraction"
    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    REFILE = "refile"
    UPDATE = "update"
    APOLOGY = "apology"
    EDITORS_NOTE = "editors_note"


class Target(StrEnum):
    """Whose item a notice speaks of: the page's own, or another."""

    SELF = "self"
    OTHER = "other"


class Location(StrEnum):
    """Where a block or a notice stands."""

    HEAD = "head"
    FOOT = "foot"
    INLINE = "inline"
    HEADER = "header"
    ASIDE = "aside"
    FOOTER = "footer"
    AFTER_ARTICLE = "after_article"
    JSON_LD = "json_ld"
    FEED_ENTRY = "feed_entry"
    CORRECTIONS_PAGE = "corrections_page"


class Pair(NamedTuple):
    """A wrong and a right value, verbatim; None where the notice does not give one."""

    wrong: str | None
    right: str | None


class Span(NamedTuple):
    """A part of a block, in characters of its text; *block* counts from 0."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, heading, list item, caption or box, in document order."""

    text: str
    tag: str = "p"
    location: Location | None = None
    """None: in the body; its place decides head, inline or foot."""
    hints: tuple[str, ...] = ()
    """Class and id words, own and ancestors', nearest first, in lower case."""
    link_share: float = 0.0
    """Share of the characters that stand in links, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryText:
    """What a feed entry says of itself, in plain text."""

    title: str = ""
    summary: str = ""
    link: str = ""
    guid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A publisher's own statement that this item was changed, was wrong or is withdrawn."""

    kinds: tuple[Kind, ...]
    """All that apply, primary first, never empty."""
    text: str
    """Verbatim; joined blocks are separated by a line break."""
    pairs: tuple[Pair, ...] = ()
    notice_date: date | None = None
    notice_date_partial: str | None = None
    """``--MM-DD`` where the year is missing."""
    target: Target = Target.SELF
    target_hint: str | None = None
    """Headline, date or link of the other item."""
    confidence: float
    location: Location
    language: str | None = None
    """ISO 639-1."""
    selector: str | None = None
    """CSS-like path of the first block, for a person to find it."""
    spans: tuple[Span, ...] = ()
    """What ``body_without`` cuts."""
