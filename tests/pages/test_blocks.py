"""The blocks of a page, before anyone has said which of them are the body."""

import pytest

from tasks.corrections.notice import Location
from tasks.pages.markup.tree import drop_menus, tree_of
from tasks.pages.page import PageBlock
from tasks.pages.text.blocks import dom_blocks
from tests.pages.articles import article, read
from tests.pages.layout_table import SHORT


def blocks(markup: str) -> list[PageBlock]:
    tree, _ = tree_of(f"<html><body>{markup}</body></html>".encode(), "https://tern.example/")
    return [found.block for found in dom_blocks(tree)]


RUNS = {
    "bare text": ("<div>One<p>Two</p>three</div>", ["One", "Two", "three"]),
    "inline": ("<p>One <b>and</b> <a href='/x'>two</a></p>", ["One and two"]),
    "break": ("<p>One<br>two</p>", ["One two"]),
    "breaks": ("<p>One<br> <br><br>two<br><br></p>", ["One", "two"]),
    "only breaks": ("<p><br><br></p>", []),
    "bold date": ("<p><b>May 3, 2024</b>This story</p>", ["May 3, 2024 This story"]),
    "drop cap": ("<p><span>T</span>his story</p>", ["This story"]),
    "script": ("<p>One<script>two</script></p>", ["One"]),
    "table": ("<table><tr><th>A</th><td>B</td></tr><tr><td></td><td></td></tr></table>", ["A | B"]),
    "layout table": ("<table><tr><td><div>A</div></td><td>B</td></tr></table>", ["A", "B"]),
    "definition": ("<dl><dt>A</dt><dd>B</dd></dl>", ["A", "B"]),
    "only zero width": ("<p>\u200b</p>", []),
    "zero width": ("<p>One\u200b two\ufeff</p>", ["One two"]),
}


@pytest.mark.parametrize(("markup", "texts"), RUNS.values(), ids=RUNS)
def test_runs(markup: str, texts: list[str]) -> None:
    assert [block.text for block in blocks(markup)] == texts


def test_place_hints_and_links() -> None:
    markup = (
        "<header><p class='Kicker'>Coast</p></header><nav><a href='/'>Home</a></nav>"
        "<article class='story'><p id='lead'>Text with <a href='/x'>link</a></p></article>"
        "<article><p>Short</p></article><aside>Box</aside><footer>End</footer>"
    )

    kicker, home, lead, short, box, end = blocks(markup)

    assert (kicker.location, kicker.hints) == (Location.HEADER, ("kicker",))
    assert (home.location, home.link_share) == (Location.HEADER, 1.0)
    assert (lead.location, lead.hints) == (None, ("lead", "story"))
    assert 0 < lead.link_share < 0.5
    assert short.location is Location.AFTER_ARTICLE
    assert (box.location, end.location) == (Location.ASIDE, Location.FOOTER)


def test_menu_that_holds_the_article_is_kept() -> None:
    tree, _ = tree_of(b"<body><nav><article><p>x</p></article></nav><nav>y</nav></body>", "x")

    drop_menus(tree)

    assert [nav.text_content() for nav in tree.iter("nav")] == ["x"]


LOST = {
    "in an aside": "<aside><h4>Not this</h4></aside>",
    "named": "<div class='related-box'><h4>Not this</h4></div>",
    "promo": "<div><h4>Advertisement</h4></div>",
}


@pytest.mark.parametrize("markup", LOST.values(), ids=LOST)
def test_furniture_between_paragraphs_is_not_taken_back(markup: str) -> None:
    assert read(article(markup)).body.split("\n") == list(SHORT)


def test_standfirst_outside_the_chosen_body_is_taken_back() -> None:
    standfirst = "Three stages, two winters and no larger quay, says the harbour board."
    html = article().replace(
        "<article>", f"<div class='hero'><div class='dek'>{standfirst}</div></div><article>"
    )

    page = read(html)

    assert page.deck == standfirst
    assert page.body.split("\n")[0] == standfirst


@pytest.mark.parametrize("text", ["Three stages, two winters and no larger quay, says …", "Short."])
def test_cut_or_short_line_is_no_standfirst(text: str) -> None:
    html = article().replace("<article>", f"<div class='dek'>{text}</div><article>")

    assert read(html).deck is None
