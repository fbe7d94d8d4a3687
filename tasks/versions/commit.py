"""The commit protocol: one observation in, at most one new version out.

The commit is one conditional PUT of the next free slot: of two writers one wins, and a killed
one leaves nothing half done. Everything may be repeated; a redo finds what is there and
writes nothing.
"""

from dataclasses import replace

from tasks.archive.chains import Chain, Kept, chain_at, last_slot, required, write_slot
from tasks.archive.keys import aliases_digest
from tasks.archive.minter import Minter
from tasks.archive.record import Version, short_hash
from tasks.archive.store import Store
from tasks.corrections.notice import Notice
from tasks.errors import StoreUnavailableError
from tasks.versions.desk import Desk
from tasks.versions.endings import not_written, taken_down, unresolved, untouched, written
from tasks.versions.judgement import Ruling, judge
from tasks.versions.next_version import next_version
from tasks.versions.observation import TRUNCATED, Committed, KnownVersion, Observation, Role
from tasks.versions.others.addresses import show_different, show_same, under_learned_names
from tasks.versions.others.correctives import as_notice, corrected_story, corrective
from tasks.versions.others.neighbours import Neighbours, nothing_kept, nothing_shown
from tasks.versions.others.surroundings import completed
from tasks.versions.resolution import ROUNDS, Resolved, resolve
from tasks.versions.said.differences import Reread, no_raw_page
from tasks.versions.said.notices import is_on_page
from tasks.versions.said.snapshots import is_same_story
from tasks.versions.said.statements import is_gone, statement


def commit(
    store: Store,
    seen: Observation,
    *,
    mint: Minter,
    reread: Reread = no_raw_page,
    near: Neighbours | None = None,
) -> Committed:
    """Archive one observation; all that it led to is durable on return.

    Args:
        store: The bucket.
        seen: A page or a feed entry as just seen.
        mint: The time, ULIDs, and who we are.
        reread: Reads the raw page of a version again with today's extractor.
        near: Finds stories that came back under other names, copies and headlines, and is told
            of what was written; None: only aliases tell a story.

    Raises:
        InputError: If the observation has no alias.
        StoreError: If an object is damaged, or the bucket refuses.
        StoreUnavailableError: If the bucket does not answer, or other workers were first in
            every round; nothing is lost: commit again.
    """
    near = near or Neighbours(nothing_kept, nothing_shown, mint.now().date())
    desk = Desk(store=store, mint=mint, reread=reread, near=near)
    notice = corrective(seen)
    if notice is not None:
        return _commit_corrective(desk, seen, notice)
    seen = under_learned_names(near, _under_own_names(seen))
    known, place = seen.known, None
    if known is not None and known.aliases == _digest(seen):
        head = last_slot(store, known.article_id, since=known.version)
        if head is None and _says_what_is_known(seen, known):
            return untouched(known)
        place = _known_place(store, seen, known, head)
    for _ in range(ROUNDS):
        end = _attempt(desk, seen, place or resolve(desk, seen))
        if isinstance(end, Committed):
            return end
        place = end
    raise StoreUnavailableError(seen.article.url, "other workers were always first; run again")


def _commit_corrective(desk: Desk, seen: Observation, notice: Notice) -> Committed:
    """A correction of another item makes no story: it belongs to that item's."""
    for _ in range(ROUNDS):
        place = corrected_story(desk, seen, notice)
        if place is None:
            return unresolved(seen, notice)
        end = _attempt(desk, as_notice(seen, notice, place.chain), place)
        if isinstance(end, Committed):
            return end
    raise StoreUnavailableError(seen.article.url, "other workers were always first; run again")


def _under_own_names(seen: Observation) -> Observation:
    """A page that is no story lends it no names: all may be sent to one consent form."""
    is_read = seen.article.body is not None and not is_gone(seen)
    if is_read and seen.confirm_reason in {None, TRUNCATED}:
        return seen
    own = tuple(alias for alias in seen.aliases if alias.role in {Role.LINK, Role.GUID})
    return replace(seen, aliases=own)


def _digest(seen: Observation) -> str:
    return aliases_digest(tuple(alias.value for alias in seen.aliases))


def _says_what_is_known(seen: Observation, known: KnownVersion) -> bool:
    """Notices in a feed and a wire's prefixes are no part of the hash: then the head is asked."""
    is_equal = short_hash(statement(None, seen).content_hash) == known.content
    return is_equal and not seen.title_flags and all(map(is_on_page, seen.article.notices))


def _known_place(
    store: Store, seen: Observation, known: KnownVersion, head: Kept | None
) -> Resolved | None:
    """The story that the feed's state names, if it lives and still is this one."""
    last = head or required(store, known.article_id, known.version)
    chain = chain_at(store, known.article_id, last)
    if chain.current is None or not is_same_story(chain.current, seen, seen.aliases):
        return None
    return Resolved(chain=chain, has_all_aliases=True)


def _attempt(desk: Desk, seen: Observation, place: Resolved) -> Committed | Resolved | None:
    """Try to write the next slot.

    Returns:
        How the observation ended; or, if another worker was first, the story as it stands now,
        None if that is another one: then it must be resolved again.
    """
    if place.chain.is_taken_down:
        return taken_down(place, seen)
    now = desk.mint.now()
    verdict = judge(place.chain, seen, desk.reread)
    if verdict.ruling is not Ruling.WRITE:
        show_same(desk.near, place, seen)
        return _entered(desk, place, not_written(place, seen, verdict, now))
    verdict = completed(desk, place, seen, verdict)
    version = next_version(place.chain, seen, verdict, desk.mint)
    there = write_slot(desk.store, version)
    if there.slot.commit == version.commit:
        show_different(desk.near, place, seen, version.article_id)
        after = _behind(place, there, version)
        end = written(after, seen, version, place.chain.current, now)
        return _entered(desk, after, replace(end, remarks=verdict.remarks))
    later = last_slot(desk.store, version.article_id, since=version.version) or there
    chain = chain_at(desk.store, version.article_id, later)
    return replace(place, chain=chain) if _is_its_story(chain, seen) else None


def _entered(desk: Desk, place: Resolved, end: Committed) -> Committed:
    """What goes to the log goes to the indexes too: a killed writer's is helped in both."""
    if end.log_rows and place.chain.current is not None:
        desk.near.enter(place.chain.current)
    return end


def _behind(place: Resolved, there: Kept, version: Version) -> Resolved:
    current = place.chain.current if version.out_of_order else version
    return replace(place, chain=replace(place.chain, head=there, current=current))


def _is_its_story(chain: Chain, seen: Observation) -> bool:
    if chain.is_taken_down:
        return True
    return chain.current is not None and is_same_story(chain.current, seen, seen.aliases)
