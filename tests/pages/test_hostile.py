"""Pages made to break a reader: each has a named outcome, and harms no page after it."""

import gzip
import re
import sys

import pytest

from tasks.errors import PageUnreadable
from tasks.pages.page import Page
from tasks.pages.reader import read_page, warm_up
from tests.harness.endless import must_end
from tests.pages.articles import URL, article
from tests.pages.layout_table import SHORT


def script(text: str) -> str:
    return article(head=f'<script type="application/ld+json">{text}</script>')


def codes(page: Page) -> list[str]:
    return [warning.code for warning in page.warnings]


READ = {
    "quotes, 200 kB": (script('{"headline": "' + '\\"' * 100_000), "json_ld_broken"),
    "quotes, 5 MB": (script('{"headline": "' + '\\"' * 2_500_000), "json_ld_limit"),
    "json 50,000 deep": (script('{"a":' * 50_000 + "1" + "}" * 50_000), "json_ld_broken"),
    "json 200 deep": (script('{"a":' * 200 + "1" + "}" * 200), "json_ld_broken"),
    "number of 500,000 digits": (script('{"n": ' + "9" * 500_000 + "}"), "json_ld_broken"),
    "trailing commas": (script("[" + "[1,]," * 100_000 + "]"), "json_ld_broken"),
    "16,000 inline tags": (article("<p>" + "a <b>b</b> " * 16_000 + "</p>"), "flattened"),
    "200,000 line breaks": (article("x<br>" * 200_000), "flattened"),
    "300 levels": (article("<div>" * 300 + "<p>Deep down.</p>" + "</div>" * 300), "nesting"),
    "image of 2 MB": (article(f"<img src='data:,{'A' * 2_000_000}'>"), "attributes_dropped"),
    "image of 10 MB": (article(f"<img src='data:,{'A' * 10_000_000}'>"), "attributes_dropped"),
    # Not more: the parser looks through all attributes for each, and 400,000 keep it for minutes,
    # which is for the pool to end (the newsroom has that page).
    "30,000 attributes": (
        article(f"<p {' '.join(f'a{n}=1' for n in range(30_000))}>An attribute.</p>"),
        "attributes_dropped",
    ),
    "authors": (
        script(
            '{"@type": "NewsArticle", "author": ['
            + ",".join(f'{{"name": "Ada Vik {n * "i"}"}}' for n in range(90))
            + "]}"
        ),
        "authors_limit",
    ),
}


@pytest.mark.parametrize(("html", "code"), READ.values(), ids=READ)
def test_article_beside_a_monster_is_read(html: str, code: str) -> None:
    with must_end():
        page = read_page(html.encode(), URL, headers={})

    assert code in codes(page)
    assert SHORT[0] in page.body


QUIET = {
    "duplicate keys and NaN": script('{"@type": "NewsArticle", "headline": 1, "headline": NaN}'),
    "lone surrogate": script('{"@type": "NewsArticle", "headline": "a \\ud800 b"}'),
    "reference to itself": script('{"@type": "NewsArticle", "@id": "a", "author": {"@id": "a"}}'),
    "surrogate reference": article("<p>One &#xD800; two.</p>"),
    "control characters": article("<p>One \x00\x01\x0b two \ufffe \uffff.</p>"),
    "15 MB script": article(head=f"<script>{'var a = 1;' * 1_500_000}</script>"),
    "20,000 classes": article(f"<div class='{' '.join(map(str, range(20_000)))}'><p>x</p></div>"),
    "self-closed html": article().replace('<html lang="en">', '<html lang="en" />'),
    "utf-7 label": article(head='<meta charset="utf-7">'),
    "base and refresh": article(
        head='<base href="http://127.0.0.1:9/"><meta http-equiv="refresh" content="0;url=/x">'
    ),
    "external entity": '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/hosts">]>'
    + article("<p>&e;</p>").removeprefix("<!DOCTYPE html>"),
}


@pytest.mark.parametrize("html", QUIET.values(), ids=QUIET)
def test_article_is_read(html: str) -> None:
    page = read_page(html.encode(), URL, headers={})

    assert SHORT[0] in page.body
    assert SHORT[4] in page.body


LARGE = {
    "60,000 paragraphs": "".join(f"<p>Goat {n} sailed.</p>" for n in range(60_000)),
    "100,000 rows": "<table>" + "<tr><td>1</td><td>goat</td></tr>" * 100_000 + "</table>",
    "50,000 dated paragraphs": "<p>On 3 May 2024 it rained.</p>" * 50_000,
    "2 M characters": f"<p>{'goat ' * 500}</p>" * 900,
    "one text of 11 MB": f"<p>{'goat ' * 2_200_000}</p>",
}


@pytest.mark.parametrize("markup", LARGE.values(), ids=LARGE)
def test_page_above_the_limits_is_cut_and_says_so(markup: str) -> None:
    with must_end():
        page = read_page(article(markup).encode(), URL, headers={})

    assert page.signals.truncated == "limits"
    assert len(page.blocks) <= 5_000
    assert page.body


RUNS = [" ", "-", "1", "correction ", "Correction: ", "by Ada Vik, ", "| ", "<b>"]


@pytest.mark.parametrize("piece", RUNS)
def test_run_of_one_piece_is_read_to_its_end(piece: str) -> None:
    with must_end():
        page = read_page(
            article(f"<p>{piece * (1_000_000 // len(piece))}</p>").encode(), URL, headers={}
        )

    assert page.blocks


PATTERNS = {
    f"{name.rsplit('.', 1)[-1]}.{key}": pattern
    for name, module in sorted(sys.modules.items())
    if name.startswith("tasks.pages.")
    for key, pattern in vars(module).items()
    if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str)
}


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_pattern_ends_on_what_it_may_be_given(pattern: re.Pattern[str]) -> None:
    texts = [(piece * 4096)[:4096] for piece in RUNS]
    with must_end():
        for text in texts:
            pattern.search(text)


def test_page_after_the_monsters_is_read_as_before() -> None:
    before = read_page(article().encode(), URL, headers={})
    for html in (READ["16,000 inline tags"][0], READ["300 levels"][0], LARGE["60,000 paragraphs"]):
        read_page(html.encode(), URL, headers={})

    assert read_page(article().encode(), URL, headers={}) == before


@pytest.mark.parametrize("levels", [3_000, 200_000])
def test_nesting_that_the_parser_cuts_is_never_silent(levels: int) -> None:
    page = read_page(f"<html><body>{'<div>' * levels}<p>Deep.</p>".encode(), URL, headers={})

    assert "nesting" in codes(page)


UNREADABLE = {
    "nothing": b"",
    "white space": b" \r\n\t",
    "zeros": b"\x00" * 500,
    "gzip": gzip.compress(article().encode()),
    "pdf": b"%PDF-1.7 <p>x</p>",
    "png": b"\x89PNG\r\n\x1a\n<p>x</p>",
    "jpeg": b"\xff\xd8\xff\xe0<p>x</p>",
    "rss": b'<?xml version="1.0"?><!-- <p> --><rss version="2.0"><channel><p/></channel></rss>',
    "atom": b'<feed xmlns="http://www.w3.org/2005/Atom"><content>&lt;p></content><p/></feed>',
    "sitemap": b"<?xml version='1.0'?>\n<urlset><url><p/></url></urlset>",
    "json": b'{"html": "<p>The pier</p>"}',
    "doctype alone": b"<!doctype html>",
    "words": b"The board votes for the pier.",
}


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_page_is_unreadable(body: bytes) -> None:
    with pytest.raises(PageUnreadable) as refused:
        read_page(body, URL, headers={"Content-Type": "text/html"})

    assert refused.value.subject == URL


def test_reading_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    warm_up()
    html = READ["16,000 inline tags"][0] + QUIET["external entity"]

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("something was opened")

    monkeypatch.setattr("builtins.open", refuse)
    monkeypatch.setattr("io.open", refuse)
    monkeypatch.setattr("socket.socket", refuse)

    assert read_page(html.encode(), URL, headers={}).body
