"""Figures of notices and edits: is the notice tied to the words that it speaks of?"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from tasks.corrections.links import NOT_FOUND, VERIFIED, link_notices, value_echo
from tasks.corrections.notice import Block, Notice, Pair
from tasks.corrections.notices import body_without, find_notices
from tasks.corrections.record import ClaimedChange, fold_corrections
from tasks.identity.changes import change
from tasks.identity.snapshot import Relation, Snapshot
from tests.measure.figures import Measured, share
from tests.measure.labelled import LabelledPair
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
    yield from _false_echoes([pair for pair in pairs if pair.relation in _UNANNOUNCED])


def _linked(pair: LabelledPair) -> tuple[ClaimedChange, ...]:
    """What the edit says of each value that a new notice claims."""
    before, _ = _without_notices(pair.known)
    after, notices = _without_notices(pair.seen)
    corrections = fold_corrections((), notices, version=2, observed_at=_NOW)
    hunks = change(pair.known, pair.seen).hunks
    linked = link_notices(corrections, hunks, before=before, after=after)
    return tuple(claim for one in linked for claim in one.changes)


def _without_notices(side: Snapshot) -> tuple[str, list[Notice]]:
    blocks = [Block(text=line) for line in side.text.split("\n")]
    notices = find_notices(blocks)
    return body_without(blocks, notices), notices


def _is_tied(pair: LabelledPair, changes: Sequence[ClaimedChange]) -> tuple[bool, str]:
    is_right = any(
        one.status == VERIFIED and is_contained(Pair(one.wrong, one.right), pair.values)
        for one in changes
    )
    return is_right, _miss(pair, changes)


def _false_echoes(pairs: Sequence[LabelledPair]) -> Iterator[Measured]:
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
