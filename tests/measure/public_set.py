"""A public set of pages: the text beside trafilatura's, and every notice we claim."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tasks.pages.reader import read_page
from tests.measure.page_figures import text_figures
from tests.measure.sample_pages import Sample, public_pages


def public_report(folder: Path) -> Iterator[str]:
    """Yield the lines of a report on the pages of *folder*; nothing of it is kept."""
    samples = tuple(public_pages(folder))
    yield f"\n## {folder.name}: {len(samples)} pages\n"
    for one in text_figures(folder.name, samples):
        yield f"{one.name.removeprefix('text.'):60} {one.value:.4f}"
    yield from _claims(samples)


def _claims(samples: Sequence[Sample]) -> Iterator[str]:
    claims = [
        (sample, notice)
        for sample in samples
        for notice in read_page(sample.html, sample.url, headers=sample.headers).notices
    ]
    yield f"\nNotices claimed, for a person to judge: {len(claims)}\n"
    for sample, notice in claims:
        kinds = ", ".join(notice.kinds)
        yield f"{sample.id} {sample.url}\n  {kinds} at {notice.location} ({notice.confidence:.2f})"
        yield f"  {notice.text}\n  {[tuple(pair) for pair in notice.pairs]}\n"
