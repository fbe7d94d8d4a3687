"""A time as a ratio to a yardstick, and the page that keeps such ratios."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

_HEAD = """\
# How fast it is

Measured on {day} by `make bench`: CPU time, contestants in turns on the same items, least of 3
rounds. A ratio holds on any machine; the times beside it are of one machine, on which a bare lxml
parse of a page of {yardstick_kb:.0f} kB takes {yardstick_ms:.2f} ms ("a parse" below).
`make bench PAGES=<folder>` takes the times of the pages of a public set, and prints them only.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """What one thing costs beside another."""

    what: str
    beside: str
    ratio: float
    seconds: float
    """An item, on this machine."""
    at_most: float | None = None
    """The target of the ratio."""
    at_least: float | None = None
    limit_s: float | None = None
    """The target of the time."""

    @property
    def is_reached(self) -> bool:
        """Whether every target is reached."""
        return (
            (self.at_most is None or self.ratio <= self.at_most)
            and (self.at_least is None or self.ratio >= self.at_least)
            and (self.limit_s is None or self.seconds < self.limit_s)
        )


def performance_page(
    tables: Sequence[tuple[str, Sequence[Speed]]], yardstick: tuple[int, float], day: date
) -> str:
    """Return the page in Markdown; *yardstick* is a page's bytes and the seconds of its parse."""
    size, seconds = yardstick
    parts = [_HEAD.format(day=day, yardstick_kb=size / 1000, yardstick_ms=seconds * 1000)]
    parts += ["\n".join(_table(title, speeds)) for title, speeds in tables]
    return "\n".join(parts)


def _table(title: str, speeds: Sequence[Speed]) -> Iterator[str]:
    yield f"## {title}\n"
    yield "| what | times | of | target | here | |\n|---|---|---|---|---|---|"
    for one in speeds:
        here = f"{one.seconds * 1000:.3g} ms, {1 / one.seconds:,.0f} a second"
        mark = "" if one.is_reached else "missed"
        cells = (one.what, f"{one.ratio:.3g}", one.beside, _target(one), here, mark)
        yield f"| {' | '.join(cells)} |"
    yield ""


def _target(one: Speed) -> str:
    parts = [
        *([f"≤ {one.at_most:g}"] if one.at_most is not None else []),
        *([f"≥ {one.at_least:g}"] if one.at_least is not None else []),
        *([f"< {one.limit_s * 1000:g} ms"] if one.limit_s is not None else []),
    ]
    return ", ".join(parts)
