"""Which change is it? Rules V1 to V10, for two observations of one story; the first decides."""

from collections.abc import Callable, Iterator

from tasks.corrections.edits import Hunk, Op
from tasks.corrections.notice import Kind
from tasks.corrections.ties.echoes import value_echo
from tasks.identity.likeness.comparison import Comparison
from tasks.identity.likeness.guards import is_cut_text
from tasks.identity.likeness.hunks import word_hunks
from tasks.identity.snapshot import Relation
from tasks.identity.texts.titles import Flag

_FEWEST_NEW_WORDS = 9
_NEW_TO_REMOVED = 1.3
_NEW_STORY_WORDS = 20
_LEAD_ALIKE = 72.0
_LIVE_POSTS = 3
_TOLD_WORDS = 15


def revision(pair: Comparison) -> tuple[str, Relation]:
    """Return the rule (``.V7``) and the relation of two observations of one story."""
    return next((f".{name}", relation) for name, holds, relation in _RULES if holds(pair))


def _has_value_echo(pair: Comparison) -> bool:
    """An added sentence that admits the old and the new value is a correction in any language."""
    added = [pair.seen.sentences[j].text for j in pair.pairs.added]
    return bool(added and value_echo(added, list(_values(pair))))


def _values(pair: Comparison) -> Iterator[Hunk]:
    for i, j in pair.pairs.changed:
        for hunk in word_hunks(pair.known.sentences[i].words, pair.seen.sentences[j].words):
            if hunk.op is Op.REPLACE and hunk.factual:
                yield Hunk(
                    field="body",
                    op=hunk.op,
                    before=" ".join(hunk.before),
                    after=" ".join(hunk.after),
                    at=(i, j),
                    factual=True,
                )


def _is_updated(pair: Comparison) -> bool:
    """An update is announced, and is more than the word: in the story, or in the notice itself."""
    announced = Kind.UPDATE in pair.like.new_kinds or Flag.UPDATE in pair.like.flags
    is_told = pair.like.told_words >= _TOLD_WORDS
    return announced and (is_told or has_new_content(pair))


def has_new_content(pair: Comparison) -> bool:
    """Return whether the words of the story changed; stray short lines do not count."""
    known, seen, pairs = pair.known.sentences, pair.seen.sentences, pair.pairs
    came = any(seen[j].counts for j in pairs.added)
    went = any(known[i].counts for i in pairs.removed)
    moved = any(known[i].counts for i, _ in pairs.moved)
    changed = (word_hunks(known[i].words, seen[j].words) for i, j in pairs.changed)
    return came or went or moved or any(changed)


def _has_news(pair: Comparison) -> bool:
    """Much came, and more than went; or a new headline and lead stand above it."""
    if not has_new_content(pair):
        return False
    new, removed = pair.like.text.new_words, pair.like.text.removed_words
    grew = new >= _FEWEST_NEW_WORDS and new > _NEW_TO_REMOVED * removed
    is_retold = pair.like.text.lead_in < _LEAD_ALIKE and not pair.like.same_title
    return grew or (is_retold and new >= _NEW_STORY_WORDS) or _is_live_blog(pair)


def _is_live_blog(pair: Comparison) -> bool:
    posts = [j for j in pair.pairs.added if pair.seen.sentences[j].timed]
    return len(posts) >= _LIVE_POSTS


_Rule = tuple[str, Callable[[Comparison], bool], Relation]

_RULES: tuple[_Rule, ...] = (
    ("V1", lambda pair: pair.like.is_retracted, Relation.RETRACTION),
    ("V2", lambda pair: pair.like.is_corrected, Relation.CORRECTION),
    ("V3", lambda pair: pair.like.is_clarified, Relation.CLARIFICATION),
    ("V4", _has_value_echo, Relation.CORRECTION),
    ("V5", is_cut_text, Relation.COSMETIC),
    ("V6", _is_updated, Relation.UPDATE),
    ("V7", _has_news, Relation.UPDATE),
    ("V7", has_new_content, Relation.SILENT_EDIT),
    ("V8", lambda pair: not pair.like.same_title, Relation.HEADLINE_CHANGE),
    ("V9", lambda pair: pair.is_byte_equal, Relation.IDENTICAL),
    ("V10", lambda _: True, Relation.COSMETIC),
)
