"""The list of feeds: a YAML or OPML file, or one address; validated whole before any request."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import chain
from pathlib import Path
from typing import Annotated, Literal, LiteralString
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError
from rapidfuzz import process

from config.feed_outlines import host_of, row_of_address, rows_of_opml
from config.feed_rows import Mistake, Row, Rows, rows_of_yaml
from tasks.errors import FeedListError, Problem

SHORTEST_MINUTES = 15
LONGEST_MINUTES = 1_440
_ADDRESS_LIMIT = 2_048
_SHOWN = 60  # characters of a wrong value
_OPML = frozenset({".opml", ".xml"})
_KINDS = _OPML | {".yaml", ".yml"}


def _sound_url(url: str) -> str:
    """Return *url* if it can be asked for; the error says why not, and never repeats it."""
    reason = _url_fault(url)
    if reason:
        raise PydanticCustomError("feed_url", reason)
    return url


def _url_fault(url: str) -> LiteralString | None:
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return "`url` is no address"
    if len(url) > _ADDRESS_LIMIT or not url.isprintable():
        return "`url` is longer than 2048 characters, or holds control characters"
    if "@" in parts.netloc:
        return "`url` holds a user name or password, which would be stored and logged"
    return None if is_web else "`url` is no http or https address"


_Text = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]


class Feed(BaseModel):
    """One feed, as its operator wants it read."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)

    id: str = Field(
        pattern=r"^[a-z0-9][a-z0-9-]{0,63}$",
        description="Its name in the archive, for good: an edited address keeps its history.",
    )
    url: Annotated[str, AfterValidator(_sound_url)] = Field(
        description="Of the RSS, Atom or JSON feed, or of the news sitemap."
    )
    publisher: _Text = Field(description="Who answers for the stories; default: the host.")
    tags: tuple[_Text, ...] = Field(default=(), description="To choose feeds by.")
    interval_minutes: int | None = Field(
        default=None,
        ge=SHORTEST_MINUTES,
        le=LONGEST_MINUTES,
        description="Never ask more often. Default: every 60, then as the news comes, from 15.",
    )
    enabled: bool = Field(default=True, description="false: keep it in the list, leave it alone.")
    max_articles: int = Field(
        default=0, ge=0, le=10_000, description="Pages read in one run, the rest later; 0: all."
    )
    allow_downgrade: bool = Field(default=False, description="Follow redirects from https to http.")
    retry_scope: Literal["host", "feed"] = Field(
        default="host",
        description="Whom a 429 or 503 concerns: all feeds of the domain, or this one alone.",
    )

    @property
    def interval(self) -> timedelta | None:
        """The shortest interval, if one is named."""
        return timedelta(minutes=self.interval_minutes) if self.interval_minutes else None


class FeedList(BaseModel):
    """All feeds of one source, in its order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    feeds: tuple[Feed, ...]


_REMEDIES = {
    "id": "use a-z, 0-9 and hyphens, at most 64 characters, such as harbourpost-news",
    "url": "write the whole address of the feed, such as https://harbourpost.example/rss",
    "publisher": "write a name of at most 200 characters, in quotes if need be",
    "tags": "write a list of words, such as [local, sport]",
    "interval_minutes": f"write whole minutes from {SHORTEST_MINUTES} to {LONGEST_MINUTES}",
    "enabled": "write true or false",
    "max_articles": "write a whole number from 0 (no limit) to 10000",
    "allow_downgrade": "write true or false",
    "retry_scope": "write host or feed",
}


def load_feeds(source: str | Path) -> FeedList:
    """Return the feeds of a ``.yaml`` or ``.opml`` file, or of one http(s) address.

    Raises:
        FeedListError: With every mistake at once, in the order of the lines. No message holds
            an address: it may carry a password.
    """
    text = str(source)
    is_address = text.lower().startswith(("http://", "https://"))
    name = "address" if is_address else text
    rows, mistakes = row_of_address(text) if is_address else _rows_of_file(Path(text))
    made = [_feed(row) for row in rows]
    found = [*mistakes, *chain.from_iterable(wrong for _, wrong in made), *_doubles(rows)]
    if not rows and not found:
        found = [Mistake(1, "it lists no feeds", "add one below `feeds:`")]
    if found:
        raise FeedListError(name, tuple(_problem(name, each) for each in sorted(found)))
    return FeedList(source=name, feeds=tuple(feed for feed, _ in made if feed))


def _problem(name: str, mistake: Mistake) -> Problem:
    return Problem(file=name, line=mistake.line, reason=mistake.reason, remedy=mistake.remedy)


def _rows_of_file(path: Path) -> Rows:
    kind = path.suffix.lower()
    if kind not in _KINDS:
        reason = f"unknown file type `{kind}`" if kind else "neither a file type nor an address"
        return _only(reason, "give a .yaml or .opml file, or an http(s) address")
    try:
        content = path.read_bytes()
        return rows_of_opml(content) if kind in _OPML else rows_of_yaml(content.decode("utf-8-sig"))
    except OSError as error:
        return _only(f"cannot be read: {error.strerror}", "check the path")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Rows(mistakes=(Mistake(line, "not UTF-8", "save the file as UTF-8"),))


def _only(reason: str, remedy: str) -> Rows:
    return Rows(mistakes=(Mistake(1, reason, remedy),))


def _feed(row: Row) -> tuple[Feed | None, list[Mistake]]:
    values = {"publisher": host_of(row.values.get("url")) or "-", **row.values}
    try:
        return Feed.model_validate(values), []
    except ValidationError as error:
        return None, [_mistake(row, detail) for detail in error.errors(include_url=False)]


def _mistake(row: Row, detail: ErrorDetails) -> Mistake:
    """Return one error of a row; what is written is shown unless it may be a secret."""
    key = str(detail["loc"][0])
    line, kind = row.line_of(key), detail["type"]
    if kind == "extra_forbidden":
        nearest = process.extractOne(key, Feed.model_fields.keys())
        return Mistake(line, f"unknown key `{key}`", f"did you mean `{nearest[0]}`?")
    if kind == "missing":
        return Mistake(line, f"`{key}` is missing", _REMEDIES[key])
    if key == "url":
        reason = detail["msg"] if kind == "feed_url" else "`url` is no text"
        return Mistake(line, reason, _REMEDIES[key])
    shown = repr(row.values[key])[:_SHOWN]
    return Mistake(line, f"`{key}` cannot be {shown}", _REMEDIES[key])


def _doubles(rows: Sequence[Row]) -> Iterator[Mistake]:
    """Yield the ids and addresses that an earlier row has, too."""
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        for key, remedy in (("id", "give one of them another id"), ("url", "remove one of them")):
            value, line = row.values.get(key), row.line_of(key)
            if isinstance(value, str) and (key, value) in first:
                named = f"`{key}` {value}" if key == "id" else "this `url`"
                yield Mistake(line, f"{named} stands in line {first[key, value]} already", remedy)
            elif isinstance(value, str):
                first[key, value] = line
