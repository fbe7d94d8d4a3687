"""Which hunks a claimed pair of values is about: those in which both values meet, if any."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tasks.corrections.edits import Edited, Hunk, Op
from tasks.corrections.record import ClaimedChange
from tasks.corrections.ties.amounts import words_with_figures
from tasks.corrections.ties.standing import (
    IsSame,
    content_words,
    count,
    is_akin,
    is_alike,
    is_content,
    is_exact,
    is_inflected,
    shared_words,
    unlike_parts,
)

VERIFIED = "verified"
BY_ELIMINATION = "attachedByElimination"
SHARED_WORDS = 2
_PART = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A notice as its values are looked for."""

    text: str
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A claimed change, and the hunks that bear it out."""

    claim: ClaimedChange
    hunks: tuple[Hunk, ...] = ()


Way = Callable[[ClaimedChange, Said, Sequence[Edited]], Tie | None]


def tie_of(
    claim: ClaimedChange, said: Said, edits: Sequence[Edited], ways: Sequence[Way]
) -> Tie | None:
    """Return what bears *claim* out: the first of *ways* in which any of *edits* does; or None."""
    return next((tie for way in ways if (tie := way(claim, said, edits))), None)


def _met(claim: ClaimedChange, said: Said, edits: Sequence[Edited]) -> Tie | None:
    """Both values, as they are written."""
    return _tie(claim, [each for each in edits if _meets(claim, said, each, is_exact)])


def _met_backwards(claim: ClaimedChange, said: Said, edits: Sequence[Edited]) -> Tie | None:
    """Where notice and edit disagree on direction, the edit decides."""
    swapped = replace(claim, wrong=claim.right, right=claim.wrong, detail="direction by diff")
    return _tie(swapped, [each for each in edits if _meets(swapped, said, each, is_exact)])


def _met_inflected(claim: ClaimedChange, said: Said, edits: Sequence[Edited]) -> Tie | None:
    """Both values, with other endings."""
    return _tie(claim, [each for each in edits if _meets(claim, said, each, is_inflected)])


def _met_akin(claim: ClaimedChange, said: Said, edits: Sequence[Edited]) -> Tie | None:
    """Both values, formed otherwise; not where they are akin to each other."""
    if count(claim.wrong or "", claim.right, said.language, is_akin):
        return None
    return _tie(claim, [each for each in edits if _meets(claim, said, each, is_akin)])


def _met_in_part(claim: ClaimedChange, said: Said, edits: Sequence[Edited]) -> Tie | None:
    """A good part of what tells both values apart went and came in one sentence."""
    if not claim.wrong or not claim.right:
        return None
    wrong, right = _telling(claim.wrong, said), _telling(claim.right, said)
    gone, come = wrong - right, right - wrong
    kept = [each for each in edits if each.old and each.new]
    return _tie(claim, [each for each in kept if _swaps(gone, come, said, each)])


def _met_apart(claim: ClaimedChange, said: Said, edits: Sequence[Edited]) -> Tie | None:
    """A sentence that lost the wrong value, and one like it that gained the right one."""
    losers = [each for each in edits if _loses(claim.wrong, said, each)]
    gainers = [each for each in edits if _loses(claim.right, said, _reversed(each))]
    found = [
        (shared_words(a.old, b.new), a, b) for a in losers for b in gainers if a.hunk != b.hunk
    ]
    best = max(found, key=lambda one: one[0], default=None)
    return _tie(claim, [*best[1:]]) if best and best[0] >= SHARED_WORDS else None


def _echoed(claim: ClaimedChange, said: Said, edits: Sequence[Edited]) -> Tie | None:
    """Both values of a fact stand in the notice, whatever was read out of it."""
    found = [each for each in edits if echoes(said, each.hunk)][:1]
    if not found:
        return None
    hunk = found[0].hunk
    echo = replace(claim, wrong=hunk.before, right=hunk.after, detail="by value echo")
    return _tie(echo, found)


def _lost(claim: ClaimedChange, said: Said, edits: Sequence[Edited]) -> Tie | None:
    """The wrong value went, and no right one came for it."""
    return _nearest(claim, said, [each for each in edits if _loses(claim.wrong, said, each)])


def _gained(claim: ClaimedChange, said: Said, edits: Sequence[Edited]) -> Tie | None:
    """The right value came, and no wrong one went for it."""
    found = [each for each in edits if _loses(claim.right, said, _reversed(each))]
    return _nearest(claim, said, found)


def _nearest(claim: ClaimedChange, said: Said, found: Sequence[Edited]) -> Tie | None:
    """Of several edits, the one that has most words of the notice."""
    best = sorted(found, key=lambda each: -shared_words(said.text, f"{each.old} {each.new}"))[:1]
    if claim.wrong and claim.right:
        return _tie(replace(claim, detail="one value"), best, BY_ELIMINATION)
    return _tie(claim, best)


SURE: tuple[Way, ...] = (_met, _met_backwards, _met_inflected, _met_akin, _met_in_part, _met_apart)
"""Both claimed values meet; hunks may bear out several pairs."""
LOOSE: tuple[Way, ...] = (_echoed, _lost, _gained)
"""One of them, or others than were claimed: only where nothing else explains the hunk."""
WHILE_WRONG_STANDS: tuple[Way, ...] = (_echoed, _lost)
"""The right value may well have come with another edit."""


def _tie(claim: ClaimedChange, found: Sequence[Edited], status: str = VERIFIED) -> Tie | None:
    if not found:
        return None
    hunks = tuple(each.hunk for each in found)
    return Tie(claim=replace(claim, where=hunks[0].field, status=status), hunks=hunks)


def _meets(claim: ClaimedChange, said: Said, each: Edited, is_same: IsSame) -> bool:
    """Whether the wrong value made way for the right one: in the hunk, or in its sentence."""
    if not claim.wrong or not claim.right or not each.old or not each.new:
        return False
    return any(
        _replaces(wrong, right, said, each, is_same)
        or _swaps_whole(wrong, right, said, each, is_same)
        for wrong, right in ((claim.wrong, claim.right), unlike_parts(claim.wrong, claim.right))
    )


def _replaces(wrong: str, right: str, said: Said, each: Edited, is_same: IsSame) -> bool:
    hunk, language = each.hunk, said.language
    is_telling = hunk.factual or bool(content_words(hunk.before) and content_words(hunk.after))
    return (
        is_telling
        and is_alike(wrong, hunk.before, language, is_same)
        and is_alike(right, hunk.after, language, is_same)
    )


def _swaps_whole(wrong: str, right: str, said: Said, each: Edited, is_same: IsSame) -> bool:
    """Whether the sentence lost one value and gained the other, even if one is a part of it."""

    def alone(text: str, value: str, rival: str) -> int:
        within = count(rival, value, said.language, is_same)
        own = count(text, value, said.language, is_same)
        return own - within * count(text, rival, said.language, is_same)

    lost = alone(each.old, wrong, right) > alone(each.new, wrong, right)
    return lost and alone(each.new, right, wrong) > alone(each.old, right, wrong)


def _swaps(gone: frozenset[str], come: frozenset[str], said: Said, each: Edited) -> bool:
    old, new = _telling(each.old, said), _telling(each.new, said)
    sides = ((gone, old - new), (come, new - old))
    return all(len(claimed & changed) > _PART * len(claimed) for claimed, changed in sides)


def _telling(text: str, said: Said) -> frozenset[str]:
    return frozenset(filter(is_content, words_with_figures(text, said.language)))


def _loses(value: str | None, said: Said, each: Edited, is_same: IsSame = is_exact) -> bool:
    old, new = (count(text, value, said.language, is_same) for text in (each.old, each.new))
    return old > new


def _reversed(each: Edited) -> Edited:
    return replace(each, old=each.new, new=each.old)


def echoes(said: Said, hunk: Hunk) -> bool:
    """Return whether both values of a replaced fact stand in a text."""
    if hunk.op is not Op.REPLACE or not hunk.factual:
        return False
    sides = unlike_parts(hunk.before, hunk.after)
    return all(count(said.text, side, said.language) for side in sides)
