"""Notices as a version carries them, and as the notices of a new look."""

from collections.abc import Iterable, Iterator
from datetime import date

from tasks.archive.record import Version
from tasks.corrections.notice import Location, Notice, Pair, Target
from tasks.corrections.record import Correction
from tasks.corrections.wording.folding import folded_key

_LOCATION_BY_WHERE = {
    "body-head": Location.HEAD,
    "body-foot": Location.FOOT,
    "inline": Location.INLINE,
    "outside-body": Location.ASIDE,
    "json-ld": Location.JSON_LD,
    "feed": Location.FEED_ENTRY,
}


def held_notices(version: Version) -> tuple[Notice, ...]:
    """Return the notices that hold in a version: those that were withdrawn left out."""
    held = (each for each in version.corrections if each.withdrawn_at_version is None)
    return tuple(map(_notice, held))


def is_on_page(notice: Notice) -> bool:
    """Return whether a notice stands on the page, and not in a feed beside it."""
    return notice.location is not Location.FEED_ENTRY


def is_beside(correction: Correction) -> bool:
    """Return whether a correction was first seen in a feed, not on the page."""
    return correction.location.where == "feed"


def together(notices: Iterable[Notice], more: Iterable[Notice]) -> tuple[Notice, ...]:
    """Return *notices*, and of *more* those that say something else.

    A correction that names the same values, wrong and right, is the same in other words.
    """
    held = tuple(notices)
    texts = {folded_key(notice.text) for notice in held}
    pairs = {pair for notice in held for pair in _full_pairs(notice)}
    return (
        *held,
        *(
            notice
            for notice in more
            if folded_key(notice.text) not in texts and pairs.isdisjoint(_full_pairs(notice))
        ),
    )


def _full_pairs(notice: Notice) -> Iterator[tuple[str, str]]:
    for pair in notice.pairs:
        if pair.wrong and pair.right:
            yield folded_key(pair.wrong), folded_key(pair.right)


def _notice(correction: Correction) -> Notice:
    day = None if correction.date_inferred else correction.date_published
    return Notice(
        kinds=correction.kinds,
        text=correction.text,
        pairs=tuple(Pair(each.wrong, each.right) for each in correction.changes),
        notice_date=None if day is None else date.fromisoformat(day),
        target=Target.OTHER if correction.target == "other" else Target.SELF,
        confidence=correction.confidence,
        location=_LOCATION_BY_WHERE[correction.location.where],
        selector=correction.location.selector,
    )
