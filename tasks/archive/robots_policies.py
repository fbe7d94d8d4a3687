"""The robots.txt of an origin as an object: a cache, written once a day at most."""

from tasks.archive.documents import document, read_document
from tasks.archive.keys import robots_policy_key
from tasks.archive.store import Store
from tasks.web.fetch import RobotsPolicy

SCHEMA = "robots-policy/1"


def robots_policy(store: Store, origin: str) -> RobotsPolicy | None:
    """Return what is cached of *origin*; None: it was never asked.

    Raises:
        StoreError: If the object is damaged; delete it, it costs one request.
    """
    key = robots_policy_key(origin)
    found = store.get(key)
    return None if found is None else read_document(RobotsPolicy, SCHEMA, key, found.body)


def write_robots_policy(store: Store, policy: RobotsPolicy) -> None:
    """Keep *policy* for the runs of the next day."""
    store.put(robots_policy_key(policy.origin), document(SCHEMA, policy))
