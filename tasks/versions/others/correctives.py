"""Correctives: items that correct another item. They make no story of their own."""

from contextlib import suppress
from dataclasses import replace

from tasks.archive.chains import Chain, living_chain
from tasks.archive.claims import claim
from tasks.archive.record import Version
from tasks.archive.store import Store
from tasks.corrections.notice import Location, Notice, Target
from tasks.errors import InputError
from tasks.identity.texts.titles import headline
from tasks.identity.urls import canonical_url
from tasks.versions.desk import Desk
from tasks.versions.observation import Alias, Observation, Role
from tasks.versions.resolution import Resolved

_OF_ANOTHER = frozenset(
    {"CORRECTION", "CORRECTIONS", "OFFICIAL CORRECTION", "CLARIFICATION", "RETRACTION"}
)


def corrective(seen: Observation) -> Notice | None:
    """Return the notice that makes an observation a correction of another item, if one does.

    A notice on another item does so where the headline announces it ("Correction: ..."). A
    story that merely ends with one stays a story, and "CORRECTED-" speaks of the item itself.
    """
    return next((n for n in seen.article.notices if _is_the_item(n, seen)), None)


def corrected_story(desk: Desk, seen: Observation, notice: Notice) -> Resolved | None:
    """Return the living story that a corrective speaks of: by its address, else by its headline.

    Of two stories that lately stood under one headline neither is taken: a person may know.

    Raises:
        StoreError: If an object is damaged.
    """
    named = _addressed(desk.store, notice)
    found = [named] if named else _headed(desk, seen, notice)
    chains = {name: living_chain(desk.store, name) for name in found}
    living = {chain.article_id: chain for chain in chains.values() if chain.current is not None}
    if len(living) != 1:
        return None
    return Resolved(chain=living.popitem()[1], has_all_aliases=False)


def as_notice(seen: Observation, notice: Notice, chain: Chain) -> Observation:
    """Return a corrective as an observation of the story it corrects: its notice, no text."""
    own = replace(notice, target=Target.SELF, location=Location.FEED_ENTRY, spans=())
    bare = replace(seen.article, headline="", body=None, notices=(own,))
    current = chain.current
    assert current is not None  # noqa: S101 -- as corrected_story has it
    told = replace(seen, article=bare, fetch=None, guid=None, title_flags=())
    # It is never out of order: it says nothing of the page, which may have been read after it.
    later = max(seen.observed_at, current.observed_at)
    return replace(told, aliases=(_alias(current),), observed_at=later)


def _addressed(store: Store, notice: Notice) -> str | None:
    with suppress(InputError):
        if notice.target_hint:
            held = claim(store, f"url:{canonical_url(notice.target_hint)}")
            return None if held is None else held.claim.article_id
    return None


def _headed(desk: Desk, seen: Observation, notice: Notice) -> list[str]:
    """The stories under the headline that the notice names, or that stands behind its label."""
    for name in (notice.target_hint, headline(seen.article.headline).text):
        found = desk.near.headed(seen.publisher, name) if name else []
        if found:
            return found
    return []


def _alias(version: Version) -> Alias:
    return Alias(role=Role.LINK, value=f"url:{version.canonical_url or version.url}")


def _is_the_item(notice: Notice, seen: Observation) -> bool:
    title = seen.article.headline
    prefixes = {*seen.title_flags, *headline(title).prefixes}
    is_labelled = bool(notice.target_hint) and title.endswith(f": {notice.target_hint}")
    is_announced = is_labelled or not _OF_ANOTHER.isdisjoint(prefixes)
    return notice.target is Target.OTHER and is_announced
