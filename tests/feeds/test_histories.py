"""Many polls in a row, with edits, losses and kills: nothing lost, nothing done twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tasks.feeds.answer import vouching
from tasks.feeds.inbox import parked, workable
from tasks.feeds.state import FeedState
from tasks.feeds.turn import acked, configured, discovered, idle
from tests.feeds.documents import NOW, URL, answer, document, entry, known

KEYS = st.sampled_from("abcdefgh")
STEPS = st.lists(
    st.fixed_dictionaries(
        {
            "listed": st.dictionaries(KEYS, st.sampled_from(["h1", "h2", "h3"]), max_size=8),
            "failing": st.frozensets(KEYS),
            "is_cut": st.booleans(),
            "is_killed": st.booleans(),
            "hours": st.integers(1, 800),
        }
    ),
    max_size=8,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    listed: Mapping[str, str]
    failing: frozenset[str]
    is_cut: bool
    is_killed: bool
    hours: int


def turn(state: FeedState, step: Step, at_hour: int) -> FeedState:
    """One turn, as the stages go through it; killed before its ack, it leaves the inbox."""
    at = NOW + timedelta(hours=at_hour)
    entries = [entry(key, digest=digest) for key, digest in step.listed.items()]
    seen = answer(body_sha256=str(step.listed), at=at)
    read = document(*entries, complete=not step.is_cut)
    found = discovered(state, read, seen)
    for key, listed in found.entries.items():
        held = found.state.pending.get(key)
        assert listed.hash == (held.hash if held else found.state.entries[key].hash)
    again = discovered(found.state, read, seen)
    assert (again.is_news, again.state) == (False, found.state)
    if step.is_killed:
        return found.state if found.is_news else state
    work = dict(workable(found.state, now=at))
    done = {
        k: known(k, digest=p.hash, listed=at.date().isoformat())
        for k, p in work.items()
        if k not in step.failing
    }
    waits = {
        k: parked(p, error="http_500", suspect=None, now=at)
        for k, p in work.items()
        if k in step.failing
    }
    return acked(found.state, done, waits, validators=vouching(read, seen))


def history(steps: Sequence[Step]) -> tuple[FeedState, int]:
    state, hour = configured(FeedState(feed_id="tern"), url=URL, interval=None), 0
    for step in steps:
        hour += step.hours
        before, state = state, turn(state, step, hour)
        if not step.is_killed:
            assert step.listed.keys() <= state.pending.keys() | state.entries.keys()
        assert before.pending.keys() <= state.pending.keys() | state.entries.keys()
    return state, hour


@given(STEPS)
def test_nothing_is_lost_and_the_next_clean_turn_heals(raw: list[dict[str, object]]) -> None:
    state, hour = history([Step(**fields) for fields in raw])  # type: ignore[arg-type]
    last = dict.fromkeys("abc", "h1")
    clean = Step(listed=last, failing=frozenset(), is_cut=False, is_killed=False, hours=48)
    healed = turn(state, clean, hour + clean.hours)
    assert healed.pending == {}
    assert {key: healed.entries[key].hash for key in last} == last
    later = answer(304, at=NOW + timedelta(hours=hour + 49))
    quiet = idle(healed, later)
    assert idle(quiet, later) == quiet
