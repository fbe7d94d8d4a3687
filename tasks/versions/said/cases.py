"""Cases: an observation, laid beside the version that is current."""

from dataclasses import replace

from tasks.archive.chains import Chain
from tasks.archive.record import Version
from tasks.corrections.edits import Wording
from tasks.corrections.links import link_notices
from tasks.corrections.notice import Notice
from tasks.corrections.record import Correction, fold_corrections
from tasks.identity.changes import change
from tasks.identity.decisions import decide
from tasks.identity.snapshot import Snapshot
from tasks.versions.observation import Observation
from tasks.versions.said.differences import Case, Reread
from tasks.versions.said.echoes import held_echoes, new_echoes
from tasks.versions.said.notices import together
from tasks.versions.said.snapshots import snapshot, under_same_key, without_repeated
from tasks.versions.said.statements import Statement, statement, statement_of


def case(chain: Chain, known: Version, seen: Observation, reread: Reread) -> Case:
    """Return *seen* beside *known*, which is current in *chain*."""
    said, number = statement(known, seen), chain.length + 1
    base = _base(known, seen, said, reread)
    held = base or statement_of(known)
    after = snapshot(said.article, seen.publisher, said.title_flags, guid=seen.guid)
    before = snapshot(held.article, seen.publisher, known.title_flags)
    after, before = without_repeated(after, seen), without_repeated(before, seen)
    before = under_same_key(before, after, seen.aliases)
    edit = change(before, after)
    echoes = held_echoes(known, said.article.body)
    corrections = _folded(known.corrections, echoes, said, number, seen)
    before = replace(before, notices=_known_notices(known, before, after, corrections))
    decision = decide(before, after)
    echoes = (*echoes, *new_echoes(decision, edit))
    return Case(
        known=known,
        number=number,
        history=chain.history,
        seen=seen,
        said=said,
        base=held,
        is_reextraction=base is None,
        before=before,
        after=after,
        decision=decision,
        edit=edit,
        corrections=link_notices(
            _folded(known.corrections, echoes, said, number, seen),
            () if base is None else edit.hunks,
            before=edit.before,
            after=edit.after,
            version=number,
        ),
    )


def first_corrections(said: Statement, seen: Observation) -> tuple[Correction, ...]:
    """Return the corrections of a story's first version: the edits they explain were missed."""
    corrections = _folded((), (), said, 1, seen)
    text = Wording(
        headline=said.article.headline, sentences=tuple((said.article.body or "").splitlines())
    )
    return link_notices(corrections, (), before=Wording(), after=text, version=1)


def _folded(
    known: tuple[Correction, ...],
    echoes: tuple[Notice, ...],
    said: Statement,
    number: int,
    seen: Observation,
) -> tuple[Correction, ...]:
    return fold_corrections(
        known,
        (*said.article.notices, *echoes),
        version=number,
        observed_at=seen.observed_at,
        withdrawn_confirmed=said.is_whole,  # what is lost is looked at twice, later on
    )


def _known_notices(
    known: Version, before: Snapshot, after: Snapshot, corrections: tuple[Correction, ...]
) -> tuple[Notice, ...]:
    """Whether a notice is new is for the folding to say: it knows the reworded ones."""
    ids = {each.id for each in known.corrections}
    new = {each.text for each in corrections if each.id not in ids}
    seen_again = (notice for notice in after.notices or () if notice.text not in new)
    return together(before.notices or (), seen_again)


def _base(known: Version, seen: Observation, said: Statement, reread: Reread) -> Statement | None:
    """What *known* says to today's extractor; None: that cannot be told."""
    if said.content_hash == known.content_hash:
        return statement_of(known)
    if known.body is None and said.article.body is not None:
        return None  # the feed's words then, the page's now: that is our doing
    if known.body is None or said.extraction.config == known.extraction.config:
        return statement_of(known)
    article = reread(known)
    return None if article is None else statement(known, replace(seen, article=article))
