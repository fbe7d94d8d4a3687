"""The invariants of ARCHITECTURE.md that a test can keep; the import contracts keep the rest."""

import ast
import json
import re
from collections.abc import Iterator
from importlib.metadata import requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import config
import flows
import tasks

ROOMS = ("archive", "corrections", "feeds", "identity", "pages", "reports", "versions", "web")
FORBIDDEN_NAMES = {"utils", "helpers", "common", "base", "core", "manager"}
SOURCES = sorted(p for folder in ("config", "flows", "tasks") for p in Path(folder).rglob("*.py"))
ROOM_SOURCES = [p for p in SOURCES if len(p.parts) > 2 and p.parts[1] in ROOMS]


def calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


@pytest.mark.parametrize("path", ROOM_SOURCES, ids=str)
def test_a_room_asks_no_clock_no_file_and_no_environment(path: Path) -> None:
    asked = set(calls(path))
    assert not asked & {
        "open",
        "datetime.now",
        "datetime.utcnow",
        "date.today",
        "time.time",
        "time.sleep",
    }
    text = path.read_text(encoding="utf-8")
    assert "os.environ" not in text
    assert not re.search(
        r"^(import|from) (os|random|socket|threading|secrets)\b", text, re.MULTILINE
    )


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_no_module_catches_everything_or_is_called_after_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"except\s*(Exception|BaseException)?\s*:", text)
    assert path.stem not in FORBIDDEN_NAMES


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_async_lives_in_the_fetch_adapter_alone(path: Path) -> None:
    has_async = re.search(
        r"^\s*async (def|with|for)\b", path.read_text(encoding="utf-8"), re.MULTILINE
    )
    fetching = {"web", "walks", "robots_desk", "host_turns", "exchange", "connections", "clock"}
    assert has_async is None or (path.parts[1] == "adapters" and path.stem in fetching)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_in_its_init_what_lives_there_and_nothing_else(room: str) -> None:
    tree = ast.parse(Path(f"tasks/{room}/__init__.py").read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    assert len(tree.body) == 1


def test_our_packages_are_not_shadowed_by_others() -> None:
    root = Path.cwd()
    for package in (config, flows, tasks):
        assert Path(str(package.__file__)).is_relative_to(root)


def test_the_lock_file_names_no_index_and_pins_every_line_with_a_hash() -> None:
    lock = Path("requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    names = re.findall(r"^[a-z0-9]\S*==\S+", lock, re.MULTILINE | re.IGNORECASE)
    assert len(names) > 100
    assert lock.count("--hash=sha256:") >= len(names)


def test_what_is_installed_is_what_the_lock_file_pins_and_pyproject_asks_for() -> None:
    lock = Path("requirements.lock").read_text(encoding="utf-8")
    pinned = dict(re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", lock, re.MULTILINE))
    for line in requires("corrigenda") or []:
        asked = Requirement(line)
        if asked.marker and not asked.marker.evaluate({"extra": "dev"}):
            continue
        name = canonicalize_name(asked.name)
        assert name in pinned, f"{name}: run `make lock`"
        assert asked.specifier.contains(pinned[name]), f"{name}: run `make lock`"
        assert version(name) == pinned[name], f"{name}: run `make install`"


def test_the_published_schema_is_valid_json() -> None:
    schema = json.loads(Path("docs/schema/article-record-1.json").read_text(encoding="utf-8"))
    assert schema["$schema"].startswith("https://json-schema.org/draft/2020-12")
