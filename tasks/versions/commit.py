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
from tasks.versions.correctives import as_notice, corrected_item, corrected_story, corrective
from tasks.versions.differences import Reread, no_raw_page
from tasks.versions.endings import not_written, taken_down, unresolved, untouched, written
from tasks.versions.judgement import Ruling, judge
from tasks.versions.next_version import next_version
from tasks.versions.notices import is_on_page
from tasks.versions.observation import TRUNCATED, Committed, KnownVersion, Observation, Role
from tasks.versions.resolution import ROUNDS, Resolved, resolve
from tasks.versions.snapshots import is_same_story
from tasks.versions.statements import is_gone, statement


def commit(
    store: Store, seen: Observation, *, mint: Minter, reread: Reread = no_raw_page
) -> Committed:
    """Archive one observation; all that it led to is durable on return.

    Args:
        store: The bucket.
        seen: A page or a feed entry as just seen.
        mint: The time, ULIDs, and who we are.
        reread: Reads the raw page of a version again with today's extractor.

    Raises:
        InputError: If the observation has no alias.
        StoreError: If an object is damaged, or the bucket refuses.
        StoreUnavailableError: If the bucket does not answer, or other workers were first in
            every round; nothing is lost: commit again.
    """
    notice = corrective(seen)
    if notice is not None:
        return _commit_corrective(store, seen, notice, mint, reread)
    seen = _under_own_names(seen)
    known, place = seen.known, None
    if known is not None and known.aliases == _digest(seen):
        head = last_slot(store, known.article_id, since=known.version)
        if head is None and _says_what_is_known(seen, known):
            return untouched(known)
        place = _known_place(store, seen, known, head)
    for _ in range(ROUNDS):
        end = _attempt(store, seen, place or resolve(store, seen, mint), mint, reread)
        if isinstance(end, Committed):
            return end
        place = end
    raise StoreUnavailableError(seen.article.url, "other workers were always first; run again")


def _commit_corrective(
    store: Store, seen: Observation, notice: Notice, mint: Minter, reread: Reread
) -> Committed:
    """A correction of another item makes no story: it belongs to that item's."""
    item = corrected_item(notice)
    told = None if item is None else as_notice(seen, notice, item)
    for _ in range(ROUNDS):
        place = None if item is None else corrected_story(store, item)
        if told is None or place is None:
            return unresolved(seen, notice)
        end = _attempt(store, told, place, mint, reread)
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


def _attempt(
    store: Store, seen: Observation, place: Resolved, mint: Minter, reread: Reread
) -> Committed | Resolved | None:
    """Try to write the next slot.

    Returns:
        How the observation ended; or, if another worker was first, the story as it stands now,
        None if that is another one: then it must be resolved again.
    """
    if place.chain.is_taken_down:
        return taken_down(place, seen)
    verdict = judge(place.chain, seen, reread)
    if verdict.ruling is not Ruling.WRITE:
        return not_written(place, seen, verdict, mint.now())
    version = next_version(place.chain, seen, verdict, mint)
    there = write_slot(store, version)
    if there.slot.commit == version.commit:
        after = _behind(place, there, version)
        return written(after, seen, version, place.chain.current, mint.now())
    later = last_slot(store, version.article_id, since=version.version) or there
    chain = chain_at(store, version.article_id, later)
    return replace(place, chain=chain) if _is_its_story(chain, seen) else None


def _behind(place: Resolved, there: Kept, version: Version) -> Resolved:
    current = place.chain.current if version.out_of_order else version
    return replace(place, chain=replace(place.chain, head=there, current=current))


def _is_its_story(chain: Chain, seen: Observation) -> bool:
    if chain.is_taken_down:
        return True
    return chain.current is not None and is_same_story(chain.current, seen, seen.aliases)
