"""One fetched page into one plain value: bytes, address and headers in; Page out."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TypeVar

from tasks.corrections.notice import Location, Notice
from tasks.corrections.notices import body_without
from tasks.pages.extractor_identity import extraction_identity
from tasks.pages.markup.charset import utf8_page
from tasks.pages.markup.json_ld import linked_data
from tasks.pages.markup.page_facts import Facts, page_facts
from tasks.pages.markup.tree import refuse_other_formats, tree_of
from tasks.pages.metadata.authors import authors_of
from tasks.pages.metadata.dates import NO_DATES, dates_of, latest_day
from tasks.pages.metadata.facts import (
    access_of,
    alternates_of,
    deck_of,
    keywords_of,
    language_of,
    reservations_of,
    section_of,
    site_name_of,
)
from tasks.pages.metadata.language import contradicted, guessed_language
from tasks.pages.metadata.lead_image import lead_image_of
from tasks.pages.metadata.titles import title_of
from tasks.pages.notices_seen import notices_seen, with_notices, without_bare_headings
from tasks.pages.page import BodySource, Caveat, Charset, Page, Sourced
from tasks.pages.signals import Evidence, signals_of
from tasks.pages.steps import tried
from tasks.pages.text.lines import Text, text_of
from tasks.pages.text.live import live_updates
from tasks.pages.text.standfirst import speaks_of
from tasks.pages.text.stated_body import stated_body, with_stated_body

_SHORTEST_BODY = 50
_ENOUGH_TO_JUDGE = 400
_UNSTATED: tuple[bool | None, tuple[str, ...]] = (None, ())

T = TypeVar("T")


def read_page(body: bytes, url: str, *, headers: Mapping[str, str]) -> Page:
    """Return everything that one page says.

    Args:
        body: The page, its content codings already removed.
        url: The address that gave it, after redirects.
        headers: Of the response, in any case.

    Returns:
        The same value for the same arguments, in any process and in any order. A step that
        fails leaves its field empty, and says so in ``warnings``.

    Raises:
        PageUnreadable: If *body* is no HTML.
    """
    refuse_other_formats(body, url)
    utf8, charset = utf8_page(body, headers)
    tree, notes = tree_of(utf8, url)
    facts = page_facts(tree, url, linked_data(tree))
    notes += facts.linked.caveats
    head = _head(facts, headers, charset, notes)
    text = text_of(tree, head, notes)
    return _whole(_with_text(head, facts, text, notes), facts, text, notes)


def warm_up() -> None:
    """Load what the first page of a process would wait for: word lists, compiled patterns."""
    told = "On 3 May 2024 the ferry sailed.</p><p>Correction: The ferry sailed at 7, not 6."
    page = f"<html><title>-</title><body><div><p>{told}</p></div></body>"
    read_page(page.encode(), "https://warm-up.example/", headers={})


def _head(facts: Facts, headers: Mapping[str, str], charset: Charset, notes: list[Caveat]) -> Page:
    """Return a page without its text."""
    dates = tried("dates", lambda: dates_of(facts, latest_day(headers)), NO_DATES, notes)
    notes += dates.caveats
    return Page(
        blocks=(),
        body="",
        body_source=BodySource.EMPTY,
        deck=tried("deck", lambda: deck_of(facts), None, notes),
        site_name=tried("site_name", lambda: site_name_of(facts), None, notes),
        canonical=facts.canonical,
        title=tried("title", lambda: title_of(facts), None, notes),
        authors=_cut("authors", tried("authors", lambda: authors_of(facts), (), notes), notes),
        published=dates.published,
        modified=dates.modified,
        section=tried("section", lambda: section_of(facts), None, notes),
        keywords=_cut("keywords", tried("keywords", lambda: keywords_of(facts), (), notes), notes),
        language=tried("language", lambda: language_of(facts, headers), None, notes),
        alternates=tried("alternates", lambda: alternates_of(facts), (), notes),
        lead_image=tried("lead_image", lambda: lead_image_of(facts), None, notes),
        accessible_for_free=tried("access", lambda: access_of(facts), _UNSTATED, notes)[0],
        json_ld=facts.linked.objects,
        reservations=tried("reservations", lambda: reservations_of(facts), (), notes),
        live=_cut("live", tried("live", lambda: live_updates(facts), (), notes), notes),
        charset=charset,
        identity=extraction_identity(),
    )


_LIST_LIMITS = {"authors": 50, "keywords": 200, "live": 2000}


def _cut(field: str, values: tuple[T, ...], notes: list[Caveat]) -> tuple[T, ...]:
    limit = _LIST_LIMITS[field]
    if len(values) > limit:
        notes.append(Caveat(code=f"{field}_limit", detail=f"{len(values)}"))
    return values[:limit]


def _with_text(page: Page, facts: Facts, text: Text, notes: list[Caveat]) -> Page:
    """Add blocks, notices and the body that is left when the notices are cut out."""
    blocks, source = text.blocks, BodySource.DOM
    seen = body_without(blocks, ())
    stated = stated_body(facts, seen, page.live, is_free=page.accessible_for_free)
    if stated is not None:
        blocks, source = with_stated_body(blocks, stated), stated.source
    language = _language(page.language, seen)
    find = partial(notices_seen, blocks, page.json_ld, _short(language))
    none: tuple[Notice, ...] = ()
    notices = tried("notices", find, none, notes)
    blocks = without_bare_headings(blocks, notices)
    body = body_without(blocks, notices)
    return replace(
        page,
        blocks=with_notices(blocks, notices),
        body=body,
        body_source=source if body else BodySource.EMPTY,
        deck=text.standfirst or _own_deck(page, body),
        language=language,
        notices=notices,
    )


def _own_deck(page: Page, body: str) -> str | None:
    title = page.title.value if page.title else ""
    is_known = page.deck is not None and len(body) >= _ENOUGH_TO_JUDGE
    return None if is_known and not speaks_of(page.deck or "", f"{title}\n{body}") else page.deck


def _language(stated: Sourced | None, text: str) -> Sourced | None:
    """Return the stated language unless the text speaks against it, else that of the text."""
    guess = contradicted(stated.value, text) if stated else guessed_language(text)
    if guess is None:
        return stated
    return Sourced(value=guess, raw=stated.raw if stated else "", source="text")


def _short(language: Sourced | None) -> str | None:
    return language.value.split("-")[0] if language else None


def _whole(page: Page, facts: Facts, text: Text, notes: list[Caveat]) -> Page:
    """Add the signals, and empty a body that is too little to be one."""
    evidence = Evidence(
        facts=facts,
        page=page,
        selectors=access_of(facts)[1],
        limit=text.limit,
        has_app_root=text.has_app_root,
    )
    signals = signals_of(evidence)
    if len(page.body) < _SHORTEST_BODY and not page.live:
        notes.append(Caveat(code="body_empty", detail=f"{len(page.body)} characters"))
        page = _emptied(page)
    return replace(page, signals=signals, warnings=tuple(notes))


def _emptied(page: Page) -> Page:
    """Return *page* with no body: a scrap of text must not pass for a story that shrank."""
    blocks = tuple(
        replace(block, location=Location.ASIDE) if block.location is None else block
        for block in page.blocks
    )
    return replace(page, body="", body_source=BodySource.EMPTY, blocks=blocks)
