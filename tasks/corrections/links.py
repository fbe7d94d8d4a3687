"""The edit that a notice explains: its values found again in the words that changed."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tasks.corrections.edits import Hunk, Op
from tasks.corrections.folding import folded_key
from tasks.corrections.notice import Kind, Location, Notice, Pair
from tasks.corrections.record import UNSTATED, ClaimedChange, Correction

VERIFIED = "verified"
NOT_FOUND = "claimedNotFound"
BY_ELIMINATION = "attachedByElimination"

_BY_ECHO = 0.60
_SENTENCE_AT_MOST = 45
_VALUE_AT_MOST = 6
_FEW_HUNKS = 2
_OF_A_FACT = frozenset({Kind.CORRECTION, Kind.CLARIFICATION, Kind.REFILE})
_GLUED = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")


def link_notices(
    corrections: Sequence[Correction],
    hunks: Sequence[Hunk],
    *,
    before: str,
    after: str,
    version: int | None = None,
) -> tuple[Correction, ...]:
    """Return *corrections* with what the edit says of each: verified, by elimination, or not.

    Args:
        corrections: Of the story, in order.
        hunks: What changed between the last version and this one.
        before: The text of the last version; empty if there was none.
        after: The text of this version.
        version: Only corrections first seen in it are linked; None: all that are given.
    """
    return tuple(
        _linked(one, hunks, before, after)
        if version is None or one.first_seen_version == version
        else one
        for one in corrections
    )


def value_echo(added_sentences: Sequence[str], hunks: Sequence[Hunk]) -> tuple[Notice, ...]:
    """Return added sentences that hold the old and the new value of a changed fact.

    They need no language and no formula; each is a correction of confidence .60.
    """
    return tuple(
        Notice(
            kinds=(Kind.CORRECTION,),
            text=sentence,
            pairs=(Pair(wrong=hunk.before, right=hunk.after),),
            confidence=_BY_ECHO,
            location=Location.INLINE,
        )
        for sentence in added_sentences
        if len(sentence.split()) <= _SENTENCE_AT_MOST
        for hunk in [next((h for h in hunks if _is_short(h) and _echoes(sentence, h)), None)]
        if hunk is not None
    )


def _is_short(hunk: Hunk) -> bool:
    return max(len(hunk.before.split()), len(hunk.after.split())) <= _VALUE_AT_MOST


def _linked(one: Correction, hunks: Sequence[Hunk], before: str, after: str) -> Correction:
    if one.target == "other":
        return one
    claimed = [change for change in one.changes if change.wrong or change.right]
    if claimed:
        changes = [_verdict(change, one, hunks, before, after) for change in claimed]
    else:
        changes = _unclaimed(one, hunks)
    return replace(one, changes=tuple(changes), applied=_applied(changes))


def _applied(changes: Sequence[ClaimedChange]) -> bool | None:
    if any(change.status in {VERIFIED, BY_ELIMINATION} for change in changes):
        return True
    return False if any(change.detail == _STANDS for change in changes) else None


_STANDS = "old value still in the text"
_WAS_THERE = "new value already in the text before"
_FIRST = "new value already in our first capture"
_NOWHERE = "neither in the text"


def _verdict(
    claim: ClaimedChange, one: Correction, hunks: Sequence[Hunk], before: str, after: str
) -> ClaimedChange:
    """What the edit says of one claimed pair; where they disagree on direction, it decides."""
    factual = [hunk for hunk in hunks if hunk.factual]
    for hunk in factual:
        if _alike(claim.wrong, hunk.before) and _alike(claim.right, hunk.after):
            return replace(claim, where=hunk.field, status=VERIFIED)
        if _alike(claim.wrong, hunk.after) and _alike(claim.right, hunk.before):
            swapped = replace(claim, wrong=claim.right, right=claim.wrong)
            return replace(swapped, where=hunk.field, status=VERIFIED, detail="direction by diff")
    for hunk in factual:
        if _echoes(one.text, hunk):
            said = replace(claim, wrong=hunk.before, right=hunk.after)
            return replace(said, where=hunk.field, status=VERIFIED, detail="by value echo")
    for hunk in factual:
        if _alike(claim.wrong, hunk.before) or _alike(claim.right, hunk.after):
            return replace(claim, where=hunk.field, status=BY_ELIMINATION, detail="one value")
    return replace(claim, status=NOT_FOUND, detail=_why_not(claim, before, after))


def _why_not(claim: ClaimedChange, before: str, after: str) -> str:
    if claim.wrong and _holds(after, claim.wrong):
        return _STANDS
    if claim.right and _holds(before or after, claim.right):
        return _WAS_THERE if before else _FIRST
    return _NOWHERE


def _unclaimed(one: Correction, hunks: Sequence[Hunk]) -> list[ClaimedChange]:
    """A notice that names no values: an echo, else the few facts that changed with it."""
    factual = [hunk for hunk in hunks if hunk.factual]
    echoed = [hunk for hunk in factual if _echoes(one.text, hunk)]
    echoed = echoed or [hunk for hunk in factual if _names_one(one.text, hunk)]
    if echoed:
        return [_as_change(hunk, VERIFIED) for hunk in echoed]
    if 1 <= len(factual) <= _FEW_HUNKS and _OF_A_FACT & set(one.kinds):
        return [_as_change(hunk, BY_ELIMINATION) for hunk in factual]
    return [ClaimedChange(wrong=None, right=None, status=UNSTATED)]


def _as_change(hunk: Hunk, status: str) -> ClaimedChange:
    return ClaimedChange(
        wrong=hunk.before or None, right=hunk.after or None, where=hunk.field, status=status
    )


def _echoes(text: str, hunk: Hunk) -> bool:
    """Whether both values of a replaced fact stand in *text*."""
    if hunk.op is not Op.REPLACE or not hunk.factual:
        return False
    old, new = _unlike(hunk.before, hunk.after)
    return _holds(text, old) and _holds(text, new)


def _names_one(text: str, hunk: Hunk) -> bool:
    """Whether the new value of a fact, or a deleted one, stands in *text*."""
    old, new = _unlike(hunk.before, hunk.after)
    return _holds(text, new) if new else _holds(text, old)


def _unlike(before: str, after: str) -> tuple[str, str]:
    """Both values without the words with which both begin or end."""
    old, new = _words(before), _words(after)
    while len(old) > 1 and len(new) > 1 and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while len(old) > 1 and len(new) > 1 and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return " ".join(old), " ".join(new)


def _words(text: str) -> list[str]:
    """Folded words; a number glued to its unit is two."""
    return _GLUED.sub(" ", folded_key(text)).split()


def _holds(text: str, value: str) -> bool:
    words = _words(value)
    return bool(words) and f" {' '.join(words)} " in f" {' '.join(_words(text))} "


def _alike(claimed: str | None, changed: str) -> bool:
    """Whether a claimed value is the changed words, a part of them, or holds them."""
    return bool(claimed) and (_holds(changed, claimed or "") or _holds(claimed or "", changed))
