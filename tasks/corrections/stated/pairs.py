"""The wrong and the right value that a notice states, verbatim, and never invented."""

import re
from collections.abc import Iterator

from tasks.corrections.lexicon import Lexicon
from tasks.corrections.notice import Pair
from tasks.corrections.stated.confessions import confessions
from tasks.corrections.stated.contrasts import contrasts
from tasks.corrections.stated.sides import Sides, Span, starts_within, values_named
from tasks.corrections.stated.spans import is_number, words_of
from tasks.corrections.stated.trimming import trimmed
from tasks.corrections.stated.twins import twins
from tasks.corrections.wording.passage import Passage, clauses
from tasks.corrections.wording.phrases import matches

_EDGES = " \t\n,;:.!?()[]\"'“”‘’„«»‹›「」『』-–—*•/"
_REGRET_WITHIN, _REGRET_ENDS_WITHIN = 12, 40
_SUFFIX = re.compile(r"(?<=\w)['’]\w{1,6}\Z")
"""Of a Turkish name: "Bolu'da" is "in Bolu"."""
_ARTICLE_OF_A_FIGURE = re.compile(r"\A\w{1,5}['’](?=\d)")
"""Of an Italian one: "dell'1,4%"."""


def pairs_of(seen: Passage, begins: int, lexicon: Lexicon) -> tuple[Pair, ...]:
    """Return the pairs of a notice, in order.

    Args:
        seen: The notice.
        begins: Where its text begins, behind the label.
        lexicon: Its language.

    Returns:
        Where any pair is whole, only the whole ones; else the first half.
    """
    whole_clauses = [
        _without_regret(seen, (max(a, begins), b), lexicon)
        for a, b in clauses(seen.plain)
        if b > begins
    ]
    spans = [part for span in whole_clauses for part in _parted(seen, span, lexicon)]
    found = [sides for span in spans for sides in contrasts(seen, span, lexicon)]
    taken = {sides.at for sides in found}
    found += confessions(seen, spans, taken, lexicon, is_labelled=begins > 0)
    found = sorted((trimmed(seen, one, lexicon) for one in found), key=lambda one: one.at)
    pairs = list(dict.fromkeys(pair for sides in found if (pair := _pair(seen, sides, lexicon))))
    whole = [pair for pair in pairs if pair.wrong and pair.right]
    if not whole and (sides := twins(seen, whole_clauses, lexicon)):
        whole = [pair for pair in [_pair(seen, sides, lexicon)] if pair]
    if not pairs:
        pairs = [pair for span in spans for pair in _halves(seen, span, lexicon)]
    return tuple(whole or pairs[:1])


def _without_regret(seen: Passage, span: Span, lexicon: Lexicon) -> Span:
    """Cut ", and we regret the error" off what is so."""
    low = seen.plain[slice(*span)]
    for pattern in (lexicon.kinds["apology"], lexicon.evidence["formula"]):
        for match in matches(pattern, low, starts_within(seen, span)):
            comma = low.rfind(", ", 0, match.start())
            is_last = len(low) - match.end() <= _REGRET_ENDS_WITHIN
            if comma > 0 and is_last and match.start() - comma <= _REGRET_WITHIN:
                return span[0], span[0] + comma
    return span


def _parted(seen: Passage, span: Span, lexicon: Lexicon) -> Iterator[Span]:
    """Part a clause where it turns from what was said to what is so: ", whereas it is A"."""
    start, end = span
    turns = (frame.search(seen.plain, start, end) for frame in lexicon.frames["so"])
    first = min((turn.span() for turn in turns if turn), default=None)
    if first is None or first[1] >= end:
        yield span
        return
    if first[0] > start:  # else it opens with a denial: "That is wrong: it is A"
        yield start, first[0]
    yield first[1], end


def _pair(seen: Passage, sides: Sides, lexicon: Lexicon) -> Pair | None:
    wrong, right = _verbatim(seen, sides.wrong, lexicon), _verbatim(seen, sides.right, lexicon)
    if (
        wrong
        and right
        and any(
            wrong.startswith(one) and right.startswith(one)
            for one in lexicon.words.get("joined_prefix", ())
        )
    ):
        wrong, right = wrong[1:], right[1:]
    if wrong and right:
        wrong, right = _without_shared_owner(wrong, right, lexicon)
    return Pair(wrong, right) if wrong != right else None


def _without_shared_owner(wrong: str, right: str, lexicon: Lexicon) -> tuple[str, str]:
    """Of "his left knee" and "his right knee" without "his"."""
    one, _, rest = wrong.partition(" ")
    other, _, rival = right.partition(" ")
    if one == other and rest and rival and lexicon.is_word("owner", one.lower()):
        return rest, rival
    return wrong, right


def _verbatim(seen: Passage, span: Span | None, lexicon: Lexicon) -> str | None:
    if span is None:
        return None
    value = _ARTICLE_OF_A_FIGURE.sub("", seen.verbatim(*span).strip(_EDGES))
    if lexicon.is_word("apostrophe_joins_suffix", "yes"):
        value = _SUFFIX.sub("", value)
    return None if not value or lexicon.is_word("no_value", value.lower()) else value


def _halves(seen: Passage, span: Span, lexicon: Lexicon) -> Iterator[Pair]:
    """A right or a wrong value that stands alone."""
    for right in values_named(seen, span, "right", lexicon):
        words = words_of(seen.text, seen.plain, *right)
        if not words or (words[0].text.islower() and not is_number(words[0], lexicon)):
            continue
        if pair := _pair(seen, Sides(span[0], None, right), lexicon):
            yield pair
    for wrong in values_named(seen, span, "wrong", lexicon):
        if pair := _pair(seen, Sides(span[0], wrong, None), lexicon):
            yield pair
