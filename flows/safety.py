"""Whether a bucket may be written to: it is there, it is ours, and it keeps its conditions."""

from tasks.adapters.clock import SystemClock
from tasks.adapters.probe import known_or_new_verdict
from tasks.adapters.s3 import check_bucket, ensure_bucket, open_store
from tasks.errors import StoreError
from tasks.work import StoreAddress


def require_safe_store(address: StoreAddress) -> None:
    """Probe the bucket, unless a good verdict of this week lies in it.

    Raises:
        StoreError: If the bucket cannot be reached or written, or overwrites what it should not.
        ConfigError: If its address is none.
    """
    store = open_store(
        address.url, endpoint_url=address.endpoint_url or None, addressing=address.addressing
    )
    if address.create_bucket:
        ensure_bucket(store)
    else:
        check_bucket(store)
    if address.is_ours:
        return
    verdict = known_or_new_verdict(store, SystemClock().now())
    if not verdict.ok:
        raise StoreError(
            address.url,
            f"{verdict.fault}; use a store with conditional writes, such as AWS S3, MinIO since "
            "RELEASE.2025-09-07 or VersityGW",
        )
