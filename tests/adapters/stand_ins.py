"""Small programs that stand in for those a machine may not have: `minio`, `docker`, `go`."""

import sys
from pathlib import Path

SERVES = """
import os, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/minio/health/ready" else 404)
        self.end_headers()
def serve(port):
    HTTPServer(("127.0.0.1", int(port)), Handler).serve_forever()
"""
MINIO = (
    SERVES
    + """
if sys.argv[1] == "--version":
    print("minio version RELEASE.2025-09-07T16-13-09Z (commit-id=0)")
else:
    words = [*sys.argv[1:], os.environ["MINIO_ROOT_USER"], os.environ["MINIO_ROOT_PASSWORD"]]
    open(sys.argv[-1] + "/told", "w").write("\\n".join(words))
    serve(sys.argv[sys.argv.index("--address") + 1].rpartition(":")[2])
"""
)
OLD_MINIO = 'print("minio version RELEASE.2024-01-01T00-00-00Z")'
DYING_MINIO = """
import sys
if sys.argv[1] != "--version":
    print("one\\n\\nFATAL: the disk is full", flush=True)
    sys.exit(1)
"""
DOCKER = (
    SERVES
    + """
here = os.path.dirname(sys.argv[0])
match sys.argv[1:]:
    case ["info", *_]:
        print("an-engine")
    case ["image", "inspect", image]:
        sys.exit(0 if os.path.exists(here + "/image") and print("[]") is None else 1)
    case ["pull", image]:
        open(here + "/image", "w").write(image)
    case ["run", *options]:
        words = [*options, os.environ["MINIO_ROOT_USER"], os.environ["MINIO_ROOT_PASSWORD"]]
        open(here + "/told", "w").write("\\n".join(words))
        serve(options[options.index("--publish") + 1].split(":")[1])
"""
)
DOCKER_WITHOUT_ENGINE = "import sys; sys.exit(1)"
DOCKER_WITHOUT_NETWORK = """
import sys
if sys.argv[1] == "info":
    print("an-engine")
else:
    sys.exit("no route to the registry")
"""
GO = """
import os, sys
from pathlib import Path
if sys.argv[1:] == ["version"]:
    print("go version go1.26.8 linux/amd64")
else:
    home = Path(os.environ["GOBIN"])
    home.mkdir()
    (home / "versitygw").write_text(" ".join(sys.argv[1:]))
"""
OLD_GO = GO.replace("go1.26.8", "go1.24.13")
GO_WITHOUT_NETWORK = GO.replace("home = ", 'sys.exit("no route to the module proxy"); home = ')


def stand_in(folder: Path, name: str, code: str) -> Path:
    """Write a program *name* into *folder* and return it."""
    program = folder / name
    folder.mkdir(parents=True, exist_ok=True)
    program.write_text(f"#!{sys.executable}\n{code}")
    program.chmod(0o755)
    return program
