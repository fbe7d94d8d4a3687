"""A feed's state as an object: read with its ETag, written only if it would differ."""

from dataclasses import replace

from tasks.archive.documents import document, read_document
from tasks.archive.keys import feed_state_key
from tasks.archive.store import Store
from tasks.feeds.state import FeedState

SCHEMA = "feed-state/1"


def feed_state(store: Store, feed_id: str) -> tuple[FeedState, str | None]:
    """Return what is remembered of a feed, and the ETag to write against (None: nothing yet).

    Raises:
        StoreError: If the object is damaged, or of another schema.
    """
    key = feed_state_key(feed_id)
    found = store.get(key)
    if found is None:
        return FeedState(feed_id=feed_id), None
    return read_document(FeedState, SCHEMA, key, found.body), found.etag


def write_feed_state(
    store: Store, state: FeedState, *, known: FeedState, etag: str | None
) -> str | None:
    """Write *state* in place of *known*, which has *etag*, and return the new ETag.

    A state that says the same is not written: its ETag stays. ``rev`` counts the writes, so
    that bytes, and with them ETags, never repeat.

    Returns:
        None if another run was first: read again, apply the change to what is there, write again.
    """
    if etag is not None and replace(state, rev=known.rev) == known:
        return etag
    body = document(SCHEMA, replace(state, rev=known.rev + 1))
    key = feed_state_key(state.feed_id)
    return store.create(key, body) if etag is None else store.cas(key, body, etag)
