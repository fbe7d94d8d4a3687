"""An S3 server on this machine, for laptops, tests and CI: the first of three that is there.

MinIO where it is installed or a container engine answers, else VersityGW, built once. Production
brings its own store and starts nothing here.
"""

import json
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from tasks.adapters.servers import store_servers
from tasks.adapters.servers.server_process import Server, running, usable_port
from tasks.adapters.servers.store_servers import Site


class ServerKind(StrEnum):
    """In order of preference."""

    MINIO = "minio"
    CONTAINER = "container"
    VERSITYGW = "versitygw"


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalStore:
    """A server that runs and is ready."""

    kind: ServerKind
    why: str
    """One line: which server this is, where, and why this one."""
    endpoint_url: str
    access_key: str
    secret_key: str = field(repr=False)

    def environment(self) -> dict[str, str]:
        """Return the variables by which boto3 finds the credentials."""
        return {"AWS_ACCESS_KEY_ID": self.access_key, "AWS_SECRET_ACCESS_KEY": self.secret_key}


@contextmanager
def local_store(
    folder: Path, *, port: int = 0, force: ServerKind | None = None, cache: Path | None = None
) -> Iterator[LocalStore]:
    """Run an S3 server over *folder* on loopback until the ``with`` block ends.

    Args:
        folder: Holds the objects, the server's log and its key pair, random and kept.
        port: 0 takes a free one.
        force: This server and no other.
        cache: Of what is built once; by default the user's, so that clones share it.

    Raises:
        ConfigError: If no server can be had, the port is in use, the filesystem will not do,
            or the server dies; each with what to do about it.
    """
    folder = folder.resolve()
    kind, why = _choice(folder, force)
    data = folder / kind
    data.mkdir(parents=True, exist_ok=True)
    access_key, secret_key = _key_pair(folder / "credentials.json")
    site = Site(data=data, port=usable_port(port), access_key=access_key, secret_key=secret_key)
    with running(_server(kind, site, cache or user_cache())):
        url = f"http://127.0.0.1:{site.port}"
        yield LocalStore(
            kind=kind,
            why=f"local S3 server: {kind} at {url} ({why})",
            endpoint_url=url,
            access_key=access_key,
            secret_key=secret_key,
        )


def _choice(folder: Path, force: ServerKind | None) -> tuple[ServerKind, str]:
    """Return which server to run, and why; the one that holds this folder's objects goes first."""
    if force is not None:
        return force, "asked for"
    for kind in ServerKind:
        data = folder / kind
        if data.is_dir() and any(data.iterdir()):
            return kind, f"the objects in {data} are its own"
    if store_servers.has_minio():
        return ServerKind.MINIO, "found on PATH"
    if store_servers.has_container_engine():
        return ServerKind.CONTAINER, "a container engine answers"
    return ServerKind.VERSITYGW, "neither a MinIO that will do nor a container engine is here"


def _server(kind: ServerKind, site: Site, cache: Path) -> Server:
    if kind is ServerKind.MINIO:
        return store_servers.minio(site)
    if kind is ServerKind.CONTAINER:
        return store_servers.minio_container(site)
    return store_servers.versitygw(site, cache)


def _key_pair(file: Path) -> tuple[str, str]:
    """Return the access key and the secret key in *file*; make them, once, if it is missing."""
    if not file.exists():
        made = {"accessKey": secrets.token_hex(10), "secretKey": secrets.token_hex(20)}
        with tempfile.NamedTemporaryFile("w", dir=file.parent) as aside:  # of mode 0600
            json.dump(made, aside)
            aside.flush()
            with suppress(FileExistsError):  # another process was first
                os.link(aside.name, file)
    keys = json.loads(file.read_text())
    return keys["accessKey"], keys["secretKey"]


def user_cache() -> Path:
    """Return where this user keeps what is built once."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "corrigenda"
