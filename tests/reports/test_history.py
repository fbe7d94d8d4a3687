from datetime import timedelta

from tasks.adapters.memory_store import MemoryStore
from tasks.archive.history import versions
from tasks.reports.history import history_lines
from tests.versions.stories import (
    BODY,
    CORRECTED,
    FERRY,
    NOTICE,
    NOW,
    commit_near,
    minter,
    seen,
    take_down,
)

HOUR = timedelta(hours=1)
WEEK = timedelta(days=7)


def shown(store: MemoryStore, article_id: str) -> list[str]:
    lines = history_lines(list(versions(store, article_id)))
    return ["".join(piece.text for piece in line).strip() for line in lines]


def test_history_tells_a_decision_in_words_and_by_its_rule() -> None:
    store = MemoryStore()
    first = commit_near(store, seen())
    commit_near(store, seen(after=HOUR, body=CORRECTED, notices=(NOTICE,)))
    lines = shown(store, first.article_id)
    assert "why: first sight" in lines
    assert "why: the same story: same address and GUID, and a correction is announced" in lines
    assert any(line.startswith("rule: K4.V2 C=") for line in lines)
    assert "Lower Tarn → Upper Tarn  verified" in lines


def test_history_tells_what_a_story_at_a_reused_address_is_not() -> None:
    store = MemoryStore()
    first = commit_near(store, seen())
    told = seen(
        after=WEEK,
        headline="No ferry to Gull Island on Monday",
        body=FERRY,
        date_published="2026-11-27T08:00:00Z",
    )
    done = commit_near(store, told, minter(NOW + WEEK))
    lines = shown(store, done.article_id)
    why = "why: first sight; not the same story: same address, but another text: 0% of the wording"
    assert any(line.startswith(why) for line in lines)
    assert f"has the address or guid of {first.article_id}" in lines


def test_history_tells_that_a_correction_was_not_made() -> None:
    store = MemoryStore()
    first = commit_near(store, seen())
    commit_near(store, seen(after=HOUR, body=BODY, notices=(NOTICE,)))
    lines = shown(store, first.article_id)
    assert "not applied: the old value still stands" in lines
    assert any("claimedNotFound, old value still in the text" in line for line in lines)


def test_history_shows_every_kind_of_edit() -> None:
    store = MemoryStore()
    first = commit_near(store, seen())
    lines = BODY.splitlines()
    edit = "\n".join((lines[0].replace("Friday", "Sunday"), *lines[1:3], "Geese were the first."))
    told = seen(after=HOUR, body=edit, headline="Geese first across the footbridge")
    commit_near(store, told)
    shown_lines = shown(store, first.article_id)
    starts = [line[:2] for line in shown_lines]
    assert {"he", "~ ", "- ", "+ "} <= set(starts)
    assert any("[-Friday,-] {+Sunday,+}" in line for line in shown_lines)


def test_history_tells_where_a_story_ends() -> None:
    store = MemoryStore()
    commit_near(store, seen())
    take_down(store)
    assert shown(store, id_of_first(store))[-1] == "v2 takedown"


def id_of_first(store: MemoryStore) -> str:
    return next(iter(store.list("articles/"))).rsplit("/", 2)[1]
