"""Which bucket a command works on: the configured one, or a local store started for it."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager

from config.settings import DEFAULT_BUCKET, Settings
from tasks.adapters.local_store import ServerKind, local_store
from tasks.work import StoreAddress

log = logging.getLogger(__name__)


@contextmanager
def reachable_store(settings: Settings) -> Iterator[StoreAddress]:
    """Yield the bucket's address; a local server runs as long as the block.

    Its address and keys are put into this process's environment, where boto3, the flow and
    child processes look for them.

    Raises:
        ConfigError: If no local server can be had, or its port is taken.
    """
    if not settings.is_local:
        yield store_address(settings)
        return
    force = ServerKind(settings.local_store) if settings.local_store else None
    with local_store(settings.local_dir / "store", force=force) as server:
        log.info("%s", server.why)
        os.environ.update(
            server.environment(),
            CORRIGENDA_S3__ENDPOINT_URL=server.endpoint_url,
            CORRIGENDA_S3__CREATE_BUCKET="true",
        )
        yield StoreAddress(
            url=DEFAULT_BUCKET,
            endpoint_url=server.endpoint_url,
            create_bucket=True,
            is_ours=True,
        )


def store_address(settings: Settings, *, is_dry: bool = False) -> StoreAddress:
    """Return where *settings* say the bucket is."""
    return StoreAddress(
        url=settings.store_url or DEFAULT_BUCKET,
        endpoint_url=settings.s3.endpoint_url,
        addressing=settings.s3.addressing,
        # A bucket that nobody named is ours to make.
        create_bucket=settings.s3.create_bucket or not settings.store_url,
        is_dry=is_dry,
    )
