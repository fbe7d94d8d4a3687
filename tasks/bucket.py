"""The bucket of a run, opened where a stage needs it: a store is never handed between stages."""

from tasks.adapters.overlay_store import OverlayStore
from tasks.adapters.s3 import ensure_bucket, open_store
from tasks.archive.store import Store
from tasks.work import StoreAddress


def open_bucket(address: StoreAddress) -> Store:
    """Return the store at *address*; a dry run's keeps its writes in memory.

    Raises:
        StoreError: If the bucket cannot be made, where that is asked for.
    """
    store = open_store(
        address.url, endpoint_url=address.endpoint_url or None, addressing=address.addressing
    )
    if address.create_bucket:
        ensure_bucket(store)
    return OverlayStore(store) if address.is_dry else store
