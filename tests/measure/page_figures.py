"""Figures of whole pages: text, layouts of notices, metadata."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from tasks.pages.page import BodySource, Page, Stamp
from tasks.pages.reader import read_page
from tests.measure.figures import Measured, count, share
from tests.measure.readers import ALONE, OURS, READERS
from tests.measure.sample_pages import Facts, Sample, gold_pages, layout_pages, newsroom_pages
from tests.measure.text_score import TextScore, mean_score, text_score
from tests.pages.layout_table import LAYOUTS, LONG, SHORT
from tests.pages.layout_table import page as page_of_layout

_NEAR = timedelta(seconds=90)
_LOW = 0.98


def page_figures() -> Iterator[Measured]:
    """Yield every figure of our own pages."""
    gold, newsroom = tuple(gold_pages()), tuple(newsroom_pages())
    yield from _layouts()
    yield from _false_notices([*gold, *newsroom])
    for name, samples in (("gold", gold), ("newsroom", newsroom), ("layouts", layout_pages())):
        yield from text_figures(name, tuple(samples))
    yield from _empty([*gold, *newsroom])
    yield from _metadata([*gold, *newsroom])


def text_figures(name: str, samples: Sequence[Sample]) -> Iterator[Measured]:
    """Yield F1, precision and recall of every reader on the pages that have a text."""
    readable = [sample for sample in samples if sample.text]
    means: dict[str, TextScore] = {}
    for reader, read in READERS.items():
        scores = [text_score(read(sample), sample.text) for sample in readable]
        means[reader] = mean_score(scores)
        low = tuple(
            f"{sample.id}: P {score.precision:.3f} R {score.recall:.3f}"
            for sample, score in zip(readable, scores, strict=True)
            if reader == OURS and score.f1 < _LOW
        )
        for one in _means(f"{name}, {reader}", means[reader], len(readable)):
            yield replace(one, is_ours=reader == OURS, misses=low)
    gain = means[OURS].f1 - means[ALONE].f1
    yield Measured(name=f"text.gain.{name}", value=gain, of=len(readable))


def _means(label: str, mean: TextScore, of: int) -> Iterator[Measured]:
    yield Measured(name=f"text.f1.{label}", value=mean.f1, of=of)
    yield Measured(name=f"text.precision.{label}", value=mean.precision, of=of)
    yield Measured(name=f"text.recall.{label}", value=mean.recall, of=of)


def _layouts() -> Iterator[Measured]:
    for length, paragraphs in (("short", SHORT), ("long", LONG)):
        outcomes = []
        for name, layout in LAYOUTS.items():
            html = page_of_layout(layout, paragraphs).encode()
            seen = read_page(html, "https://tern.example/pier", headers={})
            is_whole = sorted(seen.body.split("\n")) == sorted((*paragraphs, *layout.kept))
            outcomes.append((len(seen.notices) == 1 and is_whole, f"{name}: {seen.notices}"))
        yield from share(f"layouts.{length}", outcomes)


def _false_notices(samples: Sequence[Sample]) -> Iterator[Measured]:
    outcomes = [
        (not page.notices, f"{sample.id}: {[notice.text for notice in page.notices]}")
        for sample in samples
        if sample.has_notice is False
        for page in [_page(sample)]
    ]
    yield from count("pages.false_notices", outcomes)


def _empty(samples: Sequence[Sample]) -> Iterator[Measured]:
    outcomes = []
    for sample in samples:
        page = _page(sample)
        signals = [getattr(page.signals, name) for name in page.signals.__slots__]
        is_silent = page.body_source is BodySource.EMPTY and not any(signals) and not page.notices
        outcomes.append((not is_silent, sample.id))
    yield from count("text.empty", outcomes)


def _metadata(samples: Sequence[Sample]) -> Iterator[Measured]:
    seen = [(sample.id, sample.facts, _page(sample)) for sample in samples if sample.facts]
    titled = [
        (page.title.value if page.title else None, facts.title, id_) for id_, facts, page in seen
    ]
    yield from share("meta.title", [(got == want, f"{i}: {got!r}") for got, want, i in titled])
    named = [(tuple(a.name for a in page.authors), facts.authors, id_) for id_, facts, page in seen]
    yield from share("meta.authors", [(got == want, f"{i}: {got}") for got, want, i in named])
    yield from _dates(seen)


def _dates(seen: Sequence[tuple[str, Facts, Page]]) -> Iterator[Measured]:
    published = [
        (page.published, datetime.fromisoformat(facts.published), id_)
        for id_, facts, page in seen
        if facts.published
    ]
    right = [(_is_day(got, want), f"{id_}: {got}") for got, want, id_ in published]
    wrong = [got is not None and not _is_day(got, want) for got, want, _ in published]
    yield from share("meta.date.right", right)
    yield Measured(name="meta.date.wrong", value=sum(wrong) / len(wrong), of=len(wrong))
    given = [(got, want, id_) for got, want, id_ in published if got and got.at and want.tzinfo]
    instants = [(_is_near(got, want), f"{id_}: {got}") for got, want, id_ in given]
    yield from share("meta.instant.right", instants)
    modified = [
        (_is_near(page.modified, datetime.fromisoformat(facts.modified)), f"{id_}: {page.modified}")
        for id_, facts, page in seen
        if facts.modified
    ]
    yield from share("meta.modified", modified)


def _is_day(stamp: Stamp | None, wanted: datetime) -> bool:
    return stamp is not None and stamp.day == wanted.date()


def _is_near(stamp: Stamp | None, wanted: datetime) -> bool:
    """Within 90 s; of a day without time, the same day."""
    if stamp is None or stamp.at is None or wanted.tzinfo is None:
        return _is_day(stamp, wanted)
    return abs(stamp.at - wanted) <= _NEAR


def _page(sample: Sample) -> Page:
    return read_page(sample.html, sample.url, headers=sample.headers)
