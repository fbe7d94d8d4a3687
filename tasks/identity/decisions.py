"""Is it the same story, and which change is it? Ordered rules; the first that holds decides."""
# ruff: noqa: PLR2004 -- the thresholds are the rules: they are read where they decide

from collections.abc import Callable
from typing import NamedTuple

from tasks.corrections.notice import Kind
from tasks.identity.likeness.comparison import Likeness, SharedKey, comparison
from tasks.identity.likeness.guards import needs_second_look
from tasks.identity.likeness.revisions import revision
from tasks.identity.snapshot import (
    Decision,
    Relation,
    Snapshot,
    snapshot,  # noqa: F401 -- whoever decides on plain fields needs it, too
)

_NOT_THE_SAME = frozenset(
    {Relation.FOLLOWUP_STORY, Relation.TEMPLATE_COLLISION, Relation.DIFFERENT}
)
_COPY_WORDS = 25
_DAY_H = 24.0
_HALF_DAY_H = 12.0
_QUARTER_DAY_H = 6.0
_TEN_DAYS_H = 240.0


class Rule(NamedTuple):
    """One row: its name, when it holds, and what it then says (None: the change decides)."""

    name: str
    holds: Callable[[Likeness], bool]
    relation: Relation | None


def decide(known: Snapshot, seen: Snapshot) -> Decision:
    """Return how *seen* is related to *known*, the older observation.

    Deterministic; never raises on any strings. An address that is none is no key, a missing
    date counts as the same hour, and notices on other items are ignored.
    """
    pair = comparison(known, seen)
    rule = deciding_rule(pair.like)
    change, relation = ("", rule.relation) if rule.relation else revision(pair)
    return Decision(
        relation=relation,
        same_article=is_same_article(relation),
        why=reason(rule.name + change, pair.like),
        confirm=needs_second_look(pair, relation),
    )


def deciding_rule(pair: Likeness) -> Rule:
    """Return the first rule that holds; its relation is None where the change decides."""
    return next(rule for rule in _rules(pair) if rule.holds(pair))


def is_same_article(relation: Relation) -> bool:
    """Return whether two observations in this relation are of one story."""
    return relation not in _NOT_THE_SAME


def reason(rule: str, pair: Likeness) -> str:
    """Return the rule and the numbers it was decided by, in one line."""
    text = pair.text
    return (
        f"{rule} C={_share(text.containment)} J={_share(text.jaccard)} h={pair.hours:.1f}"
        f" conflicts={_share(text.conflict_share)} ({text.conflicts}/{text.aligned})"
        f" title={pair.title:.0f} lead={text.lead_in:.0f}"
        f" new={text.new_words} removed={text.removed_words} key={pair.shared_key}"
    )


def _share(value: float) -> str:
    return f"{value:.2f}".removeprefix("0")


def _rules(pair: Likeness) -> tuple[Rule, ...]:
    if not pair.same_publisher:
        return _OTHER_PUBLISHER
    return _OTHER_KEYS if pair.shared_key is SharedKey.NONE else _SHARED_KEY


def _always(_: Likeness) -> bool:
    return True


def _is_reused_for_next_report(pair: Likeness) -> bool:
    text = pair.text
    if pair.is_corrected or pair.is_clarified or text.containment >= 0.9:
        return False
    if pair.hours >= _HALF_DAY_H:
        return _is_template(pair) or _is_refilled(pair)
    is_new_lead = text.lead_in < 72 and text.conflicts >= 2
    return pair.hours >= _QUARTER_DAY_H and is_new_lead and _is_template(pair)


def _is_refilled(pair: Likeness) -> bool:
    """A standing page: its headline stays, and hardly a sentence under it."""
    text = pair.text
    return pair.title >= 80 and text.lead_in < 60 and text.containment < 0.25


def _is_reused_for_another_story(pair: Likeness) -> bool:
    shared, title = pair.text.containment, pair.title
    sure = pair.shared_key is SharedKey.BOTH and pair.hours <= 1
    return (
        (shared < 0.06 and title < 60 and not sure)
        or (pair.shared_key is SharedKey.GUID and shared < 0.12 and title < 70)
        or (pair.hours >= _HALF_DAY_H and shared < 0.15 and title < 60)
    )


def _is_corrected_refile(pair: Likeness) -> bool:
    near_enough = pair.text.containment >= 0.25 or pair.text.lead_in >= 72
    return pair.is_corrected and pair.hours <= _TEN_DAYS_H and near_enough


def _is_next_report(pair: Likeness) -> bool:
    text = pair.text
    if not _is_template(pair) or not (text.conflicts or pair.same_masked_title):
        return False
    if text.conflicts < 2 and pair.title < 60 and text.lead_in < 60:
        return False  # another lead over old background, in which one figure is another
    if _is_near(pair) and text.conflicts == 1 and text.aligned >= 5 and pair.hours < _HALF_DAY_H:
        return False
    return pair.hours >= 1 or pair.title < 80 or text.conflict_share >= 0.5


def _is_near_next_report(pair: Likeness) -> bool:
    text = pair.text
    if not _is_near(pair) or pair.hours < _HALF_DAY_H or not text.conflicts:
        return False
    return text.jaccard < 0.95 and (text.conflict_share >= 0.12 or text.figure_jaccard < 0.7)


def _is_retracted_copy(pair: Likeness) -> bool:
    return Kind.RETRACTION in pair.new_kinds and pair.text.containment >= 0.5


def _is_moved_story(pair: Likeness) -> bool:
    return _is_near(pair) and pair.text.lead_kept


def _is_moved_and_grown(pair: Likeness) -> bool:
    new = pair.text.new_words
    return (
        _is_moved_story(pair)
        and pair.hours <= _DAY_H
        and new >= 20
        and new > 0.12 * pair.text.known_words
    )


def _is_moved_under_same_title(pair: Likeness) -> bool:
    return _is_near(pair) and pair.text.jaccard >= 0.75 and pair.title >= 80


def _is_rewritten(pair: Likeness) -> bool:
    if not pair.text.lead_kept or pair.hours > 18:
        return False
    return pair.text.containment >= (0.25 if pair.title >= 80 else 0.35)


def _is_rewritten_and_grown(pair: Likeness) -> bool:
    text = pair.text
    return _is_rewritten(pair) and text.new_words > max(8, 0.6 * text.removed_words)


def _keeps_background(pair: Likeness) -> bool:
    return pair.text.shorter > 0 and (pair.text.containment >= 0.06 or pair.text.same_long > 0)


def _is_others_report(pair: Likeness) -> bool:
    text = pair.text
    is_other = text.containment < 0.8 or (text.conflicts >= 3 and text.conflict_share >= 0.5)
    return _is_template(pair) and text.conflicts >= 2 and is_other


def _is_copy(pair: Likeness) -> bool:
    text = pair.text
    if min(pair.text.known_words, pair.text.seen_words) < _COPY_WORDS:
        return False
    enough = text.shared_sentences >= min(3, text.shorter / 2)
    is_reprint = text.containment >= 0.9 and text.jaccard >= 0.8 and not text.conflicts
    is_soon = pair.hours <= _TEN_DAYS_H and text.containment >= 0.45
    return enough and (is_soon or is_reprint)


def _is_trimmed_copy(pair: Likeness) -> bool:
    text = pair.text
    if min(pair.text.known_words, pair.text.seen_words) < _COPY_WORDS or pair.hours > 120:
        return False
    return text.containment >= 0.25 and text.shared_sentences >= 2 and text.lead_in >= 72


def _is_template(pair: Likeness) -> bool:
    """The same skeleton with other figures: a report that recurs."""
    text = pair.text
    if text.aligned_share < 0.4:
        return False
    other_figures = text.fewest_figures >= 3 and text.figure_jaccard < 0.34
    return (
        (pair.same_masked_title and pair.hours >= _HALF_DAY_H)
        or text.conflict_share >= 0.3
        or (other_figures and text.conflicts >= 1 and text.aligned_share >= 0.5)
    )


def _is_near(pair: Likeness) -> bool:
    """Much is shared; that two texts are empty says nothing."""
    if not pair.text.shorter:
        return False
    jaccard, containment = (0.55, 0.8) if pair.hours <= 2 * _DAY_H else (0.8, 0.9)
    return pair.text.jaccard >= jaccard or pair.text.containment >= containment


_SHARED_KEY = (
    Rule("K1", lambda pair: pair.is_retracted, Relation.RETRACTION),
    Rule("K2", _is_reused_for_next_report, Relation.TEMPLATE_COLLISION),
    Rule("K3", _is_reused_for_another_story, Relation.DIFFERENT),
    Rule("K4", _always, None),
)
_OTHER_KEYS = (
    Rule("P1", _is_corrected_refile, Relation.CORRECTION),
    Rule("P2", _is_next_report, Relation.TEMPLATE_COLLISION),
    Rule("P3", _is_near_next_report, Relation.TEMPLATE_COLLISION),
    Rule("P4", _is_retracted_copy, Relation.RETRACTION),
    Rule("P5", _is_moved_and_grown, Relation.UPDATE),
    Rule("P5", _is_moved_story, Relation.REPUBLISHED_NEW_URL),
    Rule("P6", _is_moved_under_same_title, Relation.REPUBLISHED_NEW_URL),
    Rule("P7", _is_rewritten_and_grown, Relation.UPDATE),
    Rule("P7", _is_rewritten, Relation.REPUBLISHED_NEW_URL),
    Rule("P8", _keeps_background, Relation.FOLLOWUP_STORY),
    Rule("P9", _always, Relation.DIFFERENT),
)
_OTHER_PUBLISHER = (
    Rule("S1", _is_others_report, Relation.TEMPLATE_COLLISION),
    Rule("S2", _is_copy, Relation.SYNDICATED_COPY),
    Rule("S3", _is_trimmed_copy, Relation.SYNDICATED_COPY),
    Rule("S4", _always, Relation.DIFFERENT),
)
