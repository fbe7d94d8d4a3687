"""The figures as a page for people: what `make eval` prints and `docs/accuracy.md` keeps."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from tests.measure.figures import Figure, Group, Measured, matched

Row = tuple[Figure, Measured]
_HEAD = """\
# How right it is

Measured on {day} by `make eval`, on sets that the project keeps itself. Rules and sets were written
by the same people: a figure here is what is kept, not what a page from outside gets.
`make eval PAGES=<folder>` scores a public set of pages as well. Of the records in
`tests/data/pages` 28 were made with the reader and checked by hand; the others, and the newsroom's
texts, were written from the stories that the pages tell.
"Missed" marks a figure below its target; below its floor, `make eval` fails.
`python -m tests.measure.eval --failures` prints every item that failed.
"""
_DAY = re.compile(r"(?<=Measured on )\d{4}-\d\d-\d\d")


def rows_of(groups: Sequence[Group], measured: Sequence[Measured]) -> list[Row]:
    """Return every figure that was measured, in the order of the catalogue."""
    return [row for group in groups for row in matched(group.figures, measured)]


def accuracy_page(
    groups: Sequence[Group],
    measured: Sequence[Measured],
    floors: Mapping[str, float],
    confused: Counter[tuple[str, str]],
    day: date,
) -> str:
    """Return the page, in Markdown."""
    parts = [_HEAD.format(day=day)]
    for group in groups:
        rows = list(matched(group.figures, measured))
        if rows:
            parts.append("\n".join(_section(group, rows, floors)))
    parts.append("\n".join(_confusions(confused)))
    parts.append("\n".join(_missed(rows_of(groups, measured))))
    return "\n".join(parts)


def write_page(path: Path, text: str) -> None:
    """Write the page, but for a new date alone."""
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    if _DAY.sub("", old) != _DAY.sub("", text):
        path.write_text(text, encoding="utf-8")


def failures(rows: Sequence[Row]) -> Iterator[str]:
    """Yield what failed of each figure, a line an item."""
    for figure, one in rows:
        if one.misses:
            yield f"\n{one.name} ({figure.title}): {len(one.misses)} of {one.of}"
            yield from (f"  {miss}" for miss in one.misses)


def _section(group: Group, rows: Sequence[Row], floors: Mapping[str, float]) -> Iterator[str]:
    has_clear = any(one.clear is not None for _, one in rows)
    heads = ["figure", "reached", *(["without borderline"] if has_clear else [])]
    yield f"## {group.title}\n\nOn {group.on}\n"
    yield _row([*heads, "target", "floor", "items", ""])
    yield "|---" * (len(heads) + 4) + "|"
    for figure, one in rows:
        floor = floors.get(one.name)
        yield _row(
            [
                figure.title,
                figure.shown(one.value),
                *([_clear(figure, one)] if has_clear else []),
                _bound(figure, figure.target),
                _bound(figure, floor),
                str(one.of),
                "" if _is_reached(figure, one) else "missed",
            ]
        )
    yield ""


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _clear(figure: Figure, one: Measured) -> str:
    return figure.shown(one.value if one.clear is None else one.clear)


def _bound(figure: Figure, bound: float | None) -> str:
    if bound is None:
        return ""
    return f"{'≥' if figure.better == 'high' else '≤'} {figure.shown(bound)}"


def _is_reached(figure: Figure, one: Measured) -> bool:
    return figure.target is None or figure.reaches(one.value, figure.target)


def _confusions(confused: Counter[tuple[str, str]]) -> Iterator[str]:
    yield "## Relations taken for others\n"
    if not confused:
        yield "None.\n"
        return
    yield "| is | was taken for | pairs |\n|---|---|---|"
    for (wanted, got), pairs in sorted(confused.items(), key=lambda item: (-item[1], item[0])):
        yield f"| {wanted} | {got} | {pairs} |"
    yield ""


def _missed(rows: Sequence[Row]) -> Iterator[str]:
    yield "## Targets missed\n"
    missed = [row for row in rows if not _is_reached(*row)]
    for figure, one in missed:
        yield (
            f"- {figure.title} (`{one.name}`): {figure.shown(one.value)}, target"
            f" {_bound(figure, figure.target)}{_failed(one)}"
        )
    if not missed:
        yield "None."
    yield ""


def _failed(one: Measured) -> str:
    """How many items; `--failures` prints them."""
    return f"; {len(one.misses)} of {one.of} items" if one.misses else ""
