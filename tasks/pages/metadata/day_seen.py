"""The day of a page that states none: in its address, in marks, in a short line with a year."""

import html
import re
from copy import deepcopy
from datetime import date
from functools import partial
from itertools import islice

from htmldate import find_date
from lxml.html import HtmlElement, document_fromstring

from tasks.pages.markup.page_facts import Facts
from tasks.pages.markup.tree import drop_unseen
from tasks.pages.markup.wording import squeezed
from tasks.pages.metadata.stamps import stamp_of
from tasks.pages.page import Stamp

_FREE_TEXT_BLOCKS = 3000
_WORDS_READ = 256
_EDITED = re.compile(r"modif|updat|edited|revis", re.IGNORECASE)


def day_seen(facts: Facts, latest: date, modified: Stamp | None) -> Stamp | None:
    """Return the day of publication that is seen; never that of the modification in its place.

    Args:
        facts: Of a page that states no such day.
        latest: What is later is no day of this page.
        modified: What the page states of its modification.
    """
    tree = _without_edit_marks(facts.tree)
    if tree is None:
        return None
    search = partial(
        find_date, original_date=True, extensive_search=False, url=facts.canonical or facts.url,
        max_date=latest.isoformat(),
    )  # fmt: skip
    found = _in_address(facts.canonical or facts.url) or search(tree)
    if found is None:
        lines = _dated_lines(tree)
        found = _seen(search(lines), lines)
    stamp = stamp_of(found, "htmldate") if found else None
    is_modified = stamp and modified and stamp.day == modified.day
    return None if is_modified else stamp


def _dated_lines(tree: HtmlElement) -> HtmlElement:
    """Return a page of the first short lines that hold a year, each as if it were marked a date.

    An extensive search would guess from the whole text, with a parser of 80 languages that
    takes two seconds to load.
    """
    drop_unseen(tree)  # what a script says of dates has been read, and is no text
    short = (line for text in tree.itertext() if len(line := squeezed(str(text))) <= _LINE)
    lines = islice((line for line in short if _YEAR.search(line)), _LINES)
    paragraphs = "".join(f'<p class="date">{html.escape(line)}</p>' for line in lines)
    return document_fromstring(f"<html><body>{paragraphs}<p>-</p></body></html>")


_LINE = 80
_LINES = 5
_YEAR = re.compile(r"(?:19|20)\d\d")


def _in_address(url: str) -> str | None:
    """Return the day of an address such as ``/2024/nov/18/``; htmldate reads only numbers."""
    stated = _NAMED_DAY.search(url.lower())
    if stated is None:
        return None
    year, month, day = stated.groups()
    return f"{year}-{_MONTHS.index(month) // 3 + 1:02}-{int(day):02}"


_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_NAMED_DAY = re.compile(
    r"/((?:19|20)\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}/(\d{1,2})/"
)


def _seen(found: str | None, tree: HtmlElement) -> str | None:
    """Return *found* if its day and year stand side by side in the text, and is no "© 2019"."""
    if found is None or found.endswith("-01-01"):
        return None
    year, _, day = found.split("-")
    day = rf"(?<!\d)0?{int(day)}(?!\d)"
    beside = re.compile(rf"{day}.{{1,20}}{year}|{year}.{{1,16}}{day}", re.DOTALL)
    return found if beside.search(tree.text_content()) else None


def _without_edit_marks(tree: HtmlElement) -> HtmlElement | None:
    """Return a copy that shows no modified date; None where a page is too large to search."""
    if sum(1 for _ in tree.iter("p", "li", "tr", "time")) > _FREE_TEXT_BLOCKS:
        return None
    copy = deepcopy(tree)
    for meta in list(copy.iter("meta", "time")):
        if says_edited(meta) or _EDITED.search(meta.get("property") or meta.get("name") or ""):
            meta.drop_tree()
    return copy


def says_edited(element: HtmlElement) -> bool:
    """Tell whether *element*, or the one around it, is named for a modification."""
    parent = element.getparent()
    words = " ".join(
        each.get(key) or "" for each in (element, parent) if each is not None
        for key in ("class", "id", "itemprop")
    )  # fmt: skip
    return bool(_EDITED.search(words[:_WORDS_READ]))
