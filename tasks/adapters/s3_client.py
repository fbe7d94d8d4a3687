"""A boto3 client as the archive needs it; nothing of it is specific to one bucket."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import boto3
from botocore.config import Config
from botocore.handlers import add_expect_header

from tasks.adapters.s3_errors import translated
from tasks.errors import ConfigError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

Addressing = Literal["path", "virtual"]
THREADS = 32
"""A process tops out at about 550 PUT/s (1.5 ms CPU each); 16 to 32 threads hide latency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """Where the store is and how to address it; boto3 finds the credentials itself."""

    endpoint_url: str | None = None
    """None: AWS, or what the AWS_* variables say."""
    region: str | None = None
    addressing: Addressing = "path"
    attempts: int = 5
    """In all, of one request; botocore waits between them."""


def connect(connection: Connection) -> "S3Client":
    """Return a new boto3 client.

    Raises:
        ConfigError: If the endpoint is no address.
        StoreError: If the credentials that are configured cannot be read.
    """
    _check_endpoint(connection.endpoint_url)
    with translated("s3", connection.endpoint_url or "AWS"):
        session = boto3.session.Session()
        client = session.client(
            "s3",
            region_name=connection.region or session.region_name or "us-east-1",
            endpoint_url=connection.endpoint_url,
            config=_config(connection),
        )
    # Expect: 100-continue costs every small PUT a round trip.
    client.meta.events.unregister("before-call.s3", add_expect_header)
    return client


def _config(connection: Connection) -> Config:
    return Config(
        # Not adaptive: one throttled prefix would slow everything.
        retries={"mode": "standard", "total_max_attempts": connection.attempts},
        connect_timeout=5,  # the defaults, 60 and 60, outlast a batch
        read_timeout=20,
        tcp_keepalive=True,
        max_pool_connections=THREADS + 8,  # the default, 10, starves 16 threads
        s3={"addressing_style": connection.addressing},
        # botocore's own default sends another form of body over https than over http, and
        # older stores refuse it; the signed payload hash keeps integrity.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )


def _check_endpoint(url: str | None) -> None:
    if url is not None and not re.fullmatch(r"https?://[^\s/@]+/?", url):
        shown = "S3 endpoint" if "@" in url else url  # what stands before an @ may be secret
        raise ConfigError(shown, "no address of a store; give one like https://s3.example.com")
