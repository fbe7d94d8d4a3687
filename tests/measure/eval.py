"""Print every figure beside its target and its floor; fail on one that fell below its floor."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tasks.adapters.clock import SystemClock
from tests.measure.accuracy_page import accuracy_page, failures, rows_of, write_page
from tests.measure.edit_figures import edit_figures
from tests.measure.figures import Measured, load_groups
from tests.measure.floors import FLOORS, below_floor, floors_text, load_floors, raised_floors
from tests.measure.labelled import DATA, load_pairs
from tests.measure.link_figures import link_figures
from tests.measure.notice_figures import bare_figures, figures_of, notice_figures
from tests.measure.ordinary_figures import ordinary_figures
from tests.measure.page_figures import page_figures
from tests.measure.public_set import public_report
from tests.measure.story_figures import (
    confusions,
    outside_story_figures,
    story_figures,
    url_figures,
)

PAGE = Path(__file__).parents[2] / "docs" / "accuracy.md"


def measured_figures() -> Iterator[Measured]:
    """Yield every figure of the project's own sets."""
    pairs = load_pairs()
    yield from notice_figures()
    yield from figures_of("second", DATA / "second_hand")
    yield from figures_of("families", DATA / "families")
    yield from figures_of("outside", DATA / "outside")
    yield from bare_figures()
    yield from ordinary_figures()
    yield from page_figures()
    yield from story_figures(pairs)
    yield from outside_story_figures()
    yield from edit_figures(pairs)
    yield from link_figures()
    yield from url_figures()


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 1 if a figure is below its floor, else 0."""
    options = _options(arguments)
    groups, measured = load_groups(), tuple(measured_figures())
    rows, floors = rows_of(groups, measured), load_floors()
    fallen = list(below_floor(rows, floors))
    if options.raise_floors:
        floors = raised_floors(rows, floors)
        FLOORS.write_text(floors_text(floors), encoding="utf-8")
    page = accuracy_page(groups, measured, floors, confusions(), SystemClock().now().date())
    write_page(PAGE, page)
    _print(page, *(failures(rows) if options.failures else ()))
    if options.pages:
        _print(*public_report(options.pages))
    _print(*(f"below its floor: {line}" for line in fallen))
    return 1 if fallen else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.measure.eval", description=__doc__)
    parser.add_argument("--pages", type=Path, help="folder with a public set of pages")
    parser.add_argument("--raise-floors", action="store_true", help="keep what was reached")
    parser.add_argument("--failures", action="store_true", help="print every item that failed")
    return parser.parse_args(arguments)


def _print(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
