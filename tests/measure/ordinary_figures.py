"""How often an ordinary paragraph is taken for a notice."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tasks.corrections.notices import find_notices_in_text
from tests.measure.figures import Measured, count
from tests.measure.labelled import DATA

_TEN_THOUSAND = 10_000


def ordinary_figures(folder: Path = DATA / "ordinary") -> Iterator[Measured]:
    """Yield false notices in 10,000 paragraphs, a line each in the ``*.<language>.txt``."""
    lines = list(_lines(folder))
    yield from _false("ordinary.false", [(text, language, language) for text, language in lines])
    yield from _false("ordinary.false.undeclared", [(text, lang, None) for text, lang in lines])


def _lines(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.txt")):
        language = path.stem.rpartition(".")[2]
        for text in path.read_text(encoding="utf-8").splitlines():
            yield text, language


def _false(name: str, lines: list[tuple[str, str, str | None]]) -> Iterator[Measured]:
    outcomes = [
        (not found, f"{language}: {found[0].kinds[0] if found else ''}: {text}")
        for text, language, told in lines
        for found in [find_notices_in_text(text, language=told)]
    ]
    for one in count(name, outcomes):
        yield replace(one, value=one.value * _TEN_THOUSAND / one.of)
