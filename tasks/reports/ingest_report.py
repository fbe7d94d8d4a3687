"""The report of an ingest run: Markdown for a person, rows for the table of corrections."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from tasks.reports.markdown import cell, code, prose
from tasks.reports.outcome import EntryOutcome, EntryResult, FeedOutcome, FeedResult, RunReport
from tasks.reports.remedies import remedy
from tasks.reports.sentence import sentence

MOST_ROWS: Final = 500
_MOST_ITEMS: Final = 50
_CORRECTING: Final = frozenset({"correction", "clarification", "retraction"})
_NEEDS_A_WORD: Final = (
    EntryResult.NO_PAGE,
    EntryResult.FAILED,
    EntryResult.WAITING,
    EntryResult.ABOUT_ANOTHER,
    EntryResult.WITHHELD,
)


def report_markdown(report: RunReport) -> str:
    """Return the run as Markdown: counts that add up, feeds, changes, and what went wrong."""
    sections = (
        [f"# {prose(sentence(report)).capitalize()}"],
        list(_counts(report)),
        list(_feeds(report)),
        list(_changes(report)),
        list(_troubles(report)),
        [f"- fault: {prose(fault)}" for fault in report.faults],
    )
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


def correction_rows(report: RunReport) -> list[dict[str, str]]:
    """Return the table of corrections: story, kind, old, new, record; at most 500 rows."""
    rows = [row for entry in report.entries if is_correcting(entry) for row in _rows(entry)]
    more = len(rows) - MOST_ROWS
    if more <= 0:
        return rows
    note = {"story": f"and {more} more", "kind": "", "old": "", "new": "", "record": "see the log"}
    return [*rows[:MOST_ROWS], note]


def is_correcting(entry: EntryOutcome) -> bool:
    """Whether *entry* ended in a version by which the publisher admits something."""
    return entry.result is EntryResult.CHANGED and entry.change_type in _CORRECTING


def _rows(entry: EntryOutcome) -> Iterator[dict[str, str]]:
    for old, new in entry.changes or (("", ""),):
        yield {
            "story": cell(entry.headline),
            "kind": cell(entry.change_type or ""),
            "old": cell(old),
            "new": cell(new),
            "record": cell(f"{entry.article_id} v{entry.version}"),
        }


def _counts(report: RunReport) -> Iterator[str]:
    count = Counter(entry.result for entry in report.entries)
    yield f"{len(report.entries)} entries seen, each counted once:"
    yield ""
    yield from (f"- {count[result]} {result}" for result in EntryResult if count[result])


def _feeds(report: RunReport) -> Iterator[str]:
    if not report.feeds:
        return
    yield "| feed | end | entries | new | changed |"
    yield "|---|---|---|---|---|"
    by_feed = Counter((entry.feed_id, entry.result) for entry in report.entries)
    for feed in report.feeds:
        end = f"{feed.result} {feed.code}".strip()
        new = by_feed[feed.feed_id, EntryResult.NEW] + by_feed[feed.feed_id, EntryResult.NO_PAGE]
        changed = by_feed[feed.feed_id, EntryResult.CHANGED]
        yield f"| {code(feed.feed_id)} | {prose(end)} | {feed.entries_seen} | {new} | {changed} |"


def _changes(report: RunReport) -> Iterator[str]:
    changed = [entry for entry in report.entries if entry.result is EntryResult.CHANGED]
    if changed:
        yield "## What changed"
        yield ""
    for entry in changed[:_MOST_ITEMS]:
        values = "; ".join(f"{prose(old)} → {prose(new)}" for old, new in entry.changes)
        line = f"- **{prose(entry.headline)}**: {entry.change_type}, version {entry.version}"
        yield f"{line}: {values}" if values else line
    yield from _more(len(changed))


def _troubles(report: RunReport) -> Iterator[str]:
    failed = [feed for feed in report.feeds if feed.result is FeedResult.FAILED]
    noted = [feed for feed in report.feeds if feed.notes]
    odd = [entry for entry in report.entries if entry.result in _NEEDS_A_WORD]
    remarked = [entry for entry in report.entries if entry.remarks]
    if failed or noted or odd or remarked:
        yield "## What a person may want to look at"
        yield ""
    yield from (_failed_feed(feed) for feed in failed)
    yield from (f"- feed {code(feed.feed_id)}: {prose(n)}" for feed in noted for n in feed.notes)
    yield from (_odd_entry(entry) for entry in odd[:_MOST_ITEMS])
    yield from _more(len(odd))
    yield from (line for entry in remarked[:_MOST_ITEMS] for line in _remarks(entry))
    yield from _more(len(remarked))


def _failed_feed(feed: FeedOutcome) -> str:
    detail = f" ({prose(feed.detail)})" if feed.detail else ""
    return f"- feed {code(feed.feed_id)}: {code(feed.code)}{detail}: {prose(remedy(feed.code))}"


def _odd_entry(entry: EntryOutcome) -> str:
    reason = entry.detail.split(" ", 1)[0].rstrip(":")
    advice = f": {prose(remedy(reason))}" if entry.result is not EntryResult.ABOUT_ANOTHER else ""
    story = f"{prose(entry.headline)} {code(entry.url)}"
    return f"- {entry.result}: {story}: {prose(entry.detail)}{advice}"


def _remarks(entry: EntryOutcome) -> Iterator[str]:
    yield from (f"- {prose(entry.headline)}: {prose(remark)}" for remark in entry.remarks)


def _more(count: int) -> Iterator[str]:
    if count > _MOST_ITEMS:
        yield f"- and {count - _MOST_ITEMS} more"
