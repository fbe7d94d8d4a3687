"""What holds for every page: nothing else is raised, and nothing outside changes the answer."""

import contextlib
import os
import pickle
import subprocess
import sys
from datetime import datetime, tzinfo
from hashlib import sha256
from pathlib import Path
from typing import Self

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.corrections.notices import body_without
from tasks.errors import PageUnreadable
from tasks.pages.page import BodySource, Caveat, Page
from tasks.pages.reader import read_page, warm_up
from tasks.pages.steps import tried
from tests.pages.articles import URL, article, linked
from tests.pages.layout_table import NOTICE, SHORT

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted((ROOT / "tests" / "data" / "pages").glob("*.html"))

TAGS = [
    "p",
    "div",
    "section",
    "article",
    "header",
    "footer",
    "aside",
    "nav",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "blockquote",
    "table",
    "tr",
    "td",
    "figure",
    "figcaption",
    "span",
    "b",
    "a",
    "time",
    "button",
    "label",
    "script",
    "noscript",
    "br",
    "dd",
    "details",
]
WORDS = st.sampled_from((*SHORT, NOTICE, "READ MORE: x", "By Ada Vik", "3 May 2024", "…", "\ud7ff"))


def tagged(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda tag, inner, name: f"<{tag} class='{name}' href='{name}:x'>{''.join(inner)}</{tag}>",
        st.sampled_from(TAGS),
        st.lists(children, max_size=5),
        st.sampled_from(("", "standfirst", "correction", "byline", "paywall", "javascript")),
    )


MARKUP = st.recursive(WORDS | st.text(max_size=30), tagged, max_leaves=25)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(("@type", "@id", "name", "url", "text")), inner, max_size=3
        )
    ),
    max_leaves=8,
)
NODES = st.dictionaries(
    st.sampled_from(
        [
            "headline",
            "author",
            "creator",
            "datePublished",
            "dateModified",
            "image",
            "keywords",
            "articleSection",
            "url",
            "mainEntityOfPage",
            "inLanguage",
            "isAccessibleForFree",
            "hasPart",
            "articleBody",
            "wordCount",
            "publisher",
            "liveBlogUpdate",
            "correction",
            "description",
            "@graph",
        ]
    ),
    VALUES,
    max_size=8,
)


@given(MARKUP, NODES)
@settings(max_examples=60, deadline=None)
def test_any_markup_gives_a_page_that_holds_together(markup: str, node: dict[str, object]) -> None:
    html = f"<html><head>{linked(**node)}</head><body>{markup}</body></html>"

    page = read_page(html.encode("utf-8", "replace"), URL, headers={})

    assert page == read_page(html.encode("utf-8", "replace"), URL, headers={})
    assert_whole(page)


def assert_whole(page: Page) -> None:
    if page.body_source is not BodySource.EMPTY:
        assert page.body == body_without(page.blocks, page.notices)
    for notice in page.notices:
        for part in notice.text.split("\n"):
            inside = any(part in block.text for block in page.blocks)
            assert inside or notice.location == "json_ld"
    for stamp in (page.published, page.modified):
        assert stamp is None or stamp.at is None or stamp.at.tzinfo is not None
    addresses = [page.canonical, page.lead_image and page.lead_image.url]
    addresses += [author.url for author in page.authors]
    addresses += [alternate.url for alternate in page.alternates]
    assert all(each.startswith(("http://", "https://")) for each in addresses if each)


@given(
    st.text(max_size=300), st.dictionaries(st.text(max_size=12), st.text(max_size=30), max_size=3)
)
@settings(deadline=None)
def test_any_text_and_headers_give_a_page_or_unreadable(text: str, headers: dict[str, str]) -> None:
    with contextlib.suppress(PageUnreadable):
        assert_whole(read_page(text.encode("utf-8", "replace"), URL, headers=headers))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_page_of_ours_holds_together(path: Path) -> None:
    page = read_page(path.read_bytes(), URL, headers={})

    assert_whole(page)
    assert pickle.loads(pickle.dumps(page)) == page  # noqa: S301 -- our own bytes


def test_order_of_pages_changes_nothing() -> None:
    bodies = [path.read_bytes() for path in PAGES]

    forwards = [read_page(body, URL, headers={}) for body in bodies]
    backwards = [read_page(body, URL, headers={}) for body in reversed(bodies)]

    assert forwards == backwards[::-1]


DIGEST = """
import hashlib, pathlib
from tasks.pages.reader import read_page, warm_up
from tasks.pages.steps import tried
{warm}
total = hashlib.sha256()
for path in sorted(pathlib.Path("tests/data/pages").glob("*.html")):
    total.update(repr(read_page(path.read_bytes(), "{url}", headers={{}})).encode())
print(total.hexdigest())
"""


@pytest.mark.parametrize(
    ("seed", "zone", "warm"), [("1", "UTC", "warm_up()"), ("77", "Asia/Tokyo", "")]
)
def test_other_process_seed_and_zone_change_nothing(seed: str, zone: str, warm: str) -> None:
    here = sha256()
    for path in PAGES:
        here.update(repr(read_page(path.read_bytes(), URL, headers={})).encode())

    there = subprocess.run(  # noqa: S603 -- our own interpreter and code
        [sys.executable, "-c", DIGEST.format(warm=warm, url=URL)],
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        capture_output=True,
        check=True,
        cwd=ROOT,
        text=True,
    )

    assert there.stdout.strip() == here.hexdigest()


class NoClock(datetime):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        raise AssertionError(f"the clock was asked for the time in {tz}")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_clock_is_asked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("trafilatura.settings", "htmldate.validators"):
        monkeypatch.setattr(f"{module}.datetime", NoClock)

    assert read_page(path.read_bytes(), URL, headers={}).blocks


def test_notice_of_json_ld_alone_is_found() -> None:
    head = linked(headline="x", correction=NOTICE)

    page = read_page(article(head=head).encode(), URL, headers={})

    assert [notice.location for notice in page.notices] == ["json_ld"]
    assert page.body.split("\n") == list(SHORT)


def test_comment_of_a_reader_is_no_notice() -> None:
    comments = f"<div class='comments'><p class='comment-body'>{NOTICE}</p></div>"

    page = read_page(article(after=comments).encode(), URL, headers={})

    assert page.notices == ()


def test_time_stamp_is_no_notice() -> None:
    stamp = "<p>Updated May 3, 2024, 7.40 am</p>"

    assert read_page(article(header=stamp).encode(), URL, headers={}).notices == ()


def test_step_that_fails_costs_its_own_field() -> None:
    notes: list[Caveat] = []

    assert tried("day", lambda: int("May"), 0, notes) == 0
    assert notes == [Caveat(code="day_failed", detail="ValueError")]


def test_memory_error_is_not_caught() -> None:
    def fail() -> None:
        raise MemoryError

    with pytest.raises(MemoryError):
        tried("title", fail, None, [])


def test_identity_names_reader_and_digest() -> None:
    identity = read_page(article().encode(), URL, headers={}).identity

    assert identity.extractor == "corrigenda-reader"
    assert identity.config.startswith("sha256:")
    warm_up()
    assert read_page(article().encode(), URL, headers={}).identity == identity
