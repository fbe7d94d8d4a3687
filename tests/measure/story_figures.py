"""Figures of identity: same story, relation, candidates, sketches, addresses."""

import itertools
import statistics
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from tasks.errors import InputError
from tasks.identity.candidates import candidate_keys
from tasks.identity.decisions import decide
from tasks.identity.likeness.sketch_decisions import decide_by_sketch
from tasks.identity.sketches import encode, sketch
from tasks.identity.snapshot import Decision, Relation
from tasks.identity.urls import canonical_url
from tests.measure.figures import Measured, count, f1, share
from tests.measure.labelled import DATA, LabelledPair, load_pairs

Decided = Sequence[tuple[LabelledPair, Decision]]
IsSame = Callable[[bool, str], bool]


def story_figures(pairs: Sequence[LabelledPair]) -> Iterator[Measured]:
    """Yield the figures of decisions on *pairs*."""
    decided = [(pair, decide(pair.known, pair.seen)) for pair in pairs]
    sketched = [(pair, decide_by_sketch(sketch(pair.known), pair.seen)) for pair in pairs]
    yield from _agreement("story", decided, lambda is_same, _: is_same)
    yield from _f1_only("record", decided, _is_same_record)
    yield from share("relation.accuracy", [_is_relation(*one) for one in decided])
    yield from _f1_only("sketch.story", sketched, lambda is_same, _: is_same)
    sizes = [len(encode(sketch(pair.seen))) for pair in pairs]
    yield Measured(name="sketch.bytes", value=statistics.median(sizes), of=len(sizes))
    yield from _candidates(pairs)


def outside_story_figures(folder: Path = DATA / "outside" / "pairs") -> Iterator[Measured]:
    """Yield what matters of pairs that were written without a look at the rules."""
    wanted = {"story.f1", "record.f1", "relation.accuracy", "candidates.recall"}
    for one in story_figures(load_pairs(folder)):
        if one.name in wanted:
            yield replace(one, name=f"outside.{one.name}")


def confusions(pairs: Sequence[LabelledPair] | None = None) -> Counter[tuple[str, str]]:
    """Return how often a labelled relation was taken for another."""
    decided = [
        (pair.relation, decide(pair.known, pair.seen).relation) for pair in pairs or load_pairs()
    ]
    return Counter((wanted, got.value) for wanted, got in decided if wanted != got)


def url_figures(path: Path = DATA / "urls.toml") -> Iterator[Measured]:
    """Yield how many spellings of one story merge, and how many stories do."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    same = [(row["urls"][0], url) for row in table["same"] for url in row["urls"][1:]]
    apart = [two for row in table["apart"] for two in itertools.combinations(row["urls"], 2)]
    refused = [url for row in table["refused"] for url in row["urls"]]
    yield from share("urls.merged", [(_is_one(*two), " = ".join(two)) for two in same])
    yield from count("urls.wrong", [(not _is_one(*two), " = ".join(two)) for two in apart])
    yield from share("urls.refused", [(_is_refused(url), url) for url in refused])


def _agreement(name: str, decided: Decided, is_same: IsSame) -> Iterator[Measured]:
    precision, recall, of, misses = _precision_and_recall(decided, is_same)
    yield Measured(name=f"{name}.precision", value=precision, of=of)
    yield Measured(name=f"{name}.recall", value=recall, of=of)
    yield Measured(name=f"{name}.f1", value=f1(precision, recall), of=of, misses=misses)


def _f1_only(name: str, decided: Decided, is_same: IsSame) -> Iterator[Measured]:
    precision, recall, of, misses = _precision_and_recall(decided, is_same)
    yield Measured(name=f"{name}.f1", value=f1(precision, recall), of=of, misses=misses)


def _precision_and_recall(
    decided: Decided, is_same: IsSame
) -> tuple[float, float, int, tuple[str, ...]]:
    judged = [
        (is_same(pair.is_same_story, pair.relation), is_same(got.same_article, got.relation))
        for pair, got in decided
    ]
    both = judged.count((True, True))
    claimed = sum(got for _, got in judged)
    wanted = sum(want for want, _ in judged)
    misses = tuple(
        _miss(pair, got)
        for (pair, got), (want, said) in zip(decided, judged, strict=True)
        if want != said
    )
    return both / max(claimed, 1), both / max(wanted, 1), len(judged), misses


def _is_same_record(is_same: bool, relation: str) -> bool:  # noqa: FBT001 -- a label, no switch
    return is_same and relation != Relation.SYNDICATED_COPY


def _is_relation(pair: LabelledPair, got: Decision) -> tuple[bool, str]:
    return got.relation == pair.relation, _miss(pair, got)


def _miss(pair: LabelledPair, got: Decision) -> str:
    return f"{pair.id} ({pair.note}): wanted {pair.relation}, got {got.relation}: {got.why}"


def _candidates(pairs: Sequence[LabelledPair]) -> Iterator[Measured]:
    met = [(pair, _meets(pair)) for pair in pairs]
    yield from share("candidates.recall", [(hit, p.id) for p, hit in met if p.is_same_story])
    yield from _candidates_by_chance([pair for pair in pairs if pair.note == "unrelated"])


def _candidates_by_chance(pairs: Sequence[LabelledPair]) -> Iterator[Measured]:
    """Each story seen against every story held but its own."""
    held = [(pair.known.title, candidate_keys(pair.known)) for pair in pairs]
    queries = [(pair.seen.title, candidate_keys(pair.seen)) for pair in pairs]
    hits = [
        sum(title != other and not keys.isdisjoint(kept) for other, kept in held)
        for title, keys in queries
    ]
    if hits:
        yield Measured(name="candidates.unrelated", value=sum(hits) / len(hits), of=len(hits))


def _meets(pair: LabelledPair) -> bool:
    return bool(candidate_keys(pair.known) & candidate_keys(pair.seen))


def _is_one(one: str, other: str) -> bool:
    return canonical_url(one) == canonical_url(other)


def _is_refused(url: str) -> bool:
    try:
        canonical_url(url)
    except InputError:
        return True
    return False
