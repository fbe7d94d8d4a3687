import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tasks.identity.candidates import candidate_keys
from tasks.identity.snapshot import Snapshot, snapshot

LINES = (Path(__file__).parents[1] / "data" / "pairs" / "pairs.jsonl").read_text("utf-8")
PAIRS = [json.loads(line) for line in LINES.splitlines()]


def test_candidate_keys_of_one_story_meet() -> None:
    same = [pair for pair in PAIRS if pair["same_article"]]
    met = [
        bool(candidate_keys(snapshot(pair["a"])) & candidate_keys(snapshot(pair["b"])))
        for pair in same
    ]
    assert met.count(True) >= 0.99 * len(same)


def test_candidate_keys_of_unrelated_stories_rarely_meet() -> None:
    unrelated = [pair for pair in PAIRS if pair.get("note") == "unrelated"]
    assert unrelated
    assert not any(
        candidate_keys(snapshot(pair["a"])) & candidate_keys(snapshot(pair["b"]))
        for pair in unrelated
    )


def test_candidate_keys_are_about_ten_of_64_bits() -> None:
    for pair in PAIRS:
        keys = candidate_keys(snapshot(pair["a"]))
        assert 3 <= len(keys) <= 11
        assert all(0 <= key < 1 << 64 for key in keys)


def test_candidate_keys_count_names_within_the_publisher_only() -> None:
    one = Snapshot(url="https://a.example/b-c", guid="abcdef", title="Ferry", publisher="One")
    other = Snapshot(url="https://a.example/b-c", guid="abcdef", title="Ferry", publisher="Two")
    assert len(candidate_keys(one)) == 3
    assert not candidate_keys(one) & candidate_keys(other)


def test_candidate_keys_take_short_sentences_where_there_are_no_long_ones() -> None:
    assert candidate_keys(Snapshot(url="", text="Ferry sinks.", notices=()))
    assert not candidate_keys(Snapshot(url="", guid="1", notices=()))


@given(st.text(), st.text())
def test_candidate_keys_never_raise(url: str, text: str) -> None:
    assert len(candidate_keys(Snapshot(url=url, title=text, text=text, notices=()))) <= 11
