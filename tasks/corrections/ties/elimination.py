"""A notice that names no values: its edit is the only one that nothing else explains."""

from collections.abc import Sequence

from tasks.corrections.edits import Edited, Op
from tasks.corrections.notice import Kind
from tasks.corrections.record import Correction
from tasks.corrections.ties.edit_words import ADDED, HEADLINE, PICTURE, REMOVED
from tasks.corrections.ties.matches import SHARED_WORDS
from tasks.corrections.ties.remains import is_of_notice
from tasks.corrections.ties.standing import is_alike, is_exact, shared_words

_OF_AN_EDIT = frozenset({Kind.CORRECTION, Kind.CLARIFICATION, Kind.REFILE, Kind.UPDATE})


def only_edit(one: Correction, edits: Sequence[Edited]) -> list[Edited]:
    """Return the hunks of the one edit that is left for *one*; none where there are several."""
    if not _OF_AN_EDIT & set(one.kinds):
        return []
    left = [each for each in edits if each.hunk.factual and not _opens_anew(each)]
    left = [each for each in left if not is_of_notice(each.new, one.text)]
    fitting = _where_it_speaks_of(one, [each for each in left if each.hunk.op in _ops(one, left)])
    return fitting if fitting and all(_is_same_edit(fitting[0], each) for each in fitting) else []


def edit_in_other_words(one: Correction, edits: Sequence[Edited]) -> list[Edited]:
    """Return the hunks of the only edit in words of *one*; none if there are several.

    A word in common is enough where nothing else was edited at all.
    """
    enough = 1 if _is_one_place(edits) else SHARED_WORDS
    about = [each for each in edits if _words_shared(one, each) >= enough]
    fitting = _where_it_speaks_of(one, about)
    return fitting if _is_one_place(fitting) else []


def _is_one_place(edits: Sequence[Edited]) -> bool:
    return len({(each.hunk.field, each.hunk.at) for each in edits}) == 1


def _words_shared(one: Correction, each: Edited) -> int:
    return shared_words(one.text, f"{each.old} {each.new}")


def _where_it_speaks_of(one: Correction, edits: list[Edited]) -> list[Edited]:
    """What a notice on a headline or a picture explains stands there."""
    text = one.text.lower()
    if HEADLINE.search(text):
        return [each for each in edits if each.hunk.field == "headline"]
    if PICTURE.search(text):
        return [each for each in edits if PICTURE.match(each.new.lower())]
    return edits


def _ops(one: Correction, edits: Sequence[Edited]) -> frozenset[Op]:
    """What the notice says was done; whatever was, where it does not say or nothing fits."""
    text = one.text.lower()
    if one.kinds[0] is Kind.UPDATE:
        return frozenset({Op.INSERT})
    for stems, op in ((REMOVED, Op.DELETE), (ADDED, Op.INSERT)):
        if stems.search(text) and any(each.hunk.op is op for each in edits):
            return frozenset({op})
    return frozenset(Op)


def _is_same_edit(one: Edited, other: Edited) -> bool:
    """In one sentence, or the same value in several."""
    if (one.hunk.field, one.hunk.at) == (other.hunk.field, other.hunk.at):
        return True
    sides = ((one.hunk.before, other.hunk.before), (one.hunk.after, other.hunk.after))
    return all(is_alike(mine, theirs, None, is_exact) for mine, theirs in sides)


def _opens_anew(each: Edited) -> bool:
    """Whether the only capital of a hunk is that of the sentence which it opens."""
    sides = ((each.hunk.before, each.old), (each.hunk.after, each.new))
    return all(
        text != words
        and text.startswith(words)
        and not any(letter.isupper() or letter.isdigit() for letter in words[1:])
        for words, text in sides
    )
