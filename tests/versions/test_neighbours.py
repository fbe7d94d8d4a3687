from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tasks.adapters.memory_store import MemoryStore
from tasks.archive.chains import chain
from tasks.archive.history import article_ids
from tasks.archive.log import log_segment
from tasks.archive.record import Link, Rel
from tasks.archive.store import Store
from tasks.identity.furniture import line_hashes
from tasks.identity.key_index import holders
from tasks.versions.commit import commit
from tasks.versions.observation import Alias, Observation, Outcome, Role
from tasks.versions.others.neighbours import kept_in, rebuild
from tests.versions.faults import Hooked, Killed, at, killed
from tests.versions.soundness import check
from tests.versions.stories import (
    ARTICLE_ID,
    BODY,
    CORRECTED,
    EDITED,
    FERRY,
    GUID,
    LINK,
    NOTICE,
    NOW,
    RETRACTION,
    chain_of,
    commit_near,
    minter,
    seen,
    take_down,
)

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MOVED_URL = "https://harbourpost.example/town/footbridge-open-again"
MOVED = (
    Alias(role=Role.LINK, value=f"url:{MOVED_URL}"),
    Alias(role=Role.GUID, value="guid:harbourpost-news:hp-99001"),
)
LAST = BODY.splitlines()[-1]
TIMES = (
    "The ferry to Gull Island sails at {} and {} on {}, and comes back at {} and {}.\n"
    "Tickets cost {} crowns at the kiosk by the quay, and dogs travel free."
)
COPY_URL = "https://tarncourier.example/footbridge"
COPY = Alias(role=Role.LINK, value=f"url:{COPY_URL}")


def moved(*, after: timedelta = DAY, **article: object) -> Observation:
    """Return the story under another address and another guid."""
    told = {"url": MOVED_URL, "canonical_url": MOVED_URL, **article}
    return replace(seen(after=after, aliases=MOVED, **told), guid="hp-99001")


def elsewhere(*, after: timedelta = HOUR, **article: object) -> Observation:
    """Return the story as another publisher has it."""
    told = {"url": COPY_URL, "canonical_url": COPY_URL, "source_name": "Tarn Courier", **article}
    copy = seen(after=after, aliases=(COPY,), **told)
    return replace(copy, publisher="Tarn Courier", guid=None)


def living(store: MemoryStore) -> list[str]:
    heads = {article: chain(store, article).head for article in article_ids(store)}
    return [name for name, head in heads.items() if head and head.slot.kind == "content"]


def test_a_story_that_comes_back_under_other_names_is_one() -> None:
    store = MemoryStore()
    commit_near(store, seen())
    again = commit_near(store, moved(), minter(NOW + DAY))
    assert (again.outcome, again.article_id, again.version) == (Outcome.UNCHANGED, ARTICLE_ID, 1)
    assert again.why.startswith("P5 ")


def test_a_story_that_comes_back_and_has_changed_is_a_version() -> None:
    store = MemoryStore()
    commit_near(store, seen())
    done = commit_near(store, moved(body=EDITED), minter(NOW + DAY))
    assert (done.article_id, done.version, done.change_type) == (ARTICLE_ID, 2, "silentEdit")
    assert [part.split(" ")[0] for part in done.why.split("; ")] == ["P5", "K4.V7"]


def test_two_addresses_of_one_story_do_not_take_turns() -> None:
    store = MemoryStore()
    commit_near(store, seen())
    commit_near(store, moved(date_published="2026-11-21T08:00:00Z"), minter(NOW + DAY))
    before = len(store.puts)
    for told in (seen(after=2 * DAY), moved(after=2 * DAY), seen(after=3 * DAY)):
        assert commit_near(store, told, minter(NOW + 4 * DAY)).outcome is Outcome.UNCHANGED
    assert len(store.puts) == before


def test_a_story_that_comes_back_after_a_month_is_a_new_one() -> None:
    store = MemoryStore()
    commit_near(store, seen())
    other = seen(after=31 * DAY, aliases=(COPY,), headline="Trams", body=FERRY)
    commit_near(store, replace(other, guid=None), minter(NOW + 31 * DAY))  # lets the old one go
    done = commit_near(store, moved(after=31 * DAY), minter(NOW + 31 * DAY))
    assert (done.outcome, done.version) == (Outcome.NEW, 1)


def test_the_next_report_of_a_template_is_another_story() -> None:
    store = MemoryStore()
    one = TIMES.format("8.15", "14.40", "Friday", "11.05", "17.30", "12")
    two = TIMES.format("9.20", "15.10", "Sunday", "12.25", "18.45", "14")
    commit_near(store, seen(headline="Ferry times", body=one))
    later = moved(headline="Ferry times", body=two, date_published="2026-11-21T13:40:00Z")
    assert commit_near(store, later, minter(NOW + DAY)).outcome is Outcome.NEW


def test_a_text_that_must_be_seen_twice_is_not_merged() -> None:
    store = MemoryStore()
    commit_near(store, seen())
    cut = moved(body="\n".join(BODY.splitlines()[:1]))
    done = commit_near(store, cut, minter(NOW + DAY))
    assert done.outcome is Outcome.NEW
    assert chain_of(store, done.article_id)[0].links == (Link(rel=Rel.COPY, article_id=ARTICLE_ID),)


def test_a_follow_up_is_linked_to_what_it_follows() -> None:
    store = MemoryStore()
    commit_near(store, seen())
    body = (
        "The mayor cut a ribbon of sailcloth on Sunday and walked across with a brass band.\n"
        "Nobody had told the geese, who had nested in the middle and refused to move aside.\n"
        f"{LAST}"
    )
    told = moved(body=body, headline="Geese stop a brass band", date_published="2026-11-22")
    done = commit_near(store, told, minter(NOW + DAY))
    assert done.outcome is Outcome.NEW
    assert [link.rel for link in chain_of(store, done.article_id)[0].links] == [Rel.FOLLOWUP]


def test_a_story_at_a_reused_address_is_linked_to_the_one_before() -> None:
    store = MemoryStore()
    commit_near(store, seen())
    told = seen(
        after=7 * DAY,
        headline="No ferry to Gull Island on Monday",
        body=FERRY,
        date_published="2026-11-27T08:00:00Z",
    )
    done = commit_near(store, told, minter(NOW + 7 * DAY))
    previous = Link(rel=Rel.PREVIOUS, article_id=ARTICLE_ID)
    assert chain_of(store, done.article_id)[0].links == (previous,)


def test_a_story_refused_by_its_address_is_not_found_by_its_text() -> None:
    store = MemoryStore()
    one = TIMES.format("8.15", "14.40", "Friday", "11.05", "17.30", "12")
    two = TIMES.format("9.20", "15.10", "Sunday", "12.25", "18.45", "14")
    commit_near(store, seen(headline="Ferry times", body=one))
    told = seen(
        after=7 * DAY, headline="Ferry times", body=two, date_published="2026-11-27T08:00:00Z"
    )
    assert commit_near(store, told, minter(NOW + 7 * DAY)).outcome is Outcome.NEW


def test_a_copy_at_another_publisher_is_linked_and_never_merged() -> None:
    store = MemoryStore()
    commit_near(store, seen())
    done = commit_near(store, elsewhere())
    assert done.outcome is Outcome.NEW
    (copy,) = chain_of(store, done.article_id)
    assert copy.links == (Link(rel=Rel.COPY, article_id=ARTICLE_ID),)
    assert commit_near(store, elsewhere(after=2 * HOUR)).outcome is Outcome.UNCHANGED


@pytest.mark.parametrize(
    ("copy", "is_told"),
    [
        pytest.param(BODY, True, id="still-wrong"),
        pytest.param(CORRECTED, False, id="corrected-there"),
        pytest.param(BODY.replace("a detour of", "a walk of"), True, id="edited-there"),
    ],
)
def test_uncorrected_copies_are_told_when_an_original_is_corrected(
    copy: str, *, is_told: bool
) -> None:
    store = MemoryStore()
    commit_near(store, seen())
    twin = commit_near(store, elsewhere(body=copy)).article_id
    done = commit_near(store, seen(after=DAY, body=CORRECTED, notices=(NOTICE,)))
    told = f"uncorrected copy: Tarn Courier {COPY_URL}"
    assert (told in done.remarks) is is_told
    assert chain_of(store)[1].links == (Link(rel=Rel.COPY, article_id=twin),)


@pytest.mark.parametrize("is_retracted_there", [True, False])
def test_copies_of_a_retracted_story_are_told_until_they_are_retracted(
    *, is_retracted_there: bool
) -> None:
    store = MemoryStore()
    commit_near(store, seen())
    commit_near(store, elsewhere())
    if is_retracted_there:
        commit_near(store, elsewhere(after=2 * HOUR, notices=(RETRACTION,)))
    done = commit_near(store, seen(after=DAY, body="", notices=(RETRACTION,)))
    assert done.change_type == "retraction"
    assert bool(done.remarks) is not is_retracted_there


def test_a_story_that_was_taken_down_is_nobodys_relative() -> None:
    store = MemoryStore()
    commit_near(store, seen())
    take_down(store)
    done = commit_near(store, moved(), minter(NOW + DAY))
    assert done.outcome is Outcome.NEW
    assert chain_of(store, done.article_id)[0].links == ()


def test_two_chains_that_were_joined_are_one_relative() -> None:
    store = MemoryStore()
    commit(store, seen(aliases=(LINK,)), mint=minter())
    commit(store, seen(aliases=(MOVED[0],)), mint=minter(NOW + DAY))
    near = kept_in(store, NOW.date())
    for story in article_ids(store):
        near.enter(chain_of(store, story)[0])
    near.write(store)
    commit_near(store, seen(after=2 * DAY, aliases=(LINK, MOVED[0])), minter(NOW + 2 * DAY))
    done = commit_near(store, elsewhere(after=2 * DAY), minter(NOW + 2 * DAY))
    assert chain_of(store, done.article_id)[0].links == (Link(rel=Rel.COPY, article_id=ARTICLE_ID),)


def test_links_stay_with_later_versions() -> None:
    store = MemoryStore()
    commit_near(store, seen())
    copy = commit_near(store, elsewhere()).article_id
    commit_near(store, elsewhere(after=DAY, body=EDITED))
    first, second = chain_of(store, copy)
    assert first.links == second.links != ()


def test_nothing_new_writes_no_index() -> None:
    store = MemoryStore()
    commit_near(store, seen())
    before = list(store.puts)
    commit_near(store, seen(after=HOUR))
    assert store.puts == before


def test_indexes_that_are_lost_or_damaged_lose_no_version() -> None:
    store = MemoryStore()
    commit_near(store, seen())
    for key in list(store.list("sketch/")):
        store.put(key, b"not an index")
    done = commit_near(store, moved(), minter(NOW + DAY))
    assert (done.outcome, len(living(store))) == (Outcome.NEW, 2)
    assert (
        commit_near(store, moved(after=2 * DAY), minter(NOW + 2 * DAY)).outcome is Outcome.UNCHANGED
    )


def test_indexes_that_are_lost_are_made_again_from_the_log() -> None:
    store = MemoryStore()
    done = commit_near(store, seen())
    store.put("log/2026/11/20/14/01kajv-032.jsonl.gz", log_segment(done.log_rows))
    before = {key: store.get(key) for key in store.list("sketch/")}
    for key in before:
        store.put(key, b"")
    rebuild(store, NOW.date())
    after = {key: store.get(key) for key in store.list("sketch/")}
    bodies = [[found and found.body for found in each.values()] for each in (before, after)]
    assert bodies[0] == bodies[1] != []


def on_the_site(store: MemoryStore, *numbers: int, furniture: str = "") -> None:
    """Publish other stories of the paper, each with the same line below its text."""
    for number in numbers:
        url = f"https://harbourpost.example/town/{number}"
        told = seen(
            aliases=(Alias(role=Role.LINK, value=f"url:{url}"),),
            url=url,
            canonical_url=url,
            headline=f"Lamp {number} is lit",
            body=f"The lamp at pole {number} was lit by {number * 7} children.\n{furniture}",
        )
        commit_near(store, replace(told, guid=None))


TIDES = "High water at the mill is at noon, and the mill pond opens for skating."


@pytest.mark.parametrize(
    ("stories", "outcome"),
    [
        pytest.param((1, 2, 3), Outcome.UNCHANGED, id="three-others"),
        pytest.param((1, 2), Outcome.CHANGED, id="two-others"),
    ],
)
def test_a_line_that_other_stories_repeat_is_no_edit(
    stories: tuple[int, ...], outcome: Outcome
) -> None:
    store = MemoryStore()
    done = commit_near(store, seen())
    on_the_site(store, *stories, furniture=TIDES)
    lines = kept_in(store, NOW.date()).repeated_lines("The Harbour Post", done.article_id)
    later = replace(seen(after=HOUR, body=f"{BODY}\n{TIDES}"), furniture=lines)
    assert commit_near(store, later).outcome is outcome


def test_a_notice_that_a_site_repeats_still_counts() -> None:
    store = MemoryStore()
    done = commit_near(store, seen())
    on_the_site(store, 1, 2, 3, 4, furniture=NOTICE.text)
    lines = kept_in(store, NOW.date()).repeated_lines("The Harbour Post", done.article_id)
    later = seen(after=HOUR, body=CORRECTED, notices=(NOTICE,))
    assert commit_near(store, replace(later, furniture=lines)).change_type == "correction"


def test_the_evidence_of_a_repeated_line_is_whose_it_is() -> None:
    store = MemoryStore()
    on_the_site(store, 1, 2, 3, furniture=TIDES)
    lines = kept_in(store, NOW.date()).repeated_lines("The Harbour Post", "")
    (line,) = line_hashes(TIDES)
    assert sorted(holders(lines.index, line)) == sorted(article_ids(store))


def prepared(store: Store) -> None:
    commit_near(store, seen(), minter(worker="elder:0"))


Told = Callable[[], Observation]
CASES = [
    pytest.param(moved(), moved(after=2 * DAY), id="moved-moved"),
    pytest.param(moved(body=EDITED), seen(after=HOUR, body=EDITED), id="moved-edit"),
    pytest.param(seen(after=HOUR, body=CORRECTED, notices=(NOTICE,)), moved(), id="edit-moved"),
    pytest.param(seen(aliases=(GUID, MOVED[0])), moved(), id="both-moved"),
]


@pytest.mark.parametrize(("mine", "theirs"), CASES)
def test_two_writers_of_a_story_that_comes_back_leave_one(
    mine: Observation, theirs: Observation
) -> None:
    counted = MemoryStore()
    prepared(counted)
    hooked = Hooked(counted)
    commit_near(hooked, mine)
    for step in range(1, hooked.requests + 1):
        store = MemoryStore()
        prepared(store)

        def interrupt(store: Store = store) -> None:
            commit_near(store, theirs, minter(worker="birch:1"))

        commit_near(Hooked(store, before=at(step, interrupt)), mine)
        for told in (mine, theirs):
            commit_near(store, told, minter(NOW + DAY, worker="cedar:1"))
        check(store)
        assert living(store) == [ARTICLE_ID]


@pytest.mark.parametrize("mine", [pytest.param(case.values[0], id=case.id) for case in CASES])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_writer_killed_at_any_step_of_a_return_loses_nothing(
    mine: Observation, moment: str
) -> None:
    counted = MemoryStore()
    prepared(counted)
    hooked = Hooked(counted)
    expected = commit_near(hooked, mine)
    for step in range(1, hooked.requests + 1):
        store = MemoryStore()
        prepared(store)
        with pytest.raises(Killed):
            commit_near(Hooked(store, **{moment: at(step, killed)}), mine)
        check(store)
        redo = commit_near(store, mine, minter(NOW + DAY, worker="birch:1"))
        check(store)
        assert (redo.article_id, redo.version) == (expected.article_id, expected.version)
        near = kept_in(store, NOW.date())
        assert ARTICLE_ID in near.headed("The Harbour Post", mine.article.headline)
