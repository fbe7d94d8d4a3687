"""What a feed entry admits: in the prefix of its title, and in its summary."""

from collections.abc import Sequence
from dataclasses import replace

from tasks.corrections.finding.cutting import readings
from tasks.corrections.finding.evidence import REPORTED, Setting
from tasks.corrections.finding.label import label_of
from tasks.corrections.finding.reading import notice_of
from tasks.corrections.lexicon import CAPITALS, Lexicon
from tasks.corrections.notice import EntryText, Kind, Location, Notice, Target
from tasks.corrections.wording.folding import Folded, fold
from tasks.corrections.wording.languages import lexicons_for

_BY_PREFIX = 0.90
_OF_ANOTHER = frozenset({Kind.CORRECTION, Kind.CLARIFICATION, Kind.RETRACTION, Kind.APOLOGY})
_HEADLINE_FROM = 2
"""Words behind "Correction:" that make a headline."""


def notices_of_entry(entry: EntryText, language: str | None) -> list[Notice]:
    """Return the notices of a feed entry.

    A wire's bracketed line in the summary is read like a paragraph of a page. A title
    "Correction: <headline>" is about another item, and so is its summary; "CORRECTED-"
    is the item itself, and counts where the summary does not say more.
    """
    lexicons = lexicons_for(f"{entry.title}\n{entry.summary}", language)
    noticed = _in_summary(entry.summary, lexicons)
    title = fold(entry.title)
    for lexicon in lexicons:
        if (headline := _other_headline(title, lexicon)) is not None:
            return _about_another(noticed or [_by_title(entry, lexicon, ())], headline)
        if kinds := _prefix_kinds(title, lexicon):
            return noticed or [_by_title(entry, lexicon, kinds)]
    return noticed


def _in_summary(summary: str, lexicons: Sequence[Lexicon]) -> list[Notice]:
    lines = [fold(line) for line in summary.split("\n") if line.strip()]
    for lexicon in lexicons:
        found = [
            notice_of(reading, Location.FEED_ENTRY, lexicon)
            for line in lines
            for reading in readings(line, Setting(), lexicon)
            if reading.confidence >= REPORTED
        ]
        if found:
            return found
    return []


def _prefix_kinds(title: Folded, lexicon: Lexicon) -> tuple[Kind, ...]:
    """What the prefix of a headline says: "CORRECTED-UPDATE 3-" says two things."""
    low = title.low.lstrip(" *[【〔")
    kinds = {kind for kind in Kind if lexicon.titles[kind].match(low)}
    if loud := lexicon.titles[CAPITALS].match(low):
        skipped = len(title.low) - len(low)
        prefix = title.text[skipped : skipped + loud.end()]
        kinds |= {Kind.CORRECTION} if prefix == prefix.upper() else set()
    return tuple(kind for kind in Kind if kind in kinds)


def _other_headline(title: Folded, lexicon: Lexicon) -> str | None:
    """The headline behind "Correction:", verbatim; None if the title is no such item's."""
    label = label_of(title.low, title.text, lexicon)
    if label is None or label.kinds[0] not in _OF_ANOTHER or _prefix_kinds(title, lexicon):
        return None
    headline = title.verbatim(label.end, len(title.low)).strip()
    return headline if len(headline.split()) >= _HEADLINE_FROM else None


def _about_another(notices: list[Notice], headline: str) -> list[Notice]:
    return [replace(one, target=Target.OTHER, target_hint=headline) for one in notices]


def _by_title(entry: EntryText, lexicon: Lexicon, kinds: tuple[Kind, ...]) -> Notice:
    return Notice(
        kinds=kinds or (Kind.CORRECTION,),
        text=entry.title,
        confidence=_BY_PREFIX,
        location=Location.FEED_ENTRY,
        language=lexicon.language,
    )
