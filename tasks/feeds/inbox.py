"""The entries of a feed: which are known, which wait for their page, when that is given up."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from tasks.feeds.entry import Entry
from tasks.feeds.keys import MOST_ENTRIES, canonical
from tasks.feeds.schedule import is_waiting
from tasks.feeds.state import FeedState, Known, Pending

MOST_TRIES = 5
_REMEMBERED = timedelta(days=30)
_INSTANT = "%Y-%m-%dT%H:%M:%SZ"
_TEXT_LIMIT = 20_000  # characters: enough for a story of which the feed is all we get
_WAITS = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=6), timedelta(hours=24))
_PASSING = frozenset({"http_408", "http_421", "http_425", "http_429"})
_FINAL = re.compile(
    r"http_4\d\d|robots_disallowed|unsupported_type|bad_url|bad_redirect|redirect_loop"
    r"|too_big|blocked_address|blocked_challenge"
)


def recognised(state: FeedState, entries: Sequence[Entry]) -> Mapping[str, Entry]:
    """Return a document's *entries* by the key under which we know them.

    An entry with a new key is an old one if it has the link of one that the document no longer
    lists: some feeds make up a GUID at every poll, others change all of them at once.
    """
    listed = {entry.key for entry in entries}
    links = {
        key: each.link for held in (state.entries, state.pending) for key, each in held.items()
    }
    if listed <= links.keys():
        return {entry.key: entry for entry in entries}
    gone = {canonical(links[key]): key for key in sorted(links.keys() - listed)}
    gone.pop(None, None)
    keys = [e.key if e.key in links else gone.pop(canonical(e.link), e.key) for e in entries]
    return {key: replace(entry, key=key) for key, entry in zip(keys, entries, strict=True)}


def waiting(entry: Entry, known: Pending | None, now: datetime) -> Pending:
    """Return the inbox's note of *entry*, which replaces *known*.

    An edit does not reset the waits that its page has earned, as long as it is the same page.
    """
    published = entry.published.strftime(_INSTANT) if entry.published else None
    seen = Pending(
        link=entry.link,
        guid=entry.guid,
        title=entry.title,
        summary=(entry.summary or entry.content)[:_TEXT_LIMIT],
        published=published,
        authors=entry.authors,
        hash=entry.hash,
        first_seen=known.first_seen if known else now,
    )
    if known is None or known.link != entry.link:
        return seen
    return replace(
        seen,
        attempts=known.attempts,
        not_before=known.not_before,
        last_error=known.last_error,
        suspect=known.suspect,
    )


def workable(state: FeedState, *, now: datetime) -> tuple[tuple[str, Pending], ...]:
    """Return the pending entries that may be tried now, the longest known first."""
    ready = [item for item in state.pending.items() if not is_waiting(item[1].not_before, now)]
    ready.sort(key=lambda item: (item[1].first_seen, item[0]))
    return tuple(ready)


def parked(pending: Pending, *, error: str | None, suspect: str | None, now: datetime) -> Pending:
    """Return the entry as it waits for its next try: 15 min, then 1 h, 6 h, 24 h.

    Args:
        pending: As it was worked on.
        error: Code of what its page answered; None where the page was read.
        suspect: Content hash of an odd answer that must come again before it counts.
        now: Aware UTC.
    """
    wait = _WAITS[min(pending.attempts, len(_WAITS) - 1)]
    return replace(
        pending,
        attempts=pending.attempts + 1,
        not_before=now + wait,
        last_error=error,
        suspect=suspect,
    )


def is_final(pending: Pending, code: str) -> bool:
    """Return whether an entry's page is given up after it answered *code*.

    Its record is then made from the feed's own text. A page that is forbidden, gone or no page
    is given up at once, any other after the fifth try.
    """
    is_refused = _FINAL.fullmatch(code) is not None and code not in _PASSING
    return is_refused or pending.attempts + 1 >= MOST_TRIES


def without_done(
    pending: Mapping[str, Pending], done: Mapping[str, Known], parked_now: Mapping[str, Pending]
) -> Mapping[str, Pending]:
    """Return the inbox after work; an entry that was edited meanwhile stays as it is.

    A known story that was read again and looked odd comes into the inbox for its second look.
    """
    left = {key: each for key, each in parked_now.items() if key not in pending and each.suspect}
    for key, entry in pending.items():
        if key in done and done[key].hash == entry.hash:
            continue
        later = parked_now.get(key)
        left[key] = later if later and later.hash == entry.hash else entry
    return left


def listed(known: Mapping[str, Known], keys: Container[str], now: datetime) -> Mapping[str, Known]:
    """Return the known entries, seen today where listed; those unseen for 30 days are forgotten."""
    today, oldest = now.date().isoformat(), (now - _REMEMBERED).date().isoformat()
    dated = {k: replace(e, listed=today) if k in keys else e for k, e in known.items()}
    return most_recent({k: entry for k, entry in dated.items() if entry.listed >= oldest})


def most_recent(entries: Mapping[str, Known]) -> Mapping[str, Known]:
    """Return at most 2,000 entries, those seen last."""
    if len(entries) <= MOST_ENTRIES:
        return entries
    order = sorted(entries, key=lambda key: (entries[key].listed, key), reverse=True)
    kept = frozenset(order[:MOST_ENTRIES])
    return {key: entry for key, entry in entries.items() if key in kept}


def counted(before: Known | None, now: Known) -> Known:
    """Return an acked entry that knows how often its item changed and its story did not."""
    if before is None or (before.article_id, before.version) != (now.article_id, now.version):
        return now
    return replace(now, hash_changes=before.hash_changes + (before.hash != now.hash))
