"""robots.txt between runs: what the bucket holds of the origins of a batch."""

from collections.abc import Mapping, Sequence

from tasks.archive.robots_policies import robots_policy, write_robots_policy
from tasks.archive.store import Store
from tasks.errors import InputError
from tasks.web.fetch import RobotsPolicy
from tasks.web.urls import origin_of


def cached_policies(store: Store, urls: Sequence[str]) -> Mapping[str, RobotsPolicy]:
    """Return what is cached, by origin; addresses that have none are left out."""
    origins = sorted({origin for url in urls if (origin := _origin(url))})
    found = ((origin, robots_policy(store, origin)) for origin in origins)
    return {origin: policy for origin, policy in found if policy}


def keep_policies(store: Store, policies: Mapping[str, RobotsPolicy]) -> None:
    """Write what was asked for anew."""
    for origin in sorted(policies):
        write_robots_policy(store, policies[origin])


def _origin(url: str) -> str | None:
    try:
        return origin_of(url)
    except InputError:
        return None
