"""Pages written for this project, each read whole and compared with the record beside it."""

import json
import unicodedata
from pathlib import Path

import pytest

from tasks.pages.page import Page, Sourced, Stamp
from tasks.pages.reader import read_page

PAGES = Path(__file__).parent.parent / "data" / "pages"
SOURCED = ("title", "published", "modified", "language")
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))


def test_there_are_sixty_pages() -> None:
    assert len(NAMES) >= 60


@pytest.mark.parametrize("name", NAMES)
def test_page_says_what_is_written_beside_it(name: str) -> None:
    expected = json.loads((PAGES / f"{name}.json").read_text("utf-8"))

    page = read_page(
        (PAGES / f"{name}.html").read_bytes(), expected["url"], headers=expected["headers"]
    )

    assert stated(record(page), expected["page"]) == expected["page"]


def test_pages_speak_many_languages() -> None:
    records = [json.loads((PAGES / f"{name}.json").read_text("utf-8")) for name in NAMES]
    languages = {record["page"]["language"][0].split("-")[0] for record in records}

    assert len(languages) > 24


def stated(said: dict[str, object], wanted: dict[str, object]) -> dict[str, object]:
    """Return of a record what another one states: it may leave out sources and evidence."""
    cut: dict[str, object] = {}
    for key, value in wanted.items():
        cut[key] = said[key]
        match said[key], value:
            case [first, _], [_] if key in SOURCED:
                cut[key] = [first]
            case dict() as evidence, list():
                cut[key] = sorted(evidence)
    return cut


@pytest.mark.parametrize("name", NAMES)
def test_body_of_a_page_rendered_from_its_blocks_is_the_same(name: str) -> None:
    page = read_page((PAGES / f"{name}.html").read_bytes(), "https://tern.example/x", headers={})
    assert page.body == unicodedata.normalize("NFC", page.body)
    lines = [line for line in page.body.split("\n") if line]

    again = read_page(rendered(lines).encode(), "https://tern.example/x", headers={})

    assert again.body == page.body


def rendered(lines: list[str]) -> str:
    escaped = (line.replace("&", "&amp;").replace("<", "&lt;") for line in lines)
    paragraphs = "".join(f"<p>{line}</p>" for line in escaped)
    return f"<html><head><title>-</title></head><body><article>{paragraphs}</article></body></html>"


def record(page: Page) -> dict[str, object]:
    """Return what of a page is compared, as JSON has it."""
    return {
        "title": said(page.title),
        "deck": page.deck,
        "site_name": page.site_name,
        "authors": [[author.name, author.kind, author.url] for author in page.authors],
        "published": stamped(page.published),
        "modified": stamped(page.modified),
        "section": page.section,
        "keywords": list(page.keywords),
        "language": said(page.language),
        "charset": [page.charset.label, page.charset.source],
        "canonical": page.canonical,
        "alternates": [[each.rel, each.url, each.lang] for each in page.alternates],
        "lead_image": page.lead_image
        and [page.lead_image.url, page.lead_image.caption, page.lead_image.credit],
        "accessible_for_free": page.accessible_for_free,
        "signals": {
            name: text
            for name in page.signals.__slots__
            if (text := getattr(page.signals, name)) is not None
        },
        "live": [[str(each.at), each.headline, each.text] for each in page.live],
        "notices": [
            {
                "kinds": [str(kind) for kind in notice.kinds],
                "text": notice.text,
                "location": str(notice.location),
            }
            for notice in page.notices
        ],
        "reservations": list(page.reservations),
        "warnings": [warning.code for warning in page.warnings],
        "body_source": str(page.body_source),
        "body": page.body.split("\n"),
    }


def said(value: Sourced | None) -> list[str] | None:
    return [value.value, value.source] if value else None


def stamped(value: Stamp | None) -> list[str | None] | None:
    return [value.at.isoformat() if value.at else str(value.day), value.source] if value else None
