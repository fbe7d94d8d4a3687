import errno
import os
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from tasks.adapters.local_store import LocalStore, ServerKind, local_store, user_cache
from tasks.adapters.probe import run_at_once
from tasks.adapters.s3 import ensure_bucket
from tasks.adapters.s3_client import Connection, connect
from tasks.adapters.s3_store import S3Store
from tasks.adapters.servers.store_servers import MINIO_IMAGE
from tasks.errors import ConfigError
from tests.adapters import stand_ins
from tests.adapters.stand_ins import stand_in


@pytest.fixture
def cache(tmp_path: Path, programs: Path) -> Path:
    """Return a cache in which VersityGW is a stand-in that is built at once."""
    stand_in(programs, "go", stand_ins.GO)
    return tmp_path / "cache"


def store_of(server: LocalStore, monkeypatch: pytest.MonkeyPatch) -> S3Store:
    for name, value in server.environment().items():
        monkeypatch.setenv(name, value)
    store = S3Store(connect(Connection(endpoint_url=server.endpoint_url)), "news")
    ensure_bucket(store)
    return store


@pytest.mark.server
def test_archive_is_readable_after_the_server_has_been_restarted(
    s3_server: LocalStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with local_store(tmp_path / "s3", force=s3_server.kind) as server:
        store_of(server, monkeypatch).create("log/1", b"kept")
    with local_store(tmp_path / "s3") as again:
        stored = store_of(again, monkeypatch).get("log/1")
        assert f"{s3_server.kind} at {again.endpoint_url} (the objects in " in again.why
    assert stored is not None
    assert stored.body == b"kept"


@pytest.mark.server
def test_server_is_gone_behind_the_block_also_after_an_error(
    s3_server: LocalStore, tmp_path: Path
) -> None:
    with (
        pytest.raises(ZeroDivisionError),
        local_store(tmp_path, force=s3_server.kind) as server,
    ):
        raise ZeroDivisionError
    host, _, port = server.endpoint_url.removeprefix("http://").partition(":")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((host, int(port)))


@pytest.mark.server
def test_key_pair_is_random_and_for_its_owner_only(s3_server: LocalStore, tmp_path: Path) -> None:
    with local_store(tmp_path, force=s3_server.kind) as server:
        pass
    assert stat.S_IMODE((tmp_path / "credentials.json").stat().st_mode) == 0o600
    assert server.secret_key != s3_server.secret_key
    assert server.secret_key not in repr(server)


def test_two_starts_at_once_agree_on_the_key_pair(tmp_path: Path, programs: Path) -> None:
    stand_in(programs, "minio", stand_ins.MINIO)

    def access_key(_: int) -> str:
        with local_store(tmp_path / "s3", force=ServerKind.MINIO) as server:
            return server.access_key

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(access_key, range(4)))) == 1


def test_minio_on_path_is_taken_first(tmp_path: Path, programs: Path) -> None:
    stand_in(programs, "minio", stand_ins.MINIO)
    stand_in(programs, "docker", stand_ins.DOCKER)
    with local_store(tmp_path / "s3") as server:
        assert server.kind is ServerKind.MINIO
        assert server.why == f"local S3 server: minio at {server.endpoint_url} (found on PATH)"
    told = (tmp_path / "s3/minio/told").read_text().splitlines()
    address = server.endpoint_url.removeprefix("http://")
    data = str(tmp_path / "s3/minio")
    assert told == [
        *("server", "--address", address, data),
        *(server.access_key, server.secret_key),
    ]


def test_container_is_taken_next_and_sees_no_secret_in_its_arguments(
    tmp_path: Path, programs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stand_in(programs, "minio", stand_ins.OLD_MINIO)
    stand_in(programs, "docker", stand_ins.DOCKER)
    for _ in range(2):
        with local_store(tmp_path / "s3") as server:
            assert server.kind is ServerKind.CONTAINER
            assert server.why.endswith("(a container engine answers)")
    assert (programs / "image").read_text() == MINIO_IMAGE
    assert capsys.readouterr().err.count(f"fetching {MINIO_IMAGE} once ... 0 s") == 1
    *arguments, access_key, secret_key = (programs / "told").read_text().splitlines()
    assert (access_key, secret_key) == (server.access_key, server.secret_key)
    assert arguments[-3:] == [MINIO_IMAGE, "server", "/data"]
    assert f"{tmp_path}/s3/container:/data" in arguments
    assert secret_key not in arguments


def test_versitygw_is_built_where_nothing_else_is(
    tmp_path: Path, programs: Path, cache: Path
) -> None:
    stand_in(programs, "docker", stand_ins.DOCKER_WITHOUT_ENGINE)
    with (
        pytest.raises(ConfigError, match=r"^versitygw: .* cannot be run; remove"),
        local_store(tmp_path / "s3", cache=cache),
    ):
        pass  # the stand-in of a binary is no program
    assert [file.name.split("-")[0] for file in cache.iterdir()] == ["versitygw"]


@pytest.mark.parametrize(
    ("force", "message"),
    [
        pytest.param(ServerKind.MINIO, "^minio: is not on PATH, or older than", id="minio"),
        pytest.param(ServerKind.CONTAINER, "^docker: no container engine", id="container"),
    ],
)
def test_forced_server_that_is_not_here_is_an_error_with_the_choices(
    tmp_path: Path, programs: Path, force: ServerKind, message: str
) -> None:
    assert not list(programs.iterdir())
    with (
        pytest.raises(ConfigError, match=message) as caught,
        local_store(tmp_path / "s3", force=force),
    ):
        pass
    assert "CORRIGENDA_LOCAL_STORE=minio|container|versitygw" in caught.value.reason


def test_image_that_cannot_be_fetched_is_told_with_the_last_word(
    tmp_path: Path, programs: Path
) -> None:
    stand_in(programs, "docker", stand_ins.DOCKER_WITHOUT_NETWORK)
    with (
        pytest.raises(ConfigError, match=r"failed \(no route to the registry\); fetch it by"),
        local_store(tmp_path / "s3"),
    ):
        pass


def test_server_that_dies_shows_the_end_of_its_log(tmp_path: Path, programs: Path) -> None:
    stand_in(programs, "minio", stand_ins.DYING_MINIO)
    with (
        pytest.raises(ConfigError, match=r"minio.log\) says: one\nFATAL: the disk is full"),
        local_store(tmp_path / "s3"),
    ):
        pass


def test_port_in_use_is_told_with_a_remedy(tmp_path: Path, programs: Path) -> None:
    stand_in(programs, "minio", stand_ins.MINIO)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with (
            pytest.raises(ConfigError, match=rf"^port {port}: cannot be used .* another port"),
            local_store(tmp_path / "s3", port=port),
        ):
            pass


def test_engine_that_does_not_answer_in_time_is_none(
    tmp_path: Path, programs: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wait_in_vain(*command: object, **_: object) -> None:
        raise subprocess.TimeoutExpired(str(command), 10)

    stand_in(programs, "docker", stand_ins.DOCKER)
    monkeypatch.setattr(subprocess, "run", wait_in_vain)
    with (
        pytest.raises(ConfigError, match=r"^docker: no container engine answers"),
        local_store(tmp_path / "s3", force=ServerKind.CONTAINER, cache=cache),
    ):
        pass


def refuse_attributes(*_: object) -> None:
    raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))


def test_filesystem_without_attributes_is_refused_before_versitygw_starts(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "setxattr", refuse_attributes)
    with (
        pytest.raises(ConfigError, match="keeps no extended attributes") as caught,
        local_store(tmp_path / "s3", force=ServerKind.VERSITYGW, cache=cache),
    ):
        pass
    assert caught.value.subject == str(tmp_path / "s3/versitygw")


def test_attributes_are_left_to_the_server_on_other_systems(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "setxattr", refuse_attributes)
    monkeypatch.setattr(sys, "platform", "darwin")
    with (
        pytest.raises(ConfigError, match="cannot be run"),  # so far it gets with a stand-in
        local_store(tmp_path / "s3", force=ServerKind.VERSITYGW, cache=cache),
    ):
        pass


@pytest.mark.parametrize(
    ("variable", "expected"),
    [
        pytest.param("/var/cache/me", Path("/var/cache/me/corrigenda"), id="xdg"),
        pytest.param("", Path("/home/me/.cache/corrigenda"), id="home"),
    ],
)
def test_cache_is_the_users(monkeypatch: pytest.MonkeyPatch, variable: str, expected: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", variable)
    monkeypatch.setenv("HOME", "/home/me")
    assert user_cache() == expected


@pytest.mark.server
def test_two_servers_over_one_folder_let_one_writer_win(
    s3_server: LocalStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if s3_server.kind is not ServerKind.VERSITYGW:
        pytest.skip(f"{s3_server.why}; only VersityGW shares a folder")
    with (
        local_store(tmp_path, force=s3_server.kind) as one,
        local_store(tmp_path, force=s3_server.kind) as other,
    ):
        stores = [store_of(one, monkeypatch), store_of(other, monkeypatch)]
        for n in range(5):
            create = [partial(store.create, f"log/{n}") for store in stores]
            (etag,) = filter(None, race(create, b"first"))
            replace = [partial(store.cas, f"log/{n}", etag=etag) for store in stores]
            assert len(list(filter(None, race(replace, b"then")))) == 1


def race(writes: Sequence[Callable[[bytes], str | None]], body: bytes) -> list[str | None]:
    return run_at_once(lambda n: writes[n % len(writes)](body + b" of %d" % n), 32)
