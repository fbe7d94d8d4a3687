"""Earlier edits: a notice that comes late is tied to the version that made its edit."""

from collections.abc import Iterator
from dataclasses import replace

from tasks.archive.chains import Chain, kept
from tasks.archive.record import Version
from tasks.archive.store import Store
from tasks.corrections.edits import Wording
from tasks.corrections.links import NOT_FOUND, link_notices
from tasks.corrections.record import UNSTATED, Correction
from tasks.corrections.ties.matches import VERIFIED

_MOST = 24
"""Versions that are read for it, newest first."""
_OPEN = frozenset({NOT_FOUND, UNSTATED})


def linked_back(
    store: Store, chain: Chain, corrections: tuple[Correction, ...]
) -> tuple[Correction, ...]:
    """Return *corrections*; new ones without an edit of their own are tied to an earlier one.

    Only a value echo ties: the only fact that changed weeks ago is not this notice's for that.

    Args:
        store: The bucket.
        chain: The story as it stands, without the version that is about to be written.
        corrections: Of that version.
    """
    return tuple(
        _tied(store, chain, one) if _is_open(one, chain.length + 1) else one for one in corrections
    )


def _is_open(one: Correction, version: int) -> bool:
    is_new = one.first_seen_version == version and one.target == "this"
    still_stands = one.applied is False
    return is_new and not still_stands and all(change.status in _OPEN for change in one.changes)


def _tied(store: Store, chain: Chain, one: Correction) -> Correction:
    for version in _earlier(store, chain):
        (told,) = link_notices((one,), version.change.hunks, before=Wording(), after=Wording())
        found = [each for each in told.changes if each.status == VERIFIED]
        if found:
            made = f"edit of version {version.version}"
            return replace(
                told, changes=tuple(replace(each, detail=made) for each in found), applied=True
            )
    return one


def _earlier(store: Store, chain: Chain) -> Iterator[Version]:
    """The versions that made an edit, newest first; the first one made none."""
    for number in range(chain.length, max(1, chain.length - _MOST), -1):
        found = kept(store, chain.article_id, number)
        if found is not None and isinstance(found.slot, Version) and found.slot.change.hunks:
            yield found.slot
