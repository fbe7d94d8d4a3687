"""One Prefect server for the whole session, and runs of ``ingest`` over the newsroom."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
from prefect.testing.utilities import prefect_test_harness

from config.parameters import IngestParams
from flows.by_hand import RunEnd, run_ingest
from tasks.adapters.local_store import LocalStore
from tasks.adapters.s3_store import S3Store
from tests.newsroom.server import Newsroom

Ingest = Callable[..., RunEnd]


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    """Run a Prefect server; no environment variable can turn the heartbeats off."""
    with (
        prefect_test_harness(server_startup_timeout=90),
        temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}),
    ):
        yield


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    """Open the newsroom with its first edition."""
    with Newsroom() as opened:
        yield opened


@pytest.fixture
def bucket(
    s3_store: S3Store, s3_server: LocalStore, s3_url: str, monkeypatch: pytest.MonkeyPatch
) -> S3Store:
    """Name an empty store on the real server in the settings."""
    monkeypatch.setenv("CORRIGENDA_STORE_URL", s3_url)
    monkeypatch.setenv("CORRIGENDA_S3__ENDPOINT_URL", s3_server.endpoint_url)
    monkeypatch.setenv("CORRIGENDA_FETCH__ALLOW_NETWORKS", '["127.0.0.0/8"]')
    monkeypatch.setenv("CORRIGENDA_FETCH__PAGE_DEADLINE_S", "3")
    return s3_store


@pytest.fixture
def ingest(
    prefect_server: None,
    bucket: S3Store,
    newsroom: Newsroom,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Ingest:
    """Return a function that runs the flow once over the newsroom's feeds."""
    assert prefect_server is None  # it runs
    assert not list(bucket.list(""))
    monkeypatch.setenv("CORRIGENDA_FEEDS_FILE", str(newsroom.write_feeds(tmp_path / "feeds.yaml")))

    def run(**fields: object) -> RunEnd:
        return run_ingest(IngestParams.model_validate({"due_only": False} | fields))

    return run
