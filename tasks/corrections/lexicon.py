"""What each language calls things, read once from the files of ``lexicon/``."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import resources
from itertools import chain
from typing import Any

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


@dataclass(frozen=True, eq=False)
class Lexicon:
    """One language. The tables are explained in ``lexicon/LEXICON.md``.

    What a table holds is compiled when it is first asked for: most pages need one language, and
    all of them take seconds.
    """

    raw: Mapping[str, Any] = field(repr=False)

    @cached_property
    def language(self) -> str:
        """ISO 639-1."""
        return str(self.raw["language"])

    @cached_property
    def spaced(self) -> bool:
        """Whether words stand apart."""
        return bool(self.raw["words_are_spaced"])

    @cached_property
    def gate(self) -> re.Pattern[str]:
        """Finds a stem: a block without any is read no further."""
        return any_of(_stems(self.raw["stems"], self.raw.get("labels", {}), spaced=self.spaced))

    @cached_property
    def function_words(self) -> frozenset[str]:
        """The small words by which the language is told."""
        return frozenset(self.raw["function_words"])

    @cached_property
    def labels(self) -> Mapping[str, re.Pattern[str]]:
        """By kind, ``mixed`` and ``weak``."""
        return self._patterns("labels", LABELS)

    @cached_property
    def evidence(self) -> Mapping[str, re.Pattern[str]]:
        """By the names of `EVIDENCE`."""
        return self._patterns("evidence", EVIDENCE)

    @cached_property
    def vetoes(self) -> re.Pattern[str]:
        """What makes a sentence unread."""
        vetoes = chain(*self.raw.get("vetoes", {}).values())
        return compiled(vetoes, self._phrases, spaced=self.spaced)

    @cached_property
    def titles(self) -> Mapping[str, re.Pattern[str]]:
        """Prefixes of headlines, by kind."""
        table = self.raw.get("titles", {})
        return {
            name: compiled(table.get(name, []), self._phrases, spaced=False)
            for name in (*LABELS, CAPITALS)
        }

    @cached_property
    def kinds(self) -> Mapping[str, re.Pattern[str]]:
        """By the names of `KINDS`."""
        return self._patterns("kinds", KINDS)

    @cached_property
    def frames(self) -> Mapping[str, tuple[re.Pattern[str], ...]]:
        """By the names of `FRAMES`."""
        table = self.raw.get("frames", {})
        return {
            name: framed(table.get(name, []), self._phrases, spaced=self.spaced) for name in FRAMES
        }

    @cached_property
    def words(self) -> Mapping[str, frozenset[str]]:
        """The lists of ``[words]``."""
        return {name: frozenset(map(plain, listed)) for name, listed in self._phrases.items()}

    @cached_property
    def attribution(self) -> re.Pattern[str]:
        """A name and "said": what is told so is no notice."""
        return _attribution(self._phrases.get("attributes", []))

    @cached_property
    def stops(self) -> re.Pattern[str]:
        """Before which a value ends."""
        return stops(self._phrases, spaced=self.spaced)

    @cached_property
    def dates(self) -> tuple[re.Pattern[str], ...]:
        """Forms of a date that the language settles."""
        return framed(self.raw.get("dates", []), self._phrases, spaced=self.spaced)

    @cached_property
    def months(self) -> Mapping[str, int]:
        """Number by spelling."""
        return _numbered(self.raw.get("months", []))

    def is_word(self, group: str, word: str) -> bool:
        """Return whether *word*, in lower case, stands in a list of ``[words]``."""
        return word in self.words.get(group, ())

    @cached_property
    def _phrases(self) -> dict[str, list[str]]:
        months = [name for names in self.raw.get("months", []) for name in names]
        return {**self.raw["words"], "month_name": months or ["\ue002"]}

    def _patterns(self, section: str, names: tuple[str, ...]) -> dict[str, re.Pattern[str]]:
        table = self.raw.get(section, {})
        return {
            name: compiled(table.get(name, []), self._phrases, spaced=self.spaced) for name in names
        }


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
    texts = (f.read_text(encoding="utf-8") for f in files if f.name.endswith(".toml"))
    return {lexicon.language: lexicon for lexicon in (Lexicon(tomllib.loads(t)) for t in texts)}


LEXICONS: Mapping[str, Lexicon] = _load()
"""By ISO 639-1 code. Package data, read at import: the only file the rooms read."""
