"""Sections, sites, decks, titles and dates that pages state wrongly, or only by the way."""

from datetime import date

import pytest

from tasks.pages.page import Page
from tasks.pages.text.standfirst import speaks_of
from tests.pages.articles import article, linked, read
from tests.pages.layout_table import SHORT

TITLE = "Board votes for the pier"


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


SECTIONS = {
    "kind of page": ("post", None),
    "kind of page, dotted": ("Text.Article", None),
    "host": ("tern.example", None),
    "list without spaces": ("harbour,news,slider", "harbour"),
    "comma of a name": ("Law, Crime", "Law, Crime"),
    "letters with stops": ("U.S.", "U.S."),
}


@pytest.mark.parametrize(("stated", "section"), SECTIONS.values(), ids=SECTIONS)
def test_section(stated: str, section: str | None) -> None:
    assert read(article(head=meta("article:section", stated))).section == section


def test_next_section_stands_in_for_one_that_is_none() -> None:
    head = linked(articleSection=["Articles", "Coast"])

    assert read(article(head=head)).section == "Coast"


@pytest.mark.parametrize("stated", ["https://tern.example", "@tern"])
def test_address_or_handle_is_no_site_name(stated: str) -> None:
    head = meta("og:site_name", stated) + linked(publisher={"name": "The Tern"})

    assert read(article(head=head)).site_name == "The Tern"


SLOGANS = {
    "stated of the site": (
        meta("og:description", "News for Vellmar and its harbour board")
        + '<script type="application/ld+json">{"@type": "WebSite", "description": '
        '"News for Vellmar and its harbour board"}</script>'
    ),
    "name of the site": meta("og:description", "The Tern") + meta("og:site_name", "The Tern"),
    "shares no word": meta("og:description", "Quality weekly reading since always"),
}


@pytest.mark.parametrize("head", SLOGANS.values(), ids=SLOGANS)
def test_slogan_is_no_deck(head: str) -> None:
    assert read(article(head=head)).deck is None


@pytest.mark.parametrize(
    "deck", ["The harbour board wants three stages and two winters.", "Three stages.", "港の委員会"]
)
def test_description_of_the_story_is_a_deck(deck: str) -> None:
    assert read(article(head=meta("og:description", deck))).deck == deck
    assert speaks_of(deck, "\n".join(SHORT))


TITLES = {
    "section in front": (meta("og:title", f"Opinion | {TITLE}"), "<h1>Opinion</h1>", TITLE),
    "site behind a headline": (
        linked(headline=f"{TITLE} | The Tern", publisher={"name": "The Tern"}),
        f"<h1>{TITLE}</h1>",
        TITLE,
    ),
    "headline cut for a search engine": (
        linked(headline=f"{TITLE} in three stages, and lets the fishermen..."),
        f"<h1>{TITLE} in three stages, and lets the fishermen keep their quay</h1>",
        f"{TITLE} in three stages, and lets the fishermen keep their quay",
    ),
    "logo as heading": ("", "<h1>Home Page</h1>", f"{TITLE} again"),
}


@pytest.mark.parametrize(("head", "heading", "title"), TITLES.values(), ids=TITLES)
def test_title(head: str, heading: str, title: str) -> None:
    html = article(head=head).replace(f"<h1>{TITLE}</h1>", heading)
    html = html.replace("<title>The Vellmar Tern</title>", f"<title>{TITLE} again</title>")

    said = read(html).title

    assert said is not None
    assert said.value == title


def days(page: Page) -> tuple[date | None, date | None]:
    published, modified = page.published, page.modified
    return (published.day if published else None, modified.day if modified else None)


DATES = {
    "time that says updated": (
        '<li><time class="updated" datetime="2018-08-13T08:04:08+00:00">August 13</time></li>',
        (None, date(2018, 8, 13)),
    ),
    "times of one day": (
        (
            '<time datetime="2018-08-13T08:04:08+00:00">August 13</time>'
            '<time datetime="2018-08-13T09:00:00+00:00">9:00</time>'
        ),
        (date(2018, 8, 13), None),
    ),
    "date in the text": ("<font>by Tom Vik, April 12, 2004</font>", (date(2004, 4, 12), None)),
    "year of the house": ("<p>Copyright 2019 The Tern</p>", (None, None)),
}  # fmt: skip


@pytest.mark.parametrize(("markup", "expected"), DATES.values(), ids=DATES)
def test_dates(markup: str, expected: tuple[date | None, date | None]) -> None:
    html = article().replace("</article>", f"{markup}</article>")

    assert days(read(html)) == expected


def test_day_of_an_address_with_a_named_month() -> None:
    page = read(article(), "https://tern.example/news/2019/nov/18/pier")

    assert days(page) == (date(2019, 11, 18), None)


def test_day_of_an_address_that_is_no_day() -> None:
    assert days(read(article(), "https://tern.example/news/2019/nov/31/pier")) == (None, None)


CELLS = (
    "<table><tr><td><a href='/'>Home</a><br><a href='/a'>Archive</a></td><td>{story}</td>"
    "<td><table><tr><td><b>Poll</b></td></tr><tr><td>Do you like soup?</td></tr></table></td></tr>"
    "</table>"
)


def test_other_cells_of_a_layout_table_are_no_body() -> None:
    story = "<br><br>".join(SHORT)
    html = f"<html><head><title>x</title></head><body>{CELLS.format(story=story)}</body></html>"

    assert read(html).body.split("\n") == list(SHORT)


def test_clock_of_a_live_post_stays_with_it() -> None:
    posts = "".join(
        f"<div class='post'><div class='at'><time>{hour}:05</time></div><h3>Part {hour}</h3>"
        f"<p>{text}</p><div class='tools'><button>Share</button></div></div>"
        for hour, text in zip(range(10, 15), SHORT, strict=True)
    )
    html = f"<html><head><title>x</title></head><body><main><div>{posts}</div></main></body></html>"

    body = read(html).body.split("\n")

    assert [line for line in body if line.endswith(":05")] == [f"{h}:05" for h in range(10, 15)]


def test_heading_over_nothing_but_a_notice_is_no_body() -> None:
    notice = "<p>Correction: The story said the pier has 410 berths. It has 140.</p>"

    page = read(article(after="").replace("</article>", f"<h5>History</h5>{notice}</article>"))

    assert len(page.notices) == 1
    assert page.body.split("\n") == list(SHORT)
