"""A notice as the record keeps it: with its id, when it came, and when it went."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from tasks.corrections.notice import Kind, Location, Notice, Pair, Target
from tasks.corrections.wording.folding import folded_key

_WHERE = {
    Location.HEAD: "body-head",
    Location.FOOT: "body-foot",
    Location.INLINE: "inline",
    Location.JSON_LD: "json-ld",
    Location.FEED_ENTRY: "feed",
}
"""Names of the record; every other location is ``outside-body``."""

_REWORDED_FROM = 0.75
"""Share of words in common from which a notice of the same kind and date is the same one."""

UNSTATED = "unstated"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedChange:
    """One value a correction changes, and whether an edit of the story bears it out."""

    wrong: str | None
    right: str | None
    where: str | None = None
    """Field of the record in which the edit was made."""
    status: str = UNSTATED
    """``verified``, ``claimedNotFound``, ``attachedByElimination`` or ``unstated``."""
    detail: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a notice stands, for a person who wants to see it."""

    where: str
    """``body-head``, ``body-foot``, ``inline``, ``outside-body``, ``json-ld`` or ``feed``."""
    selector: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A publisher's notice in the record of a story."""

    id: str
    """``c1``, ``c2`` ...: unique in the story, kept when the notice is reworded."""
    kinds: tuple[Kind, ...]
    text: str
    """As last seen."""
    date_published: str | None = None
    """The notice's own date, ISO 8601."""
    date_inferred: bool = False
    """The notice does not state the year."""
    observed_at: datetime
    first_seen_version: int
    observed_at_first_fetch: bool = False
    """It was there when we first came: the edit it speaks of was never seen."""
    withdrawn_at_version: int | None = None
    location: Place
    changes: tuple[ClaimedChange, ...] = ()
    target: str = "this"
    """``this`` story, or ``other``."""
    confidence: float
    applied: bool | None = None
    """Whether the story now says what is right; None: not known."""


def fold_corrections(
    known: Sequence[Correction],
    seen: Sequence[Notice],
    *,
    version: int,
    observed_at: datetime,
    withdrawn_confirmed: bool = False,
) -> tuple[Correction, ...]:
    """Return all corrections of a story after a look at it; nothing is ever dropped.

    Args:
        known: The corrections of the version before, in order.
        seen: The notices the page and its feed entry show now.
        version: The version that would be written.
        observed_at: When the page's answer arrived.
        withdrawn_confirmed: The page was looked at twice: what it no longer shows is
            withdrawn. A feed's notice is not withdrawn because another feed lacks it.
    """
    same = _same(known, seen)
    kept = []
    for index, old in enumerate(known):
        notice = same.get(index)
        if notice is not None:
            kept.append(_seen_again(old, notice, observed_at))
        elif (
            withdrawn_confirmed
            and old.location.where != "feed"
            and old.withdrawn_at_version is None
        ):
            kept.append(replace(old, withdrawn_at_version=version))
        else:
            kept.append(old)
    old_notices = set(map(id, same.values()))
    new = [notice for notice in seen if id(notice) not in old_notices]
    kept += [
        _first_seen(notice, f"c{number}", version, observed_at)
        for number, notice in enumerate(new, start=len(known) + 1)
    ]
    return tuple(kept)


def _same(known: Sequence[Correction], seen: Sequence[Notice]) -> dict[int, Notice]:
    """Which of *known* each notice is: equal text before equal values before likeness."""
    same: dict[int, Notice] = {}
    matched: set[int] = set()
    for is_same in (_has_same_text, _has_same_pair, _is_reworded):
        for place, notice in enumerate(seen):
            if place in matched:
                continue
            found = (i for i, old in enumerate(known) if i not in same and is_same(old, notice))
            if (index := next(found, None)) is not None:
                same[index] = notice
                matched.add(place)
    return same


def _has_same_text(old: Correction, notice: Notice) -> bool:
    return folded_key(old.text) == folded_key(notice.text)


def _has_same_pair(old: Correction, notice: Notice) -> bool:
    held = {_pair_key(change.wrong, change.right) for change in old.changes} - {None}
    return any(_pair_key(*pair) in held for pair in notice.pairs)


def _pair_key(wrong: str | None, right: str | None) -> tuple[str, str] | None:
    return (folded_key(wrong), folded_key(right)) if wrong and right else None


def _is_reworded(old: Correction, notice: Notice) -> bool:
    if old.kinds[0] != notice.kinds[0] or old.location.where == "feed" != _where(notice):
        return False
    if old.date_published and _stated(notice) and old.date_published != _stated(notice):
        return False
    words, others = (Counter(folded_key(text).split()) for text in (old.text, notice.text))
    longest = max(words.total(), others.total())
    return longest > 0 and (words & others).total() / longest >= _REWORDED_FROM


def _stated(notice: Notice) -> str | None:
    return notice.notice_date.isoformat() if notice.notice_date else None


def _seen_again(old: Correction, notice: Notice, observed_at: datetime) -> Correction:
    """Return the stored one as it reads now; values already linked keep their status."""
    held = {_pair_key(change.wrong, change.right): change for change in old.changes}
    linked = tuple(held.get(_pair_key(*pair)) or _claimed(pair) for pair in notice.pairs)
    if _has_same_text(old, notice):
        return replace(old, text=notice.text, withdrawn_at_version=None)
    day, inferred = _day(notice, observed_at)
    return replace(
        old,
        kinds=notice.kinds,
        text=notice.text,
        date_published=old.date_published or day,
        date_inferred=old.date_inferred if old.date_published else inferred,
        changes=linked or old.changes,
        withdrawn_at_version=None,
        confidence=max(old.confidence, notice.confidence),
    )


def _first_seen(notice: Notice, name: str, version: int, observed_at: datetime) -> Correction:
    day, inferred = _day(notice, observed_at)
    return Correction(
        id=name,
        kinds=notice.kinds,
        text=notice.text,
        date_published=day,
        date_inferred=inferred,
        observed_at=observed_at,
        first_seen_version=version,
        observed_at_first_fetch=version == 1,
        location=Place(where=_where(notice), selector=notice.selector),
        changes=tuple(map(_claimed, notice.pairs)),
        target="other" if notice.target is Target.OTHER else "this",
        confidence=notice.confidence,
    )


def _claimed(pair: Pair) -> ClaimedChange:
    return ClaimedChange(wrong=pair.wrong, right=pair.right)


def _where(notice: Notice) -> str:
    return _WHERE.get(notice.location, "outside-body")


def _day(notice: Notice, observed_at: datetime) -> tuple[str | None, bool]:
    """The notice's date; a missing year is the last in which the day had come by then."""
    if notice.notice_date or not notice.notice_date_partial:
        return _stated(notice), False
    month, day = map(int, re.findall(r"\d+", notice.notice_date_partial))
    for year in (observed_at.year, observed_at.year - 1):
        try:
            inferred = date(year, month, day)
        except ValueError:  # 29 February
            continue
        if inferred <= observed_at.date():
            return inferred.isoformat(), True
    return None, False
