"""What each language calls things, loaded once from the files of ``lexicon/``."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from itertools import chain

from tasks.corrections.notice import Kind
from tasks.corrections.phrases import compiled, framed, plain, stops

MIXED = "mixed"
"""A label that tells no kind: "For the record"."""
WEAK = "weak"
"""A label that counts only before a self-reference: "Note"."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language, compiled. The tables are explained in ``lexicon/LEXICON.md``."""

    language: str
    spaced: bool
    stems: tuple[str, ...]
    function_words: frozenset[str]
    labels: Mapping[str, re.Pattern[str]]
    evidence: Mapping[str, re.Pattern[str]]
    vetoes: re.Pattern[str]
    titles: Mapping[str, re.Pattern[str]]
    """Prefixes of headlines, by kind."""
    kinds: Mapping[str, re.Pattern[str]]
    frames: Mapping[str, tuple[re.Pattern[str], ...]]
    words: Mapping[str, frozenset[str]]
    stops: re.Pattern[str]
    """Before which a value ends."""
    dates: tuple[re.Pattern[str], ...]
    months: Mapping[str, int]

    def is_word(self, group: str, word: str) -> bool:
        """Return whether *word*, in lower case, stands in a list of ``[words]``."""
        return word in self.words.get(group, ())


EVIDENCE = (
    *("self", "said", "statement", "opening", "other", "reference", "formula"),
    *("error", "change", "whole", "bracketed", "pointer"),
)
KINDS = (
    *("retraction", "correction", "contrast", "clarification", "refile", "update", "apology"),
    *("updated", "reflect", "reflect_news"),
)
FRAMES = (
    *("right_not_wrong", "wrong_not_right", "wrong_then_right"),
    *("pair", "wrong", "right", "clause", "denial"),
)
LABELS = (*(kind.value for kind in Kind), MIXED, WEAK)


def _lexicon(source: str) -> Lexicon:
    raw = tomllib.loads(source)
    words: dict[str, list[str]] = raw["words"]
    spaced: bool = raw["words_are_spaced"]
    months = [name for names in raw.get("months", []) for name in names]
    words["month_name"] = months or ["\ue002"]

    def patterns(section: str, names: tuple[str, ...]) -> dict[str, re.Pattern[str]]:
        table = raw.get(section, {})
        return {name: compiled(table.get(name, []), words, spaced=spaced) for name in names}

    frames: dict[str, list[str]] = raw.get("frames", {})
    return Lexicon(
        language=raw["language"],
        spaced=spaced,
        stems=tuple(raw["stems"]),
        function_words=frozenset(raw["function_words"]),
        labels=patterns("labels", LABELS),
        evidence=patterns("evidence", EVIDENCE),
        vetoes=compiled(chain(*raw.get("vetoes", {}).values()), words, spaced=spaced),
        titles={
            name: compiled(raw.get("titles", {}).get(name, []), words, spaced=False)
            for name in LABELS
        },
        kinds=patterns("kinds", KINDS),
        frames={name: framed(frames.get(name, []), words, spaced=spaced) for name in FRAMES},
        words={name: frozenset(map(plain, listed)) for name, listed in words.items()},
        stops=stops(words, spaced=spaced),
        dates=framed(raw.get("dates", []), words, spaced=spaced),
        months=_numbered(raw.get("months", [])),
    )


def _numbered(months: list[list[str]]) -> dict[str, int]:
    return {plain(name): number for number, names in enumerate(months, start=1) for name in names}


def _load() -> dict[str, Lexicon]:
    folder = resources.files("tasks.corrections").joinpath("lexicon")
    files = sorted(folder.iterdir(), key=lambda entry: entry.name)
    read = (_lexicon(f.read_text(encoding="utf-8")) for f in files if f.name.endswith(".toml"))
    return {lexicon.language: lexicon for lexicon in read}


LEXICONS: Mapping[str, Lexicon] = _load()
"""By ISO 639-1 code. Package data, read at import: the only file the rooms read."""
