"""Pages whose text and metadata a person wrote down: our own, the newsroom's, the layouts."""

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from itertools import accumulate
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tasks.pages.markup.charset import utf8_page
from tests.measure.labelled import DATA
from tests.newsroom.outlets import Outlet, load_feeds
from tests.newsroom.pages import LAYOUT_BY_NAME, page
from tests.newsroom.story import Story, Telling, load_stories
from tests.pages.layout_table import LAYOUTS, LONG, NOTICE, NOTICE_TEXT, SHORT, Layout
from tests.pages.layout_table import page as page_of_layout

_HOST = "https://newsroom.example"
_TAG = re.compile(r"<[^>]*>")
_SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL | re.IGNORECASE)
_START = 20
"""Characters by which a line is found in its page."""
_UTF8 = {"Content-Type": "text/html; charset=utf-8"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a page says of itself."""

    title: str | None
    authors: tuple[str, ...]
    published: str | None
    """ISO 8601: an instant, or a day where the page gives no time."""
    modified: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A page, and what a person read on it."""

    id: str
    url: str
    html: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    text: str
    """Standfirst, body and notices, in document order."""
    has_notice: bool | None
    """None: not known."""
    facts: Facts | None = None


def gold_pages(folder: Path = DATA / "pages") -> Iterator[Sample]:
    """Yield the pages of *folder* that have a record beside them."""
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        said, html = record["page"], path.with_suffix(".html").read_bytes()
        yield Sample(
            id=path.stem,
            url=record["url"],
            html=html,
            headers=record["headers"],
            text=_gold_text(said, _shown_text(html, record["headers"])),
            has_notice=bool(said["notices"]),
            facts=_gold_facts(said),
        )


def newsroom_pages() -> Iterator[Sample]:
    """Yield the pages of the newsroom, in each edition in which they differ."""
    outlets = {feed.id: feed.outlet for feed in load_feeds()}
    for story in load_stories():
        if story.serve == "page":
            for telling in dict.fromkeys((story.first, story.second)):
                yield _newsroom_page(story, telling, outlets[story.feed])


def layout_pages(
    articles: Mapping[str, tuple[str, ...]] = MappingProxyType({"short": SHORT, "long": LONG}),
) -> Iterator[Sample]:
    """Yield a page for each layout of a notice and each of *articles*, paragraphs by name."""
    for name, layout in LAYOUTS.items():
        for length, paragraphs in articles.items():
            yield Sample(
                id=f"{name}, {length}",
                url="https://tern.example/pier",
                html=page_of_layout(layout, paragraphs).encode(),
                headers=_UTF8,
                text=_layout_text(layout, paragraphs),
                has_notice=True,
            )


def public_pages(folder: Path) -> Iterator[Sample]:
    """Yield the pages of a public set: ``ground-truth.json`` and ``html/<id>.html.gz``."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for name, said in sorted(truth.items()):
        yield Sample(
            id=name,
            url=said["url"],
            html=gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()),
            text=said["articleBody"],
            has_notice=None,
        )


def _gold_text(said: Mapping[str, Any], shown: str) -> str:
    """Each visible notice before the first line of the body that stands behind it."""
    body = said["body"]
    places = accumulate((shown.find(_start(line)) for line in body), max)
    lines = list(zip(places, body, strict=True))
    notices = [(shown.find(_start(notice["text"])), notice["text"]) for notice in said["notices"]]
    visible = [notice for notice in notices if notice[0] >= 0]
    return "\n".join(text for _, text in sorted([*lines, *visible], key=itemgetter(0)))


def _shown_text(page_bytes: bytes, headers: Mapping[str, str]) -> str:
    text = utf8_page(page_bytes, headers)[0].decode("utf-8", "replace")
    return " ".join(unescape(_TAG.sub("", _SCRIPT.sub("", text))).split())


def _start(text: str) -> str:
    return " ".join(text.partition("\n")[0].split())[:_START]


def _gold_facts(said: Mapping[str, Any]) -> Facts:
    stamps = [(said.get(name) or [None])[0] for name in ("published", "modified")]
    return Facts(
        title=said["title"] and said["title"][0],
        authors=tuple(name for name, _, _ in said["authors"]),
        published=stamps[0],
        modified=stamps[1],
    )


def _newsroom_page(story: Story, telling: Telling, outlet: Outlet) -> Sample:
    edition = 1 if telling == story.first else 2
    body = LAYOUT_BY_NAME[story.layout].template.partition("<body")[2]
    standfirst = [telling.summary] if "$summary" in body else []
    notice = [telling.notice] if telling.notice and telling.place != "json_ld" else []
    is_first = telling.place == "head"
    lines = [*telling.paragraphs, *notice] if not is_first else [*notice, *telling.paragraphs]
    return Sample(
        id=f"{story.slug}, edition {edition}",
        url=f"{_HOST}/{outlet.id}/{telling.path}",
        html=page(story, telling, outlet, _HOST).encode(),
        headers=_UTF8,
        text="\n".join([*standfirst, *lines]),
        has_notice=True if story.about else bool(telling.notice),
        facts=Facts(
            title=telling.headline,
            authors=tuple(telling.byline.split(" and ")),
            published=_iso(telling.published),
            modified=_iso(telling.modified) if _states_changes(story) else None,
        ),
    )


def _states_changes(story: Story) -> bool:
    """A layout without structured data states no change."""
    template = LAYOUT_BY_NAME[story.layout].template
    return "$modified_iso" in template or "$json_ld" in template


def _iso(at: datetime) -> str:
    return at.isoformat()


def _layout_text(layout: Layout, paragraphs: tuple[str, ...]) -> str:
    above = (layout.before_article, layout.header, layout.before_body, layout.first)
    below = (layout.last, layout.after_body, layout.after_article, layout.page_end)
    lines = [*map(_shown, above), *paragraphs, *map(_shown, below)]
    return "\n".join(line for line in lines if line.strip())


def _shown(markup: str) -> str:
    """The text of a slot, as a reader sees it."""
    return _TAG.sub(" ", markup).replace("{notice}", NOTICE).replace("{text}", NOTICE_TEXT)
