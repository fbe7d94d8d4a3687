"""Correctives: items that correct another item. They make no story of their own."""

from contextlib import suppress
from dataclasses import replace

from tasks.archive.chains import living_chain
from tasks.archive.claims import claim
from tasks.archive.store import Store
from tasks.corrections.notice import Location, Notice, Target
from tasks.errors import InputError
from tasks.identity.titles import headline
from tasks.identity.urls import canonical_url
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


def corrected_item(notice: Notice) -> Alias | None:
    """Return the alias of the item that a notice names, if it names it by address."""
    with suppress(InputError):
        if notice.target_hint:
            return Alias(role=Role.LINK, value=f"url:{canonical_url(notice.target_hint)}")
    return None


def corrected_story(store: Store, item: Alias) -> Resolved | None:
    """Return the story that goes by *item*, if there is one and it lives.

    Raises:
        StoreError: If an object is damaged.
    """
    held = claim(store, item.value)
    if held is None:
        return None
    chain = living_chain(store, held.claim.article_id)
    if chain.current is None:
        return None
    return Resolved(chain=chain, has_all_aliases=False)


def as_notice(seen: Observation, notice: Notice, item: Alias) -> Observation:
    """Return a corrective as an observation of the story it corrects: its notice, no text."""
    own = replace(notice, target=Target.SELF, location=Location.FEED_ENTRY, spans=())
    bare = replace(seen.article, headline="", body=None, notices=(own,))
    return replace(
        seen, article=bare, aliases=(item,), fetch=None, guid=None, title_flags=(), known=None
    )


def _is_the_item(notice: Notice, seen: Observation) -> bool:
    title = seen.article.headline
    prefixes = {*seen.title_flags, *headline(title).prefixes}
    is_labelled = bool(notice.target_hint) and title.endswith(f": {notice.target_hint}")
    is_announced = is_labelled or not _OF_ANOTHER.isdisjoint(prefixes)
    return notice.target is Target.OTHER and is_announced
