"""Change types: what a version is to the one before it."""

from collections.abc import Iterator

from tasks.archive.article import Status
from tasks.archive.record import Change, ChangeType
from tasks.identity.snapshot import Relation
from tasks.versions.said.differences import Case

TYPE_BY_RELATION = {
    Relation.RETRACTION: ChangeType.RETRACTION,
    Relation.CORRECTION: ChangeType.CORRECTION,
    Relation.CLARIFICATION: ChangeType.CLARIFICATION,
    Relation.UPDATE: ChangeType.UPDATE,
    Relation.SILENT_EDIT: ChangeType.SILENT_EDIT,
    Relation.HEADLINE_CHANGE: ChangeType.HEADLINE,
}
_GONE = frozenset({Status.MISSING, Status.REMOVED})


def change_of(found: Case) -> Change:
    """Return the change record of the version that *found* may become."""
    return Change(
        type=change_type(found),
        fields=found.fields,
        similarity=found.edit.similarity,
        hunks=() if found.is_stale else found.hunks,
        why=found.decision.why,
    )


def change_type(found: Case) -> ChangeType:
    """Return the first type that fits.

    A publisher is told only what it did itself, and did later: another extractor's reading and
    a late, older observation accuse nobody.
    """
    if found.is_reextraction:
        return ChangeType.REEXTRACTION
    if found.is_stale:
        return ChangeType.METADATA
    fitting = {ChangeType.METADATA, *_edit_types(found), *_status_types(found)}
    return next(kind for kind in ChangeType if kind in fitting)


def _edit_types(found: Case) -> Iterator[ChangeType]:
    relation = found.decision.relation
    if relation in TYPE_BY_RELATION:
        yield TYPE_BY_RELATION[relation]
    elif "body" in found.fields:
        yield ChangeType.SILENT_EDIT


def _status_types(found: Case) -> Iterator[ChangeType]:
    was, now = found.known.status, found.said.article.status
    if now is Status.REMOVED and was is not now:
        yield ChangeType.REMOVED
    if was in _GONE and now not in _GONE:
        yield ChangeType.RESTORED
