"""One S3 server a session, a fresh store in it, or in memory, for each test, and no Internet."""

import os
import sys
from collections.abc import Iterator
from uuid import uuid4

import pytest

from tasks.adapters.local_store import LocalStore, ServerKind, local_store
from tasks.adapters.memory_store import MemoryStore
from tasks.adapters.s3 import ensure_bucket, open_store
from tasks.adapters.s3_store import S3Store
from tasks.archive.store import Store

_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_FOREIGN = ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3")


def pytest_configure() -> None:
    """Keep every socket of this process on loopback."""
    sys.addaudithook(_refuse_the_internet)


def _refuse_the_internet(event: str, arguments: tuple[object, ...]) -> None:
    if event != "socket.connect":
        return
    address = arguments[1]
    if isinstance(address, tuple) and address[0] not in _LOOPBACK:
        pytest.fail(f"a test connects to {address[0]}; sockets stay on loopback")


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStore]:
    """Run a server over a throw-away folder; boto3 finds its key pair, and no other."""
    forced = os.environ.get("CORRIGENDA_LOCAL_STORE")
    force = ServerKind(forced) if forced else None
    with (
        local_store(tmp_path_factory.mktemp("s3"), force=force) as server,
        pytest.MonkeyPatch.context() as patch,
    ):
        for name in _FOREIGN:
            patch.delenv(name, raising=False)
        nothing = {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
        for name, value in (server.environment() | nothing).items():
            patch.setenv(name, value)
        yield server


@pytest.fixture
def s3_url() -> str:
    """Return the address of a store of this test's own: one bucket, a prefix for each test."""
    return f"s3://corrigenda-tests/{uuid4().hex}"


@pytest.fixture
def s3_store(s3_server: LocalStore, s3_url: str) -> S3Store:
    """Return an empty store on the real server."""
    store = open_store(s3_url, endpoint_url=s3_server.endpoint_url)
    ensure_bucket(store)
    return store


@pytest.fixture
def memory_store() -> MemoryStore:
    """Return an empty store that counts its requests."""
    return MemoryStore()


@pytest.fixture(params=["memory", pytest.param("s3", marks=pytest.mark.server)])
def store(request: pytest.FixtureRequest) -> Store:
    """Return an empty store: once in memory, once on the real server."""
    found: Store = request.getfixturevalue(f"{request.param}_store")
    return found
