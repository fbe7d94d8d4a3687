"""The edit that a notice explains: its values found again in the words that changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tasks.corrections.edits import Edited, Hunk, Op, Wording, edited
from tasks.corrections.record import UNSTATED, ClaimedChange, Correction
from tasks.corrections.ties.elimination import edit_in_other_words, only_edit
from tasks.corrections.ties.matches import (
    BY_ELIMINATION,
    LOOSE,
    SURE,
    VERIFIED,
    WHILE_WRONG_STANDS,
    Said,
    Tie,
    echoes,
    tie_of,
)
from tasks.corrections.ties.remains import (
    NOWHERE,
    STANDS,
    is_of_notice,
    stands_in,
    still_stands,
    why_not,
)
from tasks.corrections.ties.standing import beginnings, content_words, count, unlike_parts
from tasks.corrections.wording.languages import lexicons_for

NOT_FOUND = "claimedNotFound"

STANDS_ELSEWHERE = "old value still stands elsewhere"
_OTHER_WORDS = "in other words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tied:
    """A correction, and the hunks that it explains."""

    correction: Correction
    hunks: tuple[Hunk, ...] = ()


def link_notices(
    corrections: Sequence[Correction],
    hunks: Sequence[Hunk],
    *,
    before: Wording,
    after: Wording,
    version: int | None = None,
) -> tuple[Correction, ...]:
    """Return *corrections* with what the edit says of each: verified, by elimination, or not.

    Args:
        corrections: Of the story, in order.
        hunks: What changed between the last version and this one.
        before: The last version; empty if there was none.
        after: This version.
        version: Only corrections first seen in it are linked; None: all that are given.
    """
    tied = tied_notices(corrections, hunks, before=before, after=after, version=version)
    return tuple(one.correction for one in tied)


def tied_notices(
    corrections: Sequence[Correction],
    hunks: Sequence[Hunk],
    *,
    before: Wording,
    after: Wording,
    version: int | None = None,
) -> tuple[Tied, ...]:
    """Return the same, each with its hunks: values come first, the others get the rest."""
    edits = edited(hunks, before, after)
    tied = [
        _by_values(one, edits, before, after) if _is_due(one, version) else Tied(correction=one)
        for one in corrections
    ]
    explained = {hunk for one in tied for hunk in one.hunks}
    left = [each for each in edits if each.hunk not in explained]
    return tuple(
        _by_elimination(one, left) if _is_due(one.correction, version) else one for one in tied
    )


def _is_due(one: Correction, version: int | None) -> bool:
    return one.target != "other" and version in {None, one.first_seen_version}


def _by_values(one: Correction, edits: Sequence[Edited], before: Wording, after: Wording) -> Tied:
    """Tie what is claimed; of a notice that claims nothing, what it echoes, else no changes."""
    said = Said(text=one.text, language=_language((one.text, *after.texts)))
    edits = [each for each in edits if _may_explain(each, one, said)]
    claims = [change for change in one.changes if change.wrong or change.right]
    if not claims:
        return _tied(replace(one, changes=()), _named(said, edits))
    sure = [tie_of(claim, said, edits, SURE) for claim in claims]
    taken = {hunk for tie in sure if tie for hunk in tie.hunks}
    left = [each for each in edits if each.hunk not in taken]
    ties = [
        tie or _loosely(claim, said, left, after) or _not_found(claim, said, before, after)
        for claim, tie in zip(claims, sure, strict=True)
    ]
    return _tied(one, [_looked_over(tie, said, edits, after) for tie in ties])


def _may_explain(each: Edited, one: Correction, said: Said) -> bool:
    """Whether the edit has words of the notice, and is not the notice itself in the story."""
    claims = (value for change in one.changes for value in (change.wrong, change.right) if value)
    told = " ".join((said.text, *claims))
    words = beginnings(f"{each.hunk.before} {each.hunk.after}", said.language)
    if words.isdisjoint(beginnings(told, said.language)):
        return False
    return each.hunk.op is not Op.INSERT or not is_of_notice(each.new, said.text)


def _loosely(
    claim: ClaimedChange, said: Said, edits: Sequence[Edited], after: Wording
) -> Tie | None:
    stands = bool(claim.wrong and claim.right and stands_in(after, claim.wrong, said))
    return tie_of(claim, said, edits, WHILE_WRONG_STANDS if stands else LOOSE)


def _language(texts: Sequence[str]) -> str | None:
    likely = lexicons_for("\n".join(texts), None)
    return likely[0].language if likely else None


def _tied(one: Correction, ties: Sequence[Tie]) -> Tied:
    changes = tuple(tie.claim for tie in ties)
    hunks = tuple(dict.fromkeys(hunk for tie in ties for hunk in tie.hunks))
    return Tied(correction=replace(one, changes=changes, applied=_applied(changes)), hunks=hunks)


def _applied(changes: Sequence[ClaimedChange]) -> bool | None:
    """Not known: where the story says both, or nothing was found."""
    details = {change.detail for change in changes}
    if STANDS_ELSEWHERE in details:
        return None
    if any(change.status in {VERIFIED, BY_ELIMINATION} for change in changes):
        return True
    return False if STANDS in details else None


def _looked_over(tie: Tie, said: Said, edits: Sequence[Edited], after: Wording) -> Tie:
    """Say so where the wrong value was replaced here and still stands there."""
    own = [each for each in edits if each.hunk in tie.hunks]
    if tie.claim.status != VERIFIED or not still_stands(tie.claim, said, own, after):
        return tie
    return replace(tie, claim=replace(tie.claim, detail=STANDS_ELSEWHERE))


def _not_found(claim: ClaimedChange, said: Said, before: Wording, after: Wording) -> Tie:
    detail = why_not(claim, said, before, after)
    return Tie(claim=replace(claim, status=NOT_FOUND, detail=detail))


def _named(said: Said, edits: Sequence[Edited]) -> list[Tie]:
    """Facts of which the notice has both values; else those of which it has the new one."""
    factual = [each.hunk for each in edits if each.hunk.factual]
    found = [hunk for hunk in factual if echoes(said, hunk)]
    found = found or [hunk for hunk in factual if _names_one(said, hunk)]
    return [_as_tie(hunk, VERIFIED) for hunk in found]


def _names_one(said: Said, hunk: Hunk) -> bool:
    """Whether the new value of a fact, or a deleted one, stands in the notice."""
    old, new = unlike_parts(hunk.before, hunk.after)
    value = new or old
    return bool(content_words(value)) and count(said.text, value, said.language) > 0


def _by_elimination(one: Tied, left: Sequence[Edited]) -> Tied:
    if any(change.detail == NOWHERE for change in one.correction.changes):
        return _in_other_words(one, left)
    if one.correction.changes:
        return one
    ties = [_as_tie(each.hunk, BY_ELIMINATION) for each in only_edit(one.correction, left)]
    nothing = Tie(claim=ClaimedChange(wrong=None, right=None, status=UNSTATED))
    return _tied(one.correction, ties or [nothing])


def _in_other_words(one: Tied, left: Sequence[Edited]) -> Tied:
    """Of what is claimed in words that stand nowhere: the one edit that may have been meant."""
    found = tuple(dict.fromkeys(each.hunk for each in edit_in_other_words(one.correction, left)))
    if not found:
        return one
    meant = {"where": found[0].field, "status": BY_ELIMINATION, "detail": _OTHER_WORDS}
    changes = tuple(
        replace(change, **meant) if change.detail == NOWHERE else change
        for change in one.correction.changes
    )
    told = replace(one.correction, changes=changes, applied=_applied(changes))
    return Tied(correction=told, hunks=(*one.hunks, *found))


def _as_tie(hunk: Hunk, status: str) -> Tie:
    before, after = hunk.before or None, hunk.after or None
    claim = ClaimedChange(wrong=before, right=after, where=hunk.field, status=status)
    return Tie(claim=claim, hunks=(hunk,))
