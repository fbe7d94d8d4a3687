from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.errors import InputError
from tasks.identity.key_index import (
    KeyIndex,
    decode,
    encode,
    holders,
    sharing,
    since,
    with_story,
)

FIRST = "20261101-" + "0a" * 10
SECOND = "20261120-" + "0b" * 10
BOTH = with_story(with_story(KeyIndex(), FIRST, {1, 2, 3}), SECOND, {2, 3, 4})

stories = st.sampled_from([FIRST, SECOND, "20261121-" + "0c" * 10])
keys = st.sets(st.integers(0, (1 << 64) - 1), max_size=12)
held = st.lists(st.tuples(stories, keys), max_size=6)


def indexed(rows: list[tuple[str, set[int]]]) -> KeyIndex:
    index = KeyIndex()
    for story, own in rows:
        index = with_story(index, story, own)
    return index


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param({1}, [FIRST], id="one"),
        pytest.param({2}, [SECOND, FIRST], id="newest-first"),
        pytest.param({1, 2}, [FIRST, SECOND], id="most-keys-first"),
        pytest.param({9}, [], id="none"),
        pytest.param(set(), [], id="nothing-asked"),
    ],
)
def test_sharing_names_the_likeliest_first(asked: set[int], found: list[str]) -> None:
    assert sharing(BOTH, asked) == found


def test_a_story_entered_twice_is_held_once() -> None:
    again = with_story(BOTH, FIRST, {1, 5})
    assert list(holders(again, 1)) == [FIRST]
    assert list(holders(again, 5)) == [FIRST]
    assert len(again.entries) == len(BOTH.entries) + 1


def test_since_lets_old_stories_go() -> None:
    kept = since(BOTH, date(2026, 11, 2))
    assert kept.stories == (SECOND,)
    assert (sharing(kept, {1}), sharing(kept, {2, 4})) == ([], [SECOND])
    assert since(BOTH, date(2026, 11, 1)) is BOTH


@given(held)
def test_an_index_comes_back_from_its_bytes(rows: list[tuple[str, set[int]]]) -> None:
    index = indexed(rows)
    assert decode(encode(index)) == index


@given(held)
def test_every_key_finds_its_stories(rows: list[tuple[str, set[int]]]) -> None:
    index = indexed(rows)
    assert all(story in sharing(index, own) for story, own in rows if own)
    assert list(index.entries) == sorted(set(index.entries))


@given(st.binary(max_size=64))
def test_decode_raises_nothing_else(raw: bytes) -> None:
    with pytest.raises(InputError):
        decode(raw)


@given(held, st.integers(0, 40))
def test_decode_notices_a_changed_byte(rows: list[tuple[str, set[int]]], at: int) -> None:
    raw = bytearray(encode(indexed(rows)))
    raw[at % len(raw)] ^= 1
    with pytest.raises(InputError):
        decode(bytes(raw))
