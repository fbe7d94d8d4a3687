"""From what was read, a page or only a feed entry, to an observation of a story."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from tasks.archive.article import Article, FetchNote, Origin
from tasks.archive.record import Version
from tasks.corrections.notice import EntryText, Notice
from tasks.corrections.notices import find_notices
from tasks.errors import InputError
from tasks.feeds.state import Known, Pending
from tasks.identity.aliases import alias_names
from tasks.identity.urls import canonical_url
from tasks.pages.page import BodySource, ExtractionIdentity, Page, Stamp
from tasks.versions.observation import Alias, KnownVersion, Observation, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Where a story was seen: the feed, and its entry there."""

    feed_id: str
    publisher: str
    domain: str
    """Registrable domain of the page."""
    key: str
    entry: Pending
    known: Known | None = None


def page_sighting(
    listing: Listing, page: Page, fetch: FetchNote, *, observed_at: datetime
) -> Observation:
    """Return what *page* says of its story.

    Text fields come from the page alone, not from the feed beside it: two feeds that list one
    story would make it flap. A page that says nothing (a wall, a consent form, an error) gives
    way to the entry's own words, with the reason.
    """
    reason = unusable(page)
    if reason:
        return entry_sighting(listing, reason, page.identity, observed_at=observed_at, fetch=fetch)
    return Observation(
        article=_article(listing, page, fetch),
        aliases=_aliases(listing, fetch.final_url, page.canonical),
        publisher=listing.publisher,
        observed_at=observed_at,
        origin=_origin(listing),
        alt_ids=_alt_ids(listing, fetch.final_url, page.canonical),
        guid=listing.entry.guid,
        fetch=fetch,
        extraction=page.identity,
        confirm_reason=page.signals.truncated and "truncated",
        suspect=listing.entry.suspect,
        known=_known(listing.known),
    )


def reread_article(version: Version, page: Page) -> Article | None:
    """Return what the raw page of *version* says today, or None if it says nothing now."""
    fetch = version.fetch
    if fetch is None or unusable(page):
        return None
    return _article_of_page(
        page,
        address=version.canonical_url or fetch.final_url,
        final_url=fetch.final_url,
        headline=version.headline,
        source=(version.info_source.name, version.info_source.domain),
    )


def entry_sighting(
    listing: Listing,
    reason: str,
    identity: ExtractionIdentity,
    *,
    observed_at: datetime,
    fetch: FetchNote | None = None,
) -> Observation:
    """Return what a feed entry says of its story, whose page cannot be had for *reason*."""
    entry = listing.entry
    final = fetch.final_url if fetch else None
    return Observation(
        article=Article(
            url=entry.link,
            canonical_url=_canonical_or_none(entry.link),
            headline=entry.title,
            description=entry.summary or None,
            by=", ".join(entry.authors) or None,
            body=None,
            date_published=entry.published,
            notices=tuple(_entry_notices(entry)),
            source_name=listing.publisher,
            source_domain=listing.domain,
        ),
        aliases=_aliases(listing, final, None),
        publisher=listing.publisher,
        observed_at=observed_at,
        origin=_origin(listing),
        alt_ids=_alt_ids(listing, final, None),
        guid=entry.guid,
        fetch=fetch,
        extraction=identity,
        reason=reason,
        suspect=entry.suspect,
        known=_known(listing.known),
    )


def unusable(page: Page) -> str | None:
    """Return why *page* does not say its story, or None if it does."""
    if page.body_source is not BodySource.EMPTY:
        return None
    signals = page.signals
    for name in ("script_only", "consent", "login", "error_page", "paywall"):
        if getattr(signals, name):
            return name
    # A retraction often leaves nothing but its notice: that is all the page has to say.
    return None if page.notices else "empty"


def _article(listing: Listing, page: Page, fetch: FetchNote) -> Article:
    article = _article_of_page(
        page,
        address=_address(listing, page, fetch),
        final_url=fetch.final_url,
        headline=listing.entry.title,
        source=(listing.publisher, listing.domain),
    )
    return replace(article, notices=_merged(page.notices, _entry_notices(listing.entry)))


def _article_of_page(
    page: Page, *, address: str, final_url: str, headline: str, source: tuple[str, str]
) -> Article:
    name, domain = source
    return Article(
        url=page.canonical or final_url,
        canonical_url=_canonical_or_none(address),
        headline=page.title.value if page.title else headline,
        description=page.deck,
        by=", ".join(author.name for author in page.authors) or None,
        body=page.body,
        language=page.language.value if page.language else None,
        article_section=page.section,
        keywords=page.keywords,
        date_published=_stated(page.published),
        date_modified=_stated(page.modified),
        notices=page.notices,
        source_name=name,
        source_domain=domain,
    )


def _address(listing: Listing, page: Page, fetch: FetchNote) -> str:
    """Return the page's own canonical address if we believe it, else where it was found."""
    believed = [a for a in _aliases(listing, None, page.canonical) if a.role is Role.CANONICAL]
    return page.canonical if page.canonical and believed else fetch.final_url


def _entry_notices(entry: Pending) -> list[Notice]:
    text = EntryText(
        title=entry.title, summary=entry.summary, link=entry.link, guid=entry.guid or ""
    )
    return find_notices((), feed_entry=text)


def _merged(page: tuple[Notice, ...], entry: list[Notice]) -> tuple[Notice, ...]:
    shown = {_folded(notice.text) for notice in page}
    return (*page, *(notice for notice in entry if _folded(notice.text) not in shown))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _stated(stamp: Stamp | None) -> str | None:
    if stamp is None:
        return None
    if stamp.at is None:
        return stamp.day.isoformat()
    return stamp.at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _canonical_or_none(url: str) -> str | None:
    try:
        return canonical_url(url)
    except InputError:
        return None


def _aliases(listing: Listing, final: str | None, canonical: str | None) -> tuple[Alias, ...]:
    names = alias_names(
        link=listing.entry.link,
        final=final,
        feed_id=listing.feed_id,
        guid=listing.entry.guid,
        canonical=canonical,
    )
    return tuple(Alias(role=Role(role), value=value) for role, value in names)


def _alt_ids(
    listing: Listing, final: str | None, canonical: str | None
) -> tuple[tuple[str, str], ...]:
    names = (
        (Role.LINK, listing.entry.link),
        (Role.FINAL, final),
        (Role.GUID, listing.entry.guid),
        (Role.CANONICAL, canonical),
    )
    return tuple((role.value, value) for role, value in names if value)


def _origin(listing: Listing) -> Origin:
    return Origin(feed_id=listing.feed_id, entry_key=listing.key, entry_hash=listing.entry.hash)


def _known(known: Known | None) -> KnownVersion | None:
    if known is None:
        return None
    return KnownVersion(
        article_id=known.article_id,
        version=known.version,
        content=known.content,
        aliases=known.aliases,
    )
