"""What stands in the body of a page, what does not, and in which order."""

import pytest

from tasks.pages.page import BlockKind, BodySource
from tests.pages.articles import article, lines, linked, read
from tests.pages.layout_table import SHORT

KEPT = {
    "time in a sentence": (
        '<p>It took place on <time datetime="2024-05-03">3 May</time>, after a hearing.</p>',
        "It took place on 3 May, after a hearing.",
    ),
    "data in a sentence": (
        '<p>The bridge cost <data value="9">nine</data> million crowns in all.</p>',
        "The bridge cost nine million crowns in all.",
    ),
    "button in a sentence": (
        "<p>The word <button>corrigendum</button> means a thing that must be put right.</p>",
        "The word corrigendum means a thing that must be put right.",
    ),
    "label in a list item": (
        (
            "<ul><li><label>North arm</label> of the pier, to be rebuilt before the winter</li>"
            "<li>South steps, to be left as they are until the money is there</li></ul>"
        ),
        "North arm of the pier, to be rebuilt before the winter",
    ),
    "time in a heading": (
        '<h2>What happened at <time datetime="09:00">nine</time> that day</h2><p>Not so.</p>',
        "What happened at nine that day",
    ),
    "subhead": ("<h2>Two winters of noise</h2>", "Two winters of noise"),
    "list item": ("<ul><li>One crane</li><li>Two barges</li></ul>", "Two barges"),
    "list of links": (
        (
            '<ul><li><a href="/a">The plan of the northern arm</a></li>'
            '<li><a href="/b">The petition with the names</a></li></ul>'
        ),
        "The petition with the names",
    ),
    "quote": (
        "<blockquote><p>We could afford nothing larger, and we know it.</p></blockquote>",
        "We could afford nothing larger, and we know it.",
    ),
    "table row": (
        "<table><tr><th>Year</th><th>Berths</th></tr><tr><td>1931</td><td>140</td></tr></table>",
        "1931 | 140",
    ),
    "short paragraph": ("<p>Not so.</p>", "Not so."),
    "drop cap": ("<p><span class='drop'>T</span>he lamps went out.</p>", "The lamps went out."),
    "inline tags": ("<p>A <b>very</b> <i>old</i> quay<sup>1</sup>.</p>", "A very old quay1."),
    "single line break": ("<p>First line<br>second line</p>", "First line second line"),
    "double line break": (
        "<p>The lamps went out at nine.<br><br>They came back an hour later.</p>",
        "They came back an hour later.",
    ),
    "escaped markup": (
        "<p>The clerk typed &lt;script&gt; into the form, and the site fell over.</p>",
        "The clerk typed <script> into the form, and the site fell over.",
    ),
    "read more as prose": (
        "<p>Read more slowly, she told the clerk, and the hall laughed.</p>",
        "Read more slowly, she told the clerk, and the hall laughed.",
    ),
    "NFC": ("<p>Der Bu\u0308rgermeister sprach lange.</p>", "Der Bürgermeister sprach lange."),
    "time of a live post": (
        "<section><h3>14:05</h3><p>The crane has passed the lighthouse.</p></section>",
        "The crane has passed the lighthouse.",
    ),
}


@pytest.mark.parametrize(("markup", "wanted"), KEPT.values(), ids=KEPT)
def test_body_keeps(markup: str, wanted: str) -> None:
    body = lines(read(article(markup)))

    assert wanted in body
    assert [line for line in body if line in SHORT] == list(SHORT)


LEFT = {
    "button alone": "<ul><li>One crane <button>Share</button></li></ul>",
    "label that is the whole": "<p><label>Your name and your address here</label> x</p>",
    "label outside": "<div><label>Name</label></div>",
}


@pytest.mark.parametrize("markup", LEFT.values(), ids=LEFT)
def test_form_controls_beside_the_text_take_nothing_from_it(markup: str) -> None:
    body = lines(read(article(markup)))

    assert [line for line in body if line in SHORT] == list(SHORT)


def test_short_line_is_no_part_of_a_longer_word() -> None:
    markup = "<aside><p>The transport board meets.</p></aside><h3>Sport</h3><p>Not so.</p>"

    assert "Sport" in lines(read(article(markup)))


DROPPED = {
    "go deeper": "<p><strong>Go deeper:</strong> <a href='/x'>What piers cost</a></p>",
    "read more in capitals": "<p>READ MORE: Harbour dues rise again</p>",
    "also read": "<p>Also read | The herring season opens</p>",
    "newsletter": "<p>Sign up for our weekly newsletter and never miss the tide</p>",
    "inbox": "<p>Get the harbour news in your inbox every morning.</p>",
    "advertisement": "<p>Advertisement</p>",
    "story continues": "<p>Story continues below advertisement</p>",
    "shouted link": "<p><a href='/x'>MAYOR SAYS NO TO LARGER PIER AGAIN</a></p>",
    "de": "<p>Lesen Sie auch: Die Heringssaison beginnt</p>",
    "fr": "<p>À lire aussi : La saison du hareng commence</p>",
    "es": "<p>Lea también: Empieza la temporada del arenque</p>",
    "it": "<p>Leggi anche: Comincia la stagione delle aringhe</p>",
    "pt": "<p>Leia também: Começa a temporada do arenque</p>",
    "nl": "<p>Lees ook: Het haringseizoen begint</p>",
    "sv": "<p>Läs mer: Sillsäsongen börjar</p>",
    "fi": "<p>Lue myös: Silakkakausi alkaa</p>",
    "pl": "<p>Czytaj też: Zaczyna się sezon śledziowy</p>",
    "ru": "<p>Читайте также: Начался сезон сельди</p>",
    "ja": "<p>関連記事：ニシン漁が始まる</p>",
    "ko": "<p>관련기사: 청어 철이 시작되다</p>",
    "ar": "<p>اقرأ أيضا: موسم الرنجة يبدأ</p>",
}


@pytest.mark.parametrize("markup", DROPPED.values(), ids=DROPPED)
def test_promo_lines_leave_the_body_and_stay_in_blocks(markup: str) -> None:
    page = read(article(markup))

    assert lines(page) == list(SHORT)
    assert [block for block in page.blocks if block.hints[:1] == ("promo",)] != []


def test_trailing_teasers_are_no_body() -> None:
    page = read(
        article(after="").replace(
            "</div></article>",
            "<p><a href='/1'>The herring season opens at last</a></p>"
            "<p><a href='/2'>Why the lamps of the quay are green</a></p></div></article>",
        )
    )

    assert lines(page) == list(SHORT)


def test_captions_and_their_repeats_are_no_body() -> None:
    caption = "The pier at dusk, seen from the southern steps."
    figure = f"<figure><img src='/p.jpg'><figcaption>{caption}</figcaption></figure>"

    page = read(article(f"{figure}<p>{caption}</p>"))

    assert lines(page) == list(SHORT)
    assert BlockKind.CAPTION in [block.kind for block in page.blocks]


def test_title_byline_and_time_are_no_body() -> None:
    head = linked(headline="Board votes for the pier", author={"name": "Ada Vik"})
    page = read(
        article(head=head).replace(
            f"<p>{SHORT[0]}",
            f"<p>Board votes for the pier</p><p>By Ada Vik, 3 May 2024</p><p>{SHORT[0]}",
        )
    )

    assert lines(page) == list(SHORT)


def test_standfirst_of_the_header_leads_the_body() -> None:
    standfirst = "Three stages, two winters and no larger quay: what the harbour board wants."

    page = read(article(header=f'<p class="standfirst">{standfirst}</p>'))

    assert lines(page) == [standfirst, *SHORT]
    assert page.deck == standfirst


def test_standfirst_that_repeats_the_lead_is_said_once() -> None:
    page = read(article(header=f'<p class="standfirst">{SHORT[0]}</p>'))

    assert lines(page) == list(SHORT)


def test_blocks_say_what_they_are() -> None:
    markup = (
        "<h3>Two winters of noise</h3><ul><li>One crane<ul><li>its driver</li></ul></li></ul>"
        "<table><tr><td>1931</td><td>140</td></tr></table>"
    )

    blocks = {block.text: block for block in read(article(markup)).blocks}

    assert (blocks["Two winters of noise"].kind, blocks["Two winters of noise"].level) == (
        BlockKind.HEADING,
        3,
    )
    assert (blocks["One crane"].kind, blocks["One crane"].level) == (BlockKind.LIST_ITEM, 1)
    assert (blocks["its driver"].kind, blocks["its driver"].level) == (BlockKind.LIST_ITEM, 2)
    assert blocks["1931 | 140"].rows == (("1931", "140"),)


def test_noscript_article_is_read_where_nothing_else_is() -> None:
    text = "".join(f"<p>{each}</p>" for each in SHORT)

    page = read(f"<html><body><div id='root'></div><noscript>{text}</noscript></body></html>")

    assert lines(page) == list(SHORT)
    assert "noscript_read" in [warning.code for warning in page.warnings]


STATED = " ".join(SHORT * 2)


def test_article_body_of_json_ld_stands_in_for_a_short_dom() -> None:
    html = f"<html><head>{linked(articleBody=STATED)}</head><body><p>{SHORT[0]}</p></body></html>"

    page = read(html)

    assert page.body == STATED
    assert page.body_source is BodySource.JSON_LD_ARTICLE_BODY
    assert [block.text for block in page.blocks] == [STATED]


def test_article_body_is_left_where_the_dom_is_long() -> None:
    text = "".join(f"<p>{n}. {each}</p>" for n in range(10) for each in SHORT)

    page = read(article(text, head=linked(articleBody=STATED * 20)))

    assert page.body_source is BodySource.DOM


def test_article_body_never_opens_what_is_not_free() -> None:
    head = linked(articleBody=STATED, isAccessibleForFree=False)

    page = read(
        f"<html><head>{head}</head><body><article><p>{SHORT[0]}</p></article></body></html>"
    )

    assert page.body == SHORT[0]
    assert page.signals.paywall == "isAccessibleForFree: false"
    assert page.signals.truncated is not None


def test_live_updates_of_json_ld_stand_in_for_a_short_dom() -> None:
    updates = [
        {"@type": "BlogPosting", "headline": f"Hour {n}", "articleBody": text,
         "datePublished": f"2024-05-03T1{n}:00:00+02:00"}
        for n, text in enumerate(SHORT)
    ]  # fmt: skip
    head = linked(**{"@type": "LiveBlogPosting"}, headline="The vote", liveBlogUpdate=updates)

    page = read(f"<html><head>{head}</head><body><h1>The vote</h1></body></html>")

    assert page.body_source is BodySource.JSON_LD_LIVE_UPDATES
    assert lines(page)[:2] == ["Hour 0", SHORT[0]]
    assert [update.headline for update in page.live] == [f"Hour {n}" for n in range(5)]
    assert page.title is not None
    assert page.title.value == "The vote"


def test_too_little_is_empty() -> None:
    page = read(
        "<html><body><div id='root'></div><script>window.__STATE__={}</script></body></html>"
    )

    assert page.body_source is BodySource.EMPTY
    assert page.signals.script_only is not None
