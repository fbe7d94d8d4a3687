"""Pages of our own making: one plain article, and what a test adds to it."""

import json

from tasks.pages.page import Page
from tasks.pages.reader import read_page
from tests.pages.layout_table import SHORT

URL = "https://tern.example/pier"


def article(
    body: str = "", *, head: str = "", header: str = "", after: str = "", lang: str = "en"
) -> str:
    """Return an article of five paragraphs, with *body* between the third and the fourth."""
    first = "".join(f"<p>{text}</p>" for text in SHORT[:3])
    last = "".join(f"<p>{text}</p>" for text in SHORT[3:])
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>The Vellmar Tern</title>{head}'
        f"</head><body><article><header><h1>Board votes for the pier</h1>{header}</header>"
        f'<div class="story">{first}{body}{last}</div></article>{after}</body></html>'
    )


def read(html: str, url: str = URL, **headers: str) -> Page:
    """Read a page of text, with headers such as ``content_type``."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return read_page(html.encode(), url, headers=named)


def linked(**node: object) -> str:
    """Return a JSON-LD script with one article node."""
    stated = {"@context": "https://schema.org", "@type": "NewsArticle", **node}
    return f'<script type="application/ld+json">{json.dumps(stated)}</script>'


def lines(page: Page) -> list[str]:
    """Return the lines of the body."""
    return page.body.split("\n")
