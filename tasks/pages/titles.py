"""The headline of a page, without the name of the site."""

import re
from collections import Counter
from collections.abc import Iterator

from tasks.pages.json_ld import texts
from tasks.pages.page import Sourced
from tasks.pages.page_facts import Facts
from tasks.pages.wording import folded, plain, squeezed

_SEPARATOR = re.compile(r"\s+[|•·»«:–—-]{1,2}\s+|\s*\|\s*|:\s+|(?<=\S)\s*[—_]\s*(?=\S)")
_LONGEST = 500
_SHORTEST_HOST = 4


def title_of(facts: Facts) -> Sourced | None:
    """Return the headline: the first candidate that another one confirms, else the first."""
    candidates = list(_candidates(facts))
    if not candidates:
        return None
    counts = Counter(folded(each.value) for each in candidates)
    return next((each for each in candidates if counts[folded(each.value)] > 1), candidates[0])


def _candidates(facts: Facts) -> Iterator[Sourced]:
    for text in texts(facts.node.get("headline") if facts.node else None)[:1]:
        yield from _sourced(text, text, "json_ld.headline")
    for tag in ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title"):
        for content in facts.meta.get(tag, ())[:1]:
            yield from _sourced(without_site(content, facts), content, f"meta.{tag}")
    for heading in facts.headings:
        if folded(heading) not in facts.outlets and not _is_host(folded(heading), facts):
            yield from _sourced(heading, heading, "dom.h1")
            break
    head = next(facts.tree.iter("title"), None)
    if head is not None and head.text:
        yield from _sourced(without_site(head.text, facts), head.text, "dom.title")


def _sourced(value: str, raw: str, source: str) -> Iterator[Sourced]:
    text = plain(value)[:_LONGEST]
    if folded(text):
        yield Sourced(value=text, raw=squeezed(raw)[:_LONGEST], source=source)


def without_site(title: str, facts: Facts) -> str:
    """Cut a first or last part of *title* that is the site's name, or that no heading has."""
    text = plain(title)
    if _is_heading(text, facts):
        return text
    cuts = list(_SEPARATOR.finditer(text))
    for cut in reversed(cuts):  # "Headline | Section | Site"
        head, tail = text[: cut.start()].strip(), text[cut.end() :].strip()
        if _is_site(tail, facts) or _is_heading(head, facts):
            return without_site(head, facts)
    for cut in cuts[:1]:
        head, tail = text[: cut.start()].strip(), text[cut.end() :].strip()
        if tail and (_is_site(head, facts) or _is_heading(tail, facts)):
            return tail
    return text


def _is_site(part: str, facts: Facts) -> bool:
    fold = folded(part)
    return fold in facts.outlets or _is_host(fold, facts)


def _is_host(fold: str, facts: Facts) -> bool:
    host = facts.url.split("/")[2] if facts.url.count("/") > 1 else ""
    name = folded(host.removeprefix("www."))
    return len(fold) >= _SHORTEST_HOST and name.startswith(fold)


def _is_heading(part: str, facts: Facts) -> bool:
    return folded(part) in facts.heading_folds
