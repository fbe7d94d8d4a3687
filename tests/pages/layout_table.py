"""Where publishers put a notice: each layout is markup for some slots of one article page."""

from dataclasses import dataclass, field

NOTICE = (
    "Correction: An earlier version of this story said the Vellmar pier has 410 berths. It has 140."
)
NOTICE_TEXT = "An earlier version of this story said the Vellmar pier has 410 berths. It has 140."

_SENTENCES = (
    "The harbour board of Vellmar voted on Tuesday to rebuild the old pier in three stages.",
    "Work on the northern arm begins after the herring season and lasts about two winters.",
    "Fishermen had asked for a longer quay, and a petition with their names lay on the table.",
    "Mayor Odile Brandt called the plan modest, and said the town could afford nothing larger.",
    "The ferry company will move its timetable boards to the southern steps while work goes on.",
    "Divers looked at the piles last autumn and found most of them sound below the tide line.",
    "A crane barge arrives from Osterholm in March, weather permitting, and stays until August.",
    "Shopkeepers on the front fear a quiet summer, though the board promised a wooden walkway.",
    "Nobody spoke against the plan in the end, and the vote took less than five minutes.",
    "The lamps along the quay, which are older than the pier itself, will be stored and put back.",
    "Engineers from the college at Brunn drew the plans, and will watch the work as it goes on.",
    "A small museum of nets and anchors keeps its lease, and opens again when the dust is gone.",
    "The last ship to be built here left in the spring of a year that only two members remember.",
    "Rain fell all afternoon, and the benches in the council hall were full of wet coats.",
)
SHORT = _SENTENCES[:5]
LONG = tuple(f"{a} {b}" for a, b in zip(_SENTENCES, reversed(_SENTENCES), strict=True))


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Markup for the slots of the page; ``{notice}`` and ``{text}`` stand for the notice."""

    head: str = ""
    before_article: str = ""
    header: str = ""
    before_body: str = ""
    first: str = ""
    middle: str = "<p>{paragraph}</p>"
    last: str = ""
    after_body: str = ""
    after_article: str = ""
    page_end: str = ""
    kept: tuple[str, ...] = field(default=())
    """What stands beside the notice and must stay in the body."""


def page(layout: Layout, paragraphs: tuple[str, ...]) -> str:
    """Return the HTML of an article with *paragraphs* and the notice in its layout."""
    half = len(paragraphs) // 2
    ordinary = [f"<p>{text}</p>" for text in paragraphs]
    middle = layout.middle.replace("{paragraph}", paragraphs[half])
    markup = f"""<!DOCTYPE html><html lang="en"><head><title>Board votes for the pier</title>
{layout.head}</head><body>
<header class="site"><a href="/">The Vellmar Tern</a><nav><ul><li><a href="/news">News</a></li>
<li><a href="/sport">Sport</a></li><li><a href="/corrections">Corrections</a></li></ul></nav>
</header>{layout.before_article}<main><article>
<header><h1>Board votes for the pier</h1>{layout.header}</header>
{layout.before_body}<div class="story-body">{layout.first}{"".join(ordinary[:half])}{middle}
{"".join(ordinary[half + 1 :])}{layout.last}</div>{layout.after_body}</article>
{layout.after_article}</main>{layout.page_end}
<footer class="site-footer"><p>The Vellmar Tern, Quay Street 4</p>
<p><a href="/terms">Terms of use</a></p></footer></body></html>"""
    return markup.replace("{notice}", NOTICE).replace("{text}", NOTICE_TEXT)


LAYOUTS = {
    "foot paragraph": Layout(last="<p>{notice}</p>"),
    "foot italic": Layout(last="<p><em>{notice}</em></p>"),
    "foot with bullet": Layout(last="<p>• {notice}</p>"),
    "foot before credits": Layout(
        last="<p>{notice}</p><p>Additional reporting by Tomas Wold.</p>",
        kept=("Additional reporting by Tomas Wold.",),
    ),
    "foot div in body": Layout(last='<div class="correction">{notice}</div>'),
    "foot text-only div": Layout(last='<div class="story-correction">{text}</div>'),
    "foot bold label and text": Layout(last="<p><strong>Correction:</strong> {text}</p>"),
    "label and text siblings": Layout(last="<h4>Correction</h4><p>{text}</p>"),
    "label, date and text siblings": Layout(
        last="<h4>Correction</h4><p>May 3, 2024</p><p>{text}</p>"
    ),
    "label glued to a date": Layout(
        last="<p><span>Correction: May 3, 2024</span><span>{text}</span></p>"
    ),
    "foot joined by breaks": Layout(last="<p><b>Correction</b><br>{text}</p>"),
    "foot after double breaks": Layout(
        last="<p>The board meets again in June.<br><br>{notice}</p>",
        kept=("The board meets again in June.",),
    ),
    "foot blockquote": Layout(last="<blockquote><p>{notice}</p></blockquote>"),
    "foot list": Layout(last='<ul class="corrections"><li>{notice}</li></ul>'),
    "foot table box": Layout(last="<table><tr><td>{notice}</td></tr></table>"),
    "head paragraph": Layout(first="<p>{notice}</p>"),
    "head box": Layout(first='<div class="editors-note"><p>{notice}</p></div>'),
    "header paragraph": Layout(header='<p class="correction-note">{notice}</p>'),
    "between header and body": Layout(before_body='<div class="note">{notice}</div>'),
    "aside before": Layout(before_body="<aside><p>{notice}</p></aside>"),
    "aside after": Layout(after_body="<aside><p>{notice}</p></aside>"),
    "article footer": Layout(after_body="<footer><p>{notice}</p></footer>"),
    "footer class": Layout(after_body='<div class="article-footer"><p>{notice}</p></div>'),
    "after article": Layout(after_article='<div class="after"><p>{notice}</p></div>'),
    "message box": Layout(after_body='<div class="message">{notice}</div>'),
    "banner box": Layout(before_article='<div class="banner">{notice}</div>'),
    "addendum box": Layout(after_body='<div class="addendum"><p>{notice}</p></div>'),
    "meta box": Layout(after_body='<div class="meta"><p>{notice}</p></div>'),
    "author box": Layout(after_body='<div class="author-box"><p>{notice}</p></div>'),
    "widget": Layout(after_article='<section class="widget"><p>{notice}</p></section>'),
    "custom element": Layout(after_body="<tern-correction><p>{notice}</p></tern-correction>"),
    "old tag": Layout(after_body="<nyt_correction_bottom><p>{notice}</p></nyt_correction_bottom>"),
    "details": Layout(after_body="<details><summary>Correction</summary><p>{text}</p></details>"),
    "figcaption": Layout(
        first='<figure><img src="/p.jpg" alt=""><figcaption>The pier at dusk. {notice}</figcaption>'
        "</figure>"
    ),
    "live post": Layout(
        first='<section class="live-post"><h3>14:05</h3><p>{notice}</p></section>',
        kept=("14:05",),
    ),
    "bracket in a wire lead": Layout(
        first="<p>VELLMAR, May 3 (Tern Wire) - (Corrects number of berths to 140 in paragraph 2) "
        "The board voted for the pier on Tuesday night.</p>",
        kept=("VELLMAR, May 3 (Tern Wire) - The board voted for the pier on Tuesday night.",),
    ),
    "own wire bracket": Layout(first="<p>(Corrects number of berths to 140 in paragraph 2)</p>"),
    "glued to a sentence": Layout(
        last="<p>The vote was the last of the year. {notice}</p>",
        kept=("The vote was the last of the year.",),
    ),
    "json-ld only": Layout(
        head='<script type="application/ld+json">{"@context": "https://schema.org", '
        '"@type": "NewsArticle", "headline": "Board votes for the pier", "correction": '
        '{"@type": "CorrectionComment", "text": "{text}"}}</script>'
    ),
    "page end": Layout(page_end='<div class="notes"><p>{notice}</p></div>'),
}
