"""The headline of a page, without the name of the site."""

import re
from collections import Counter
from collections.abc import Iterator

from tasks.pages.markup.json_ld import texts
from tasks.pages.markup.page_facts import Facts
from tasks.pages.markup.wording import folded, plain, squeezed
from tasks.pages.page import Sourced

_SEPARATOR = re.compile(r"\s+[|•·»«:–—-]{1,2}\s+|\s*\|\s*|:\s+|(?<=\S)\s*[—_]\s*(?=\S)")
_LONGEST = 500
_SHORTEST_HOST = 4
_TELLING = 3
_CUT = 40


def title_of(facts: Facts) -> Sourced | None:
    """Return the headline: the first candidate that another one confirms, else the first.

    A headline that others carry on is one that was cut for a search engine.
    """
    candidates = list(_candidates(facts))
    if not candidates:
        return None
    counts = Counter(folded(each.value) for each in candidates)
    best = next((each for each in candidates if counts[folded(each.value)] > 1), candidates[0])
    return next((each for each in candidates if _carries_on(each, best)), best)


def _carries_on(each: Sourced, cut: Sourced) -> bool:
    start, whole = folded(cut.value), folded(each.value)
    is_longer = len(whole) > len(start) >= _CUT and whole.startswith(start)
    return is_longer and cut.source.startswith("json_ld") and each.source != "dom.title"


def _candidates(facts: Facts) -> Iterator[Sourced]:
    for text in texts(facts.node.get("headline") if facts.node else None)[:1]:
        yield from _sourced(without_site(text, facts), text, "json_ld.headline")
    for tag in ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title"):
        for content in facts.meta.get(tag, ())[:1]:
            yield from _sourced(without_site(content, facts), content, f"meta.{tag}")
    head = next(facts.tree.iter("title"), None)
    named = without_site(head.text, facts) if head is not None and head.text else ""
    heading = next((each for each in facts.headings if not _is_logo(each, named, facts)), "")
    yield from _sourced(heading, heading, "dom.h1")
    if head is not None:
        yield from _sourced(named, head.text or "", "dom.title")


def _is_logo(heading: str, named: str, facts: Facts) -> bool:
    """Tell whether a heading is the site's, or a few words of which the ``<title>`` has none."""
    if _is_site(heading, facts):
        return True
    words = {folded(word) for word in named.split()}
    own = {folded(word) for word in heading.split()}
    is_telling = len(words) >= _TELLING >= len(own) and not _is_site(named, facts)
    return is_telling and words.isdisjoint(own)


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
        if tail and (_is_site(head, facts) or _is_heading(tail, facts) or _is_label(cut, head)):
            return tail
    return text


def _is_label(cut: re.Match[str], head: str) -> bool:
    """Tell whether the part before a bar is a section, "Opinion | ...", and no headline."""
    return "|" in cut[0] and " " not in head


def _is_site(part: str, facts: Facts) -> bool:
    fold = folded(part)
    return fold in facts.outlets or _is_host(fold, facts)


def _is_host(fold: str, facts: Facts) -> bool:
    host = facts.url.split("/")[2] if facts.url.count("/") > 1 else ""
    name = folded(host.removeprefix("www."))
    return len(fold) >= _SHORTEST_HOST and name.startswith(fold.removeprefix("www"))


def _is_heading(part: str, facts: Facts) -> bool:
    """Tell whether a heading of the page says *part*; one word is a section as often."""
    return folded(part) in facts.heading_folds and " " in part
