"""A figure: what was measured, on how many, and what it should be."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

_CATALOGUE = Path(__file__).parent / "figures.toml"
_ROUNDING = 0.00005


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One figure as measured."""

    name: str
    value: float
    of: int
    """On how many items."""
    clear: float | None = None
    """The same without borderline lines; None where no line is borderline."""
    misses: tuple[str, ...] = ()
    """What failed and how, a line an item."""
    is_ours: bool = True
    """False: of what ours is compared with; it has no floor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What is known of a figure before it is measured."""

    name: str
    title: str
    unit: str = "share"
    """``share``: of 1; ``count``: a plain number."""
    better: str = "high"
    """``high`` or ``low``."""
    target: float | None = None

    def reaches(self, value: float, bound: float) -> bool:
        """Return whether *value* is no worse than *bound*, as printed."""
        return value >= bound - _ROUNDING if self.better == "high" else value <= bound + _ROUNDING

    def shown(self, value: float) -> str:
        """Return *value* as it is printed."""
        return f"{value:.4f}" if self.unit == "share" else f"{value:.1f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Figures that were measured on one set."""

    title: str
    on: str
    figures: tuple[Figure, ...]


def load_groups(path: Path = _CATALOGUE) -> tuple[Group, ...]:
    """Return the figures of the catalogue in its order."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(
        Group(title=row["title"], on=row["on"], figures=tuple(map(_figure, row["figure"])))
        for row in data["group"]
    )


def matched(
    figures: Sequence[Figure], measured: Sequence[Measured]
) -> Iterator[tuple[Figure, Measured]]:
    """Yield the figures that were measured, in the order of the catalogue."""
    for figure in figures:
        prefix = figure.name.removesuffix("*")
        for one in measured:
            if one.name == figure.name:
                yield figure, one
            elif prefix != figure.name and one.name.startswith(prefix):
                variant = one.name.removeprefix(prefix)
                yield replace(figure, name=one.name, title=figure.title.format(variant)), one


def share(name: str, outcomes: Sequence[tuple[bool, str]]) -> Iterator[Measured]:
    """Yield the share of outcomes that are right; nothing where there are none."""
    if outcomes:
        right = sum(is_right for is_right, _ in outcomes)
        misses = tuple(miss for is_right, miss in outcomes if not is_right)
        yield Measured(name=name, value=right / len(outcomes), of=len(outcomes), misses=misses)


def count(name: str, outcomes: Sequence[tuple[bool, str]]) -> Iterator[Measured]:
    """Yield how many outcomes are wrong; nothing where there are none."""
    if outcomes:
        misses = tuple(miss for is_right, miss in outcomes if not is_right)
        yield Measured(name=name, value=len(misses), of=len(outcomes), misses=misses)


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean of both."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _figure(row: dict[str, str | float]) -> Figure:
    is_low = "at_most" in row or row.get("better") == "low"
    target = row.get("at_most", row.get("at_least"))
    return Figure(
        name=str(row["name"]),
        title=str(row["title"]),
        unit=str(row.get("unit", "share")),
        better="low" if is_low else "high",
        target=None if target is None else float(target),
    )
