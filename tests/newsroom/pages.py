"""A story's page as HTML, through one of the layouts."""

import html
import json
import tomllib
from datetime import datetime
from pathlib import Path
from string import Template
from typing import Any

from tests.newsroom.outlets import Outlet
from tests.newsroom.story import Story, Telling

LAYOUTS_FOLDER = Path(__file__).parent / "layouts"
LAYOUT_BY_NAME = {
    path.stem: Template(path.read_text(encoding="utf-8")) for path in LAYOUTS_FOLDER.glob("*.html")
}
PLACES = tomllib.loads((LAYOUTS_FOLDER / "places.toml").read_text(encoding="utf-8"))
JSON_LD = "json_ld"
_LEAD_PARAGRAPHS = 2  # the furniture inside a text stands after the second


def page(story: Story, telling: Telling, outlet: Outlet, base: str) -> str:
    """Return the page of *telling* on the server at *base* (``http://host:port``)."""
    home = f"{base}/{outlet.id}/"
    canonical = f"{home}{telling.path}"
    node = _article_node(story, telling, outlet, canonical)
    slots = {
        **{key: html.escape(value) for key, value in _texts(story, telling, outlet).items()},
        **_notice_slots(telling),
        **_body_slots(story, telling, outlet),
        "home": home,
        "canonical": canonical,
        "image": f"{home}pictures/view.svg",
        "json_ld": _script({"@context": "https://schema.org", **node}),
        "json_ld_graph": _script(_graph(node, outlet, home)),
    }
    return LAYOUT_BY_NAME[story.layout].substitute(slots)


def _texts(story: Story, telling: Telling, outlet: Outlet) -> dict[str, str]:
    is_modified = telling.modified != telling.published
    return {
        **outlet.words,
        "lang": outlet.language,
        "site": outlet.name,
        "nav": outlet.nav,
        "section": story.section.title(),
        "headline": telling.headline,
        "byline": telling.byline,
        "summary": telling.summary,
        "published": _day_and_time(telling.published),
        "published_word": outlet.words["published"],
        "published_iso": _iso(telling.published),
        "modified_iso": _iso(telling.modified),
        "updated_line": f"{outlet.words['updated']} {_day_and_time(telling.modified)}"
        if is_modified
        else "",
    }


def _notice_slots(telling: Telling) -> dict[str, str]:
    notice = html.escape(telling.notice, quote=False)
    return {
        place: Template(markup).substitute(notice=notice) if place == telling.place else ""
        for place, markup in PLACES.items()
    }


def _body_slots(story: Story, telling: Telling, outlet: Outlet) -> dict[str, str]:
    marked_up = [f"<p>{html.escape(text, quote=False)}</p>" for text in telling.paragraphs]
    if not story.free:
        marked_up.append(f'<div class="paywall"><p>{html.escape(outlet.words["wall"])}</p></div>')
    return {
        "lead": "\n".join(marked_up[:_LEAD_PARAGRAPHS]),
        "rest": "\n".join(marked_up[_LEAD_PARAGRAPHS:]),
    }


def _article_node(story: Story, telling: Telling, outlet: Outlet, url: str) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": url,
        "url": url,
        "mainEntityOfPage": url,
        "headline": telling.headline,
        "description": telling.summary,
        "datePublished": _iso(telling.published),
        "dateModified": _iso(telling.modified),
        "author": [{"@type": "Person", "name": name} for name in telling.byline.split(" and ")],
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet.name},
        "articleSection": story.section.title(),
        "inLanguage": outlet.language,
        "isAccessibleForFree": story.free,
    }
    if telling.place == JSON_LD:
        day = telling.modified.date().isoformat()
        comment = {"@type": "CorrectionComment", "text": telling.notice, "datePublished": day}
        node["correction"] = [comment]
    return node


def _graph(node: dict[str, Any], outlet: Outlet, home: str) -> dict[str, Any]:
    site = {"@type": "WebSite", "@id": f"{home}#site", "name": outlet.name, "url": home}
    crumbs = {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": outlet.name, "item": home},
            {"@type": "ListItem", "position": 2, "name": node["articleSection"]},
        ],
    }
    return {"@context": "https://schema.org", "@graph": [site, crumbs, node]}


def _script(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False).replace("</", "<\\/")


def _iso(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _day_and_time(at: datetime) -> str:
    return at.strftime("%d.%m.%Y, %H:%M")
