"""What each language calls things, loaded once from the files of ``lexicon/``."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from itertools import chain

from tasks.corrections.notice import Kind
from tasks.corrections.wording.phrases import NOTHING, any_of, compiled, framed, plain, stops

MIXED = "mixed"
"""A label that tells no kind: "For the record"."""
CAPITALS = "capitals"
"""Prefixes of headlines that count only in capitals: "KORREKTUR: ..."."""
WEAK = "weak"
"""A label that counts only before a self-reference: "Note"."""


_MARK = re.compile(r"[\[\](){}|<>*?#]|\.\.")
_SPACED_STEM_FROM, _STEM_FROM = 6, 2
"""Letters of a label that are telling enough to be looked for in every block."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language, compiled. The tables are explained in ``lexicon/LEXICON.md``."""

    language: str
    spaced: bool
    gate: re.Pattern[str]
    """Finds a stem: a block without any is read no further."""
    function_words: frozenset[str]
    labels: Mapping[str, re.Pattern[str]]
    evidence: Mapping[str, re.Pattern[str]]
    vetoes: re.Pattern[str]
    titles: Mapping[str, re.Pattern[str]]
    """Prefixes of headlines, by kind."""
    kinds: Mapping[str, re.Pattern[str]]
    frames: Mapping[str, tuple[re.Pattern[str], ...]]
    words: Mapping[str, frozenset[str]]
    attribution: re.Pattern[str]
    """A name and "said": what is told so is no notice."""
    stops: re.Pattern[str]
    """Before which a value ends."""
    dates: tuple[re.Pattern[str], ...]
    months: Mapping[str, int]

    def is_word(self, group: str, word: str) -> bool:
        """Return whether *word*, in lower case, stands in a list of ``[words]``."""
        return word in self.words.get(group, ())


EVIDENCE = (
    *(
        "self",
        "said",
        "statement",
        "opening",
        "other",
        "reference",
        "mention",
        "elsewhere",
        "formula",
    ),
    *("error", "in_fact", "change", "whole", "bracketed", "pointer"),
)
KINDS = (
    *("retraction", "correction", "contrast", "clarification", "refile", "update", "apology"),
    *("part", "updated", "reflect", "reflect_news"),
)
FRAMES = (
    *("right_not_wrong", "wrong_not_right", "wrong_then_right"),
    *("pair", "wrong", "right", "clause", "so", "denial"),
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
        gate=any_of(_stems(raw["stems"], raw.get("labels", {}), spaced=spaced)),
        function_words=frozenset(raw["function_words"]),
        labels=patterns("labels", LABELS),
        evidence=patterns("evidence", EVIDENCE),
        vetoes=compiled(chain(*raw.get("vetoes", {}).values()), words, spaced=spaced),
        titles={
            name: compiled(raw.get("titles", {}).get(name, []), words, spaced=False)
            for name in (*LABELS, CAPITALS)
        },
        kinds=patterns("kinds", KINDS),
        frames={name: framed(frames.get(name, []), words, spaced=spaced) for name in FRAMES},
        words={name: frozenset(map(plain, listed)) for name, listed in words.items()},
        attribution=_attribution(words.get("attributes", [])),
        stops=stops(words, spaced=spaced),
        dates=framed(raw.get("dates", []), words, spaced=spaced),
        months=_numbered(raw.get("months", [])),
    )


def _stems(listed: list[str], labels: Mapping[str, list[str]], *, spaced: bool) -> list[str]:
    """Return *listed*, and what is plain in each label: a heading alone must pass."""
    plains = [
        max(_MARK.split(phrase.lower()), key=len).strip()
        for kind, phrases in labels.items()
        if kind != WEAK
        for phrase in phrases
    ]
    long_enough = _SPACED_STEM_FROM if spaced else _STEM_FROM
    return [*listed, *(one for one in plains if len(one) >= long_enough)]


def _attribution(verbs: list[str]) -> re.Pattern[str]:
    name = r"(?:[^\W\d_a-zß-ÿ][\w.'-]{0,30} (?:[a-z]{2,3} ){0,2}){2,5}"
    return re.compile(rf", {name}(?:{'|'.join(verbs)})\b" if verbs else NOTHING)


def _numbered(months: list[list[str]]) -> dict[str, int]:
    return {plain(name): number for number, names in enumerate(months, start=1) for name in names}


def _load() -> dict[str, Lexicon]:
    folder = resources.files("tasks.corrections").joinpath("lexicon")
    files = sorted(folder.iterdir(), key=lambda entry: entry.name)
    read = (_lexicon(f.read_text(encoding="utf-8")) for f in files if f.name.endswith(".toml"))
    return {lexicon.language: lexicon for lexicon in read}


LEXICONS: Mapping[str, Lexicon] = _load()
"""By ISO 639-1 code. Package data, read at import: the only file the rooms read."""
