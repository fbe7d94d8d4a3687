"""Take the times of the rooms as ratios, and keep them in docs/performance.md."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tasks.adapters.clock import SystemClock
from tests.measure.page_speeds import (
    long_articles,
    page_speeds,
    parse,
    short_articles,
    two_processes,
)
from tests.measure.sample_pages import Sample, public_pages
from tests.measure.speeds import Speed, performance_page
from tests.measure.stopwatch import interleaved
from tests.measure.story_speeds import commit_speeds, lookup_speeds, notice_speeds, story_speeds

PAGE = Path(__file__).parents[2] / "docs" / "performance.md"
Table = tuple[str, Sequence[Speed]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; the times of the project's own pages are kept."""
    options = _options(arguments)
    samples = tuple(public_pages(options.pages)) if options.pages else long_articles()
    parse_s = interleaved({"parse": parse}, samples)["parse"]
    tables = _page_tables(samples) if options.pages else _tables(samples, parse_s)
    page = performance_page(tables, (_mean_bytes(samples), parse_s), SystemClock().now().date())
    if not options.pages:
        PAGE.write_text(page, encoding="utf-8")
    sys.stdout.write(page)
    return 0


def _tables(samples: Sequence[Sample], parse_s: float) -> list[Table]:
    short = short_articles()
    return [
        *_page_tables(samples),
        (f"Pages with a short article: {_size(short)}", list(page_speeds(short))),
        ("Notices", list(notice_speeds(parse_s))),
        ("Stories", list(story_speeds(parse_s))),
        ("Candidates", list(lookup_speeds(parse_s))),
        ("Commits", list(commit_speeds(parse_s))),
    ]


def _page_tables(samples: Sequence[Sample]) -> list[Table]:
    speeds = [*page_speeds(samples), two_processes(samples)]
    return [(f"Pages with a long article: {_size(samples)}", speeds)]


def _size(samples: Sequence[Sample]) -> str:
    return f"{len(samples)} of {_mean_bytes(samples) / 1000:.0f} kB"


def _mean_bytes(samples: Sequence[Sample]) -> int:
    return sum(len(sample.html) for sample in samples) // len(samples)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.measure.bench", description=__doc__)
    parser.add_argument("--pages", type=Path, help="folder with a public set of pages")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
