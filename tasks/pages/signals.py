"""What keeps a page from saying its story: paywall, cut text, consent, sign-in, error, scripts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from tasks.pages.markup.json_ld import first_text
from tasks.pages.markup.page_facts import Facts
from tasks.pages.page import BlockKind, Page, PageBlock, Signals
from tasks.pages.signal_words import (
    APP_ROOTS,
    CONSENT_HOST,
    CONSENT_TITLE,
    CONSENT_WORDS,
    CUT_END,
    ERROR_TITLE,
    HYDRATION,
    LOGIN_WORDS,
    PAYWALL_LINE,
    PAYWALL_STEMS,
    PAYWALL_WORDS,
    READ_MORE,
)

_LINE = 300
_CUT_SHARE = 0.6
_SHORTEST_CUT = 400
_EMPTY = 50
_LITTLE = 300
_FOLLOWING = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the signals are judged by."""

    facts: Facts
    page: Page
    selectors: tuple[str, ...]
    """Of the parts that the page calls not free."""
    limit: str | None
    """A limit of ours that cut the text."""
    has_app_root: bool


def signals_of(seen: Evidence) -> Signals:
    """Return the signals, each with its evidence; a signal never empties a field."""
    paywall = _paywall(seen)
    return Signals(
        paywall=paywall,
        truncated=_truncated(seen, paywall),
        consent=_consent(seen),
        login=_login(seen),
        error_page=_error_page(seen),
        script_only=_script_only(seen),
    )


def _paywall(seen: Evidence) -> str | None:
    if seen.page.accessible_for_free is False:
        return "isAccessibleForFree: false"
    shared = {id(block.hints): block.hints for block in seen.page.blocks}  # by neighbours
    hints = " ".join(" ".join(each) for each in shared.values())
    for selector in seen.selectors:
        if any(f" {name.lower()} " in f" {hints} " for name in _NAMES.findall(selector)):
            return f"hasPart: {selector}"
    if line := _paywall_line(_around_the_body(seen.page.blocks)):
        return f"line: {line[:120]}"
    if not _has_any(hints, PAYWALL_WORDS):
        return None
    return f"element: {next(hint for hint in hints.split() if _has_any(hint, PAYWALL_WORDS))}"


_NAMES = re.compile(r"[.#]([\w-]+)")


def _has_any(hint: str, words: tuple[str, ...]) -> bool:
    return any(word in hint for word in words)


def _paywall_line(blocks: Sequence[PageBlock]) -> str | None:
    lines = [block.text for block in blocks if len(block.text) <= _LINE]
    whole = "\n".join(lines).lower()
    stems = [stem for stem in PAYWALL_STEMS if stem in whole]
    for line in lines if stems else ():
        if any(stem in line.lower() for stem in stems) and PAYWALL_LINE.search(line):
            return line
    return None


def _around_the_body(blocks: Sequence[PageBlock]) -> Sequence[PageBlock]:
    """Return the body and what follows it: the head of a page asks everybody to sign in."""
    inside = [number for number, block in enumerate(blocks) if block.location is None]
    if not inside:
        return blocks[:_FOLLOWING]
    return blocks[inside[0] : inside[-1] + _FOLLOWING]


def _word(block: PageBlock, words: tuple[str, ...]) -> str | None:
    return next((hint for hint in block.hints if _has_any(hint, words)), None)


def _truncated(seen: Evidence, paywall: str | None) -> str | None:
    if seen.limit:
        return seen.limit
    if paywall and (reason := _shorter_than_stated(seen)):
        return reason
    last = seen.page.body.rsplit("\n", 1)[-1]
    if seen.page.body and CUT_END.search(last):
        return f"last line ends in {last[-20:]!r}"
    if seen.page.body and READ_MORE.fullmatch(last):
        return f"last line: {last}"
    return None


def _shorter_than_stated(seen: Evidence) -> str | None:
    node = seen.facts.node or {}
    words = str(node.get("wordCount") or "")
    have = len(seen.page.body.split())
    if words.isascii() and words.isdigit() and len(words) < 7 and have < _CUT_SHARE * int(words):  # noqa: PLR2004 -- digits
        return f"{have} of {words} words"
    stated = len(first_text(node.get("articleBody")) or "")
    if stated >= _SHORTEST_CUT and len(seen.page.body) < _CUT_SHARE * stated:
        return f"{len(seen.page.body)} of {stated} characters"
    return None


def _consent(seen: Evidence) -> str | None:
    host = urlsplit(seen.facts.url).hostname or ""
    if host.startswith(CONSENT_HOST):
        return f"host: {host}"
    if CONSENT_TITLE.match(_title(seen)):
        return f"title: {_title(seen)[:120]}"
    return _mostly_from(seen, CONSENT_WORDS)


def _mostly_from(seen: Evidence, words: tuple[str, ...]) -> str | None:
    """Return the container that most of the body comes from, if it is named by *words*."""
    inside: dict[str, int] = {}
    named: dict[int, str | None] = {}
    for block in seen.page.blocks:
        if block.location is None:
            key = id(block.hints)
            if key not in named:
                named[key] = _word(block, words)
            if word := named[key]:
                inside[word] = inside.get(word, 0) + len(block.text)
    if inside and sum(inside.values()) > len(seen.page.body) / 2:
        return f"container: {max(inside, key=inside.__getitem__)}"
    return None


def _login(seen: Evidence) -> str | None:
    container = _mostly_from(seen, LOGIN_WORDS)
    is_little = len(seen.page.body) < _LITTLE
    if (is_little or container) and _has_password(seen.facts.tree):
        return container or "password field"
    return None


def _error_page(seen: Evidence) -> str | None:
    if seen.facts.node is not None:
        return None
    title = next(seen.facts.tree.iter("title"), None)
    stated = (title.text or "" if title is not None else "", *seen.facts.headings[:2])
    for text in stated:
        if ERROR_TITLE.match(text.strip()):
            return f"title: {text.strip()[:120]}"
    return None


def _script_only(seen: Evidence) -> str | None:
    text = sum(len(block.text) for block in seen.page.blocks if block.kind is not BlockKind.NOTICE)
    if len(seen.page.body) >= _EMPTY or text >= _LITTLE or not seen.has_app_root:
        return None
    return "application root without text"


def _title(seen: Evidence) -> str:
    return seen.page.title.value if seen.page.title else ""


def _has_password(tree: HtmlElement) -> bool:
    return any(each.get("type") == "password" for each in tree.iter("input"))


def has_app_root(tree: HtmlElement) -> bool:
    """Tell whether scripts are to build this page; asked before they are dropped."""
    identities = {(each.get("id") or "").lower() for each in tree.iter("div", "main", "section")}
    if not identities.isdisjoint(APP_ROOTS):
        return True
    for script in tree.iter("script"):
        text = (script.text or "")[:2000].lower()
        if (script.get("id") or "").lower() in HYDRATION or any(w in text for w in HYDRATION):
            return True
    return False
