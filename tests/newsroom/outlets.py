"""The outlets and feeds of the newsroom, read from ``outlets.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A newspaper: its name, its language, and the words around its texts."""

    id: str
    name: str
    language: str
    nav: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed of an outlet."""

    id: str
    outlet: Outlet
    format: str
    """``rss``, ``atom``, ``json``, or ``dead``."""
    at: str
    """Path in the operator's list, without a leading slash."""
    moved_to: str = ""
    """Path to which *at* redirects, else empty."""
    tags: tuple[str, ...] = ()


def load_feeds() -> tuple[Feed, ...]:
    """Return the feeds in the order of the file, each with its outlet."""
    data = tomllib.loads((Path(__file__).parent / "outlets.toml").read_text(encoding="utf-8"))
    outlets = {key: Outlet(id=key, **fields) for key, fields in data["outlets"].items()}
    return tuple(
        Feed(**{**feed, "outlet": outlets[feed["outlet"]], "tags": tuple(feed["tags"])})
        for feed in data["feeds"]
    )
