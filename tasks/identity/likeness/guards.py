"""What is seen once is not yet so: cut texts and odd pages."""

from tasks.identity.likeness.comparison import Comparison
from tasks.identity.snapshot import Relation
from tasks.identity.texts.prepared import Prepared

_CUT_BY_PAYWALL = 0.2  # share of the longer text's words that is missing
_CUT_TAIL = 0.35
_SHRUNK = 0.6
_STILL_THE_STORY = 0.5
_WALLED = 0.5
_WALL_WORDS = 30


def is_cut_text(pair: Comparison) -> bool:
    """Return whether one side is only the beginning of the other.

    Either a paywall line stands in the shorter one alone, or the seen text lost its tail
    under the same headline. Growth from a stub is none.
    """
    known, seen = pair.known, pair.seen
    shorter, longer = (known, seen) if known.size < seen.size else (seen, known)
    if shorter is seen and pair.like.same_title and _is_walled(known, seen):
        return True
    if not _is_beginning(shorter, longer):
        return False
    missing = 1 - shorter.size / longer.size if longer.size else 0.0
    if shorter.truncated and not longer.truncated:
        return missing > _CUT_BY_PAYWALL
    return shorter is seen and missing > _CUT_TAIL and pair.like.same_title and not seen.stub


def needs_second_look(pair: Comparison, relation: Relation) -> bool:
    """Return whether nothing should be written before a second fetch says the same.

    That is so for a cut text, an empty one, one that shrank by more than 60 %, and what looks
    like a consent, login or error page. A retraction's stub page speaks for itself.
    """
    if relation is Relation.RETRACTION:
        return False
    if pair.seen.odd and pair.like.text.containment < _STILL_THE_STORY:
        return True
    lost = pair.known.size - pair.seen.size
    shrank = lost > _SHRUNK * pair.known.size
    is_empty = not pair.seen.sentences and bool(pair.known.sentences)
    return is_empty or (pair.like.is_known_story and (shrank or is_cut_text(pair)))


def _is_walled(known: Prepared, seen: Prepared) -> bool:
    """A beginning, and behind it a few words of a wall that no pattern knows."""
    full = [sentence.key for sentence in known.sentences if sentence.counts]
    cut = [sentence for sentence in seen.sentences if sentence.counts]
    whole = next((i for i, one in enumerate(cut) if one.key not in full[i : i + 1]), len(cut))
    if any(sentence.key in full for sentence in cut[whole:]):
        return False
    wall = sum(len(sentence.words) for sentence in cut[whole:])
    kept = sum(len(sentence.words) for sentence in cut[:whole])
    return 0 < wall <= _WALL_WORDS and whole > 1 and kept < (1 - _WALLED) * known.size


def _is_beginning(shorter: Prepared, longer: Prepared) -> bool:
    """All sentences in order from the first; the last one may be cut within."""
    cut = [sentence.key for sentence in shorter.sentences if sentence.counts]
    full = [sentence.key for sentence in longer.sentences if sentence.counts]
    if cut == full[: len(cut)]:
        return True
    whole = len(cut) - 1
    following = full[whole : whole + 1]
    return cut[:-1] == full[:whole] and any(key.startswith(cut[-1]) for key in following)
