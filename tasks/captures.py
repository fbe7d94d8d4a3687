"""The pages of a batch, asked for politely and read in killable processes: sightings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tasks.adapters.clock import SystemClock
from tasks.adapters.web import fetch_all
from tasks.adapters.workers import Done, Failed, Killed
from tasks.archive.article import FetchNote, Status, WarcPointer
from tasks.archive.store import Store
from tasks.errors import InputError
from tasks.feeds.inbox import is_final
from tasks.pages.extractor_identity import extraction_identity
from tasks.pages.page import Page
from tasks.readers import read_pages
from tasks.robots_cache import cached_policies, keep_policies
from tasks.versions.observation import Observation
from tasks.versions.said.sightings import Listing, entry_sighting, page_sighting
from tasks.web.fetch import Fetched, FetchFailed, FetchPlan, HostGate
from tasks.web.loopback import is_loopback
from tasks.web.reservations import header_reservations
from tasks.web.urls import host_of, registrable_domain, wire_url
from tasks.work import PageWork, Run

_ACCEPT = "text/html, application/xhtml+xml, */*;q=0.1"
_HTML = ("text/html", "application/xhtml+xml")
_LIMIT_BYTES = 8 * 1024 * 1024
_GONE = frozenset({"http_404", "http_410"})
_KILLED = {"parse_timeout": "extract_timeout", "parse_memory": "extract_memory"}
_RESERVING = re.compile(r"noarchive|noai|noimageai|tdm-reservation|content-usage")
NO_CONTACT = "no_contact"
NOT_STARTED = "not_started"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One page's request and what came of it."""

    work: PageWork
    observation: Observation | None = None
    """None: nothing to archive yet, the page waits."""
    answer: Fetched | None = None
    """What may be kept raw."""
    code: str = ""
    """Why the page waits."""
    detail: str = ""
    retry_after: timedelta | None = None

    def pointing_to(self, pointer: WarcPointer | None) -> "Sighting":
        """Return the sighting whose page lies at *pointer* in the bucket."""
        seen = self.observation
        if seen is None or seen.fetch is None or pointer is None:
            return self
        fetch = replace(seen.fetch, warc=pointer)
        return replace(self, observation=replace(seen, fetch=fetch))


def sightings(
    store: Store, pages: Sequence[PageWork], gate: HostGate, run: Run
) -> tuple[list[Sighting], HostGate]:
    """Return a sighting for each of *pages*, in order, and the gate for the next call."""
    refused = [_refusal(work, run) for work in pages]
    asked = [work for work, code in zip(pages, refused, strict=True) if code is None]
    policies = cached_policies(store, [work.pending.link for work in asked])
    plans = [_plan(work) for work in asked]
    batch = fetch_all(plans, run.limits, gate, policies, clock=SystemClock())
    keep_policies(store, batch.robots)
    found = iter(_read(asked, batch.results, run))
    done = [
        _unasked(work, code) if code else next(found)
        for work, code in zip(pages, refused, strict=True)
    ]
    return done, batch.gate


def _refusal(work: PageWork, run: Run) -> str | None:
    """Return why a page is not even asked for, or None."""
    try:
        host = host_of(wire_url(work.pending.link))
    except InputError:
        return "bad_url"
    return None if run.has_contact or is_loopback(host) else NO_CONTACT


def _unasked(work: PageWork, code: str) -> Sighting:
    failed = FetchFailed(plan_id="", requested_url=work.pending.link, code=code)
    return _without_page(work, failed, SystemClock().now())


def _plan(work: PageWork) -> FetchPlan:
    return FetchPlan(
        id=f"{work.feed.id}/{work.key}",
        url=work.pending.link,
        accept=_ACCEPT,
        limit_bytes=_LIMIT_BYTES,
        content_types=_HTML,
        allow_downgrade=work.feed.allow_downgrade,
    )


def _read(
    asked: Sequence[PageWork], answers: Sequence[Fetched | FetchFailed], run: Run
) -> list[Sighting]:
    fetched = [answer for answer in answers if isinstance(answer, Fetched)]
    readings = iter(read_pages(fetched, deadline_s=run.page_deadline_s))
    now = SystemClock().now()
    return [
        _with_page(work, answer, next(readings), run)
        if isinstance(answer, Fetched)
        else _without_page(work, answer, now)
        for work, answer in zip(asked, answers, strict=True)
    ]


def _without_page(work: PageWork, failed: FetchFailed, now: datetime) -> Sighting:
    """A page that is refused for good gives way to its entry's words; any other waits."""
    waits = failed.code in {NOT_STARTED, NO_CONTACT} or not is_final(work.pending, failed.code)
    if waits:
        return Sighting(
            work=work, code=failed.code, detail=failed.detail, retry_after=failed.retry_after
        )
    seen = entry_sighting(
        _listing(work, failed.final_url),
        failed.code,
        extraction_identity(),
        observed_at=failed.received_at or now,
    )
    if failed.code in _GONE:
        seen = replace(seen, article=replace(seen.article, status=Status.MISSING))
    return Sighting(work=work, observation=seen, code=failed.code, detail=failed.detail)


def _with_page(
    work: PageWork, answer: Fetched, reading: Done[Page] | Failed | Killed, run: Run
) -> Sighting:
    listing = _listing(work, answer.final_url)
    match reading:
        case Done(value=page):
            note = _note(answer, page.reservations, run)
            seen = page_sighting(listing, page, note, observed_at=answer.received_at)
        case Failed():
            seen = _unread(listing, answer, "page_unreadable", run)
        case Killed(code="internal_error", detail=detail):
            # Ours to mend, not the page's fault: it is tried again.
            return Sighting(work=work, code="internal_error", detail=detail)
        case Killed(code=code):
            seen = _unread(listing, answer, _KILLED.get(code, "extract_crash"), run)
    return Sighting(work=work, observation=seen, answer=answer, code=seen.reason or "")


def _unread(listing: Listing, answer: Fetched, reason: str, run: Run) -> Observation:
    return entry_sighting(
        listing,
        reason,
        extraction_identity(),
        observed_at=answer.received_at,
        fetch=_note(answer, (), run),
    )


def _listing(work: PageWork, final_url: str | None) -> Listing:
    return Listing(
        feed_id=work.feed.id,
        publisher=work.feed.publisher,
        domain=_domain(final_url or work.pending.link) or _domain(work.feed.url),
        key=work.key,
        entry=work.pending,
        known=work.known,
    )


def _domain(url: str) -> str:
    try:
        return registrable_domain(host_of(url))
    except InputError:
        return ""


def _note(answer: Fetched, of_page: tuple[str, ...], run: Run) -> FetchNote:
    headers = dict(answer.headers)
    signals = (*header_reservations(answer.headers), *of_page)
    return FetchNote(
        requested_url=answer.requested_url,
        final_url=answer.final_url,
        status=answer.status,
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
        content_type=headers.get("content-type"),
        size_bytes=len(answer.body),
        signals=signals,
        reserved=any(map(_RESERVING.search, signals)) and run.respect_reservations,
    )
