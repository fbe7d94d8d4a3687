"""Which other item a notice speaks of, as far as it says: a link, a headline, a date."""

import re

from tasks.corrections.lexicon import Lexicon
from tasks.corrections.wording.dates import dates_in
from tasks.corrections.wording.passage import Passage
from tasks.corrections.wording.phrases import matches

_LINK = re.compile(r"https?://[^\s<>\"')\]]{4,300}")
_HEADLINE = re.compile(r"[\"'「『„]([^\"'」』\n]{12,160})[\"'」』](?!\w)")
_WORDS_FROM = 3


def target_hint(seen: Passage, lexicon: Lexicon) -> str | None:
    """Return the other item's link, headline or day as it stands in a notice, in this order.

    Args:
        seen: A notice that speaks of another item.
        lexicon: Its language.
    """
    if link := _LINK.search(seen.plain):
        return seen.verbatim(*link.span()).rstrip(".,;:")
    for quoted in _HEADLINE.finditer(seen.plain):
        headline = seen.verbatim(*quoted.span(1)).strip(" ,.")
        if len(headline.split()) >= _WORDS_FROM or not lexicon.spaced:
            return headline
    return _day(seen, lexicon)


def _day(seen: Passage, lexicon: Lexicon) -> str | None:
    """The first date within the words that name the other item: "In a story May 17 about"."""
    named = [match.span() for match in matches(lexicon.evidence["other"], seen.low, seen.starts)]
    for one in dates_in(seen.plain, lexicon):
        if any(start <= one.start < end for start, end in named):
            return seen.verbatim(one.start, one.end)
    return None
