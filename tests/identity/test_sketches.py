import contextlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.errors import InputError
from tasks.identity.likeness.sketch_decisions import decide_by_sketch
from tasks.identity.sketches import decode, encode, sketch
from tasks.identity.snapshot import Relation, Snapshot, snapshot

LINES = (Path(__file__).parents[1] / "data" / "pairs" / "pairs.jsonl").read_text("utf-8")
PAIRS = [json.loads(line) for line in LINES.splitlines()]


def test_decide_by_sketch_knows_the_same_story_almost_as_well() -> None:
    wrong = [
        pair["id"]
        for pair in PAIRS
        if decide_by_sketch(sketch(snapshot(pair["a"])), snapshot(pair["b"])).same_article
        != pair["same_article"]
    ]
    assert len(wrong) <= 0.01 * len(PAIRS), wrong


def test_decide_by_sketch_is_coarse_about_the_change() -> None:
    right = sum(
        decide_by_sketch(sketch(snapshot(pair["a"])), snapshot(pair["b"])).relation
        == pair["relation"]
        for pair in PAIRS
    )
    assert right >= 0.8 * len(PAIRS)


def test_decide_by_sketch_says_that_it_was_one() -> None:
    pair = PAIRS[0]
    decision = decide_by_sketch(sketch(snapshot(pair["a"])), snapshot(pair["b"]))
    assert decision.relation is Relation.IDENTICAL
    assert decision.why.startswith("K4 sketch C=1.00")


def test_decide_by_sketch_of_an_empty_story() -> None:
    empty = Snapshot(url="", notices=())
    assert decide_by_sketch(sketch(empty), empty).same_article is False
    other = replace(empty, text="The ferry to Lunna sank at her berth.")
    assert decide_by_sketch(sketch(empty), other).relation is Relation.DIFFERENT
    assert decide_by_sketch(sketch(other), empty).relation is Relation.DIFFERENT


def test_sketch_is_small() -> None:
    sizes = sorted(len(encode(sketch(snapshot(pair["a"])))) for pair in PAIRS)
    assert sizes[len(sizes) // 2] < 700


@given(
    st.builds(
        Snapshot,
        url=st.text() | st.just("https://a.example/b-c"),
        guid=st.none() | st.text() | st.just("heron-post-1"),
        title=st.text() | st.sampled_from(["CORRECTED-UPDATE 1-Ferry", "RETRACTED: Ferry"]),
        published=st.none() | st.datetimes(timezones=st.just(UTC)),
        text=st.text() | st.lists(st.sampled_from(["The ferry sank. ", "5", "\n"])).map("".join),
        publisher=st.text(),
        notices=st.just(()),
    )
)
def test_sketch_is_kept_by_encode_and_decode(seen: Snapshot) -> None:
    assert decode(encode(sketch(seen))) == sketch(seen)


@given(st.binary() | st.binary().map(lambda raw: b"\x01" + raw))
def test_decode_refuses_what_is_no_sketch(raw: bytes) -> None:
    with contextlib.suppress(InputError):
        assert encode(decode(raw))[:1] == raw[:1]


@pytest.mark.parametrize("raw", [b"", b"\x02", encode(sketch(Snapshot(url="")))[:-1]])
def test_decode_names_what_is_wrong(raw: bytes) -> None:
    with pytest.raises(InputError):
        decode(raw)


def test_sketch_takes_a_date_it_cannot_hold_for_unknown() -> None:
    for year in (1960, 9999):
        published = datetime(year, 1, 1, tzinfo=UTC)
        value = sketch(Snapshot(url="", published=published)).published
        assert (value == 0) == (year == 1960)
