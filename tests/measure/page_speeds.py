"""What it costs to read a page, beside trafilatura and a bare parse of the same bytes."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier

from lxml.html import HTMLParser, document_fromstring
from trafilatura import bare_extraction

from tasks.pages.reader import read_page, warm_up
from tests.measure.sample_pages import Sample, layout_pages, newsroom_pages
from tests.measure.speeds import Speed
from tests.measure.stopwatch import ROUNDS, cpu_seconds, interleaved
from tests.pages.layout_table import LONG

OURS = "text, metadata and notices"
_TEXT = "trafilatura, text only"
_METADATA = "trafilatura with metadata"
_PARSE = "a bare lxml parse"
_HEAD = b'<meta property="article:published_time" content="2026-11-20T06:00:00Z">'
_STATE = 'window.state.push({"id": 4711, "seen": [true, false, null]});\n' * 1800
_LINKS = "".join(f'<li class="nav-item"><a href="/{n}/">Section {n}</a></li>' for n in range(60))
_CARDS = "".join(
    f'<div class="card card--{n}"><div class="card-media"><a href="/story/{n}/"><img alt=""'
    f' src="/img/{n}.jpg" srcset="/img/{n}@2.jpg 2x" loading="lazy" width="320" height="180"></a>'
    f'</div><h3><a href="/story/{n}/">Ten things to know of quay number {n}</a></h3>'
    f'<span class="card-time">{n} hours ago</span></div>'
    for n in range(80)
)
_FOOT = f"<script>{_STATE}</script><nav><ul>{_LINKS}</ul></nav><div>{_CARDS}</div>"
_ARTICLE = tuple(
    f"{text} {LONG[(place + shift) % len(LONG)]}"
    for shift in (1, 2)
    for place, text in enumerate(LONG)
)


def short_articles() -> tuple[Sample, ...]:
    """Return the newsroom's pages, as heavy as pages are elsewhere."""
    return tuple(map(_weighed, newsroom_pages()))


def long_articles() -> tuple[Sample, ...]:
    """Return a long article in every layout of a notice, as heavy as pages are elsewhere."""
    return tuple(map(_weighed, layout_pages({"long": _ARTICLE})))


def page_speeds(samples: Sequence[Sample]) -> Iterator[Speed]:
    """Yield the ratios of reading *samples* on one core."""
    means = interleaved({OURS: _read, _TEXT: _text, _METADATA: _metadata, _PARSE: parse}, samples)
    targets = {_TEXT: 1.3, _METADATA: 1.0}
    for name in (_TEXT, _METADATA, _PARSE):
        yield Speed(
            what=OURS,
            beside=name,
            ratio=means[OURS] / means[name],
            seconds=means[OURS],
            at_most=targets.get(name),
        )


def two_processes(samples: Sequence[Sample]) -> Speed:
    """Return the throughput of two at once, by the CPU time of the slower one."""
    one = min(max(_side_by_side(1, samples)) for _ in range(ROUNDS))
    two = min(max(_side_by_side(2, samples)) for _ in range(ROUNDS))
    return Speed(
        what="pages a second of two processes",
        beside="one process",
        ratio=2 * one / two,
        seconds=two / (2 * len(samples)),
        at_least=1.85,
    )


def parse(sample: Sample) -> object:
    """Parse the bytes and do nothing with them."""
    return document_fromstring(sample.html, parser=HTMLParser(huge_tree=True))


def _weighed(sample: Sample) -> Sample:
    """Add a date, scripts, menus and teasers: most pages are a hundred times their text."""
    html = sample.html.replace(b"</head>", _HEAD + b"</head>", 1)
    return replace(sample, html=html.replace(b"</body>", _FOOT.encode() + b"</body>", 1))


def _read(sample: Sample) -> object:
    return read_page(sample.html, sample.url, headers=sample.headers)


def _text(sample: Sample) -> object:
    return bare_extraction(sample.html, url=sample.url, include_comments=False)


def _metadata(sample: Sample) -> object:
    return bare_extraction(sample.html, url=sample.url, include_comments=False, with_metadata=True)


def _side_by_side(count: int, samples: Sequence[Sample]) -> list[float]:
    context = get_context("spawn")
    barrier = context.Barrier(count)
    with ProcessPoolExecutor(count, context, _ready, (barrier,)) as pool:
        return list(pool.map(_read_all, [samples] * count))


def _ready(barrier: Barrier) -> None:
    """No process begins before all have loaded what they need."""
    warm_up()
    barrier.wait()


def _read_all(samples: Sequence[Sample]) -> float:
    return sum(cpu_seconds(_read, sample) for sample in samples)
