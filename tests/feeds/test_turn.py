from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from tasks.feeds.answer import Validators, request_url, validators_for, vouching
from tasks.feeds.entry import FeedDocument, Hints
from tasks.feeds.schedule import SLOT, is_due
from tasks.feeds.state import FeedState, Probation
from tasks.feeds.turn import acked, configured, discovered, idle
from tests.feeds.documents import (
    NOW,
    URL,
    answer,
    document,
    entry,
    hours,
    known,
    pending,
    state,
)

CLEAN = state(
    etag='"1"',
    last_modified="yesterday",
    validators_url=URL,
    body_sha256="b1",
    entries={"a": known("a"), "b": known("b")},
)
BOTH = {"etag": '"1"', "last-modified": "yesterday"}


# --- what is sent


def test_B01_validators_are_sent_as_they_came() -> None:
    sent = [validators_for(CLEAN, slot=NOW + n * SLOT) for n in range(4)]
    assert (
        Validators(etag='"1"', last_modified="yesterday", validators_url=URL, body_sha256="b1")
        in sent
    )


@pytest.mark.parametrize(
    ("headers", "etag", "last_modified"),
    [
        pytest.param(BOTH, '"1"', "yesterday", id="B01"),
        pytest.param({"etag": 'W/"x"'}, 'W/"x"', None, id="B02_weak"),
        pytest.param({"etag": '"a,b"'}, '"a,b"', None, id="B02_comma"),
        pytest.param({"etag": '"café"'}, '"café"', None, id="B02_utf8"),
        pytest.param({"etag": "abc"}, "abc", None, id="B02_unquoted"),
        pytest.param({"etag": '"a  b"'}, '"a  b"', None, id="B02_spaces"),
        pytest.param({"etag": '"caf\udce9"'}, None, None, id="B02_not_utf8"),
        pytest.param({"last-modified": "yesterday"}, None, "yesterday", id="B03"),
        pytest.param({"etag": '"1"'}, '"1"', None, id="B04"),
        pytest.param({"last-modified": "fri, 1 jan 2041 x"}, None, "fri, 1 jan 2041 x", id="B05"),
        pytest.param({"date": "Fri, 20 Nov 2026 07:00:00 GMT"}, None, None, id="B06"),
        pytest.param({"etag": "x" * 9_000, "last-modified": "y"}, None, "y", id="B21"),
        pytest.param({"etag": '"1-gzip"'}, '"1-gzip"', None, id="B24"),
        pytest.param({"etag": ""}, None, None, id="empty"),
    ],
)
def test_validators_are_kept_verbatim(
    headers: Mapping[str, str], etag: str | None, last_modified: str | None
) -> None:
    validators = vouching(document(), answer(headers=headers))
    assert validators == Validators(
        etag=etag,
        last_modified=last_modified,
        validators_url=URL if etag or last_modified else None,
        body_sha256="b1",
    )


def test_B17_within_8_days_one_request_goes_out_plainly() -> None:
    slots = [NOW + n * SLOT for n in range(8 * 96)]
    due = [slot for slot in slots if is_due(CLEAN, slot)]
    plain = [slot for slot in due if validators_for(CLEAN, slot=slot) == Validators()]
    assert len(plain) in {1, 2}
    assert all(b - a == timedelta(days=7) for a, b in pairwise(plain))


def test_D02_an_adopted_address_is_asked_and_the_configured_one_every_30_days() -> None:
    feed = state(resolved_url="https://new.example/rss", interval_s=86_400)
    due = [s for s in (NOW + n * SLOT for n in range(30 * 96)) if is_due(feed, s)]
    asked = [request_url(feed, slot=slot) for slot in due]
    assert (asked.count(URL), asked.count("https://new.example/rss")) == (1, 29)


# --- idle polls


def test_B07_304_with_nothing_new_changes_nothing() -> None:
    assert idle(CLEAN, answer(304)) == CLEAN
    assert idle(CLEAN, answer(304, headers=BOTH)) == CLEAN


@pytest.mark.parametrize(
    ("headers", "etag", "last_modified"),
    [
        ({"etag": '"2"'}, '"2"', "yesterday"),
        ({"last-modified": "today"}, '"1"', "today"),
        ({"etag": '"2"', "last-modified": "today"}, '"2"', "today"),
    ],
)
def test_B08_304_replaces_the_validators_it_carries(
    headers: Mapping[str, str], etag: str, last_modified: str
) -> None:
    after = idle(CLEAN, answer(304, headers=headers))
    assert after == replace(CLEAN, etag=etag, last_modified=last_modified)


@pytest.mark.parametrize(
    ("headers", "etag", "last_modified"),
    [
        pytest.param({"etag": '"2"', "last-modified": "today"}, '"2"', "today", id="B09"),
        pytest.param({**BOTH, "etag": '"2"'}, '"2"', "yesterday", id="B10_etag"),
        pytest.param({**BOTH, "last-modified": "today"}, '"1"', "today", id="B10_date"),
        pytest.param({}, None, None, id="B11"),
    ],
)
def test_the_same_body_updates_both_validators(
    headers: Mapping[str, str], etag: str | None, last_modified: str | None
) -> None:
    after = idle(CLEAN, answer(headers=headers))
    url = URL if etag else None
    assert after == replace(CLEAN, etag=etag, last_modified=last_modified, validators_url=url)


def test_B09_the_same_body_and_validators_change_nothing() -> None:
    assert idle(CLEAN, answer(headers=BOTH)) == CLEAN


def test_B22_another_etag_on_every_200_is_one_change_each() -> None:
    after = idle(CLEAN, answer(headers={**BOTH, "etag": '"2"'}))
    assert replace(after, etag=CLEAN.etag) == CLEAN


def test_D26_success_forgets_errors() -> None:
    failing = replace(CLEAN, error_count=3, last_status="http_500", not_before=hours(-1))
    assert idle(failing, answer(304)) == CLEAN
    assert discovered(failing, document(), answer()).state.error_count == 0


def test_C20_a_wait_of_a_broken_clock_is_mended() -> None:
    assert idle(replace(CLEAN, not_before=hours(24 * 90)), answer(304)) == CLEAN


# --- pace


def test_C02_a_longer_freshness_is_one_change_and_begins_with_one_interval() -> None:
    after = idle(CLEAN, answer(304, headers={"cache-control": "max-age=7200"}))
    assert after.not_before == hours(2)
    slots = [NOW + n * SLOT for n in range(1, 33) if is_due(after, NOW + n * SLOT)]
    assert hours(2) <= slots[0] < hours(4)
    assert slots[1] - slots[0] == timedelta(hours=2)
    later = answer(304, headers={"cache-control": "max-age=7200"}, at=slots[0])
    assert idle(after, later) == after


def test_C04_no_freshness_is_no_change() -> None:
    assert idle(CLEAN, answer(304, headers={"cache-control": "max-age=0"})) == CLEAN


def test_C09_freshness_of_a_304_replaces_that_of_the_200_and_ttl_stays() -> None:
    feed = replace(CLEAN, hints=Hints(fresh_s=7_200, ttl_s=5_400))
    after = idle(feed, answer(304, headers={"cache-control": "max-age=10800"}))
    assert after.hints == Hints(fresh_s=10_800, ttl_s=5_400)


def test_C09_freshness_that_makes_no_difference_is_not_remembered() -> None:
    after = idle(CLEAN, answer(304, headers={"cache-control": "max-age=3600", "age": "77"}))
    assert after == CLEAN


def test_C09_a_200_without_freshness_ends_it() -> None:
    feed = replace(CLEAN, hints=Hints(fresh_s=7_200, ttl_s=5_400))
    assert idle(feed, answer(headers=BOTH)).hints == Hints(ttl_s=5_400)


def feed_of(number: int, interval_s: int = 3_600) -> FeedState:
    entries = {f"k{n}": known(f"k{n}") for n in range(number)}
    return state(entries=entries, interval_s=interval_s)


def listing(old: int, new: int, age_h: float = 0) -> FeedDocument:
    kept = [replace(entry(f"k{n}"), published=hours(-age_h)) for n in range(old)]
    return document(*kept, *(entry(f"new{n}") for n in range(new)))


@pytest.mark.parametrize(
    ("old", "new", "age_h", "before", "after"),
    [
        pytest.param(1, 9, 0, 3_600, 1_800, id="busy"),
        pytest.param(1, 9, 0, 900, 900, id="busy_at_the_floor"),
        pytest.param(5, 5, 99, 3_600, 3_600, id="half"),
        pytest.param(9, 1, 4, 3_600, 7_200, id="quiet"),
        pytest.param(9, 1, 3, 3_600, 3_600, id="quiet_but_fresh"),
        pytest.param(9, 1, 999, 80_000, 86_400, id="quiet_at_the_cap"),
        pytest.param(9, 0, 99, 3_600, 3_600, id="no_news"),
        pytest.param(0, 9, 0, 3_600, 1_800, id="C16_gap"),
    ],
)
def test_C15_the_interval_follows_the_news(
    old: int, new: int, age_h: float, before: int, after: int
) -> None:
    found = discovered(feed_of(10, before), listing(old, new, age_h), answer())
    assert found.state.interval_s == after
    assert found.is_gap == (old == 0)
    expected = NOW + timedelta(seconds=after)
    if after != before:
        assert found.state.not_before is not None
        assert timedelta() <= found.state.not_before - expected < SLOT


def test_C15_entries_without_dates_never_make_a_feed_quiet() -> None:
    listed = document(*(entry(f"k{n}") for n in range(9)), entry("new"))
    assert discovered(feed_of(9), listed, answer()).state.interval_s == 3_600


def test_C15_a_named_interval_is_the_floor() -> None:
    found = discovered(
        feed_of(10),
        listing(1, 9),
        answer(),
        floor=timedelta(hours=1),
    )
    assert found.state.interval_s == 3_600


def test_C15_the_first_poll_moves_nothing() -> None:
    found = discovered(FeedState(feed_id="tern"), document(entry("a")), answer())
    assert (found.state.interval_s, found.is_gap) == (3_600, False)


def test_C10_hints_of_a_document_are_remembered() -> None:
    found = discovered(CLEAN, document(entry("a"), hints=Hints(ttl_s=14_400)), answer())
    assert found.state.hints == Hints(ttl_s=14_400)
    assert found.state.not_before == hours(4)


# --- discovery


def test_F01_a_known_entry_is_not_news_and_a_new_one_is() -> None:
    found = discovered(CLEAN, document(entry("a"), entry("b"), entry("c")), answer())
    assert (found.is_news, found.fresh, found.changed) == (True, ("c",), ())
    assert list(found.state.pending) == ["c"]
    assert found.state.pending["c"].first_seen == NOW


def test_F02_an_edited_entry_is_news() -> None:
    found = discovered(CLEAN, document(entry("a", digest="h2"), entry("b")), answer())
    assert (found.fresh, found.changed, list(found.state.pending)) == ((), ("a",), ["a"])
    assert found.state.entries["a"].hash == "h1"


def test_B23_other_bytes_without_news_change_nothing_but_the_body() -> None:
    found = discovered(CLEAN, document(entry("a"), entry("b")), answer(body_sha256="b2"))
    assert (found.is_news, found.state) == (False, CLEAN)
    validators = vouching(document(), answer(body_sha256="b2", headers=BOTH))
    assert acked(found.state, {}, {}, validators=validators) == replace(CLEAN, body_sha256="b2")


def test_an_entry_that_waits_already_is_no_news() -> None:
    feed = state(pending={"a": replace(pending("a"), attempts=2)})
    found = discovered(feed, document(entry("a")), answer())
    assert (found.is_news, found.fresh, found.state.pending) == (False, (), feed.pending)


def test_an_edit_of_a_waiting_entry_replaces_it_and_keeps_its_waits() -> None:
    waits = replace(pending("a"), attempts=2, not_before=hours(6), last_error="http_500")
    found = discovered(state(pending={"a": waits}), document(entry("a", digest="h2")), answer())
    assert found.state.pending["a"] == replace(waits, hash="h2")
    assert found.is_news


def test_an_edit_back_while_waiting_still_ends_with_what_is_listed() -> None:
    feed = replace(CLEAN, pending={"a": pending("a", digest="h2")})
    found = discovered(feed, document(entry("a", digest="h1")), answer())
    assert found.state.pending["a"].hash == "h1"


def test_another_page_of_a_waiting_entry_is_tried_at_once() -> None:
    waits = replace(pending("a"), attempts=2, not_before=hours(6))
    moved = entry("a", digest="h2", link="https://tern.example/moved")
    found = discovered(state(pending={"a": waits}), document(moved), answer())
    assert (found.state.pending["a"].attempts, found.state.pending["a"].not_before) == (0, None)


def test_F03_an_entry_that_changes_for_ever_is_frozen_after_24_times() -> None:
    feed, polls = CLEAN, 0
    for n in range(30):
        found = discovered(feed, document(entry("a", digest=f"t{n}")), answer())
        polls += found.is_news
        done = {"a": known("a", digest=f"t{n}")} if found.is_news else {}
        feed = acked(found.state, done, {}, validators=None)
    assert (polls, found.frozen, found.changed) == (24, ("a",), ())


def test_F03_a_new_version_of_the_story_thaws_the_count() -> None:
    feed = replace(CLEAN, entries={"a": replace(known("a"), hash_changes=23)})
    after = acked(feed, {"a": known("a", digest="h2", version=2)}, {}, validators=None)
    assert after.entries["a"].hash_changes == 0


def test_F06_random_guids_with_stable_links_are_old_entries() -> None:
    link = "https://tern.example/a"
    found = discovered(CLEAN, document(entry("x9", link=f"{link}?utm_source=rss")), answer())
    assert (found.is_news, found.fresh, list(found.entries)) == (False, (), ["a"])
    assert found.entries["a"].key == "a"


def test_F06_a_link_still_listed_under_its_old_key_is_not_taken() -> None:
    listed = document(entry("a"), entry("x", link="https://tern.example/a"))
    found = discovered(CLEAN, listed, answer())
    assert (found.fresh, list(found.entries)) == (("x",), ["a", "x"])


def test_F06_one_old_entry_is_taken_once() -> None:
    link = "https://tern.example/a"
    found = discovered(CLEAN, document(entry("x", link=link), entry("y", link=link)), answer())
    assert list(found.entries) == ["a", "y"]


def test_F06_entries_without_links_are_never_taken_for_each_other() -> None:
    old = {"a": replace(known("a"), link="")}
    nameless = replace(entry("x"), link="")
    assert discovered(state(entries=old), document(nameless), answer()).fresh == ("x",)


def test_F08_order_is_no_news() -> None:
    assert not discovered(CLEAN, document(entry("b"), entry("a")), answer()).is_news


def test_F09_an_entry_that_vanishes_and_comes_back_is_the_same() -> None:
    gone = discovered(CLEAN, document(entry("b"), entry("c")), answer(at=hours(48)))
    assert (gone.state.entries["a"].listed, gone.state.entries["b"].listed) == (
        "2026-11-20",
        "2026-11-22",
    )
    back = discovered(gone.state, document(entry("a"), entry("c")), answer(at=hours(72)))
    assert (back.fresh, back.state.entries["a"].listed) == ((), "2026-11-23")


def test_F09_entries_unseen_for_more_than_30_days_are_forgotten() -> None:
    old = {"a": known("a", listed="2026-10-20"), "b": known("b", listed="2026-10-21")}
    found = discovered(state(entries=old), document(), answer())
    assert list(found.state.entries) == ["b"]


def test_F09_listed_entries_are_kept_however_old_their_last_day() -> None:
    old = {"a": known("a", listed="2026-01-01")}
    assert "a" in discovered(state(entries=old), document(entry("a")), answer()).state.entries


def test_F14_an_empty_feed_deletes_nothing() -> None:
    found = discovered(CLEAN, document(), answer())
    assert (found.state, found.is_news, found.is_gap) == (CLEAN, False, False)


def test_F15_2000_entries_are_remembered_those_seen_last() -> None:
    old = {f"o{n:04}": known(f"o{n}", listed="2026-11-19") for n in range(1_500)}
    done = {f"n{n:04}": known(f"n{n}") for n in range(600)}
    after = acked(state(entries=old), done, {}, validators=None)
    assert len(after.entries) == 2_000
    assert set(done) <= set(after.entries)


# --- what may be stored at the end


@pytest.mark.parametrize(
    ("status", "complete", "vouches"),
    [
        pytest.param(200, True, True, id="whole"),
        pytest.param(200, False, False, id="E12_cut"),
        pytest.param(226, True, False, id="B18_partial"),
    ],
)
def test_only_a_whole_document_vouches(status: int, *, complete: bool, vouches: bool) -> None:
    validators = vouching(document(complete=complete), answer(status, headers=BOTH))
    assert (validators is not None) == vouches


def test_B13_a_turn_killed_before_its_ack_is_repeated() -> None:
    found = discovered(CLEAN, document(entry("c")), answer(headers={"etag": '"2"'}))
    assert (found.state.etag, found.state.body_sha256) == ('"1"', "b1")
    again = discovered(found.state, document(entry("c")), answer())
    assert (again.is_news, again.state.pending) == (False, found.state.pending)


def test_B14_without_validators_the_old_ones_stay() -> None:
    after = acked(CLEAN, {"c": known("c")}, {}, validators=None)
    assert (after.etag, after.body_sha256, "c" in after.entries) == ('"1"', "b1", True)


def test_an_ack_moves_entries_from_the_inbox() -> None:
    feed = replace(CLEAN, pending={"c": pending("c"), "d": pending("d")})
    parked = replace(pending("d"), attempts=1, not_before=hours(0.25), last_error="http_500")
    new = Validators(etag='"2"', last_modified=None, validators_url=URL, body_sha256="b2")
    after = acked(feed, {"c": known("c")}, {"d": parked}, validators=new)
    assert after == replace(
        CLEAN,
        etag='"2"',
        last_modified=None,
        body_sha256="b2",
        pending={"d": parked},
        entries={**CLEAN.entries, "c": known("c")},
    )


def test_an_entry_edited_while_it_was_worked_on_stays_in_the_inbox() -> None:
    feed = state(pending={"a": pending("a", digest="h2"), "b": pending("b", digest="h2")})
    worked = replace(pending("b", digest="h1"), attempts=1)
    after = acked(feed, {"a": known("a", digest="h1")}, {"b": worked}, validators=None)
    assert after.pending == feed.pending
    assert after.entries["a"].hash == "h1"


def test_an_ack_of_nothing_changes_nothing() -> None:
    assert acked(CLEAN, {}, {}, validators=None) == CLEAN


# --- the feed list


def test_B16_an_edited_address_drops_what_belongs_to_the_old_one() -> None:
    feed = replace(
        CLEAN,
        pending={"c": pending("c")},
        resolved_url="https://old.example/rss",
        probation=Probation(kind="gone", to=None, since=NOW),
        disabled_reason="gone",
        error_count=5,
        not_before=hours(24),
    )
    after = configured(feed, url="https://tern.example/new", interval=None)
    assert after == FeedState(
        feed_id="tern",
        url="https://tern.example/new",
        pending=feed.pending,
        entries=feed.entries,
    )


@pytest.mark.parametrize(
    ("before_s", "status", "minutes", "after_s"),
    [
        (3_600, "new", None, 3_600),
        (3_600, "new", 15, 900),
        (3_600, "new", 120, 7_200),
        (900, "ok", None, 900),
        (900, "ok", 60, 3_600),
        (14_400, "ok", 60, 14_400),
    ],
)
def test_a_named_interval_is_start_and_floor(
    before_s: int, status: str, minutes: int | None, after_s: int
) -> None:
    interval = timedelta(minutes=minutes) if minutes else None
    feed = state(interval_s=before_s, last_status=status)
    assert configured(feed, url=URL, interval=interval).interval_s == after_s


def test_a_configured_state_is_configured_once() -> None:
    once = configured(FeedState(feed_id="tern"), url=URL, interval=None)
    assert configured(once, url=URL, interval=None) == once
