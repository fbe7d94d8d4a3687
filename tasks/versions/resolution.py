"""Which story an observation belongs to: aliases propose, content decides.

All aliases are claimed before a story is born, so of two workers that share one, the later is
told the earlier one's story. Stories that turn out to be one are joined by a ``merged`` entry
that ends the younger chain; an address that was given to another story is re-pointed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from tasks.archive.chains import Chain, Kept, living_chain, previous_slot, write_slot
from tasks.archive.claims import Claim, HeldClaim, claims, write_claim
from tasks.archive.keys import article_id, article_uri, claim_key
from tasks.archive.minter import Minter
from tasks.archive.record import Ending
from tasks.archive.store import Store
from tasks.errors import InputError, StoreUnavailableError
from tasks.versions.desk import Desk
from tasks.versions.observation import Alias, Observation, Role
from tasks.versions.others.relatives import Relative, near_duplicate
from tasks.versions.said.snapshots import decision_on, is_same_story

ROUNDS = 50  # each lost one means that another worker moved on


class Standing(StrEnum):
    """How an alias stands to what was just seen under it."""

    FREE = "free"
    TAKEN = "taken"
    """Its story is taken down, and takes this page with it."""
    MATCH = "match"
    UNBORN = "unborn"
    """Claimed by a worker that has not written version 1, and perhaps never will."""
    REUSED = "reused"
    """Its stories are all other ones."""
    LEFT_OUT = "left_out"
    """The same, but a canonical address proves nothing and is not obeyed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """The story of an observation; all its claims are durable."""

    chain: Chain
    """As compared with what was seen. A new story, whose claims are all ours, is unborn."""
    has_all_aliases: bool
    """False: a canonical address of another story was left out."""
    merged: tuple[Kept, ...] = ()
    previous: tuple[str, ...] = ()
    """The stories that had its aliases before."""
    found_by: str = ""
    """The decision that found it among its publisher's stories, under other names."""
    refused_by: str = ""
    """The decision that it is not the story which has had its address or GUID."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    alias: Alias
    standing: Standing
    held: HeldClaim | None = None
    chain: Chain | None = None
    refused: tuple[str, ...] = ()
    """The stories that the alias led to, if it is none of them."""
    refused_by: str = ""


class _Story(NamedTuple):
    article_id: str
    duplicate: Relative | None = None
    """It was found by its text; no alias led to it."""


def resolve(desk: Desk, seen: Observation) -> Resolved:
    """Return the story of an observation, after claiming its aliases and joining its chains.

    Raises:
        InputError: If the observation has no alias, or nothing but a canonical address.
        StoreError: If an object is damaged.
        StoreUnavailableError: If other workers were first in every round.
    """
    if all(alias.role is Role.CANONICAL for alias in seen.aliases):
        raise InputError(seen.article.url, "has no address and no identifier to be known by")
    store, mint = desk.store, desk.mint
    merged: list[Kept] = []
    for _ in range(ROUNDS):
        found = _look(store, seen)
        story = _story(desk, seen, found)
        if not _claim_all(store, found, story.article_id, mint):
            continue
        others = _others(found, story.article_id)
        entries = [_merge(store, chain, story.article_id, mint) for chain in others]
        merged += [entry for entry in entries if entry is not None]
        if None not in entries:
            return _resolved(found, story, tuple(merged))
    raise StoreUnavailableError(seen.article.url, "its claims keep moving; run again")


def _look(store: Store, seen: Observation) -> list[_Found]:
    held = claims(store, [alias.value for alias in seen.aliases])
    chains: dict[str, Chain] = {}

    def living(story: str) -> Chain:
        if story not in chains:
            chains[story] = living_chain(store, story)
        return chains[story]

    return [_stand(alias, held, living, seen) for alias in seen.aliases]


def _stand(
    alias: Alias,
    held: Mapping[str, HeldClaim],
    living: Callable[[str], Chain],
    seen: Observation,
) -> _Found:
    claim = held.get(alias.value)
    if claim is None:
        return _Found(alias=alias, standing=Standing.FREE)
    owners = (claim.claim.article_id, *claim.claim.previous)
    for story in owners:
        chain = living(story)
        if chain.is_taken_down and alias.role in {Role.LINK, Role.FINAL}:
            return _Found(alias=alias, standing=Standing.TAKEN, held=claim, chain=chain)
        if chain.current is not None and is_same_story(chain.current, seen, (alias,)):
            return _Found(alias=alias, standing=Standing.MATCH, held=claim, chain=chain)
    owner = living(claim.claim.article_id)
    if owner.head is None:
        return _Found(alias=alias, standing=Standing.UNBORN, held=claim, chain=owner)
    other = Standing.LEFT_OUT if alias.role is Role.CANONICAL else Standing.REUSED
    refused = (*owners, *(living(story).article_id for story in owners))
    why = decision_on(owner.current, seen, (alias,)).why if owner.current else ""
    return _Found(alias=alias, standing=other, held=claim, refused=refused, refused_by=why)


def _story(desk: Desk, seen: Observation, found: list[_Found]) -> _Story:
    for standing in (Standing.TAKEN, Standing.MATCH, Standing.UNBORN):
        owners = [each.chain.article_id for each in found if each.chain and _is(each, standing)]
        if owners:
            return _Story(min(owners))  # the oldest: ids begin with the day
    refused = [story for each in found for story in each.refused]
    duplicate = near_duplicate(desk.store, desk.near, seen, refused)
    if duplicate is not None:
        return _Story(duplicate.chain.article_id, duplicate)
    new = next(each for each in found if _is(each, Standing.FREE, Standing.REUSED))
    epoch = 1 if new.held is None else new.held.claim.epoch + 1
    return _Story(article_id(desk.mint.now().date(), new.alias.value, epoch))


def _claim_all(store: Store, found: list[_Found], story: str, mint: Minter) -> bool:
    """In the order of their hashes, so that two workers meet at the first alias they share."""
    wanted = [each for each in found if _is(each, Standing.FREE, Standing.REUSED)]
    ordered = sorted(wanted, key=lambda each: claim_key(each.alias.value))
    return all(write_claim(store, _claim(each, story, mint), over=each.held) for each in ordered)


def _claim(found: _Found, story: str, mint: Minter) -> Claim:
    old = None if found.held is None else found.held.claim
    return Claim(
        alias=found.alias.value,
        article_id=story,
        epoch=1 if old is None else old.epoch + 1,
        previous=() if old is None else (old.article_id, *old.previous),
        created_at=mint.now(),
        by=mint.worker,
    )


def _others(found: list[_Found], story: str) -> list[Chain]:
    """The chains that are to end in *story*.

    No cycle can come of it: edges go from unborn to born, and else to the smaller id.
    """
    chains = {
        each.chain.article_id: each.chain
        for each in found
        if each.chain and _is(each, Standing.MATCH, Standing.UNBORN)
    }
    return [chains[other] for other in sorted(chains) if other != story]


def _merge(store: Store, src: Chain, dst: str, mint: Minter) -> Kept | None:
    ending = Ending(
        uri=article_uri(src.article_id),
        article_id=src.article_id,
        version=src.length + 1,
        kind="merged",
        merged_into=dst,
        version_created=mint.now(),
        prev=previous_slot(src),
        commit=mint.commit(),
    )
    written = write_slot(store, ending)
    return written if written.slot.commit == ending.commit else None


def _resolved(found: list[_Found], story: _Story, merged: tuple[Kept, ...]) -> Resolved:
    name, twin = story
    chains = [each.chain for each in found if each.chain and each.chain.article_id == name]
    chains += [] if twin is None else [twin.chain]
    return Resolved(
        chain=chains[0] if chains else Chain(article_id=name, head=None, current=None),
        has_all_aliases=not any(_is(each, Standing.LEFT_OUT) for each in found),
        merged=merged,
        previous=tuple(dict.fromkeys(old for each in found for old in _previous(each))),
        found_by="" if twin is None else twin.decision.why,
        refused_by=next((each.refused_by for each in found if each.refused_by), ""),
    )


def _previous(found: _Found) -> tuple[str, ...]:
    """A claim that a killed worker has re-pointed is unborn, and remembers."""
    if found.held is None:
        return ()
    claim = found.held.claim
    if _is(found, Standing.REUSED):
        return (claim.article_id, *claim.previous)
    return claim.previous if _is(found, Standing.UNBORN) else ()


def _is(found: _Found, *standings: Standing) -> bool:
    return found.standing in standings
