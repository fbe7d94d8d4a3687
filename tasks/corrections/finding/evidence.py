"""How sure we are that a passage is a notice: letters of evidence, and what they are worth.

S self-reference, L label with delimiter, E error word or change verb on the item, V value
frame, W whole wire form, C container or JSON-LD, P head, foot or outside the body; besides
Y: S is the subject of a verb of saying, D: the label is dated, R: an item that is ours only if
something else says so, and A: regret.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tasks.corrections.finding.label import Label
from tasks.corrections.lexicon import MIXED, WEAK, Lexicon
from tasks.corrections.notice import Kind
from tasks.corrections.wording.passage import HIDDEN, Passage, sentences
from tasks.corrections.wording.phrases import matches

REPORTED = 0.50
REPORTED_IN_THE_MIDDLE = 0.75

_TABLE: tuple[tuple[str, float], ...] = (
    ("W", 0.90),
    ("SE", 0.90),
    ("SV", 0.90),
    ("SL", 0.90),
    ("LE", 0.90),
    ("LV", 0.90),
    ("SYP", 0.85),
    ("SYC", 0.85),
    ("CS", 0.80),
    ("CL", 0.80),
    ("CE", 0.80),
    ("CV", 0.80),
    ("LDP", 0.70),
    ("LDC", 0.70),
    ("RVP", 0.80),
    ("RAP", 0.80),
    ("SY", 0.60),
    ("L", 0.30),
    ("S", 0.30),
)
"""Evidence and its confidence, strongest first: the first row that is contained counts."""

_WHOLE_FROM, _EACH_FURTHER, _AT_MOST = 0.90, 0.03, 0.99
_FURTHER = frozenset("SLEVWCP")
_TO_EDITORS = ("eds", "ed.", "editors", "attn", "attention")
_SAID_WITHIN = 70
_IDEOGRAPHS = "\u3040"
"""From here on scripts have neither case nor spaces."""
_SENTENCE_END = re.compile(r"[.!](?=[\s\"')\]}*+]|\Z)|[。！]")
_FEW_WORDS = 4

_OF_A_FACT = frozenset({Kind.CORRECTION, Kind.CLARIFICATION, Kind.RETRACTION, Kind.REFILE, MIXED})
_DATABLE = _OF_A_FACT | {Kind.UPDATE}
_TELLING = frozenset({Kind.CORRECTION, Kind.CLARIFICATION, Kind.RETRACTION})
"""Labels that say enough, with a whole sentence behind them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is known of a passage besides its words."""

    at_edge: bool = True
    """Head, foot, or outside the body (P)."""
    in_container: bool = False
    """In an element named for corrections, or given as one in JSON-LD (C)."""
    in_brackets: bool = False
    shared_label: Kind | None = None
    """Of the list of timed lines it stands in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The letters found, and where the first of them stands in the passage."""

    letters: frozenset[str]
    start: int
    is_other: bool
    """It says itself that it speaks of another item."""


def confidence(letters: frozenset[str]) -> float:
    """Return what letters of evidence are worth, 0 to .99."""
    for row, worth in _TABLE:
        if letters.issuperset(row):
            further = len((letters & _FURTHER).difference(row))
            more = _EACH_FURTHER * further if worth >= _WHOLE_FROM else 0.0
            return min(round(worth + more, 2), _AT_MOST)
    return 0.0


def weighed(seen: Passage, label: Label | None, setting: Setting, lexicon: Lexicon) -> Evidence:
    """Return the evidence that a passage is a notice, but for V, which needs its values."""
    found = list(_found(seen, label, setting, lexicon))
    letters = {letter for name, _ in found for letter in name}
    if "S" in letters and _is_said(seen, lexicon):
        letters.add("Y")
    if _has_error(seen, label, lexicon, is_self="S" in letters):
        letters.add("E")
    letters |= {"A"} if "R" in letters and seen.has(lexicon.kinds["apology"]) else set()
    letters |= {"P"} if setting.at_edge else set()
    letters |= {"C"} if setting.in_container else set()
    return Evidence(
        letters=frozenset(letters - {"O", "Q"}),
        start=min((place for _, place in found), default=0),
        is_other="O" in letters or ("Q" in letters and "S" not in letters),
    )


def _found(
    seen: Passage, label: Label | None, setting: Setting, lexicon: Lexicon
) -> Iterator[tuple[str, int]]:
    """Yield letters and the place of the first that bears them.

    O: it speaks of another item; Q: it does, unless it names its own besides.
    """
    begins = label.end if label else _begin(seen.low)
    if label and (letters := _label_letters(seen, label, setting, lexicon)):
        yield letters, label.start
    names = [("statement", "SE"), ("other", "SEO"), ("self", "S")]
    told_apart = setting.at_edge and seen.has(lexicon.evidence["in_fact"])
    names += [("reference", "SE")] if told_apart else []
    names += [("reference", "S")] if label or setting.in_container else []
    names += [("mention", "R"), ("elsewhere", "RQ")] if setting.at_edge else []
    for name, letters in names:
        if (place := _first(seen, lexicon.evidence[name])) is not None:
            yield letters, place
    for place in _openings(seen, begins, label, setting):
        if lexicon.evidence["opening"].match(seen.low, place):
            yield "SE", place
    yield from _wire_forms(seen, begins, label, setting, lexicon)


def _wire_forms(
    seen: Passage, begins: int, label: Label | None, setting: Setting, lexicon: Lexicon
) -> Iterator[tuple[str, int]]:
    """Yield W: what needs nothing else, and what needs a bracket or "Eds:" before it."""
    if any(lexicon.evidence["whole"].match(seen.low, at) for at in {begins, _begin(seen.low)}):
        yield "W", _begin(seen.low)
    wire = setting.in_brackets or bool(label and seen.low[label.start :].startswith(_TO_EDITORS))
    if wire and lexicon.evidence["bracketed"].match(seen.low, begins):
        yield "W", label.start if label else begins


def _first(seen: Passage, pattern: re.Pattern[str]) -> int | None:
    return next((m.start() for m in matches(pattern, seen.low, seen.starts)), None)


def _begin(low: str) -> int:
    """Where the first word begins, behind bullets and brackets."""
    word = re.search(r"\w", low)
    return word.start() if word else 0


def _openings(seen: Passage, begins: int, label: Label | None, setting: Setting) -> list[int]:
    """Where a sentence may open with "The article misstated ...": anywhere behind a label."""
    firsts = [begins + _begin(seen.low[begins:]), _begin(seen.low)]
    if label or setting.in_container:
        firsts += [first for first, _ in sentences(seen.low) if first > begins]
    return firsts


def _label_letters(seen: Passage, label: Label, setting: Setting, lexicon: Lexicon) -> str:
    says_something = len(seen.low[label.end :].split()) >= _FEW_WORDS
    if set(label.kinds) == {WEAK} or (setting.in_container and not says_something):
        return ""
    if label.kinds == (Kind.UPDATE,):  # a time stamp may go on with a name or a place
        says_something &= seen.low.rstrip(" )]\"'*").endswith((".", "!", "?", "。", HIDDEN))
    if lexicon.is_word("stamp", seen.low[label.start :].split(" ")[0].strip(":,.*-")):
        return "L"
    if _states_by_itself(seen, label, setting):
        return "LD"
    if label.is_dated and _DATABLE & set(label.kinds):
        return "LD" if says_something or Kind.CORRECTION in label.kinds else "L"
    return "L"


def _states_by_itself(seen: Passage, label: Label, setting: Setting) -> bool:
    """Whether a whole sentence stands behind "Correction:"; a glossary goes on in lower case."""
    text = seen.text[label.end :].strip()
    opened = setting.in_brackets or seen.text[: label.start].strip() in {"(", "[", "{"}
    begins = opened or text[:1].isupper() or not text[:1].isalpha() or text[:1] >= _IDEOGRAPHS
    is_sentence = begins and _SENTENCE_END.search(text) is not None
    return (
        is_sentence
        and label.is_delimited
        and not _TELLING.isdisjoint(label.kinds)
        and len(text.split()) >= _FEW_WORDS
    )


def _is_said(seen: Passage, lexicon: Lexicon) -> bool:
    """Whether a verb of saying stands close behind a self-reference, in its sentence."""
    for own in matches(lexicon.evidence["self"], seen.low, seen.starts):
        near = seen.low[own.start() : own.end() + _SAID_WITHIN]
        first = sentences(near)[:1]
        places = [own.start() + at for at in range(first[0][1])]
        verbs = matches(lexicon.evidence["said"], seen.low, _among(seen, places))
        if first and any(True for _ in verbs):
            return True
    return False


def _among(seen: Passage, places: list[int]) -> list[int]:
    return [at for at in places if seen.starts is None or at in seen.starts]


def _has_error(seen: Passage, label: Label | None, lexicon: Lexicon, *, is_self: bool) -> bool:
    """Whether a word for a mistake stands with S, or behind a label that announces one."""
    labelled = label.kinds if label else ()
    fits = is_self or bool(set(labelled) - {WEAK})
    if fits and seen.has(lexicon.evidence["error"]):
        return True
    if label is None or not _DATABLE & set(labelled):
        return False
    changes = matches(lexicon.evidence["change"], seen.low, seen.starts)
    return any(change.start() >= label.end for change in changes)


def counts_values(label: Label | None, letters: frozenset[str]) -> bool:
    """Return whether a value frame adds to the evidence: with S or R, or behind a fit label."""
    return bool(letters & {"S", "R"}) or bool(label and _DATABLE & set(label.kinds))
