"""The change record: what changed between two observations of one story, in words."""

from collections.abc import Callable
from dataclasses import dataclass

from tasks.corrections.edits import Hunk, Op, Wording
from tasks.identity.likeness.alignment import alignment
from tasks.identity.likeness.hunks import WordHunk, word_hunks
from tasks.identity.likeness.measures import containment
from tasks.identity.snapshot import Snapshot
from tasks.identity.texts.facts import has_digit, is_fact, is_name
from tasks.identity.texts.prepared import Prepared, Sentence, prepared
from tasks.identity.texts.titles import headline
from tasks.identity.texts.words import words

_BODY = "body"
_HEADLINE = "headline"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedSentence:
    """A sentence that was kept and changed, before and after."""

    i: int
    j: int
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What changed between two observations. Typography, furniture and notices are no change."""

    similarity: float
    """C, 0 to 1: share of the shorter text's three-word runs that the other has."""
    unchanged: int
    """Sentences."""
    moved: int
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[ChangedSentence, ...]
    hunks: tuple[Hunk, ...]
    """Of the headline first, then in the order of the text."""
    numbers: tuple[tuple[str, str], ...]
    """Replaced runs with a digit on both sides."""
    names: tuple[tuple[str, str], ...]
    """Replaced runs with a capitalised word, and no digit, on both sides."""
    title: tuple[str, str] | None
    """Headline before and after, if its words changed."""
    before: Wording
    after: Wording
    substantive: bool
    """At least one hunk is factual."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed but typography, furniture and notices."""
        return not self.hunks


def change(known: Snapshot, seen: Snapshot) -> Change:
    """Return what changed from *known*, the older observation, to *seen*."""
    before = prepared(known.text, known.notices)
    after = prepared(seen.text, seen.notices)
    pairs = alignment(before, after)
    titles = _title_hunks(known.title, seen.title)
    hunks = (*titles, *_body_hunks(before, after))
    return Change(
        similarity=round(containment(before, after), 4),
        unchanged=len(pairs.equal),
        moved=len(pairs.moved),
        added=tuple(after.sentences[j].text for j in pairs.added),
        removed=tuple(before.sentences[i].text for i in pairs.removed),
        changed=_changed_sentences(before, after),
        hunks=hunks,
        numbers=tuple((h.before, h.after) for h in hunks if _is_replaced(h, has_digit)),
        names=tuple((h.before, h.after) for h in hunks if _is_replaced(h, _has_name)),
        title=(known.title, seen.title) if titles else None,
        before=_wording(known.title, before),
        after=_wording(seen.title, after),
        substantive=any(hunk.factual for hunk in hunks),
    )


def _wording(title: str, text: Prepared) -> Wording:
    return Wording(
        headline=headline(title).text,
        sentences=tuple(sentence.text for sentence in text.sentences),
    )


def _title_hunks(before: str, after: str) -> tuple[Hunk, ...]:
    """Wire prefixes and the site's name are no part of a headline."""
    old, new = words(headline(before).text), words(headline(after).text)
    return tuple(_hunk(_HEADLINE, hunk, (0, 0)) for hunk in word_hunks(old, new))


def _body_hunks(before: Prepared, after: Prepared) -> list[Hunk]:
    """Return word hunks of kept sentences, and whole sentences added, removed or moved."""
    pairs = alignment(before, after)
    hunks = [
        _hunk(_BODY, hunk, (i, j))
        for i, j in pairs.changed
        for hunk in word_hunks(before.sentences[i].words, after.sentences[j].words)
    ]
    counterpart = dict([*pairs.equal, *pairs.changed])
    origin = {j: i for i, j in counterpart.items()}
    added = [_whole(Op.INSERT, after.sentences[j], (_next_to(origin, j), j)) for j in pairs.added]
    removed = [
        _whole(Op.DELETE, before.sentences[i], (i, _next_to(counterpart, i))) for i in pairs.removed
    ]
    moved = [_whole(Op.MOVE, before.sentences[i], (i, j)) for i, j in pairs.moved]
    # Sorting is stable: hunks of one sentence keep the order of its words.
    return sorted([*hunks, *added, *removed, *moved], key=lambda hunk: (hunk.at[1], hunk.at[0]))


def _hunk(field: str, hunk: WordHunk, at: tuple[int, int]) -> Hunk:
    return Hunk(
        field=field,
        op=hunk.op,
        before=" ".join(hunk.before),
        after=" ".join(hunk.after),
        at=at,
        factual=hunk.factual,
    )


def _whole(op: Op, sentence: Sentence, at: tuple[int, int]) -> Hunk:
    return Hunk(
        field=_BODY,
        op=op,
        before="" if op is Op.INSERT else sentence.text,
        after="" if op is Op.DELETE else sentence.text,
        at=at,
        factual=op is not Op.MOVE and sentence.counts and any(map(is_fact, sentence.words)),
    )


def _next_to(other_side: dict[int, int], position: int) -> int:
    """Where a sentence without counterpart would stand on the other side: after its neighbour."""
    before = (other_side[p] + 1 for p in range(position - 1, -1, -1) if p in other_side)
    return next(before, 0)


def _changed_sentences(before: Prepared, after: Prepared) -> tuple[ChangedSentence, ...]:
    return tuple(
        ChangedSentence(i=i, j=j, before=before.sentences[i].text, after=after.sentences[j].text)
        for i, j in alignment(before, after).changed
    )


def _is_replaced(hunk: Hunk, has: Callable[[str], bool]) -> bool:
    return hunk.op is Op.REPLACE and has(hunk.before) and has(hunk.after)


def _has_name(text: str) -> bool:
    return not has_digit(text) and any(map(is_name, text.split()))
