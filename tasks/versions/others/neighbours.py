"""Neighbours: which other stories may be this one, or a copy of it, or stand on its site.

Keys propose; whoever asks decides on the texts. Indexes are derived: a story that they lack is
taken for a new one, and nothing else is lost.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from tasks.archive.history import versions_since
from tasks.archive.indexes import add_to_index, read_index
from tasks.archive.keys import sentences_key, story_keys_key, story_lines_key
from tasks.archive.parameters import add_evidence, read_parameters
from tasks.archive.record import Version
from tasks.archive.store import Store
from tasks.identity.addresses.parameters import Parameter, sibling_keys, with_evidence
from tasks.identity.candidates import candidate_keys, headline_keys, sentence_keys
from tasks.identity.furniture import RepeatedLines, line_hashes, without_furniture
from tasks.identity.key_index import KeyIndex, holders, sharing, with_story
from tasks.identity.likeness.comparison import publisher_key
from tasks.identity.snapshot import Snapshot
from tasks.versions.said.snapshots import version_snapshot

DAYS: Final = timedelta(days=30)
"""How long a publisher's stories are looked for under other names."""
DAYS_ELSEWHERE: Final = 10
"""How many days the sentences of all publishers are kept for copies."""
DAYS_CORRECTED: Final = timedelta(days=10)
"""How long a headline is taken for the one that a correction names."""
MOST: Final = 8
"""Candidates that are read; a recurring report may share its sentences with hundreds."""

Read = Callable[[str], KeyIndex]
ReadParameters = Callable[[str], tuple[Parameter, ...]]


class Neighbours:
    """What one batch knows of other stories; each index is read when it is first asked.

    Args:
        read: Reads the index at a key; `nothing_kept` where there is none.
        read_parameters: Reads what a publisher's addresses have shown; `nothing_shown` likewise.
        today: UTC.
    """

    def __init__(self, read: Read, read_parameters: ReadParameters, today: date) -> None:
        self._read = read
        self._read_parameters = read_parameters
        self._today = today
        self._parameters: dict[str, tuple[Parameter, ...]] = {}
        self._shown: defaultdict[str, list[Parameter]] = defaultdict(list)
        self._indexes: dict[str, KeyIndex] = {}
        self._days: set[str] = set()
        self._added: defaultdict[str, dict[str, frozenset[int]]] = defaultdict(dict)

    def of_publisher(self, seen: Snapshot) -> list[str]:
        """Return the stories of its publisher that may be *seen*, the likeliest first."""
        index = self._index(story_keys_key(publisher_key(seen)))
        return sharing(index, candidate_keys(seen))[:MOST]

    def elsewhere(self, seen: Snapshot) -> list[str]:
        """Return the stories of other publishers that may be copies, the likeliest first."""
        own = set(self._index(story_keys_key(publisher_key(seen))).stories)
        keys = sentence_keys(seen)
        days = (self._today - timedelta(days=back) for back in range(DAYS_ELSEWHERE))
        found = (story for day in days for story in sharing(self._index(sentences_key(day)), keys))
        return [story for story in dict.fromkeys(found) if story not in own][:MOST]

    def headed(self, publisher: str, headline: str) -> list[str]:
        """Return the stories of a publisher that have lately stood under *headline*."""
        own = _key_of(publisher)
        found = sharing(self._index(story_keys_key(own)), headline_keys(own, headline))
        first = f"{self._today - DAYS_CORRECTED:%Y%m%d}"
        return [story for story in found if story[:8] >= first]

    def repeated_lines(self, publisher: str, own: str) -> RepeatedLines:
        """Return the lines that a publisher repeats on stories other than *own*."""
        return RepeatedLines(index=self._index(story_lines_key(_key_of(publisher))), own=own)

    def parameters(self, publisher: str) -> tuple[Parameter, ...]:
        """Return what a publisher's addresses have shown of their parameters."""
        own = _key_of(publisher)
        if own not in self._parameters:
            self._parameters[own] = self._read_parameters(own)
        return self._parameters[own]

    def siblings(self, publisher: str, urls: Iterable[str], name: str) -> set[str]:
        """Return the stories of a publisher whose addresses differ from *urls* in *name* alone."""
        index = self._index(story_keys_key(_key_of(publisher)))
        keys = {key for url in urls for held, key in sibling_keys(url).items() if held == name}
        return {story for key in keys for story in holders(index, key)}

    def show(self, publisher: str, shown: Parameter) -> None:
        """Note what addresses of a publisher have shown of a parameter."""
        own = _key_of(publisher)
        told = with_evidence(self.parameters(publisher), shown)
        if told != self._parameters[own]:
            self._parameters[own] = told
            self._shown[own].append(shown)

    def enter(self, version: Version) -> None:
        """Let a version be found, from now on by this batch, and after `write` by all."""
        whole, story = version_snapshot(version), version.article_id
        publisher = publisher_key(whole)
        lines = self.repeated_lines(publisher, story)
        own = replace(whole, text=without_furniture(whole.text, lines))
        siblings = frozenset(sibling_keys(version.canonical_url).values())
        self._add(story_keys_key(publisher), story, candidate_keys(own) | siblings)
        self._add(story_lines_key(publisher), story, line_hashes(whole.text))
        day = sentences_key(version.version_created.date())
        self._days.add(day)
        self._add(day, story, sentence_keys(own))

    def write(self, store: Store) -> None:
        """Add what was entered and shown to the bucket; nothing new, nothing written.

        Raises:
            StoreError: If the bucket refuses; the versions are durable all the same.
        """
        for key, added in sorted(self._added.items()):
            add_to_index(store, key, added, date.min if key in self._days else self._today - DAYS)
        self._added.clear()
        for publisher, shown in sorted(self._shown.items()):
            add_evidence(store, publisher, shown)
        self._shown.clear()

    def _index(self, key: str) -> KeyIndex:
        if key not in self._indexes:
            self._indexes[key] = self._read(key)
        return self._indexes[key]

    def _add(self, key: str, story: str, keys: frozenset[int]) -> None:
        if not keys:
            return
        self._indexes[key] = with_story(self._index(key), story, keys)
        self._added[key][story] = self._added[key].get(story, frozenset()) | keys


def kept_in(store: Store, today: date) -> Neighbours:
    """Return the neighbours that the bucket knows."""
    return Neighbours(
        lambda key: read_index(store, key),
        lambda publisher: read_parameters(store, publisher),
        today,
    )


def rebuild(store: Store, today: date) -> int:
    """Enter the versions of the last 30 days once more, from the log: for indexes that are lost.

    Returns:
        How many versions were entered.

    Raises:
        StoreError: If a segment or a record is damaged, or the bucket refuses.
    """
    near = kept_in(store, today)
    entered = 0
    first = datetime.combine(today - DAYS, time.min, tzinfo=UTC)
    for version in versions_since(store, first):
        near.enter(version)
        entered += 1
    near.write(store)
    return entered


def nothing_kept(_: str) -> KeyIndex:
    """Know no other story: the answer of a caller that keeps no index."""
    return KeyIndex()


def nothing_shown(_: str) -> tuple[Parameter, ...]:
    """Know nothing of a publisher's parameters."""
    return ()


def _key_of(publisher: str) -> str:
    return publisher_key(Snapshot(url="", publisher=publisher))
