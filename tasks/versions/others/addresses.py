"""Addresses: a publisher's own noise is taken off them, and what they show is noted."""

from dataclasses import replace

from tasks.archive.record import Version
from tasks.identity.addresses.parameters import Parameter, Twin, lone_parameter, without_parameters
from tasks.identity.snapshot import Relation
from tasks.versions.observation import Alias, Observation
from tasks.versions.others.neighbours import Neighbours
from tasks.versions.resolution import Resolved
from tasks.versions.said.snapshots import decision_on

_URL = "url:"
_UNCHANGED = frozenset({Relation.IDENTICAL, Relation.COSMETIC})


def under_learned_names(near: Neighbours, seen: Observation) -> Observation:
    """Return *seen* with its addresses as its publisher means them: without learned noise."""
    if not any("?" in url for url in _urls(seen)):
        return seen
    noise = [one.name for one in near.parameters(seen.publisher) if one.is_noise]
    if not noise:
        return seen
    plain = (_without(alias, noise) for alias in seen.aliases)
    return replace(seen, aliases=tuple({alias.value: alias for alias in plain}.values()))


def show_same(near: Neighbours, place: Resolved, seen: Observation) -> None:
    """Note the parameter by which *seen*, with the same words, stands under another address.

    Stories that it tells apart are noted with it: it is no noise then.
    """
    known = place.chain.current
    if known is None or known.canonical_url is None or seen.article.body is None:
        return
    for url in _urls(seen):
        name = lone_parameter(known.canonical_url, url)
        if name is None or not _says_the_same(known, seen):
            continue
        twin = Twin(article_id=known.article_id, urls=(known.canonical_url, url))
        apart = near.siblings(seen.publisher, twin.urls, name) - {known.article_id}
        told = Parameter(name=name, same=(twin,), different=tuple(sorted(apart)))
        near.show(seen.publisher, told)


def _says_the_same(known: Version, seen: Observation) -> bool:
    decision = decision_on(known, seen, seen.aliases)
    return decision.relation in _UNCHANGED and not decision.confirm


def show_different(near: Neighbours, place: Resolved, seen: Observation, own: str) -> None:
    """Note that parameters taken for noise led to another story than *seen*: they are none."""
    address = seen.article.canonical_url or ""
    for one in near.parameters(seen.publisher) if place.previous and "?" in address else ():
        if one.is_noise and without_parameters(address, (one.name,)) != address:
            near.show(seen.publisher, Parameter(name=one.name, different=(*place.previous, own)))


def _urls(seen: Observation) -> list[str]:
    values = (alias.value for alias in seen.aliases)
    return [value.removeprefix(_URL) for value in values if value.startswith(_URL)]


def _without(alias: Alias, noise: list[str]) -> Alias:
    if not alias.value.startswith(_URL) or "?" not in alias.value:
        return alias
    url = alias.value.removeprefix(_URL)
    return replace(alias, value=f"{_URL}{without_parameters(url, noise)}")
