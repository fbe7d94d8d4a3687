"""The archive's ``Store`` on one S3 bucket, through boto3.

Every error of botocore becomes one of ours here. A ``create`` or ``cas`` whose answer was lost is
repeated by botocore and then meets its own object: it returns None, as if another writer had won.
The archive reads what is there and knows its own record by ``commit.id``.
"""

import random
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypedDict

from botocore.exceptions import ClientError

from tasks.adapters.s3_errors import CUT_SHORT, error_code, http_status, translated
from tasks.archive.store import Stored
from tasks.errors import StoreError, StoreUnavailableError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import GetObjectOutputTypeDef, ListObjectsV2OutputTypeDef

CONFLICT_TRIES = 8
READ_TRIES = 3
_CONFLICTS = frozenset({"ConditionalRequestConflict", "OperationAborted"})
"""Answers of 409 after which nothing is decided; botocore does not repeat them."""
_SILENCE = threading.Event()
"""Never set: waiting for it is a pause."""


class _Condition(TypedDict, total=False):
    """Of one PutObject, as boto3 names it."""

    IfNoneMatch: str
    IfMatch: str


class _Range(TypedDict, total=False):
    """Of one GetObject, as boto3 names it."""

    Range: str


class _Start(TypedDict, total=False):
    """Of one ListObjectsV2, as boto3 names it."""

    StartAfter: str


class S3Store:
    """The ``Store`` of an archive: the objects below *prefix* of one bucket.

    Safe to share between threads. *pause* waits that many seconds between two tries.
    """

    def __init__(
        self,
        client: "S3Client",
        bucket: str,
        prefix: str = "",
        *,
        pause: Callable[[float], object] = _SILENCE.wait,
    ) -> None:
        self.bucket = bucket
        self.endpoint_url = client.meta.endpoint_url
        self._client = client
        self._prefix = f"{prefix}/" if prefix else ""
        self._pause = pause

    def get(self, key: str) -> Stored | None:
        """Return the object, or None if there is none."""
        with self._errors(key):
            answer = self._read(key, {})
        return None if answer is None else Stored(self._etag(key, answer[0]), answer[1])

    def get_range(self, key: str, offset: int, length: int) -> bytes:
        """Return *length* bytes from *offset* (fewer at the end of the object).

        Raises:
            StoreError: If there is no such object.
        """
        if length <= 0:
            return b""
        with self._errors(key):
            try:
                answer = self._read(key, {"Range": f"bytes={offset}-{offset + length - 1}"})
            except ClientError as error:
                if http_status(error) == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
                    return b""
                raise
        if answer is None:
            raise StoreError(self._name(key), "there is no such object")
        head, body = answer
        if head["ResponseMetadata"]["HTTPStatusCode"] == HTTPStatus.PARTIAL_CONTENT:
            return body
        return body[offset : offset + length]  # a store may answer with the whole object

    def create(self, key: str, body: bytes) -> str | None:
        """Write a new object and return its ETag; None: the key is taken, perhaps by us."""
        return self._write(key, body, {"IfNoneMatch": "*"})

    def cas(self, key: str, body: bytes, etag: str) -> str | None:
        """Replace the object that has *etag*, return the new one; None: it has another."""
        return self._write(key, body, {"IfMatch": etag})

    def put(self, key: str, body: bytes) -> str:
        """Write unconditionally: for unique names and caches only."""
        etag = self._write(key, body, {})
        if etag is None:
            raise StoreError(self._name(key), "a condition that was not set has failed")
        return etag

    def list(self, prefix: str, after: str = "") -> Iterator[str]:
        """Yield the keys below *prefix* that sort behind *after*, in order."""
        start: _Start = {"StartAfter": self._prefix + after} if after else {}
        paginator = self._client.get_paginator("list_objects_v2")
        pages = iter(paginator.paginate(Bucket=self.bucket, Prefix=self._prefix + prefix, **start))
        while True:
            with self._errors(prefix):
                page = next(pages, None)
            if page is None:
                return
            for entry in page.get("Contents", []):
                yield entry["Key"].removeprefix(self._prefix)

    def server_date(self) -> datetime:
        """Return what the store's clock says: the Date of an answer."""
        with self._errors(""):
            answer = self._list_one()
        date = answer["ResponseMetadata"]["HTTPHeaders"].get("date", "")
        try:
            return parsedate_to_datetime(date).astimezone(UTC)
        except ValueError as error:
            raise StoreError(self._name(""), "answers carry no Date") from error

    def has_bucket(self) -> bool:
        """Return whether the bucket is there; refusals and silence are raised."""
        with self._errors(""):
            try:
                self._list_one()
            except self._client.exceptions.NoSuchBucket:
                return False
        return True

    def create_bucket(self) -> None:
        """Create the bucket; nothing happens if it is ours already."""
        with self._errors(""), suppress(self._client.exceptions.BucketAlreadyOwnedByYou):
            self._client.create_bucket(Bucket=self.bucket)

    def _list_one(self) -> "ListObjectsV2OutputTypeDef":
        # Below our prefix: a policy may allow no more.
        return self._client.list_objects_v2(Bucket=self.bucket, Prefix=self._prefix, MaxKeys=1)

    def _read(self, key: str, byte_range: _Range) -> "tuple[GetObjectOutputTypeDef, bytes] | None":
        tries = READ_TRIES
        while True:
            tries -= 1
            try:
                answer = self._client.get_object(
                    Bucket=self.bucket, Key=self._prefix + key, **byte_range
                )
            except self._client.exceptions.NoSuchKey:
                return None
            try:
                return answer, answer["Body"].read()
            except CUT_SHORT:
                if not tries:
                    raise

    def _write(self, key: str, body: bytes, condition: _Condition) -> str | None:
        for attempt in range(CONFLICT_TRIES):
            with self._errors(key):
                try:
                    answer = self._client.put_object(
                        Bucket=self.bucket, Key=self._prefix + key, Body=body, **condition
                    )
                    return self._etag(key, answer)
                except ClientError as error:
                    if _has_lost(error, condition):
                        return None
                    if error_code(error) not in _CONFLICTS:
                        raise
            self._pause(random.uniform(0, min(1.0, 0.05 * 2**attempt)))  # noqa: S311 -- jitter
        raise StoreUnavailableError(
            self._name(key), f"{self.endpoint_url} could not decide between writers; try again"
        )

    def _etag(self, key: str, answer: Mapping[str, Any]) -> str:
        etag: str = answer.get("ETag", "")
        if not etag:
            raise StoreError(self._name(key), f"{self.endpoint_url} answers without an ETag")
        return etag

    def _errors(self, key: str) -> AbstractContextManager[None]:
        return translated(self._name(key), self.endpoint_url)

    def _name(self, key: str) -> str:
        return f"s3://{self.bucket}/{self._prefix}{key}".rstrip("/")


def _has_lost(error: ClientError, condition: _Condition) -> bool:
    if http_status(error) == HTTPStatus.PRECONDITION_FAILED:
        return True
    # If-Match on a key that is not there: 404.
    return "IfMatch" in condition and error_code(error) == "NoSuchKey"
