"""How alike two prepared texts are: the figures by which decisions are made."""

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from tasks.identity.likeness.alignment import Alignment, alignment
from tasks.identity.likeness.hunks import WordHunk, word_hunks
from tasks.identity.texts.facts import figures_conflict, is_name, masked
from tasks.identity.texts.prepared import Prepared, Sentence

_LONG_SENTENCE = 7
_MASKED_ALIKE = 60.0
_UNLIKE_NAMES = 60.0
_LEAD_ALIKE = 72.0
_LEADS_AGREE = 85.0
_EARLY = 3
_NEARLY_SAME = 80.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Measures:
    """What two texts have in common."""

    jaccard: float
    """J: shared three-word runs / all of them."""
    containment: float
    """C: shared / those of the shorter text."""
    aligned: int
    """Sentence pairs, equal or changed."""
    shorter: int
    """Sentences of the shorter side."""
    conflicts: int
    """Changed pairs that say the same of other figures or names."""
    figure_jaccard: float
    fewest_figures: int
    """Size of the smaller set of figures."""
    same_long: int
    """Equal sentences of 7 words or more."""
    shared_sentences: int
    """The same, and changed pairs that are alike at 80."""
    lead_in: float
    """Best score of the first sentence of one side anywhere in the other, 0 to 100."""
    lead_kept: bool
    new_words: int
    removed_words: int
    known_words: int
    seen_words: int

    @property
    def conflict_share(self) -> float:
        """Conflicts / aligned pairs."""
        return self.conflicts / self.aligned if self.aligned else 0.0

    @property
    def aligned_share(self) -> float:
        """Aligned pairs / sentences of the shorter side."""
        return self.aligned / self.shorter if self.shorter else 0.0


@lru_cache(maxsize=64)
def measures(known: Prepared, seen: Prepared) -> Measures:
    """Measure two texts against each other."""
    pairs = alignment(known, seen)
    same_long = sum(len(known.sentences[i].words) >= _LONG_SENTENCE for i, _ in pairs.equal)
    to_seen, to_known = _lead_scores(known, seen)
    new_words, removed_words = _word_balance(known, seen, pairs)
    return Measures(
        jaccard=jaccard(known.shingles, seen.shingles),
        containment=containment(known, seen),
        aligned=pairs.aligned,
        shorter=min(len(known.sentences), len(seen.sentences)),
        conflicts=sum(
            _is_conflict(known.sentences[i], seen.sentences[j]) for i, j in pairs.changed
        ),
        figure_jaccard=jaccard(known.figures, seen.figures),
        fewest_figures=min(len(known.figures), len(seen.figures)),
        same_long=same_long,
        shared_sentences=same_long + sum(score >= _NEARLY_SAME for score in pairs.scores),
        lead_in=max(to_seen, to_known),
        lead_kept=min(to_seen, to_known) >= _LEAD_ALIKE or _leads_agree(known, seen),
        new_words=new_words,
        removed_words=removed_words,
        known_words=known.size,
        seen_words=seen.size,
    )


def jaccard(one: frozenset[object], other: frozenset[object]) -> float:
    """Return shared / all members; two empty sets are equal."""
    union = len(one | other)
    return len(one & other) / union if union else 1.0


def containment(known: Prepared, seen: Prepared) -> float:
    """Return C: the share of the shorter text's three-word runs that the other has, too.

    An empty text has nothing in common with another, and everything with an empty one.
    """
    fewest = min(len(known.shingles), len(seen.shingles))
    if not fewest:
        return float(len(known.shingles) == len(seen.shingles))
    return len(known.shingles & seen.shingles) / fewest


def _is_conflict(before: Sentence, after: Sentence) -> bool:
    old, new = masked(before.words), masked(after.words)
    if fuzz.ratio(old, new) < _MASKED_ALIKE:
        return False
    hunks = word_hunks(before.words, after.words)
    return any(figures_conflict(*hunk) or (old == new and _is_other_name(hunk)) for hunk in hunks)


def _is_other_name(hunk: WordHunk) -> bool:
    old, new = (" ".join(side) for side in hunk)
    both = is_name(old) and is_name(new)
    return both and fuzz.ratio(old, new) < _UNLIKE_NAMES


def _lead(text: Prepared) -> Sentence | None:
    """The first sentence; a heading above it is none."""
    counting = (sentence for sentence in text.sentences if sentence.counts)
    return next(counting, next(iter(text.sentences), None))


def _lead_scores(known: Prepared, seen: Prepared) -> tuple[float, float]:
    return _best_score(_lead(known), seen), _best_score(_lead(seen), known)


def _best_score(lead: Sentence | None, text: Prepared) -> float:
    if lead is None or not text.sentences:
        return 0.0
    keys = [sentence.key for sentence in text.sentences]
    best = process.extractOne(lead.key, keys, scorer=fuzz.ratio, processor=None)
    return best[1]


def _leads_agree(known: Prepared, seen: Prepared) -> bool:
    old, new = _lead(known), _lead(seen)
    if old is None or new is None:
        return False
    early = max(_early_score(old, seen), _early_score(new, known))
    return fuzz.ratio(old.key, new.key) >= _LEADS_AGREE or early >= _LEAD_ALIKE


def _early_score(lead: Sentence, text: Prepared) -> float:
    return max(fuzz.ratio(lead.key, sentence.key) for sentence in text.sentences[:_EARLY])


def _word_balance(known: Prepared, seen: Prepared, pairs: Alignment) -> tuple[int, int]:
    """Words that came and words that went: whole sentences, and the growth of changed ones."""
    new = [seen.sentences[j] for j in pairs.added]
    old = [known.sentences[i] for i in pairs.removed]
    growth = [
        len(seen.sentences[j].words) - len(known.sentences[i].words) for i, j in pairs.changed
    ]
    return (
        sum(len(sentence.words) for sentence in new if sentence.counts)
        + sum(g for g in growth if g > 0),
        sum(len(sentence.words) for sentence in old if sentence.counts)
        - sum(g for g in growth if g < 0),
    )
