"""Foreign text, made harmless for the Markdown and the tables of Prefect's UI."""

import re
from html import escape
from typing import Final

CELL_CHARS: Final = 80
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]()#+!|~<>-])")
_UNPRINTABLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]+")


def plain(text: str, *, limit: int = 200) -> str:
    """Return *text* as one printable line of at most *limit* characters."""
    line = " ".join(_UNPRINTABLE.sub(" ", text).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def prose(text: str) -> str:
    """Return *text* so that neither Markdown nor HTML in it has an effect."""
    return _SPECIAL.sub(r"\\\1", escape(plain(text), quote=False))


def cell(text: str) -> str:
    """Return *text* for a cell of a table artifact, which renders HTML and does not wrap."""
    return escape(plain(text, limit=CELL_CHARS), quote=False)


def code(text: str) -> str:
    """Return *text* as a code span; addresses stand in these, so that nothing is a link."""
    return f"`{plain(text).replace('`', chr(0x2CB))}`"
