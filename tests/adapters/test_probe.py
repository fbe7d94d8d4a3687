from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest

from tasks.adapters.local_store import LocalStore, ServerKind, user_cache
from tasks.adapters.probe import known_or_new_verdict, probe_store, run_at_once
from tasks.adapters.s3 import ensure_bucket
from tasks.adapters.s3_client import Connection, connect
from tasks.adapters.s3_store import S3Store
from tasks.adapters.servers.server_process import Server, running, usable_port
from tasks.adapters.servers.versitygw import versitygw_binary
from tasks.archive.verdict import decode_verdict, encode_verdict, verdict_key


@contextmanager
def versitygw(folder: Path, *options: str | Path) -> Iterator[S3Store]:
    """Run a server with options that local_store never gives it."""
    port = usable_port(0)
    (folder / "data").mkdir()
    listen = ("--health", "/health", "--port", f"127.0.0.1:{port}")
    server = Server(
        name="versitygw",
        command=(versitygw_binary(user_cache()), *listen, "posix", *options, folder / "data"),
        environment={"ROOT_ACCESS_KEY": "bad-server", "ROOT_SECRET_KEY": "bad-server"},
        port=port,
        ready_path="/health",
        log=folder / "log",
    )
    with running(server):
        client = connect(Connection(endpoint_url=f"http://127.0.0.1:{port}"))
        store = S3Store(client, "news")
        ensure_bucket(store)
        yield store


@pytest.fixture
def _keys_of_bad_server(s3_server: LocalStore, monkeypatch: pytest.MonkeyPatch) -> None:
    if s3_server.kind is not ServerKind.VERSITYGW:
        pytest.skip(f"{s3_server.why}; VersityGW is not built for these tests alone")
    for variable in s3_server.environment():
        monkeypatch.setenv(variable, "bad-server")


@pytest.mark.server
def test_local_server_is_fit_for_several_writers(s3_store: S3Store) -> None:
    now = s3_store.server_date()
    verdict = probe_store(s3_store, now)
    assert verdict.fault == ""
    assert verdict.ok
    kept = s3_store.get(verdict_key(s3_store.endpoint_url, s3_store.bucket))
    assert kept is not None
    assert decode_verdict(kept.body) == verdict


@pytest.mark.server
@pytest.mark.parametrize(
    ("options", "name", "says"),
    [
        pytest.param(("--nometa",), "create", "ignores If-None-Match", id="nometa"),
        pytest.param(("--sidecar", "{side}"), "counter", "acknowledged steps", id="sidecar"),
    ],
)
@pytest.mark.usefixtures("_keys_of_bad_server")
def test_versitygw_without_attributes_is_refused(
    tmp_path: Path, options: tuple[str, ...], name: str, says: str
) -> None:
    (tmp_path / "side").mkdir()
    given = [option.format(side=tmp_path / "side") for option in options]
    with versitygw(tmp_path, *given) as store:
        verdict = probe_store(store, store.server_date())
    assert next(check.name for check in verdict.checks if not check.ok) == name
    assert says in verdict.fault


@pytest.mark.server
def test_good_verdict_is_kept_for_a_week_and_then_made_again(s3_store: S3Store) -> None:
    now = s3_store.server_date()
    first = known_or_new_verdict(s3_store, now)
    assert first.probed_at == now
    assert known_or_new_verdict(s3_store, now + timedelta(days=6)) == first

    old = encode_verdict(first).replace(b'"probedAt":"2', b'"probedAt":"1')
    s3_store.put(verdict_key(s3_store.endpoint_url, s3_store.bucket), old)
    assert known_or_new_verdict(s3_store, now).probed_at == now


def test_attempts_run_at_once_and_answer_in_order() -> None:
    meeting = Barrier(8, timeout=10)

    def attempt(n: int) -> int:
        meeting.wait()
        return n * n

    assert run_at_once(attempt, 8) == [n * n for n in range(8)]
