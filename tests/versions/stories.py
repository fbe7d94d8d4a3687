"""Observations of an invented paper, with harmless defaults, and a minter that repeats itself."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

from tasks.archive.article import Article, FetchNote, Origin, Status, WarcPointer
from tasks.archive.history import versions
from tasks.archive.keys import version_key
from tasks.archive.minter import Minter
from tasks.archive.record import Ending, Version, slot_bytes
from tasks.archive.store import Store
from tasks.corrections.notice import Kind, Location, Notice, Pair
from tasks.pages.page import ExtractionIdentity
from tasks.versions.commit import commit
from tasks.versions.observation import Alias, Committed, KnownVersion, Observation, Outcome, Role
from tasks.versions.others.neighbours import kept_in

DAY = timedelta(days=1)
_FIRST = date(2026, 1, 1)
NOW = datetime(2026, 11, 20, 14, 5, 11, 402917, tzinfo=UTC)
ARTICLE_ID = "20261120-de791151a4374c0ac431"
URL = "https://harbourpost.example/news/footbridge-reopens"
LINK = Alias(role=Role.LINK, value=f"url:{URL}")
GUID = Alias(role=Role.GUID, value="guid:harbourpost-news:hp-88213")
EXTRACTOR = ExtractionIdentity(extractor="trafilatura", version="2.3.1", config="sha256:00")
OTHER_EXTRACTOR = replace(EXTRACTOR, config="sha256:11")
BODY = (
    "The footbridge at Lower Tarn reopened on Friday, two years after a flood broke its middle"
    " span.\nThe repair cost 1.4 million crowns and took nine weeks longer than planned.\n"
    "Walkers had been sent round by the mill, a detour of forty minutes.\n"
    "The council will inspect the new cables every spring."
)
CORRECTED = BODY.replace("Lower", "Upper")
EDITED = BODY.replace("nine weeks", "eleven weeks")
FERRY = (
    "The morning ferry to Gull Island will not sail on Monday because its engine is under"
    " repair.\nPassengers may use the bus over the causeway at low tide.\n"
    "The harbour master expects the boat back on Thursday."
)
NOTICE = Notice(
    kinds=(Kind.CORRECTION,),
    text="Correction, Nov. 21: An earlier version of this article placed the footbridge in"
    " Lower Tarn. It is in Upper Tarn.",
    pairs=(Pair("Lower Tarn", "Upper Tarn"),),
    confidence=0.99,
    location=Location.FOOT,
    selector="article > p.errata",
)
RETRACTION = Notice(
    kinds=(Kind.RETRACTION,),
    text="This article has been retracted because its figures could not be confirmed.",
    confidence=0.99,
    location=Location.HEAD,
)
ARTICLE = Article(
    url=URL,
    canonical_url=URL,
    headline="Footbridge reopens two years after the flood",
    description="Walkers can cross the river again.",
    by="Ida Marsh",
    body=BODY,
    language="en",
    article_section="Local",
    keywords=("Tarn",),
    date_published="2026-11-20T13:40:00Z",
    source_name="The Harbour Post",
    source_domain="harbourpost.example",
)
FETCH = FetchNote(
    requested_url=URL,
    final_url=URL,
    status=200,
    content_type="text/html",
    size_bytes=48112,
    warc=WarcPointer(
        key="raw/2026/11/20/14/01kajv0000000000000000aaaa-007.warc.gz",
        offset=312,
        length=9100,
        record_id="urn:uuid:5c1f6f4e-6a3b-5d55-8b1c-2f6b0a3a9a11",
        payload_digest="sha256:22",
    ),
)
SEEN = Observation(
    article=ARTICLE,
    aliases=(LINK, GUID),
    publisher="The Harbour Post",
    observed_at=NOW,
    origin=Origin(feed_id="harbourpost-news", entry_key="1f7a0c52e9b34d86", entry_hash="0" * 16),
    alt_ids=(("guid", "hp-88213"),),
    guid="hp-88213",
    fetch=FETCH,
    extraction=EXTRACTOR,
)


def seen(  # one keyword for each thing that tests vary
    *, after: timedelta = timedelta(), aliases: tuple[Alias, ...] = (LINK, GUID), **article: object
) -> Observation:
    """Return the story as seen some time later, with other text."""
    changed = replace(ARTICLE, **article)  # type: ignore[arg-type]  # checked by the dataclass
    return replace(SEEN, article=changed, aliases=aliases, observed_at=NOW + after)


def remembered(done: Committed) -> KnownVersion:
    """Return what a feed's state keeps of an observation's end."""
    return KnownVersion(
        article_id=done.article_id,
        version=done.version,
        content=done.content,
        aliases=done.aliases,
    )


def minter(now: datetime = NOW, worker: str = "alder:1") -> Minter:
    """Return a clock that stands still, and names that never repeat for one worker."""
    numbers: Iterator[int] = count()
    return Minter(
        now=lambda: now, ulid=lambda: f"01kajv-{worker}-{next(numbers):06d}", worker=worker
    )


def chain_of(store: Store, article_id: str = ARTICLE_ID) -> list[Version]:
    """Return all versions of a story, which has nothing but versions."""
    found = list(versions(store, article_id))
    assert all(isinstance(slot, Version) for slot in found)
    return [slot for slot in found if isinstance(slot, Version)]


def entry(*, after: timedelta = timedelta(), **article: object) -> Observation:
    """Return the story as its feed alone tells it."""
    told = {"body": None, **article}
    words = replace(ARTICLE, **told)  # type: ignore[arg-type]  # as above
    return replace(seen(after=after), article=words, fetch=None, reason="robots")


def gone(*, after: timedelta = timedelta()) -> Observation:
    """Return the answer that the page is not there."""
    return replace(seen(after=after, body=None, headline="", status=Status.MISSING), fetch=None)


def twice(store: Store, observation: Observation) -> Committed:
    """Commit what must be seen twice, and return the second end."""
    first = commit(store, observation, mint=minter())
    assert first.outcome is Outcome.WAITING
    assert first.suspect is not None
    return commit(store, replace(observation, suspect=first.suspect), mint=minter())


def commit_near(store: Store, told: Observation, mint: Minter | None = None) -> Committed:
    """Commit as a batch of one does: with the neighbours that the bucket knows."""
    mint = mint or minter()
    near = kept_in(store, mint.now().date())
    done = commit(store, told, mint=mint, near=near)
    near.write(store)
    return done


def announced(number: int) -> Observation:
    """Return an edit with one notice more than the edit before: any number makes versions."""
    notices = tuple(
        replace(NOTICE, text=f"Correction: note {each}.", pairs=(), notice_date=_FIRST + each * DAY)
        for each in range(number + 1)
    )
    body = f"{EDITED}\nThe {number} lamps along the path were lit."
    return seen(after=timedelta(hours=1), body=body, notices=notices)


def take_down(store: Store) -> None:
    """Close the story's chain, once, as an operator's takedown does."""
    first = chain_of(store)[0]
    ending = Ending(
        uri=first.uri,
        article_id=first.article_id,
        version=2,
        kind="takedown",
        version_created=NOW,
        prev=None,
        commit=replace(first.commit, id="01kajv-takedown"),
    )
    store.create(version_key(first.article_id, 2), slot_bytes(ending))
