"""Versions: the next slot of a chain, made of what stands there and what was seen."""

from tasks.archive.article import Status
from tasks.archive.chains import Chain, previous_slot
from tasks.archive.keys import article_uri
from tasks.archive.minter import Minter
from tasks.archive.record import (
    AltId,
    ChangeType,
    InfoSource,
    Link,
    PubStatus,
    Signal,
    Version,
    text_hash,
    word_count,
)
from tasks.versions.judgement import Verdict
from tasks.versions.observation import Observation

HISTORY = 32
PUB_STATUS_BY_STATUS = {
    Status.USABLE: PubStatus.USABLE,
    Status.MISSING: PubStatus.USABLE,
    Status.REMOVED: PubStatus.WITHHELD,
    Status.RETRACTED: PubStatus.CANCELED,
}
SIGNAL_BY_TYPE = {ChangeType.CORRECTION: Signal.CORRECTION, ChangeType.UPDATE: Signal.UPDATE}


def next_version(chain: Chain, seen: Observation, verdict: Verdict, mint: Minter) -> Version:
    """Return the version that *verdict* adds to *chain*."""
    now = mint.now()
    number = chain.length + 1
    known = chain.current
    said = verdict.statement.article
    return Version(
        uri=article_uri(chain.article_id),
        article_id=chain.article_id,
        version=number,
        current=known.current if known is not None and verdict.is_stale else number,
        out_of_order=verdict.is_stale,
        status=said.status,
        pub_status=PUB_STATUS_BY_STATUS[said.status],
        signal=SIGNAL_BY_TYPE.get(verdict.change.type),
        first_created=now if known is None else known.first_created,
        version_created=now,
        observed_at=seen.observed_at,
        date_published=said.date_published,
        date_modified=said.date_modified,
        url=said.url,
        canonical_url=said.canonical_url,
        alt_ids=_alt_ids(known, seen),
        headline=said.headline,
        title_flags=verdict.statement.title_flags,
        alternative_headline=said.alternative_headline,
        description=said.description,
        by=said.by,
        body=said.body,
        word_count=word_count(said.body),
        language=said.language,
        article_section=said.article_section,
        keywords=said.keywords,
        corrections=verdict.corrections,
        info_source=InfoSource(name=said.source_name, domain=said.source_domain),
        feed=seen.origin,
        content_hash=verdict.statement.content_hash,
        text_hash=text_hash(said.body),
        prev=previous_slot(chain),
        history=_history(chain, verdict.statement.content_hash),
        change=verdict.change,
        fetch=verdict.statement.fetch,
        extraction=verdict.statement.extraction,
        links=_links(known, verdict),
        commit=mint.commit(),
    )


def _alt_ids(known: Version | None, seen: Observation) -> tuple[AltId, ...]:
    """Every name the story was ever seen under, in the order of discovery."""
    held = () if known is None else known.alt_ids
    return tuple(dict.fromkeys((*held, *(AltId(role=r, value=v) for r, v in seen.alt_ids))))


def _links(known: Version | None, verdict: Verdict) -> tuple[Link, ...]:
    held = () if known is None else known.links
    return tuple(dict.fromkeys((*held, *verdict.links)))


def _history(chain: Chain, content_hash: str) -> tuple[str, ...]:
    """The last contents, oldest first; a version that says the same adds none."""
    held = chain.history
    return held if held[-1:] == (content_hash,) else (*held, content_hash)[-HISTORY:]
