"""Every setting, command and make target is documented, and the documents say nothing else."""

import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

from config.settings import Settings
from flows.cli import app, feeds_app

README = Path("README.md").read_text(encoding="utf-8")
MAKEFILE = Path("Makefile").read_text(encoding="utf-8")


def test_every_setting_stands_in_the_readme_and_no_other() -> None:
    documented = set(re.findall(r"^\| `(CORRIGENDA_[A-Z0-9_]+)`", README, re.MULTILINE))
    assert documented == set(_variables(Settings, "CORRIGENDA_"))


def test_every_default_in_the_readme_is_the_real_one() -> None:
    shown = dict(
        re.findall(r"^\| `(CORRIGENDA_[A-Z0-9_]+)` \| `?([^`|]*?)`? \|", README, re.MULTILINE)
    )
    assert shown["CORRIGENDA_FEEDS_FILE"] == Settings().feeds_file
    assert shown["CORRIGENDA_FETCH__PAGE_DEADLINE_S"] == f"{Settings().fetch.page_deadline_s:g}"
    assert shown["CORRIGENDA_LOCAL_DIR"] == str(Settings().local_dir)
    assert shown["CORRIGENDA_S3__ADDRESSING"] == Settings().s3.addressing


def test_every_make_target_has_a_description() -> None:
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    described = set(re.findall(r"^([a-z-]+):.*## \S", MAKEFILE, re.MULTILINE))
    assert targets == described


def test_every_make_target_that_a_document_names_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    for document in (*Path().glob("*.md"), *Path("docs").rglob("*.md")):
        text = document.read_text(encoding="utf-8")
        named = set(re.findall(r"`make ([a-z-]+)", text))
        assert named <= targets, f"{document}: {named - targets}"


def test_every_command_stands_in_the_readme() -> None:
    names = [command.callback.__name__ for command in app.registered_commands if command.callback]
    names += ["feeds check"] if feeds_app.registered_commands else []
    assert all(f"corrigenda {name}" in README for name in names)


def test_every_file_that_a_document_links_to_exists() -> None:
    for document in (*Path().glob("*.md"), *Path("docs").rglob("*.md")):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document}: {target}"


def _variables(model: type[BaseModel], prefix: str) -> Iterator[str]:
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from _variables(kind, f"{prefix}{name.upper()}__")
        else:
            yield f"{prefix}{name.upper()}"
