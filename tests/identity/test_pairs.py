"""The room against its own labelled pairs; `make eval` prints the same figures."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tasks.identity.changes import change
from tasks.identity.decisions import decide
from tasks.identity.snapshot import Relation, Snapshot, snapshot
from tests.data.pairs.make_pairs import lines

PAIRS = [
    json.loads(line)
    for path in sorted((Path(__file__).parents[1] / "data" / "pairs").glob("*.jsonl"))
    for line in path.read_text("utf-8").splitlines()
]
VERIFIED = [pair for pair in PAIRS if pair.get("truth", {}).get("status") == "verified"]


def sides(pair: dict[str, Any]) -> tuple[Snapshot, Snapshot]:
    return snapshot(pair["a"]), snapshot(pair["b"])


def test_pairs_are_what_their_generator_writes() -> None:
    assert [json.loads(line) for line in lines()] == PAIRS


def test_pairs_cover_every_relation() -> None:
    counts = Counter(pair["relation"] for pair in PAIRS)
    assert len(PAIRS) >= 200
    assert min(counts[relation.value] for relation in Relation) >= 10


def test_decide_knows_the_same_story() -> None:
    found = [(pair["same_article"], decide(*sides(pair)).same_article) for pair in PAIRS]
    right = found.count((True, True))
    wrong = found.count((True, False)) + found.count((False, True))
    assert 2 * right / (2 * right + wrong) >= 0.995


def test_decide_knows_the_relation() -> None:
    wrong = [
        (pair["id"], pair["relation"], decision.relation.value, decision.why)
        for pair in PAIRS
        if (decision := decide(*sides(pair))).relation != pair["relation"]
    ]
    assert len(wrong) <= 0.05 * len(PAIRS), wrong


@pytest.mark.parametrize("pair", VERIFIED, ids=lambda pair: pair["id"])
def test_change_finds_the_corrected_value_in_one_hunk(pair: dict[str, Any]) -> None:
    wrong, right = pair["truth"]["wrong"], pair["truth"]["right"]
    hunks = [hunk for hunk in change(*sides(pair)).hunks if hunk.factual]
    assert any(
        hunk.before and hunk.after and hunk.before in wrong and hunk.after in right
        for hunk in hunks
    )
