"""From a feed's answer to its turn, and from turns to batches: no network, no bucket."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from config.feeds import Feed
from tasks.adapters.workers import Done, Failed, Killed
from tasks.batches import ack_batches, feed_batches, page_batches, shard_of_url
from tasks.errors import InputError, NotAFeed
from tasks.feeds.entry import Entry, FeedDocument
from tasks.feeds.state import FeedState, Known, Pending
from tasks.reports.outcome import EntryResult, FeedResult
from tasks.turns import inbox_turn, is_news, turn_of
from tasks.web.fetch import Fetched, FetchFailed, FetchLimits, Hop, HostGate
from tasks.work import FeedTurn, PlannedFeed, PolledBatch, Run, StoreAddress

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
URL = "https://paper.example/feed.xml"
BODY = b"<rss/>"
RUN = Run(store=StoreAddress(url="s3://b"), limits=FetchLimits(user_agent="x"), slot=NOW)


def feed(**fields: object) -> Feed:
    return Feed.model_validate({"id": "ledger", "url": URL, "publisher": "L"} | fields)


def planned(state: FeedState | None = None, **fields: object) -> PlannedFeed:
    held = state or FeedState(feed_id="ledger", url=URL)
    return PlannedFeed(feed=feed(**fields), stored=held, etag=None, state=held, is_due=True)


def entry(number: int, *, edition: int = 1) -> Entry:
    return Entry(
        key=f"{number:016x}",
        hash=f"{number * 100 + edition:016x}",
        link=f"https://paper.example/{number}",
        title=f"Story {number}",
    )


def known(number: int) -> Known:
    return Known(
        hash=entry(number).hash,
        listed="2026-11-24",
        article_id=f"20261124-{number:020x}",
        version=1,
        content="c" * 16,
        aliases="a" * 16,
        link=entry(number).link,
    )


def document(*entries: Entry, complete: bool = True) -> FeedDocument:
    return FeedDocument(kind="rss20", entries=entries, complete=complete, well_formed=True)


def answer(body: bytes = BODY, status: int = 200) -> Fetched:
    return Fetched(
        plan_id="ledger",
        requested_url=URL,
        final_url=URL,
        status=status,
        headers=(("etag", '"1"'),),
        body=body if status == 200 else b"",
        raw_body=body,
        http_version="1.1",
        reason="OK",
        hops=(),
        received_at=NOW,
        elapsed=timedelta(seconds=1),
    )


def read(one: PlannedFeed, *entries: Entry, run: Run = RUN) -> FeedTurn:
    return turn_of(one, answer(), Done(value=document(*entries)), run, NOW)


def test_new_entries_go_to_the_inbox_and_to_work() -> None:
    turn = read(planned(), entry(1), entry(2))
    assert turn.is_news
    assert {work.key for work in turn.work} == {entry(1).key, entry(2).key}
    assert turn.planned.state.pending.keys() == {entry(1).key, entry(2).key}
    assert turn.outcome.entries_seen == 2
    assert turn.validators is not None
    assert turn.validators.etag == '"1"'


def test_known_entries_need_no_page_unless_they_are_to_be_read_again() -> None:
    one = planned(FeedState(feed_id="ledger", url=URL, entries={entry(1).key: known(1)}))
    assert [outcome.result for outcome in read(one, entry(1)).settled] == [EntryResult.KNOWN]
    again = read(one, entry(1), run=replace(RUN, reread=True))
    assert [work.known for work in again.work] == [known(1)]
    assert not again.is_news
    assert again.settled == ()


def test_an_edited_entry_is_work() -> None:
    one = planned(FeedState(feed_id="ledger", url=URL, entries={entry(1).key: known(1)}))
    turn = read(one, entry(1, edition=2))
    assert [work.pending.hash for work in turn.work] == [entry(1, edition=2).hash]


@pytest.mark.parametrize(
    ("of_run", "of_feed", "expected"),
    [(0, 0, 3), (2, 0, 2), (0, 1, 1), (2, 1, 1)],
)
def test_what_is_over_a_limit_waits_and_nothing_vouches_for_it(
    of_run: int, of_feed: int, expected: int
) -> None:
    turn = read(
        planned(max_articles=of_feed),
        entry(1),
        entry(2),
        entry(3),
        run=replace(RUN, max_articles=of_run),
    )
    assert len(turn.work) == expected
    assert len(turn.settled) == 3 - expected
    assert all(outcome.result is EntryResult.WAITING for outcome in turn.settled)
    assert (turn.validators is not None) == (expected == 3)


def test_an_entry_that_waits_for_its_next_try_is_told_with_its_reason() -> None:
    held = Pending(
        link=entry(1).link,
        guid=None,
        title="t",
        summary="",
        published=None,
        hash=entry(1).hash,
        first_seen=NOW,
        attempts=1,
        not_before=NOW + timedelta(minutes=15),
        last_error="http_503",
    )
    turn = read(
        planned(FeedState(feed_id="ledger", url=URL, pending={entry(1).key: held})), entry(1)
    )
    assert [outcome.detail for outcome in turn.settled] == ["http_503"]
    assert turn.validators is not None  # parked for a reason of its page


def test_a_cut_document_vouches_for_nothing() -> None:
    cut = Done(value=document(entry(1), complete=False))
    turn = turn_of(planned(), answer(), cut, RUN, NOW)
    assert turn.work
    assert turn.validators is None


def test_equal_bytes_are_not_parsed_but_for_a_reason() -> None:
    one = planned(FeedState(feed_id="ledger", body_sha256=sha256(BODY).hexdigest()))
    assert not is_news(one, answer(), RUN)
    assert is_news(one, answer(b"other"), RUN)
    assert is_news(one, answer(), replace(RUN, force=True))
    assert is_news(one, answer(), replace(RUN, reread=True))
    assert not is_news(one, answer(status=304), replace(RUN, reread=True))


def test_a_304_changes_nothing() -> None:
    state = FeedState(feed_id="ledger", url=URL, last_status="ok", etag='"1"', validators_url=URL)
    turn = turn_of(planned(state), answer(status=304), None, RUN, NOW)
    assert turn.outcome.result is FeedResult.NOT_MODIFIED
    assert turn.planned.state == state


@pytest.mark.parametrize(
    ("reply", "reading", "code"),
    [
        pytest.param(
            FetchFailed(plan_id="ledger", requested_url=URL, code="http_404"),
            None,
            "http_404",
            id="no-answer",
        ),
        pytest.param(
            answer(), Failed(error=NotAFeed(URL, "is a page")), "not_a_feed", id="no-feed"
        ),
        pytest.param(answer(), Killed(code="parse_timeout"), "parse_timeout", id="killed"),
    ],
)
def test_a_failed_poll_counts_and_still_works_the_inbox(
    reply: Fetched | FetchFailed, reading: Failed | Killed | None, code: str
) -> None:
    turn = turn_of(planned(), reply, reading, RUN, NOW)
    assert (turn.outcome.result, turn.outcome.code) == (FeedResult.FAILED, code)
    assert turn.planned.state.error_count == 1
    assert turn.validators is None
    # Asked by hand before its time, and no better: nothing new to remember.
    again = replace(turn.planned, is_due=True)
    assert turn_of(again, reply, reading, RUN, NOW).planned.state == turn.planned.state


def test_pages_are_dealt_by_the_domain_that_owns_them() -> None:
    elsewhere = replace(entry(2), link="https://other.example/2")
    nowhere = replace(entry(3), link="")
    turn = read(planned(), entry(1), elsewhere, nowhere)
    later = NOW + timedelta(minutes=1)
    polled = PolledBatch(
        shard=shard_of_url(URL),
        turns=(turn,),
        gate=HostGate(not_before={"paper.example": later}),
    )
    sooner = replace(polled, turns=(), gate=HostGate(not_before={"paper.example": NOW}))
    batches = page_batches([polled, sooner])
    assert sum(len(batch.pages) for batch in batches) == 3
    assert all(batch.gate.not_before == {"paper.example": later} for batch in batches)
    by_link = {work.pending.link: batch.shard for batch in batches for work in batch.pages}
    assert by_link[""] == by_link[entry(1).link] == shard_of_url(URL)
    with pytest.raises(InputError):
        shard_of_url("no address")


def test_feeds_are_dealt_by_shard_and_acked_where_they_were_polled() -> None:
    one = planned()
    [batch] = feed_batches([one], HostGate())
    turn = inbox_turn(one, RUN, NOW)
    [ack] = ack_batches([PolledBatch(shard=batch.shard, turns=(turn,), gate=HostGate())], [])
    assert (ack.shard, ack.turns, ack.ends) == (batch.shard, (turn,), ())


def test_a_moved_feed_is_watched() -> None:
    hop = Hop(url=URL, status=301, location="https://paper.example/new.xml")
    moved = replace(answer(), final_url="https://paper.example/new.xml", hops=(hop,))
    turn = turn_of(planned(), moved, Done(value=document(entry(1))), RUN, NOW)
    assert turn.planned.state.probation is not None
    assert turn.planned.state.probation.to == "https://paper.example/new.xml"
