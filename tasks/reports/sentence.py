"""A run in one sentence, and its end state in one word."""

from collections import Counter

from tasks.reports.outcome import EntryResult, FeedResult, RunReport

_SAYING = {
    "correction": "corrected",
    "clarification": "clarified",
    "retraction": "retracted",
    "update": "updated",
    "silentEdit": "silently edited",
    "headline": "with a new headline",
    "metadata": "with new metadata",
    "removed": "removed",
    "restored": "restored",
    "reextraction": "read anew",
}


def sentence(report: RunReport) -> str:
    """Return what a run brought: ``12 new, 3 corrected``; ``nothing new`` if it is that."""
    results = Counter(entry.result for entry in report.entries)
    changes = Counter(entry.change_type for entry in report.entries if _is_changed(entry.result))
    new = results[EntryResult.NEW] + results[EntryResult.NO_PAGE]
    parts = [f"{new} new"] if new else []
    parts += [f"{changes[kind]} {saying}" for kind, saying in _SAYING.items() if changes[kind]]
    parts = parts or ["nothing new"]
    parts += [f"{results[EntryResult.FAILED]} failed"] if results[EntryResult.FAILED] else []
    failed = len(failed_feeds(report))
    parts += [f"{failed} of {asked(report)} feeds failed"] if failed else []
    text = ", ".join(parts)
    return f"dry run: {text}" if report.is_dry else text


def failed_feeds(report: RunReport) -> tuple[str, ...]:
    """Return the ids of the feeds that could not be read."""
    return tuple(feed.feed_id for feed in report.feeds if feed.result is FeedResult.FAILED)


def asked(report: RunReport) -> int:
    """Return how many feeds were asked."""
    return sum(feed.result is not FeedResult.NOT_DUE for feed in report.feeds)


def _is_changed(result: EntryResult) -> bool:
    return result is EntryResult.CHANGED
