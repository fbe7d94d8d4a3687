"""Which sentence of one text became which of the other."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from rapidfuzz import fuzz, process

from tasks.identity.texts.prepared import Prepared, Sentence

_ALIKE = 62.0
_RATIO_OF_CONTAINED = 40.0
_PARTIAL_RATIO = 90.0
_GROWTH = 1.5  # a longer side under this factor would be alike already
_CONTAINED_WORDS = 6
_CONTAINED_SHARE = 0.7  # of the shorter one's words: cheaper than a partial ratio
_MANY = 400
_WINDOW = 50

_Scored = tuple[float, int, int]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Alignment:
    """Sentences by their positions, before and after, each from 0."""

    equal: tuple[tuple[int, int], ...]
    changed: tuple[tuple[int, int], ...]
    scores: tuple[float, ...]
    """Of the changed pairs, in their order: ratio of the keys, 0 to 100."""
    added: tuple[int, ...]
    removed: tuple[int, ...]
    moved: tuple[tuple[int, int], ...]
    """Pairs of either kind outside the longest run that keeps its order; stray lines aside."""

    @property
    def aligned(self) -> int:
        """Count of pairs, equal or changed."""
        return len(self.equal) + len(self.changed)


@lru_cache(maxsize=64)
def alignment(known: Prepared, seen: Prepared) -> Alignment:
    """Pair equal sentences, then the most alike; a changed sentence has one counterpart."""
    equal = _equal_pairs(known.sentences, seen.sentences)
    left = sorted(set(range(len(known.sentences))) - {i for i, _ in equal})
    right = sorted(set(range(len(seen.sentences))) - {j for _, j in equal})
    scored = _greedy(_alike(known.sentences, seen.sentences, left, right))
    left, right = _unpaired(left, right, scored)
    scored = sorted(
        [*scored, *_greedy(_contained(known.sentences, seen.sentences, left, right))],
        key=itemgetter(1, 2),
    )
    left, right = _unpaired(left, right, scored)
    changed = [(i, j) for _, i, j in scored]
    return Alignment(
        equal=tuple(equal),
        changed=tuple(changed),
        scores=tuple(score for score, _, _ in scored),
        added=tuple(right),
        removed=tuple(left),
        moved=_moved(sorted(p for p in [*equal, *changed] if known.sentences[p[0]].counts)),
    )


def _unpaired(
    left: list[int], right: list[int], scored: list[_Scored]
) -> tuple[list[int], list[int]]:
    old, new = {i for _, i, _ in scored}, {j for _, _, j in scored}
    return [i for i in left if i not in old], [j for j in right if j not in new]


def _equal_pairs(known: tuple[Sentence, ...], seen: tuple[Sentence, ...]) -> list[tuple[int, int]]:
    places = defaultdict(list)
    for j in range(len(seen) - 1, -1, -1):
        places[seen[j].key].append(j)
    return [(i, places[s.key].pop()) for i, s in enumerate(known) if places.get(s.key)]


def _alike(
    known: tuple[Sentence, ...], seen: tuple[Sentence, ...], left: list[int], right: list[int]
) -> Iterator[_Scored]:
    """Yield (score, i, j) of every pair that is alike enough."""
    for i in left:
        keys = {j: seen[j].key for j in _near(i, left, right)}
        found = process.extract_iter(
            known[i].key, keys, scorer=fuzz.ratio, processor=None, score_cutoff=_ALIKE
        )
        yield from ((score, i, j) for _, score, j in found)


def _contained(
    known: tuple[Sentence, ...], seen: tuple[Sentence, ...], left: list[int], right: list[int]
) -> Iterator[_Scored]:
    """Yield the pairs of which one side only grew: alike in part, less so as a whole."""
    for i in left:
        for j in _near(i, left, right):
            if _is_contained(known[i], seen[j]):
                score = fuzz.ratio(known[i].key, seen[j].key)
                if score >= _RATIO_OF_CONTAINED:
                    yield score, i, j


def _near(i: int, left: list[int], right: list[int]) -> list[int]:
    if len(left) <= _MANY and len(right) <= _MANY:
        return right
    return [j for j in right if abs(i - j) <= _WINDOW]


def _is_contained(one: Sentence, other: Sentence) -> bool:
    """Cheap tests first: lengths that differ enough to be no `_ALIKE` pair, then words."""
    shorter, longer = (one, other) if len(one.key) <= len(other.key) else (other, one)
    if len(longer.key) < _GROWTH * len(shorter.key) or len(shorter.words) < _CONTAINED_WORDS:
        return False
    own = set(shorter.key.split())
    if len(own.intersection(longer.key.split())) < _CONTAINED_SHARE * len(own):
        return False
    return fuzz.partial_ratio(shorter.key, longer.key) >= _PARTIAL_RATIO


def _greedy(scored: Iterator[_Scored]) -> list[_Scored]:
    """Keep the best pair of every sentence; of equal scores, the nearest, the first."""
    kept = []
    old, new = set[int](), set[int]()
    for score, i, j in sorted(scored, key=lambda s: (-s[0], abs(s[1] - s[2]), s[1], s[2])):
        if i not in old and j not in new:
            kept.append((score, i, j))
            old.add(i)
            new.add(j)
    return kept


def _moved(pairs: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Patience sorting: *pairs* rise in i; what is off the longest rise in j has moved."""
    tails: list[int] = []  # per length, the pair that ends the lowest run of it
    previous = [-1] * len(pairs)
    for at, (_, j) in enumerate(pairs):
        length = bisect_left(tails, j, key=lambda tail: pairs[tail][1])
        previous[at] = tails[length - 1] if length else -1
        tails[length : length + 1] = [at]
    kept = set[int]()
    at = tails[-1] if tails else -1
    while at >= 0:
        kept.add(at)
        at = previous[at]
    return tuple(pair for at, pair in enumerate(pairs) if at not in kept)
