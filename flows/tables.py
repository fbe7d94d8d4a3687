"""What a person reads on a terminal: tables and lines of history, in colour where there is any."""

from collections.abc import Iterable

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tasks.reports.history import Line, Look
from tasks.reports.markdown import plain
from tasks.reports.stories import StoryRow

_FILE_COLUMNS = 160
_MOST_ROWS = 200
_STYLE_BY_LOOK = {
    Look.PLAIN: "",
    Look.STRONG: "bold",
    Look.FAINT: "dim",
    Look.OLD: "red",
    Look.NEW: "green",
}


def console() -> Console:
    """Return the terminal; where output goes to a file, lines are as wide as a table needs."""
    out = Console()
    return out if out.is_terminal else Console(width=_FILE_COLUMNS)


def story_table(title: str, rows: Iterable[StoryRow]) -> Table:
    """Return *rows* as a table; foreign text is plain text in it."""
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD)
    for name in ("story", "version", "what changed", "old", "new"):
        table.add_column(name, overflow="fold")
    told = list(rows)
    for row in told[:_MOST_ROWS]:
        table.add_row(*(Text(plain(text, limit=90)) for text in row))
    if len(told) > _MOST_ROWS:
        table.add_row(f"and {len(told) - _MOST_ROWS} more; --json prints all")
    return table


def print_lines(out: Console, lines: Iterable[Line]) -> None:
    """Print a history: a change is marked by signs, too, for those who see no colours."""
    for line in lines:
        text = Text()
        for piece in line:
            text.append(piece.text, style=_STYLE_BY_LOOK[piece.look])
        out.print(text, soft_wrap=True)
