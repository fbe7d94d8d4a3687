"""How each S3 server of a laptop is found and started: MinIO, MinIO in a container, VersityGW.

Never give VersityGW ``--sidecar`` (it loses updates) or ``--nometa`` (creates overwrite).
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tasks.adapters.progress import run_shown
from tasks.adapters.servers.server_process import Server
from tasks.adapters.servers.versitygw import versitygw_binary
from tasks.errors import ConfigError

OLDEST_MINIO = "RELEASE.2025-09-07"
"""The first whose conditional writes hold, on one node."""
MINIO_IMAGE = "minio/minio:RELEASE.2025-09-07T16-13-09Z"
"""The last one published."""
_OTHER = "or choose another by CORRIGENDA_LOCAL_STORE=minio|container|versitygw"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where a server keeps its objects, and where and to whom it answers."""

    data: Path
    port: int
    access_key: str
    secret_key: str = field(repr=False)

    @property
    def log(self) -> Path:
        """What the server says, beside its objects."""
        return self.data.with_suffix(".log")


def has_minio() -> bool:
    """Return whether a MinIO that will do is on PATH."""
    if shutil.which("minio") is None:
        return False
    release = re.search(r"RELEASE\.[\d-]{10}", _output("minio", "--version"))
    return release is None or release[0] >= OLDEST_MINIO  # None: built from source


def has_container_engine() -> bool:
    """Return whether a container engine answers."""
    return shutil.which("docker") is not None and _output("docker", "info", "-f", "{{.ID}}") != ""


def minio(site: Site) -> Server:
    """Return how MinIO is started; ConfigError if it is not here, or too old."""
    if not has_minio():
        reason = f"is not on PATH, or older than {OLDEST_MINIO}; install it, {_OTHER}"
        raise ConfigError("minio", reason)
    return Server(
        name="minio",
        command=("minio", "server", "--address", f"127.0.0.1:{site.port}", site.data),
        environment=_minio_variables(site),
        port=site.port,
        ready_path="/minio/health/ready",  # the port opens before it is ready
        log=site.log,
    )


def minio_container(site: Site) -> Server:
    """Return how MinIO is started in a container; ConfigError if no engine answers."""
    if not has_container_engine():
        raise ConfigError("docker", f"no container engine answers; start one, {_OTHER}")
    _fetch_image(site.log)
    variables = _minio_variables(site)
    names = [argument for name in variables for argument in ("--env", name)]  # no secret in ``ps``
    user = f"{os.getuid()}:{os.getgid()}"
    address = f"127.0.0.1:{site.port}:9000"
    options = ["--rm", "--user", user, "--publish", address, "--volume", f"{site.data}:/data"]
    return Server(
        name="container",
        command=("docker", "run", *options, *names, MINIO_IMAGE, "server", "/data"),
        environment=variables,
        port=site.port,
        ready_path="/minio/health/ready",
        log=site.log,
    )


def versitygw(site: Site, cache: Path) -> Server:
    """Return how VersityGW is started; ConfigError if it cannot be built, or not work here."""
    _check_attributes(site.data)
    listen = ("--health", "/health", "--port", f"127.0.0.1:{site.port}")
    return Server(
        name="versitygw",
        command=(versitygw_binary(cache), "--keep-alive", "--quiet", *listen, "posix", site.data),
        environment={"ROOT_ACCESS_KEY": site.access_key, "ROOT_SECRET_KEY": site.secret_key},
        port=site.port,
        ready_path="/health",
        log=site.log,
    )


def _minio_variables(site: Site) -> dict[str, str]:
    return {
        "MINIO_ROOT_USER": site.access_key,
        "MINIO_ROOT_PASSWORD": site.secret_key,
        "MINIO_BROWSER": "off",
    }


def _fetch_image(log: Path) -> None:
    if not _output("docker", "image", "inspect", MINIO_IMAGE):
        run_shown(
            f"fetching {MINIO_IMAGE} once",
            ["docker", "pull", MINIO_IMAGE],
            log=log,
            remedy=f"fetch it by hand, {_OTHER}",
        )


def _check_attributes(data: Path) -> None:
    """Raise ConfigError unless files in *data* can have extended attributes: ETags live there."""
    if sys.platform != "linux":
        return
    with tempfile.NamedTemporaryFile(dir=data, prefix=".attributes-") as file:
        try:
            os.setxattr(file.name, "user.corrigenda", b"1")
        except OSError as error:
            reason = f"this filesystem keeps no extended attributes ({error.strerror}), which "
            reason += "VersityGW needs; choose a folder on another one"
            raise ConfigError(str(data), reason) from error


def _output(*command: str) -> str:
    """Return what a program on PATH says; "" if it fails or takes more than 10 seconds."""
    with suppress(subprocess.TimeoutExpired):
        said = subprocess.run(  # noqa: S603 -- fixed arguments
            command, capture_output=True, text=True, timeout=10, check=False
        )
        return said.stdout.strip() if said.returncode == 0 else ""
    return ""
