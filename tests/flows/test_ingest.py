"""The flow, on a real Prefect server, a real S3 server and the newsroom."""

import json
from collections import Counter
from pathlib import Path

import jsonschema
import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey
from prefect.client.schemas.sorting import ArtifactSort

from tasks.adapters.s3_store import S3Store
from tasks.archive.history import article_ids, versions
from tasks.archive.record import slot_bytes
from tasks.archive.store import Store
from tasks.reports.outcome import EntryResult, FeedResult
from tests.flows.conftest import Ingest
from tests.newsroom.differences import differences, outcome_differences
from tests.newsroom.expectation import expectation
from tests.newsroom.server import Newsroom

pytestmark = [pytest.mark.flow, pytest.mark.server]


def etags(store: Store) -> dict[str, str]:
    held = ((key, store.get(key)) for key in store.list(""))
    return {key: found.etag for key, found in held if found}


def records(store: Store) -> dict[str, list[dict[str, object]]]:
    return {
        id_: [json.loads(slot_bytes(slot)) for slot in versions(store, id_)]
        for id_ in article_ids(store)
    }


def test_two_editions_end_in_the_expected_history_and_a_third_pass_writes_nothing(
    ingest: Ingest, newsroom: Newsroom, bucket: S3Store
) -> None:
    faults: list[str] = []
    for number, edition in ((1, 1), (2, 2)):
        newsroom.publish(edition)
        end = ingest(reread=True)
        outcomes = {entry.url: str(entry.result) for entry in end.report.entries}
        faults += outcome_differences(expectation(), number, outcomes)
        assert end.state == "CompletedWithErrors"  # one feed of the newsroom is dead
    before = etags(bucket)

    end = ingest(reread=True)

    outcomes = {entry.url: str(entry.result) for entry in end.report.entries}
    faults += outcome_differences(expectation(), 3, outcomes)
    faults += differences(expectation(), records(bucket))
    assert faults == []
    assert etags(bucket) == before


def test_every_entry_seen_is_counted_once_and_the_counts_add_up(ingest: Ingest) -> None:
    report = ingest().report
    counted = Counter(entry.feed_id for entry in report.entries)
    assert all(feed.entries_seen == counted[feed.feed_id] for feed in report.feeds)
    names = [(entry.feed_id, entry.entry_key) for entry in report.entries]
    assert len(names) == len(set(names))
    assert sum(feed.entries_seen for feed in report.feeds) == len(report.entries) > 0


def test_without_reread_an_unchanged_feed_asks_for_no_page(
    ingest: Ingest, newsroom: Newsroom, bucket: S3Store
) -> None:
    ingest()
    before, asked = etags(bucket), len(newsroom.requests)
    report = ingest().report
    paths = {request.path for request in newsroom.requests[asked:]}
    results = {feed.result for feed in report.feeds}
    assert results == {FeedResult.NOT_MODIFIED, FeedResult.FAILED}
    assert len(paths) == len(report.feeds) + 1  # one feed is behind a redirect
    assert etags(bucket) == before


def test_a_dry_run_writes_nothing_and_says_what_it_would_have_written(
    ingest: Ingest, bucket: S3Store
) -> None:
    before = etags(bucket)
    end = ingest(dry_run=True)
    assert end.sentence.startswith("dry run: ")
    assert any(entry.result is EntryResult.NEW for entry in end.report.entries)
    assert etags(bucket) == before


def test_most_articles_leaves_the_rest_in_the_inbox_for_the_next_run(
    ingest: Ingest, bucket: S3Store
) -> None:
    first = ingest(feeds=["harbour-ledger"], max_articles=2).report
    results = Counter(entry.result for entry in first.entries)
    assert results[EntryResult.WAITING] == len(first.entries) - 2
    ingest(feeds=["harbour-ledger"])
    second = ingest(feeds=["harbour-ledger"]).report
    assert not second.entries
    assert len(list(article_ids(bucket))) == len(first.entries)


def test_every_stored_version_is_valid_by_the_published_schema(
    ingest: Ingest, newsroom: Newsroom, bucket: S3Store
) -> None:
    ingest(reread=True)
    newsroom.publish(2)
    ingest(reread=True)
    schema = json.loads(Path("docs/schema/article-record-1.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    stored = list(bucket.list("articles/"))
    assert stored
    for key in stored:
        held = bucket.get(key)
        assert held is not None
        errors = [error.message for error in validator.iter_errors(json.loads(held.body))]
        assert errors == [], key


def test_a_run_leaves_its_report_and_its_table_as_artifacts(
    ingest: Ingest, newsroom: Newsroom
) -> None:
    ingest(reread=True)
    newsroom.publish(2)
    ingest(reread=True)
    with get_client(sync_client=True) as client:
        report, table = (
            client.read_artifacts(
                artifact_filter=ArtifactFilter(key=ArtifactFilterKey(any_=[key])),
                sort=ArtifactSort.CREATED_DESC,
                limit=1,
            )[0]
            for key in ("ingest-report", "corrections")
        )
    assert "corrected" in str(report.data)
    rows = json.loads(str(table.data))
    assert ("65 tonnes", "56 tonnes") in {(row["old"], row["new"]) for row in rows}
