"""Relatives: other stories that share keys with what was seen, and what their texts say of it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tasks.archive.chains import Chain, living_chain
from tasks.archive.record import Link, Rel, Version
from tasks.archive.store import Store
from tasks.identity.decisions import decide
from tasks.identity.snapshot import Decision, Relation, Snapshot
from tasks.versions.observation import TRUNCATED, Observation
from tasks.versions.others.neighbours import Neighbours
from tasks.versions.said.snapshots import (
    decision_on,
    known_snapshot,
    seen_snapshot,
    version_snapshot,
)


class Relative(NamedTuple):
    """Another story, and how what was seen is related to it."""

    chain: Chain
    current: Version
    decision: Decision


def near_duplicate(
    store: Store, near: Neighbours, seen: Observation, refused: Iterable[str]
) -> Relative | None:
    """Return the story of the same publisher that has come back under other names, if one has.

    What is not sure is not merged: a text that `decide` wants to see twice is another story.

    Args:
        store: The bucket.
        near: Where candidates come from.
        seen: An observation that no alias ties to a story.
        refused: Stories that its aliases led to, and that it is not.
    """
    others = set(refused)
    found = (
        one
        for one in _of_publisher(store, near, seen)
        if one.decision.same_article and one.chain.article_id not in others
    )
    return next((one for one in found if _is_sure(one, seen)), None)


def _is_sure(one: Relative, seen: Observation) -> bool:
    """As one story's next state the text is no odd one: not cut, not shrunk, no error page."""
    return not decision_on(one.current, seen, seen.aliases).confirm


def new_links(store: Store, near: Neighbours, seen: Observation) -> tuple[Link, ...]:
    """Return the links of a new story: copies of it, and what it follows."""
    found = (*_of_publisher(store, near, seen), *_copies(store, near, seen_snapshot(seen)))
    links = (Link(rel=rel, article_id=one.chain.article_id) for one in found if (rel := _rel(one)))
    return tuple(dict.fromkeys(links))


def copies(store: Store, near: Neighbours, version: Version) -> list[Relative]:
    """Return the copies that other publishers have of a version."""
    return list(_copies(store, near, version_snapshot(version)))


def _of_publisher(store: Store, near: Neighbours, seen: Observation) -> Iterator[Relative]:
    if seen.article.body is None or seen.confirm_reason not in {None, TRUNCATED}:
        return
    now = seen_snapshot(seen)
    for chain, current in _living(store, near.of_publisher(now)):
        yield Relative(chain, current, decide(known_snapshot(current, seen), now))


def _copies(store: Store, near: Neighbours, told: Snapshot) -> Iterator[Relative]:
    for chain, current in _living(store, near.elsewhere(told)):
        decision = decide(version_snapshot(current), told)
        if decision.relation is Relation.SYNDICATED_COPY:
            yield Relative(chain, current, decision)


def _living(store: Store, stories: Iterable[str]) -> Iterator[tuple[Chain, Version]]:
    seen: set[str] = set()
    for story in stories:
        chain = living_chain(store, story)
        if chain.current is not None and chain.article_id not in seen:
            seen.add(chain.article_id)
            yield chain, chain.current


def _rel(one: Relative) -> Rel | None:
    if one.decision.same_article:
        return Rel.COPY
    return Rel.FOLLOWUP if one.decision.relation is Relation.FOLLOWUP_STORY else None
