"""What the flow tells of a run: the report, its artifacts, one event, the end state."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prefect import State
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.events import emit_event
from prefect.states import Completed, Failed

from tasks.reports.ingest_report import correction_rows, is_correcting, report_markdown
from tasks.reports.markdown import plain
from tasks.reports.outcome import EntryOutcome, EntryResult, FeedOutcome, FeedResult, RunReport
from tasks.reports.sentence import asked, failed_feeds, sentence
from tasks.work import AckBatch, FeedBatch, PageBatch, PageEnd, PageWork, Plan, PolledBatch

_MOST_IN_EVENT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """Batches of polls, pages and acks that ended in an error, each with its reason."""

    feeds: Sequence[tuple[FeedBatch, str]] = ()
    pages: Sequence[tuple[PageBatch, str]] = ()
    acks: Sequence[tuple[AckBatch, str]] = ()


def counted(
    plan: Plan, polled: Sequence[PolledBatch], ends: Iterable[Sequence[PageEnd]], lost: Lost
) -> RunReport:
    """Return the run's report: each feed and each entry seen, once."""
    turns = [turn for batch in polled for turn in batch.turns]
    feeds = [
        *plan.not_due,
        *(turn.outcome for turn in turns),
        *(_lost_feed(one.feed.id, reason) for batch, reason in lost.feeds for one in batch.feeds),
    ]
    entries = [
        *(entry for turn in turns for entry in turn.settled),
        *(end.outcome for some in ends for end in some),
        *(_lost_entry(work, reason) for batch, reason in lost.pages for work in batch.pages),
    ]
    reasons = (reason for _, reason in (*lost.feeds, *lost.pages, *lost.acks))
    return RunReport(
        feeds=tuple(sorted(feeds, key=lambda feed: feed.feed_id)),
        entries=tuple(sorted(entries, key=lambda entry: (entry.feed_id, entry.entry_key))),
        faults=tuple(dict.fromkeys(reasons)),
    )


def publish(report: RunReport) -> None:
    """Show the run: Markdown, the table of corrections, and one event if there are any."""
    create_markdown_artifact(report_markdown(report), key="ingest-report", description="This run")
    rows = correction_rows(report)
    create_table_artifact(rows, key="corrections", description="What publishers admitted")
    corrected = [entry for entry in report.entries if is_correcting(entry)]
    if corrected and not report.is_dry:
        emit_event(
            "article.corrected",
            resource={"prefect.resource.id": "corrigenda.ingest"},
            payload={"count": len(corrected), "articles": _told(corrected[:_MOST_IN_EVENT])},
        )


def end_state(report: RunReport) -> State[RunReport]:
    """Return how the run ended, in one sentence, with the report as its result."""
    said = sentence(report)
    failed = len(failed_feeds(report))
    if report.faults or failed * 2 > asked(report):
        return Failed(message="; ".join((*report.faults, said)), data=report)
    if failed or any(entry.result is EntryResult.FAILED for entry in report.entries):
        return Completed(name="CompletedWithErrors", message=said, data=report)
    return Completed(message=said, data=report)


def _lost_feed(feed_id: str, reason: str) -> FeedOutcome:
    return FeedOutcome(feed_id=feed_id, result=FeedResult.FAILED, code="fault", detail=reason)


def _lost_entry(work: PageWork, reason: str) -> EntryOutcome:
    return EntryOutcome(
        feed_id=work.feed.id,
        entry_key=work.key,
        url=work.pending.link,
        headline=work.pending.title,
        result=EntryResult.FAILED,
        detail=f"fault: {reason}",
    )


def _told(entries: Sequence[EntryOutcome]) -> list[dict[str, object]]:
    return [
        {
            "articleId": entry.article_id,
            "version": entry.version,
            "url": entry.url,
            "headline": plain(entry.headline),
            "change": entry.change_type,
            "values": [list(pair) for pair in entry.changes],
        }
        for entry in entries
    ]
