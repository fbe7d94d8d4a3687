"""The archive's bucket by its address: opened, checked and, on a local server, created."""

import os
import re
import threading
from functools import lru_cache
from typing import TYPE_CHECKING

from tasks.adapters.s3_client import Addressing, Connection, connect
from tasks.adapters.s3_store import S3Store
from tasks.errors import ConfigError, StoreError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


def open_store(
    url: str,
    *,
    endpoint_url: str | None = None,
    region: str | None = None,
    addressing: Addressing = "path",
) -> S3Store:
    """Return the store at *url*; nothing is sent yet.

    One client serves all stores of a process that share an endpoint.

    Args:
        url: ``s3://bucket`` or ``s3://bucket/prefix``.
        endpoint_url: Of a store that is not AWS.
        region: Default: what the AWS_* variables say, else us-east-1.
        addressing: "virtual" on AWS.

    Raises:
        ConfigError: If *url* or *endpoint_url* is no such address.
        StoreError: If the credentials that are configured cannot be read.
    """
    bucket, prefix = _bucket_and_prefix(url)
    connection = Connection(endpoint_url=endpoint_url, region=region, addressing=addressing)
    with _one_at_a_time:
        client = _shared_client(connection, os.getpid())
    return S3Store(client, bucket, prefix)


_one_at_a_time = threading.Lock()


@lru_cache
def _shared_client(connection: Connection, _process_id: int) -> "S3Client":
    return connect(connection)  # by process: a client must not be carried over a fork


def _bucket_and_prefix(url: str) -> tuple[str, str]:
    match = re.fullmatch(
        r"s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:/[\w=.-]+)*)/?", url, re.ASCII
    )
    if match is None:
        shown = "store URL" if "@" in url else url
        raise ConfigError(shown, "no address of a bucket; give s3://bucket or s3://bucket/prefix")
    return match[1], match[2].removeprefix("/")


def check_bucket(store: S3Store) -> None:
    """Raise a StoreError unless the bucket is there and we may list it."""
    if not store.has_bucket():
        reason = f"there is no such bucket at {store.endpoint_url}; create it, or correct the URL"
        raise StoreError(f"s3://{store.bucket}", reason)


def ensure_bucket(store: S3Store) -> None:
    """Create the bucket if it is missing: for local servers only.

    Raises:
        StoreError: If it belongs to someone else, or we may not create it.
    """
    if not store.has_bucket():
        store.create_bucket()
