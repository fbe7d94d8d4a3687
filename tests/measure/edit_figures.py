"""Figures of notices and edits: is the notice tied to the words that it speaks of?"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from tasks.corrections.links import NOT_FOUND, link_notices
from tasks.corrections.notice import Pair
from tasks.corrections.notices import find_notices_in_text
from tasks.corrections.record import ClaimedChange, fold_corrections
from tasks.corrections.ties.echoes import value_echo
from tasks.corrections.ties.matches import VERIFIED
from tasks.identity.changes import change
from tasks.identity.snapshot import Relation
from tests.measure.figures import Measured, share
from tests.measure.labelled import LabelledPair
from tests.measure.labelled_links import LabelledLink, load_links
from tests.measure.values import is_contained

_NOW = datetime(2026, 3, 9, tzinfo=UTC)
_UNANNOUNCED = frozenset(
    {
        Relation.COSMETIC,
        Relation.HEADLINE_CHANGE,
        Relation.IDENTICAL,
        Relation.REPUBLISHED_NEW_URL,
        Relation.SILENT_EDIT,
        Relation.UPDATE,
    }
)


def edit_figures(pairs: Sequence[LabelledPair]) -> Iterator[Measured]:
    """Yield the figures of the links between notices and edits."""
    stated = [(pair, _linked(pair)) for pair in pairs if pair.status and None not in pair.values]
    made = [_is_tied(pair, changes) for pair, changes in stated if pair.status == "verified"]
    yield from share("edits.hunk", made)
    not_made = [
        (any(one.status == NOT_FOUND for one in changes), _miss(pair, changes))
        for pair, changes in stated
        if pair.status == "claimed_not_found"
    ]
    yield from share("edits.not_found", not_made)
    silent = [pair for pair in pairs if pair.relation in _UNANNOUNCED]
    yield from _false_echoes([*silent, *(link for link in load_links() if not link.notices)])


def _linked(pair: LabelledPair) -> tuple[ClaimedChange, ...]:
    """What the edit says of each value that a new notice claims."""
    notices = find_notices_in_text(pair.seen.text)
    corrections = fold_corrections((), notices, version=2, observed_at=_NOW)
    edit = change(pair.known, pair.seen)
    linked = link_notices(corrections, edit.hunks, before=edit.before, after=edit.after)
    return tuple(claim for one in linked for claim in one.changes)


def _is_tied(pair: LabelledPair, changes: Sequence[ClaimedChange]) -> tuple[bool, str]:
    is_right = any(
        one.status == VERIFIED and is_contained(Pair(one.wrong, one.right), pair.values)
        for one in changes
    )
    return is_right, _miss(pair, changes)


def _false_echoes(pairs: Sequence[LabelledPair | LabelledLink]) -> Iterator[Measured]:
    outcomes = []
    for pair in pairs:
        edit = change(pair.known, pair.seen)
        echoes = value_echo(edit.added, edit.hunks)
        outcomes.append((not echoes, f"{pair.id}: {[echo.text for echo in echoes]}"))
    for one in share("edits.false_echo", outcomes):
        yield Measured(name=one.name, value=1 - one.value, of=one.of, misses=one.misses)


def _miss(pair: LabelledPair, changes: Sequence[ClaimedChange]) -> str:
    got = [(one.wrong, one.right, one.status, one.detail) for one in changes]
    return f"{pair.id}: wanted {tuple(pair.values)}, got {got}: {pair.notice}"
