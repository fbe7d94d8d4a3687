"""Twenty-two more places of a notice, written after the reader and measured on first contact."""

from tests.pages.layout_table import Layout

MORE_LAYOUTS = {
    "block group": Layout(
        last='<div class="wp-block-group has-background"><p class="has-small-font-size">'
        "<strong>Correction</strong> (May 3, 2024): {text}</p></div>"
    ),
    "definition list": Layout(after_body="<dl><dt>Correction</dt><dd>{text}</dd></dl>"),
    "small print without a paragraph": Layout(last="<small>{notice}</small>"),
    "asterisk under a rule": Layout(last="<hr><p>* {notice}</p>"),
    "heading over a list": Layout(
        last="<h2>Corrections &amp; Clarifications</h2><ul><li>{text}</li></ul>"
    ),
    "role note": Layout(after_body='<div role="note" aria-label="Correction"><p>{text}</p></div>'),
    "label and text in two boxes": Layout(
        after_body='<section data-kind="note"><span>Correction</span><div>{text}</div></section>'
    ),
    "label and text in two cells": Layout(
        last="<table><tr><td>Correction</td><td>{text}</td></tr></table>"
    ),
    "time in front": Layout(last='<p><time datetime="2024-05-03">May 3, 2024</time> {notice}</p>'),
    "square brackets": Layout(last="<p>[{notice}]</p>"),
    "round brackets": Layout(last="<p>({notice})</p>"),
    "boxes in boxes": Layout(last="<div><div><div><i>{notice}</i></div></div></div>"),
    "note among the paragraphs": Layout(
        middle="<p>{paragraph}</p><aside class='factbox'><h3>Editor’s note</h3><p>{notice}</p>"
        "</aside>"
    ),
    "behind a line break": Layout(middle="<p>{paragraph}<br><em>{notice}</em></p>"),
    "footnote with a way back": Layout(
        last='<ol class="footnotes"><li id="fn1">{notice} <a href="#ref1">↩</a></li></ol>'
    ),
    "post of its own": Layout(
        after_article='<div class="updates"><article><header><time>14:05</time><h3>Correction</h3>'
        "</header><p>{text}</p></article></div>"
    ),
    "dash behind the label": Layout(last="<p><b>CORRECTION</b> — {text}</p>"),
    "font and italics": Layout(after_body='<p><font size="2"><i>{notice}</i></font></p>'),
    "history of the article": Layout(
        after_body='<div class="history"><h5>History</h5><ul><li>{notice}</li></ul></div>'
    ),
    "accordion": Layout(
        after_body="<amp-accordion><section><h4>Correction</h4><p>{text}</p></section>"
        "</amp-accordion>"
    ),
    "strip above the headline": Layout(
        before_article='<div class="strip"><strong>Correction:</strong> <span>{text}</span></div>'
    ),
    "paragraph of the standfirst": Layout(
        header="<p class='standfirst'>A vote that took less than five minutes ends a long quarrel."
        " <em>{notice}</em></p>",
        kept=("A vote that took less than five minutes ends a long quarrel.",),
    ),
}
"""Markup for the slots of the page, as in ``LAYOUTS``."""
