"""Statements: what an observation says of its story, in full.

A page says everything. A feed entry beside a page, or a page that is gone, says one thing; the
rest is carried over from what is known, so that two feeds, or an outage, change nothing.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tasks.archive.article import Article, FetchNote, Status
from tasks.archive.record import Version, content_hash
from tasks.corrections.notice import Kind, Notice, Target
from tasks.pages.page import ExtractionIdentity
from tasks.versions.observation import Observation, Role
from tasks.versions.said.notices import held_notices, is_on_page, together

GONE_FOR_GOOD = timedelta(hours=24)
_GONE = frozenset({Status.MISSING, Status.REMOVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A story's full text and state, as one observation has it."""

    article: Article
    """Its notices are all that hold: on the page and outside of it."""
    title_flags: tuple[str, ...]
    fetch: FetchNote | None
    extraction: ExtractionIdentity
    is_whole: bool
    """A page was read: a notice that it does not show is gone from it."""
    content_hash: str


def statement(known: Version | None, seen: Observation) -> Statement:
    """Return what *seen* says, the rest carried over from *known*, the current version."""
    if known is not None and _is_partial(known, seen):
        return _carried(known, seen)
    article = seen.article if known is None else _at_known_address(known, seen)
    outside = () if known is None else tuple(n for n in held_notices(known) if not is_on_page(n))
    if _is_retracted((*article.notices, *outside)):
        article = replace(article, status=Status.RETRACTED)
    return Statement(
        article=article,
        title_flags=seen.title_flags,
        fetch=seen.fetch,
        extraction=seen.extraction,
        is_whole=article.body is not None and seen.confirm_reason is None,
        content_hash=said_hash(article),
    )


def statement_of(known: Version) -> Statement:
    """Return what a version says, as an observation would."""
    return Statement(
        article=article_of(known),
        title_flags=known.title_flags,
        fetch=known.fetch,
        extraction=known.extraction,
        is_whole=known.body is not None,
        content_hash=known.content_hash,
    )


def said_hash(article: Article) -> str:
    """Return the digest of what an article says, with the notices that stand on its page."""
    shown = tuple(notice.text for notice in article.notices if is_on_page(notice))
    return content_hash(article, shown)


def is_gone(seen: Observation) -> bool:
    """Return whether the page answered that it is not there."""
    return seen.article.status in _GONE


def article_of(version: Version) -> Article:
    """Return what a version says, as an observation would say it."""
    return Article(
        url=version.url,
        canonical_url=version.canonical_url,
        headline=version.headline,
        alternative_headline=version.alternative_headline,
        description=version.description,
        by=version.by,
        body=version.body,
        language=version.language,
        article_section=version.article_section,
        keywords=version.keywords,
        date_published=version.date_published,
        date_modified=version.date_modified,
        status=version.status,
        notices=held_notices(version),
        source_name=version.info_source.name,
        source_domain=version.info_source.domain,
    )


def _is_partial(known: Version, seen: Observation) -> bool:
    has_more = known.body is not None or not seen.article.headline
    return is_gone(seen) or (seen.article.body is None and has_more)


def _at_known_address(known: Version, seen: Observation) -> Article:
    """A story that comes back under another address keeps its own, and its first date.

    Both addresses may stay in use: they would take turns for ever. A redirect from the known
    address, or a page that names it, is no other address.
    """
    if known.canonical_url is None or _is_at(known.canonical_url, seen):
        return seen.article
    return replace(
        seen.article,
        canonical_url=known.canonical_url,
        date_published=known.date_published or seen.article.date_published,
    )


def _is_at(address: str, seen: Observation) -> bool:
    names = {alias.value for alias in seen.aliases if alias.role is not Role.GUID}
    return f"url:{address}" in names or seen.article.canonical_url == address


def _carried(known: Version, seen: Observation) -> Statement:
    article = article_of(known)
    outside = tuple(notice for notice in seen.article.notices if not is_on_page(notice))
    notices = together(article.notices, outside)
    status = _status_of_gone(known, seen.observed_at) if is_gone(seen) else known.status
    if _is_retracted(notices):
        status = Status.RETRACTED
    article = replace(article, status=status, notices=notices)
    return Statement(
        article=article,
        title_flags=known.title_flags,
        fetch=known.fetch,
        extraction=known.extraction,
        is_whole=False,
        content_hash=known.content_hash if status is known.status else said_hash(article),
    )


def _status_of_gone(known: Version, now: datetime) -> Status:
    """Missing until it was so for a day with no other answer in between."""
    if known.status in {Status.RETRACTED, Status.REMOVED}:
        return known.status
    was_missing = known.status is Status.MISSING
    if was_missing and now - known.observed_at >= GONE_FOR_GOOD:
        return Status.REMOVED
    return Status.MISSING


def _is_retracted(notices: tuple[Notice, ...]) -> bool:
    return any(n.target is Target.SELF and n.kinds[0] is Kind.RETRACTION for n in notices)
