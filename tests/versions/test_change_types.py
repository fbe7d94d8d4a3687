from dataclasses import replace
from datetime import timedelta

import pytest

from tasks.adapters.memory_store import MemoryStore
from tasks.archive.article import Status
from tasks.archive.record import PubStatus, Signal
from tasks.corrections.notice import Kind, Location, Notice, Target
from tasks.versions.commit import commit
from tasks.versions.observation import Observation, Outcome
from tests.versions.stories import (
    BODY,
    CORRECTED,
    EDITED,
    NOTICE,
    OTHER_EXTRACTOR,
    RETRACTION,
    SEEN,
    chain_of,
    entry,
    gone,
    minter,
    seen,
    twice,
)

HOUR = timedelta(hours=1)
CLARIFICATION = Notice(
    kinds=(Kind.CLARIFICATION,),
    text="Clarification: This article was updated to make clear that the mill path stays open.",
    confidence=0.95,
    location=Location.FOOT,
)
REFILE = replace(
    NOTICE, kinds=(Kind.REFILE,), text="(Refiles to fix the spelling of Tarn)", pairs=()
)
OF_ANOTHER = replace(
    NOTICE, target=Target.OTHER, text="In Tuesday's paper we said the mill was sold. It was let."
)
IN_FEED = replace(NOTICE, location=Location.FEED_ENTRY)
ADDED = (
    f"{BODY}\nA brass band from the valley will play on the bridge at noon on Sunday, and the"
    " first hundred walkers get a free cup of tea from the inn, its owner said."
)


def test_type_of_the_first_version() -> None:
    assert commit(MemoryStore(), seen(), mint=minter()).change_type == "first"


@pytest.mark.parametrize(
    ("later", "change_type", "fields"),
    [
        pytest.param(
            seen(after=HOUR, body=CORRECTED, notices=(NOTICE,)),
            "correction",
            ("body", "corrections"),
            id="correction",
        ),
        pytest.param(
            seen(after=HOUR, notices=(NOTICE,)), "correction", ("corrections",), id="note-only"
        ),
        pytest.param(
            seen(after=HOUR, notices=(CLARIFICATION,)),
            "clarification",
            ("corrections",),
            id="clarification",
        ),
        pytest.param(
            seen(after=HOUR, body=CORRECTED, notices=(REFILE,)),
            "correction",
            ("body", "corrections"),
            id="refile",
        ),
        pytest.param(
            replace(seen(after=HOUR, body=CORRECTED), title_flags=("CORRECTED",)),
            "correction",
            ("body", "headline"),
            id="wire-prefix",
        ),
        pytest.param(
            replace(seen(after=HOUR), title_flags=("CORRECTED",)),
            "correction",
            ("headline",),
            id="wire-prefix-only",
        ),
        pytest.param(seen(after=HOUR, body=ADDED), "update", ("body",), id="update"),
        pytest.param(seen(after=HOUR, body=EDITED), "silentEdit", ("body",), id="silent-edit"),
        pytest.param(
            seen(after=HOUR, headline="Footbridge is open again"),
            "headline",
            ("headline",),
            id="headline",
        ),
        pytest.param(
            seen(after=HOUR, headline="Footbridge is open again", body=EDITED),
            "silentEdit",
            ("body", "headline"),
            id="headline-and-edit",
        ),
        pytest.param(seen(after=HOUR, by="Ida Moor"), "metadata", ("by",), id="byline"),
        pytest.param(
            seen(after=HOUR, date_published="2026-11-20T13:41:00Z"),
            "metadata",
            ("datePublished",),
            id="date",
        ),
        pytest.param(
            seen(after=HOUR, description="Walkers may cross again."),
            "metadata",
            ("description",),
            id="description",
        ),
        pytest.param(
            seen(after=HOUR, canonical_url="https://harbourpost.example/a/footbridge"),
            "metadata",
            ("canonicalUrl",),
            id="address",
        ),
        pytest.param(
            seen(after=HOUR, notices=(OF_ANOTHER,)),
            "metadata",
            ("corrections",),
            id="notice-on-another-item",
        ),
        pytest.param(
            entry(after=HOUR, notices=(IN_FEED,)),
            "correction",
            ("corrections",),
            id="notice-in-the-feed-alone",
        ),
        pytest.param(
            seen(after=HOUR, notices=(IN_FEED,)),
            "correction",
            ("corrections",),
            id="notice-in-the-feed-beside-the-page",
        ),
        pytest.param(
            seen(after=HOUR, body="", notices=(RETRACTION,)),
            "retraction",
            ("body", "corrections", "status"),
            id="retraction",
        ),
    ],
)
def test_type_of_a_change(later: Observation, change_type: str, fields: tuple[str, ...]) -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    done = commit(store, later, mint=minter())
    assert (done.outcome, done.change_type) == (Outcome.CHANGED, change_type)
    assert chain_of(store)[1].change.fields == fields


@pytest.mark.parametrize(
    "later",
    [
        pytest.param(seen(after=HOUR), id="identical"),
        pytest.param(seen(after=HOUR, body=BODY.replace(" ", "  ")), id="white-space"),
        pytest.param(seen(after=HOUR, body=BODY.replace(",", "\u00a0,")), id="typography"),
        pytest.param(seen(after=HOUR, keywords=("Tarn", "bridges")), id="keywords"),
        pytest.param(seen(after=HOUR, date_modified="2026-11-20T15:00:00Z"), id="modified"),
        pytest.param(entry(after=HOUR, headline="Footbridge reopens"), id="entry-of-known-page"),
    ],
)
def test_nothing_is_stored_of_what_says_the_same(later: Observation) -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    assert commit(store, later, mint=minter()).outcome is Outcome.UNCHANGED
    assert len(chain_of(store)) == 1


@pytest.mark.parametrize(
    ("later", "status", "pub_status", "signal"),
    [
        pytest.param(
            seen(after=HOUR, body=CORRECTED, notices=(NOTICE,)),
            Status.USABLE,
            PubStatus.USABLE,
            Signal.CORRECTION,
            id="correction",
        ),
        pytest.param(
            seen(after=HOUR, notices=(CLARIFICATION,)),
            Status.USABLE,
            PubStatus.USABLE,
            None,
            id="clarification",
        ),
        pytest.param(
            seen(after=HOUR, body=ADDED),
            Status.USABLE,
            PubStatus.USABLE,
            Signal.UPDATE,
            id="update",
        ),
        pytest.param(
            seen(after=HOUR, body="", notices=(RETRACTION,)),
            Status.RETRACTED,
            PubStatus.CANCELED,
            None,
            id="retraction",
        ),
    ],
)
def test_status_and_signal_follow_the_type(
    later: Observation, status: Status, pub_status: PubStatus, signal: Signal | None
) -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    commit(store, later, mint=minter())
    version = chain_of(store)[1]
    assert (version.status, version.pub_status, version.signal) == (status, pub_status, signal)


def test_types_of_a_page_that_goes_and_comes_back() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    ends = [
        twice(store, gone(after=HOUR)),
        twice(store, gone(after=26 * HOUR)),
        twice(store, seen(after=30 * HOUR)),
    ]
    assert [end.change_type for end in ends] == ["metadata", "removed", "restored"]
    _, missing, removed, restored = chain_of(store)
    assert [v.status for v in (missing, removed, restored)] == ["missing", "removed", "usable"]
    assert [v.pub_status for v in (missing, removed)] == ["usable", "withheld"]
    assert missing.body == removed.body == BODY
    assert restored.content_hash == chain_of(store)[0].content_hash


def test_a_retracted_story_stays_retracted_when_its_page_goes() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    commit(store, seen(after=HOUR, body="", notices=(RETRACTION,)), mint=minter())
    assert commit(store, gone(after=2 * HOUR), mint=minter()).outcome is Outcome.UNCHANGED


def test_a_retraction_in_the_feed_holds_though_the_page_is_silent() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    in_feed = replace(RETRACTION, location=Location.FEED_ENTRY)
    done = commit(store, seen(after=HOUR, notices=(in_feed,)), mint=minter())
    again = commit(store, seen(after=2 * HOUR), mint=minter())
    assert (done.change_type, again.outcome) == ("retraction", Outcome.UNCHANGED)


def test_corrections_are_cumulative() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    commit(store, seen(after=HOUR, notices=(NOTICE,)), mint=minter())
    commit(store, seen(after=2 * HOUR, notices=(CLARIFICATION, NOTICE)), mint=minter())
    found = [(each.id, each.first_seen_version) for each in chain_of(store)[2].corrections]
    assert sorted(found) == [("c1", 2), ("c2", 3)]


def test_a_reworded_notice_is_the_same_one_and_is_metadata() -> None:
    store = MemoryStore()
    commit(store, seen(notices=(NOTICE,)), mint=minter())
    reworded = replace(NOTICE, text=NOTICE.text.replace("placed", "had placed"))
    done = commit(store, seen(after=HOUR, notices=(reworded,)), mint=minter())
    (held,) = chain_of(store)[1].corrections
    assert (done.change_type, held.id, held.text) == ("metadata", "c1", reworded.text)


def test_a_second_notice_of_the_same_words_in_the_feed_is_no_news() -> None:
    store = MemoryStore()
    commit(store, seen(notices=(NOTICE,)), mint=minter())
    done = commit(store, entry(after=HOUR, notices=(IN_FEED,)), mint=minter())
    assert done.outcome is Outcome.UNCHANGED


def test_a_notice_names_the_edit_that_bears_it_out() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    commit(store, seen(after=HOUR, body=CORRECTED, notices=(NOTICE,)), mint=minter())
    (held,) = chain_of(store)[1].corrections
    assert [(each.status, each.where) for each in held.changes] == [("verified", "body")]
    assert held.applied


def test_a_withdrawn_notice_is_kept_and_is_metadata() -> None:
    store = MemoryStore()
    commit(store, seen(notices=(NOTICE,)), mint=minter())
    done = twice(store, seen(after=HOUR))
    (held,) = chain_of(store)[1].corrections
    assert (done.change_type, held.withdrawn_at_version) == ("metadata", 2)
    assert held.observed_at_first_fetch


def test_another_extractor_without_a_raw_page_accuses_nobody() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    later = replace(seen(after=HOUR, body=CORRECTED, notices=(NOTICE,)), extraction=OTHER_EXTRACTOR)
    done = commit(store, later, mint=minter())
    assert (done.change_type, chain_of(store)[1].signal) == ("reextraction", None)


def test_another_extractor_that_reads_the_same_from_the_old_page_writes_nothing() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    reading = seen(after=HOUR, body=f"{BODY}\nThe gate is locked at night.")
    later = replace(reading, extraction=OTHER_EXTRACTOR)
    done = commit(store, later, mint=minter(), reread=lambda _: reading.article)
    assert done.outcome is Outcome.UNCHANGED


def test_another_extractor_is_no_excuse_for_the_publisher() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    then = replace(SEEN.article, body=f"{BODY}\nThe gate is locked at night.")
    now = f"{EDITED}\nThe gate is locked at night."
    later = replace(seen(after=HOUR, body=now), extraction=OTHER_EXTRACTOR)
    done = commit(store, later, mint=minter(), reread=lambda _: then)
    assert (done.change_type, done.changes) == ("silentEdit", (("nine", "eleven"),))
