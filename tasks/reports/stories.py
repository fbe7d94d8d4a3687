"""Rows of a table of stories: what happened to each, old value and new."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tasks.archive.record import Version
from tasks.reports.outcome import EntryOutcome, EntryResult, RunReport
from tasks.versions.endings import shown_changes

_TOLD = frozenset(
    {
        EntryResult.NEW,
        EntryResult.CHANGED,
        EntryResult.NO_PAGE,
        EntryResult.ABOUT_ANOTHER,
        EntryResult.WAITING,
        EntryResult.WITHHELD,
        EntryResult.FAILED,
    }
)


class StoryRow(NamedTuple):
    """One line of the table."""

    story: str
    versions: str
    """``v1``, ``v1-v3``, or empty."""
    what: str
    old: str = ""
    new: str = ""


def report_rows(report: RunReport) -> Iterator[StoryRow]:
    """Yield what is new since the run before: nothing of what stayed as it was."""
    for entry in report.entries:
        if entry.result in _TOLD:
            yield from _entry_rows(entry)


def version_rows(versions: Iterable[tuple[Version, Version | None]]) -> Iterator[StoryRow]:
    """Yield a row for each change of values.

    Args:
        versions: Each with the one before it, if that is at hand.
    """
    for version, before in versions:
        head = (version.headline, f"v{version.version}", str(version.change.type))
        pairs = shown_changes(version, before) or (("", ""),)
        yield from (StoryRow(*head, old=old, new=new) for old, new in pairs)


def _entry_rows(entry: EntryOutcome) -> Iterator[StoryRow]:
    what = entry.change_type if entry.result is EntryResult.CHANGED else str(entry.result)
    number = f"v{entry.version}" if entry.version else ""
    aside = "" if entry.result in {EntryResult.NEW, EntryResult.CHANGED} else entry.detail
    for old, new in entry.changes or (("", aside),):
        yield StoryRow(entry.headline or entry.url, number, what or "", old=old, new=new)
    for remark in entry.remarks:
        yield StoryRow(entry.headline or entry.url, number, "look at it", new=remark)
