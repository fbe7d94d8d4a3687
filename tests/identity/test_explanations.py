import json
from pathlib import Path

import pytest

from tasks.identity.decisions import decide
from tasks.identity.likeness.explanations import explained, explanation
from tasks.identity.snapshot import Decision, Relation, snapshot

PAIRS = Path(__file__).parents[1] / "data" / "pairs" / "pairs.jsonl"


@pytest.mark.parametrize(
    ("relation", "same", "why", "words"),
    [
        pytest.param(
            Relation.TEMPLATE_COLLISION,
            False,
            "K2 C=.31 J=.18 h=24.0 conflicts=.82 (9/11) key=url",
            "not the same story: same address, but a new report from the same template: 9 of 11"
            " figures differ, 24 h apart",
            id="reused-address",
        ),
        pytest.param(
            Relation.SYNDICATED_COPY,
            True,
            "S2 C=1.00 J=.90 h=2.0 conflicts=.00 (0/7) key=none",
            "a copy of the story: another publisher has 100% of the wording, 2 h apart",
            id="copy",
        ),
        pytest.param(
            Relation.CORRECTION,
            True,
            "K4.V2 C=.97 J=.95 h=0.0 conflicts=.00 (1/7) key=url+guid",
            "the same story: same address and GUID, and a correction is announced",
            id="correction",
        ),
    ],
)
def test_explanation_says_why(relation: Relation, same: bool, why: str, words: str) -> None:  # noqa: FBT001 -- a column of the table
    assert explanation(Decision(relation=relation, same_article=same, why=why)) == words


def test_explanation_says_that_a_second_look_is_needed() -> None:
    decision = Decision(
        relation=Relation.COSMETIC,
        same_article=True,
        why="K4.V5 C=1.00 J=.30 h=0.0 conflicts=.00 (2/2) key=url",
        confirm=True,
    )
    assert explanation(decision).endswith("; to be seen a second time before it counts")


def test_explanation_has_words_for_every_decision() -> None:
    for line in PAIRS.read_text("utf-8").splitlines():
        pair = json.loads(line)
        decision = decide(snapshot(pair["a"]), snapshot(pair["b"]))
        assert ": " in explanation(decision)


@pytest.mark.parametrize(
    ("why", "words"),
    [
        pytest.param("first sight", "first sight", id="no-decision"),
        pytest.param("no_contact; K4", "no_contact; K4", id="not-whole"),
        pytest.param(
            "first sight; K3 C=.02 J=.01 h=168.0 conflicts=.00 (0/0) key=url",
            "first sight; not the same story: same address, but another text: 2% of the wording is"
            " shared, 168 h apart",
            id="another-story",
        ),
        pytest.param(
            "P5 C=.97 J=.90 h=24.0 conflicts=.00 (0/5) key=none;"
            " K4.V7 C=.97 J=.90 h=0.0 conflicts=.20 (1/5) new=0 removed=0 key=url+guid",
            "the same story: another address, but the lead and 97% of the wording were kept, 24 h"
            " apart; the same story: same address and GUID, and words within its sentences changed",
            id="found-by-its-text",
        ),
        pytest.param(
            "S2 C=1.00 J=.90 h=2.0 conflicts=.00 (0/7) key=none",
            "a copy of the story: another publisher has 100% of the wording, 2 h apart",
            id="copy",
        ),
    ],
)
def test_explained_says_every_decision_of_a_record(why: str, words: str) -> None:
    assert explained(why) == words
