"""The decision without the old text: the same rules, on what a sketch can measure."""

from collections import Counter

from rapidfuzz import fuzz

from tasks.corrections.notice import Kind, Target
from tasks.identity.decisions import deciding_rule, is_same_article, reason
from tasks.identity.likeness.comparison import Likeness, SharedKey
from tasks.identity.likeness.measures import Measures, jaccard
from tasks.identity.sketches import MINIMA, Sketch, SketchedSentence, notice_hash, sketch
from tasks.identity.snapshot import Decision, Relation, Snapshot
from tasks.identity.texts.facts import has_digit
from tasks.identity.texts.prepared import prepared

_LONG_SENTENCE = 7
_LEAD_ALIKE = 72.0
_ALIKE = 62.0
_FEWEST_NEW_WORDS = 9
_NEW_TO_REMOVED = 1.3


def decide_by_sketch(known: Sketch, seen: Snapshot) -> Decision:
    """Return how *seen* is related to a story of which only the sketch is at hand.

    Whether it is the same story is about as sure as with the text; which change it is, is
    coarse, and a cut text is not told from an edit: decide again on the texts before writing.
    """
    fresh = sketch(seen)
    pair = _likeness(known, fresh, _new_kinds(known, seen))
    rule = deciding_rule(pair)
    relation = rule.relation or _coarse_relation(known, fresh, pair)
    return Decision(
        relation=relation,
        same_article=is_same_article(relation),
        why=reason(f"{rule.name} sketch", pair),
    )


def _new_kinds(known: Sketch, seen: Snapshot) -> frozenset[Kind]:
    return frozenset(
        notice.kinds[0]
        for notice in prepared(seen.text, seen.notices).notices
        if notice.target is Target.SELF and notice_hash(notice.text) not in known.notices
    )


def _likeness(known: Sketch, seen: Sketch, new_kinds: frozenset[Kind]) -> Likeness:
    both_dated = known.published and seen.published
    return Likeness(
        same_publisher=known.publisher == seen.publisher,
        shared_key=_shared_key(known, seen),
        hours=abs(seen.published - known.published) / 60 if both_dated else 0.0,
        title=fuzz.token_sort_ratio(known.title, seen.title),
        same_title=known.title == seen.title,
        same_masked_title=known.title != seen.title and known.masked_title == seen.masked_title,
        flags=seen.flags - known.flags,
        new_kinds=new_kinds,
        told_words=0,
        text=_measures(known, seen),
    )


def _shared_key(known: Sketch, seen: Sketch) -> SharedKey:
    by_url = known.url != 0 and known.url == seen.url
    by_guid = known.guid != 0 and known.guid == seen.guid
    if by_url:
        return SharedKey.BOTH if by_guid else SharedKey.URL
    return SharedKey.GUID if by_guid else SharedKey.NONE


def _measures(known: Sketch, seen: Sketch) -> Measures:
    equal = _common(known, seen)
    old, new = _unequal(known, equal), _unequal(seen, equal)
    conflicts = (Counter(s.masked for s in old) & Counter(s.masked for s in new)).total()
    masks = {s.masked for s in old} & {s.masked for s in new}
    edited = _edited_leads(known, seen)
    same_long = sum(s.words >= _LONG_SENTENCE for s in seen.sentences if s.key in equal)
    similarity = _estimated_jaccard(known, seen)
    to_seen, to_known = _lead_score(known, seen), _lead_score(seen, known)
    return Measures(
        jaccard=similarity,
        containment=_containment(known, seen, similarity, equal),
        aligned=equal.total() + conflicts + len(edited),
        shorter=min(len(known.sentences), len(seen.sentences)),
        conflicts=conflicts + sum(_digits(one) != _digits(other) for one, other in edited),
        figure_jaccard=jaccard(frozenset(known.figures), frozenset(seen.figures)),
        fewest_figures=min(len(known.figures), len(seen.figures)),
        same_long=same_long,
        shared_sentences=same_long + conflicts,
        lead_in=max(to_seen, to_known),
        lead_kept=min(to_seen, to_known) >= _LEAD_ALIKE or _early_leads_agree(known, seen),
        new_words=sum(s.words for s in new if s.masked not in masks),
        removed_words=sum(s.words for s in old if s.masked not in masks),
        known_words=known.words,
        seen_words=seen.words,
    )


def _common(known: Sketch, seen: Sketch) -> Counter[int]:
    return Counter(s.key for s in known.sentences) & Counter(s.key for s in seen.sentences)


def _unequal(side: Sketch, equal: Counter[int]) -> list[SketchedSentence]:
    return [sentence for sentence in side.sentences if sentence.key not in equal]


def _estimated_jaccard(known: Sketch, seen: Sketch) -> float:
    """Of the 64 lowest hashes of both texts together, the share that both have."""
    old, new = set(known.minima), set(seen.minima)
    lowest = sorted(old | new)[:MINIMA]
    return sum(h in old and h in new for h in lowest) / len(lowest) if lowest else 1.0


def _edited_leads(known: Sketch, seen: Sketch) -> list[tuple[str, str]]:
    """Sentences at the top that are alike, though neither they nor their masks are equal."""
    top = zip(known.sentences, known.leads, seen.sentences, seen.leads, strict=False)
    return [
        (one, other)
        for old, one, new, other in top
        if old.key != new.key and old.masked != new.masked and fuzz.ratio(one, other) >= _ALIKE
    ]


def _digits(text: str) -> list[str]:
    return [word for word in text.split() if has_digit(word)]


def _containment(known: Sketch, seen: Sketch, similarity: float, equal: Counter[int]) -> float:
    """From J and the counts; at least the share of words that stand in equal sentences."""
    fewest = min(known.shingles, seen.shingles)
    if not fewest:
        return float(known.shingles == seen.shingles)
    shared = similarity / (1 + similarity) * (known.shingles + seen.shingles)
    words = sum(s.words for s in seen.sentences if s.key in equal)
    sure = words / max(1, min(known.words, seen.words))
    return min(1.0, max(shared / fewest, sure))


def _lead_score(side: Sketch, other: Sketch) -> float:
    """The first sentence of one side among the first of the other, or unchanged anywhere."""
    if not side.sentences:
        return 0.0
    if any(side.sentences[0].key == sentence.key for sentence in other.sentences):
        return 100.0
    return max((fuzz.ratio(side.leads[0], lead) for lead in other.leads), default=0.0)


def _early_leads_agree(known: Sketch, seen: Sketch) -> bool:
    """One lead among the first three of the other side."""
    scores = [fuzz.ratio(known.leads[0], lead) for lead in seen.leads if known.leads]
    scores += [fuzz.ratio(seen.leads[0], lead) for lead in known.leads if seen.leads]
    return max(scores, default=0.0) >= _LEAD_ALIKE


def _coarse_relation(known: Sketch, seen: Sketch, pair: Likeness) -> Relation:
    if pair.is_corrected or pair.is_clarified:
        return Relation.CORRECTION if pair.is_corrected else Relation.CLARIFICATION
    if known.body == seen.body:
        return Relation.IDENTICAL if pair.same_title else Relation.HEADLINE_CHANGE
    new, removed = pair.text.new_words, pair.text.removed_words
    grew = new >= _FEWEST_NEW_WORDS and new > _NEW_TO_REMOVED * removed
    return Relation.UPDATE if grew else Relation.SILENT_EDIT
