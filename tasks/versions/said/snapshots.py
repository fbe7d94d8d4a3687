"""What ``decide`` is asked to compare: what we hold of a story, and what was seen."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

from tasks.archive.article import Article
from tasks.archive.record import Version
from tasks.corrections.notice import Target
from tasks.identity.decisions import decide
from tasks.identity.furniture import without_furniture
from tasks.identity.snapshot import Decision, Snapshot
from tasks.versions.observation import TRUNCATED, Alias, Observation, Role
from tasks.versions.said.statements import article_of, is_gone

_OWN = frozenset({Role.LINK, Role.GUID})


def is_same_story(known: Version, seen: Observation, aliases: tuple[Alias, ...]) -> bool:
    """Return whether *seen* may be another state of the story that *known* belongs to.

    A page that is gone, or no story at all (a consent form, a login, nothing), proves nothing:
    it counts as its owner's, and is looked at twice before anything is written.

    Args:
        known: The version that is current.
        seen: The observation.
        aliases: Those of *seen* that the story has claimed.
    """
    is_own = any(alias.role in _OWN for alias in aliases)
    if is_own and (_proves_nothing(seen) or _is_same_entry(known, seen)):
        return True
    decision = decision_on(known, seen, aliases)
    return decision.same_article or (is_own and decision.confirm)


def decision_on(known: Version, seen: Observation, aliases: tuple[Alias, ...]) -> Decision:
    """Return how *seen* is related to the story of *known*, which has claimed *aliases*."""
    now = seen_snapshot(seen)
    return decide(under_same_key(known_snapshot(known, seen), now, aliases), now)


def seen_snapshot(seen: Observation) -> Snapshot:
    """Return an observation as it is compared; by the feed's summary, where no page was read."""
    told = snapshot(_in_words(seen.article), seen.publisher, seen.title_flags, guid=seen.guid)
    return without_repeated(told, seen)


def known_snapshot(known: Version, seen: Observation) -> Snapshot:
    """Return a version as it is compared with an observation of the same publisher."""
    held = snapshot(_in_words(article_of(known)), seen.publisher, known.title_flags)
    return without_repeated(held, seen)


def version_snapshot(version: Version) -> Snapshot:
    """Return a version as its own publisher's."""
    return snapshot(_in_words(article_of(version)), version.info_source.name, version.title_flags)


def without_repeated(told: Snapshot, seen: Observation) -> Snapshot:
    """Return a snapshot without the lines that the site of *seen* repeats on other stories."""
    if not seen.furniture:
        return told
    return replace(told, text=without_furniture(told.text, seen.furniture))


def _proves_nothing(seen: Observation) -> bool:
    is_silent = seen.article.body is None and not seen.article.headline
    return is_gone(seen) or is_silent or seen.confirm_reason not in {None, TRUNCATED}


def _is_same_entry(known: Version, seen: Observation) -> bool:
    """An unchanged entry whose page could be read on one side only: no texts to compare."""
    is_one_read = (known.body is None) != (seen.article.body is None)
    return is_one_read and known.feed == seen.origin


def _in_words(article: Article) -> Article:
    """A story of which the feed alone spoke is compared by the feed's summary."""
    return article if article.body is not None else replace(article, body=article.description)


def snapshot(
    article: Article, publisher: str, title_flags: tuple[str, ...], guid: str | None = None
) -> Snapshot:
    """Return what ``decide`` reads of an article; the wire's prefixes go back on its headline."""
    return Snapshot(
        url=article.url,
        guid=guid,
        title="".join(f"{flag}: " for flag in title_flags) + article.headline,
        published=_instant(article.date_published),
        text=article.body or "",
        publisher=publisher,
        notices=tuple(notice for notice in article.notices if notice.target is Target.SELF),
    )


def under_same_key(known: Snapshot, seen: Snapshot, aliases: tuple[Alias, ...]) -> Snapshot:
    """Return *known* under those keys of *seen* that its story has claimed.

    A canonical address is none of them: a site's every page may name its home page.
    """
    roles = {alias.role for alias in aliases}
    if roles & {Role.LINK, Role.FINAL}:
        known = replace(known, url=seen.url)
    return replace(known, guid=seen.guid) if Role.GUID in roles else known


def _instant(stated: str | None) -> datetime | None:
    """A day counts as its noon: never more than 12 hours from any instant of it."""
    with suppress(ValueError):
        if stated and len(stated) > len("2026-11-20"):
            found = datetime.fromisoformat(stated)
            return found if found.tzinfo else found.replace(tzinfo=UTC)
        if stated:
            return datetime.fromisoformat(f"{stated}T12:00:00+00:00")
    return None
