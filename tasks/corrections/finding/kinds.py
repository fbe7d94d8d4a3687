"""What a notice says was done: its content first, its label second."""

import re
from dataclasses import replace

from tasks.corrections.finding.label import Label
from tasks.corrections.lexicon import Lexicon
from tasks.corrections.notice import Kind
from tasks.corrections.wording.passage import HIDDEN, Passage
from tasks.corrections.wording.phrases import matches

_CONTENT = (
    Kind.RETRACTION,
    Kind.CORRECTION,
    Kind.CLARIFICATION,
    Kind.REFILE,
    Kind.UPDATE,
)
_SOFT = frozenset({Kind.CLARIFICATION, Kind.UPDATE})
"""Labels under which outlets correct facts: a wrong and a right value tell."""


def kinds_of(
    seen: Passage, label: Label | None, lexicon: Lexicon, *, has_pair: bool
) -> tuple[Kind, ...]:
    """Return all kinds that apply, primary first; never empty.

    Args:
        seen: The notice.
        label: Its label, which decides only where the content does not.
        lexicon: Its language.
        has_pair: Whether it gives a wrong and a right value.
    """
    begins = label.end if label else 0
    seen = replace(seen, low=HIDDEN * begins + seen.low[begins:])
    labelled = {Kind(kind) for kind in (label.kinds if label else ()) if kind in set(Kind)}
    said = _without(_without(seen, lexicon.kinds["apology"]), lexicon.kinds["part"])
    content = _content(said, lexicon, has_pair=has_pair)
    content = _with_label(content, labelled, has_pair=has_pair)
    if not content:
        content = _weak_content(said, lexicon, has_pair=has_pair)
    if seen.has(lexicon.kinds["apology"]) or Kind.APOLOGY in labelled:
        content.add(Kind.APOLOGY)
    if Kind.EDITORS_NOTE in labelled:
        content.add(Kind.EDITORS_NOTE)
    if not content & set(_CONTENT) and not content:
        content = {Kind.CORRECTION}
    return tuple(kind for kind in Kind if kind in content)


def _content(seen: Passage, lexicon: Lexicon, *, has_pair: bool) -> set[Kind]:
    """What is said in so many words."""
    found = {kind for kind in _CONTENT if seen.has(lexicon.kinds[kind])}
    if Kind.RETRACTION in found:  # "has been withdrawn" is no correction besides
        rest = _without(seen, lexicon.kinds[Kind.RETRACTION])
        found = {Kind.RETRACTION} | {k for k in found if rest.has(lexicon.kinds[k])}
    if Kind.REFILE in found:
        rest = _without(seen, lexicon.kinds[Kind.REFILE])
        found = {Kind.REFILE} | {k for k in found if rest.has(lexicon.kinds[k])}
        if has_pair or Kind.CORRECTION in found:
            found = (found - {Kind.REFILE}) | {Kind.CORRECTION}
    if (reflected := _reflected(seen, lexicon)) and not found & {Kind.CORRECTION}:
        found.add(Kind.CORRECTION if has_pair else reflected)
    return found


def _without(seen: Passage, pattern: re.Pattern[str]) -> Passage:
    """Hide what *pattern* matches: "corrects" may be said of a typo, "error" in an apology."""
    low = seen.low
    for match in matches(pattern, low, seen.starts):
        low = low[: match.start()] + HIDDEN * len(match[0]) + low[match.end() :]
    return replace(seen, low=low)


def _reflected(seen: Passage, lexicon: Lexicon) -> Kind | None:
    """What "updated to reflect" means: new matter, or that the item did not say it."""
    for match in matches(lexicon.kinds["reflect"], seen.low, seen.starts):
        rest = seen.low[match.end() :].lstrip()
        if lexicon.kinds["reflect_news"].match(rest):
            return Kind.UPDATE
        return Kind.CLARIFICATION
    return None


def _with_label(content: set[Kind], labelled: set[Kind], *, has_pair: bool) -> set[Kind]:
    """Add what the label says, where the content leaves room for it."""
    stated = labelled & set(_CONTENT)
    if not content and has_pair and stated <= _SOFT:
        return {Kind.CORRECTION}
    if not content or Kind.RETRACTION in stated:
        return content | stated
    if content == {Kind.UPDATE}:
        return content | stated
    if Kind.CORRECTION in stated and Kind.CLARIFICATION not in content:
        return content | {Kind.CORRECTION}
    return content


def _weak_content(seen: Passage, lexicon: Lexicon, *, has_pair: bool) -> set[Kind]:
    if has_pair or seen.has(lexicon.kinds["contrast"]):
        return {Kind.CORRECTION}
    if seen.has(lexicon.kinds["updated"]):
        return {Kind.UPDATE}
    return set()
