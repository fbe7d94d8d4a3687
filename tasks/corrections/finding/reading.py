"""One passage read to the end: is it a notice, and what does it say?"""

from dataclasses import dataclass, replace

from tasks.corrections.finding.evidence import (
    Setting,
    confidence,
    counts_values,
    weighed,
)
from tasks.corrections.finding.hints import target_hint
from tasks.corrections.finding.kinds import kinds_of
from tasks.corrections.finding.label import Label, label_of
from tasks.corrections.lexicon import Lexicon
from tasks.corrections.notice import Kind, Location, Notice, Pair, Target
from tasks.corrections.stated.pairs import pairs_of
from tasks.corrections.wording.dates import Found, notice_date
from tasks.corrections.wording.folding import Folded
from tasks.corrections.wording.passage import Passage, passage, sentences

_TAIL_AT_MOST = 600
_OF_A_FACT = frozenset({Kind.CORRECTION, Kind.CLARIFICATION, Kind.REFILE})
"""Kinds that put a value right: an update and a withdrawal seldom have one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A passage that has some evidence of a notice."""

    seen: Passage
    """Cut to the notice itself."""
    label: Label | None
    confidence: float
    letters: frozenset[str]
    kinds: tuple[Kind, ...]
    pairs: tuple[Pair, ...]
    dated: Found | None
    target: Target


def read(
    folded: Folded, start: int, end: int, setting: Setting, lexicon: Lexicon
) -> Reading | None:
    """Return what a part of a block says as a notice; None without any evidence."""
    seen = passage(folded, start, end, lexicon)
    label = label_of(seen.low, seen.text, lexicon)
    if setting.shared_label:
        shared = Label((setting.shared_label,), 0, 0, is_dated=True)
        label = replace(label, is_dated=True) if label else shared
    evidence = weighed(seen, label, setting, lexicon)
    if not evidence.letters - {"P", "C"}:
        return None
    begins = label.end if label else 0
    pairs: tuple[Pair, ...] = ()
    letters = evidence.letters
    if counts_values(label, letters) or letters & {"W", "E"}:
        pairs = pairs_of(seen, begins, lexicon)
        is_stated = any(pair.right and (pair.wrong or "R" not in letters) for pair in pairs)
        letters |= {"V"} if is_stated else set()
    cut = seen if label else _cut(seen, evidence.start, lexicon, is_whole=bool(pairs))
    has_pair = any(pair.wrong and pair.right for pair in pairs)
    kinds = kinds_of(cut, label, lexicon, has_pair=has_pair)
    return Reading(
        seen=cut,
        label=label,
        confidence=confidence(letters),
        letters=letters,
        kinds=kinds,
        pairs=pairs if has_pair or kinds[0] in _OF_A_FACT else (),
        dated=_unless_a_value(notice_date(cut, begins, lexicon), cut, pairs),
        target=Target.OTHER if evidence.is_other else Target.SELF,
    )


def _unless_a_value(dated: Found | None, cut: Passage, pairs: tuple[Pair, ...]) -> Found | None:
    """A date that is itself put right is not the notice's."""
    if dated is None:
        return None
    stated = cut.text[dated.start : dated.end]
    return None if any(stated in (value or "") for pair in pairs for value in pair) else dated


def notice_of(reading: Reading, location: Location, lexicon: Lexicon) -> Notice:
    """Return the notice that a reading is, once it is accepted."""
    dated = reading.dated
    return Notice(
        kinds=reading.kinds,
        text=reading.seen.verbatim(0, len(reading.seen.low)).strip(),
        pairs=reading.pairs,
        notice_date=dated.whole if dated else None,
        notice_date_partial=dated.partial if dated else None,
        target=reading.target,
        target_hint=target_hint(reading.seen, lexicon) if reading.target is Target.OTHER else None,
        confidence=reading.confidence,
        location=location,
        language=lexicon.language,
    )


def _cut(seen: Passage, at: int, lexicon: Lexicon, *, is_whole: bool) -> Passage:
    """Cut an unlabelled notice off the body sentences it is glued to.

    A single sentence before it may state the fact that it corrects, as some papers do.
    """
    spans = sentences(seen.plain)
    before = [span for span in spans if span[1] <= at]
    if not before or (is_whole and len(before) == 1 and _belongs(seen, before[0], lexicon)):
        first = 0
    else:
        first = next(start for start, end in spans if end > at)
    last = len(seen.plain)
    if first == 0 and last == len(seen.plain):
        return seen
    return passage(seen.folded, seen.start + first, seen.start + last, lexicon)


def _belongs(seen: Passage, before: tuple[int, int], lexicon: Lexicon) -> bool:
    """Whether the right value stands in the sentence before the notice."""
    rest = passage(seen.folded, seen.start + before[1], seen.end, lexicon)
    return len(seen.plain) <= _TAIL_AT_MOST and pairs_of(rest, 0, lexicon) != pairs_of(
        seen, 0, lexicon
    )
