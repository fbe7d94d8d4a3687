from collections.abc import Callable
from datetime import timedelta
from itertools import count

import pytest

from tasks.adapters.memory_store import MemoryStore
from tasks.archive.chains import chain
from tasks.archive.history import article_ids
from tasks.archive.store import Store
from tasks.errors import StoreUnavailableError
from tasks.versions.commit import commit
from tasks.versions.observation import Alias, Observation, Outcome, Role
from tests.versions.faults import AlwaysFirst, Hooked, Killed, Twice, at, killed, lost
from tests.versions.soundness import check
from tests.versions.stories import (
    CORRECTED,
    EDITED,
    FERRY,
    GUID,
    LINK,
    NOTICE,
    NOW,
    announced,
    chain_of,
    minter,
    seen,
    take_down,
)

HOUR = timedelta(hours=1)
MOVED_URL = "https://harbourpost.example/news/footbridge-open-again"
MOVED = Alias(role=Role.LINK, value=f"url:{MOVED_URL}")
NEW = seen()
EDIT = seen(after=HOUR, body=EDITED)
CORRECTION = seen(after=2 * HOUR, body=CORRECTED, notices=(NOTICE,))
BY_LINK = seen(aliases=(LINK,))
BY_GUID = seen(aliases=(GUID,))
FERRY_NEWS = seen(
    after=24 * HOUR,
    headline="No ferry to Gull Island on Monday",
    body=FERRY,
    description="The boat is under repair.",
    date_published="2026-11-21T08:00:00Z",
)


def nothing(_: Store) -> None:
    """Prepare an empty bucket."""


def one_version(store: Store) -> None:
    """Prepare a story."""
    commit(store, NEW, mint=minter(worker="elder:0"))


def two_chains(store: Store) -> None:
    """Prepare one story that is known as two."""
    commit(store, BY_LINK, mint=minter(worker="elder:0"))
    commit(store, BY_GUID, mint=minter(NOW + 24 * HOUR, worker="elder:0"))


Preparation = Callable[[Store], None]
CASES = [
    pytest.param(nothing, NEW, NEW, id="new-new"),
    pytest.param(nothing, NEW, EDIT, id="new-edit"),
    pytest.param(nothing, BY_LINK, NEW, id="link-both"),
    pytest.param(nothing, NEW, BY_GUID, id="both-guid"),
    pytest.param(one_version, EDIT, EDIT, id="edit-edit"),
    pytest.param(one_version, EDIT, CORRECTION, id="edit-correction"),
    pytest.param(one_version, CORRECTION, EDIT, id="correction-edit"),
    pytest.param(two_chains, EDIT, CORRECTION, id="merge-merge"),
    pytest.param(two_chains, EDIT, seen(after=HOUR, aliases=(GUID,)), id="merge-guid"),
]
ALONE = [pytest.param(*case.values[:2], id=case.id) for case in CASES]


def count_requests(prepare: Preparation, observation: Observation) -> int:
    store = MemoryStore()
    prepare(store)
    hooked = Hooked(store)
    commit(hooked, observation, mint=minter())
    return hooked.requests


@pytest.mark.parametrize(("prepare", "mine", "theirs"), CASES)
def test_two_writers_at_every_step_leave_one_sound_story(
    prepare: Preparation, mine: Observation, theirs: Observation
) -> None:
    for step in range(1, count_requests(prepare, mine) + 1):
        store = MemoryStore()
        prepare(store)

        def interrupt(store: Store = store) -> None:
            commit(store, theirs, mint=minter(worker="birch:1"))

        commit(Hooked(store, before=at(step, interrupt)), mine, mint=minter())
        for observation in (mine, theirs, seen(after=3 * HOUR, body=f"{EDITED}\nIt rained.")):
            commit(store, observation, mint=minter(NOW + 3 * HOUR, worker="cedar:1"))
        check(store)
        assert len(living(store)) == 1


@pytest.mark.parametrize(
    "theirs",
    [
        pytest.param(FERRY_NEWS, id="the-same-new-story"),
        pytest.param(EDIT, id="the-old-story-edited"),
        pytest.param(seen(after=HOUR, body=EDITED, aliases=(GUID,)), id="the-old-story-by-guid"),
    ],
)
def test_two_writers_at_every_step_of_an_address_given_away(theirs: Observation) -> None:
    for step in range(1, count_requests(one_version, FERRY_NEWS) + 1):
        store = MemoryStore()
        one_version(store)

        def interrupt(store: Store = store) -> None:
            commit(store, theirs, mint=minter(worker="birch:1"))

        commit(Hooked(store, before=at(step, interrupt)), FERRY_NEWS, mint=minter())
        for observation in (FERRY_NEWS, theirs):
            commit(store, observation, mint=minter(NOW + 3 * HOUR, worker="cedar:1"))
        check(store)
        headlines = [{v.headline for v in chain_of(store, story)} for story in living(store)]
        assert sorted(map(len, headlines)) == [1, 1]


@pytest.mark.parametrize(("prepare", "mine"), ALONE)
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_writer_killed_at_any_step_is_replaced_by_a_redo(
    prepare: Preparation, mine: Observation, moment: str
) -> None:
    for step in range(1, count_requests(prepare, mine) + 1):
        store = MemoryStore()
        prepare(store)
        with pytest.raises(Killed):
            commit(Hooked(store, **{moment: at(step, killed)}), mine, mint=minter())
        check(store)
        redo = commit(store, mine, mint=minter(NOW + 24 * HOUR, worker="birch:1"))
        check(store)
        assert redo.outcome in {Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED}
        assert [v.content_hash for v in chain_of(store, redo.article_id)] == undisturbed(
            prepare, mine
        )


def undisturbed(prepare: Preparation, mine: Observation) -> list[str]:
    store = MemoryStore()
    prepare(store)
    done = commit(store, mine, mint=minter())
    return [version.content_hash for version in chain_of(store, done.article_id)]


@pytest.mark.parametrize(("prepare", "mine"), ALONE)
def test_a_lost_answer_is_found_by_the_redo(prepare: Preparation, mine: Observation) -> None:
    for step in range(1, count_requests(prepare, mine) + 1):
        store = MemoryStore()
        prepare(store)
        with pytest.raises(StoreUnavailableError):
            commit(Hooked(store, after=at(step, lost)), mine, mint=minter())
        redo = commit(store, mine, mint=minter(worker="birch:1"))
        check(store)
        assert [v.content_hash for v in chain_of(store, redo.article_id)] == undisturbed(
            prepare, mine
        )


@pytest.mark.parametrize(("prepare", "mine"), ALONE)
def test_a_put_that_the_client_repeats_is_recognised_as_ours(
    prepare: Preparation, mine: Observation
) -> None:
    store, plain = MemoryStore(), MemoryStore()
    prepare(store)
    prepare(plain)
    done = commit(Twice(store), mine, mint=minter())
    expected = commit(plain, mine, mint=minter())
    check(store)
    assert (done.outcome, done.article_id, done.version) == (
        expected.outcome,
        expected.article_id,
        expected.version,
    )


def test_a_refused_slot_that_is_empty_is_written_again_and_in_the_end_reported() -> None:
    class Refusing(MemoryStore):
        def create(self, key: str, body: bytes) -> str | None:
            return None if key.startswith("articles/") else super().create(key, body)

    with pytest.raises(StoreUnavailableError, match="refused as taken, and yet is not there"):
        commit(Refusing(), NEW, mint=minter())


def test_a_writer_that_is_always_second_is_reported() -> None:
    store = MemoryStore()
    numbers = count()

    def act() -> None:
        number = next(numbers)
        commit(store, announced(number), mint=minter(worker=f"birch:{number}"))

    one_version(store)
    with pytest.raises(StoreUnavailableError, match="other workers were always first"):
        commit(AlwaysFirst(store, act), announced(99), mint=minter())
    check(store)


def test_a_story_that_is_taken_down_in_a_race_is_left_alone() -> None:
    store = MemoryStore()
    one_version(store)
    done = commit(AlwaysFirst(store, lambda: take_down(store)), EDIT, mint=minter())
    assert (done.outcome, done.version) == (Outcome.WITHHELD, 2)


def test_claims_that_always_move_are_reported() -> None:
    class Moving(MemoryStore):
        def create(self, key: str, body: bytes) -> str | None:
            return None if key.startswith("ids/") else super().create(key, body)

    with pytest.raises(StoreUnavailableError, match="its claims keep moving"):
        commit(Moving(), NEW, mint=minter())


def living(store: MemoryStore) -> list[str]:
    heads = {article: chain(store, article).head for article in article_ids(store)}
    return [name for name, head in heads.items() if head and head.slot.kind == "content"]
