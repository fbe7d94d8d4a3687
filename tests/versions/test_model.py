"""Any story, any order, any crash: the archive stays sound, and no version is lost."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tasks.adapters.memory_store import MemoryStore
from tasks.archive.chains import chain
from tasks.archive.history import article_ids, versions
from tasks.archive.record import Version
from tasks.errors import StoreUnavailableError
from tasks.versions.observation import Alias, Committed, KnownVersion, Observation, Outcome, Role
from tests.versions.faults import Hooked, Killed, at, killed, lost
from tests.versions.soundness import check
from tests.versions.stories import BODY, FERRY, NOTICE, NOW, commit_near, minter, remembered, seen

HEADLINES = ("Footbridge reopens two years after the flood", "No ferry to Gull Island on Monday")
BODIES = (
    f"{BODY}\nThe mayor spoke to {{}} people on Saturday morning.",
    f"{FERRY}\nMeanwhile {{}} seals were counted off the sandbank.",
)
DATES = ("2026-11-20T13:40:00Z", "2026-11-27T08:00:00Z")
NUMBERS = ("forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ENDED = {Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED}

stories = st.integers(0, 1)
texts = st.integers(0, len(NUMBERS) - 1)
names = st.sets(st.integers(0, 2), min_size=1)
moments = st.integers(1, 14)


def observation(story: int, text: int, picked: set[int], minute: int) -> Observation:
    """Return one of two stories in one of some texts, under some of its names."""
    url = f"https://harbourpost.example/news/{story}"
    aliases = (
        Alias(role=Role.LINK, value=f"url:{url}"),
        Alias(role=Role.GUID, value="guid:harbourpost-news:hp-10000"),  # given to both
        Alias(role=Role.FINAL, value=f"url:{url}-moved"),
    )
    told = seen(
        after=timedelta(minutes=minute),
        aliases=tuple(aliases[number] for number in sorted(picked)),
        url=url,
        headline=HEADLINES[story],
        date_published=DATES[story],
        body=BODIES[story].format(NUMBERS[text]),
        notices=(NOTICE,) if story == 0 and text == len(NUMBERS) - 1 else (),
    )
    return replace(told, guid="hp-10000")


class Archive(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.store = MemoryStore()
        self.minute = 0
        self.runs = 0
        self.known: dict[str, KnownVersion] = {}  # by an entry's strongest name
        self.written: dict[str, bytes] = {}

    @rule(story=stories, text=texts, picked=names)
    def commit_in_peace(self, story: int, text: int, picked: set[int]) -> None:
        self.end(self.told(story, text, picked), self.store)

    @rule(story=stories, text=texts, picked=names, step=moments, early=st.booleans())
    def commit_and_be_killed(
        self, story: int, text: int, picked: set[int], step: int, *, early: bool
    ) -> None:
        hook = at(step, killed)
        store = Hooked(self.store, before=hook) if early else Hooked(self.store, after=hook)
        told = self.told(story, text, picked)
        try:
            self.end(told, store)
        except Killed:
            self.end(told, self.store)

    @rule(story=stories, text=texts, picked=names, step=moments)
    def commit_and_miss_an_answer(self, story: int, text: int, picked: set[int], step: int) -> None:
        told = self.told(story, text, picked)
        try:
            self.end(told, Hooked(self.store, after=at(step, lost)))
        except StoreUnavailableError:
            self.end(told, self.store)

    @rule(story=stories, text=st.tuples(texts, texts), picked=names, others=names, step=moments)
    def commit_beside_another_worker(
        self, story: int, text: tuple[int, int], picked: set[int], others: set[int], step: int
    ) -> None:
        theirs = self.told(story, text[1], others)

        def interrupt() -> None:
            self.end(theirs, self.store)

        mine = self.told(story, text[0], picked)
        self.end(mine, Hooked(self.store, before=at(step, interrupt)))

    def told(self, story: int, text: int, picked: set[int]) -> Observation:
        self.minute += 1
        told = observation(story, text, picked, self.minute)
        return replace(told, known=self.known.get(told.aliases[0].value))

    def end(self, told: Observation, store: MemoryStore | Hooked) -> None:
        self.runs += 1
        mint = minter(NOW + timedelta(minutes=self.minute), worker=f"alder:{self.runs}")
        done = commit_near(store, told, mint)
        if done.outcome is Outcome.WAITING:
            done = commit_near(store, replace(told, suspect=done.suspect), mint)
        assert done.outcome in {*ENDED, Outcome.WITHHELD}
        self.known[told.aliases[0].value] = remembered(done)
        self.has_replaced_nothing()
        if done.outcome in ENDED:
            self.has_kept(told, done)

    def has_replaced_nothing(self) -> None:
        """No version ever changes."""
        bodies = {key: self.store.get(key) for key in self.store.list("articles/")}
        now = {key: found.body for key, found in bodies.items() if found is not None}
        assert now == now | self.written
        self.written = now

    def has_kept(self, told: Observation, done: Committed) -> None:
        """Whatever was told stands in the chain that the observation ended in."""
        bodies = {
            slot.body for slot in versions(self.store, done.article_id) if isinstance(slot, Version)
        }
        assert told.article.body in bodies

    @invariant()
    def is_sound(self) -> None:
        check(self.store)

    @invariant()
    def keeps_two_stories_apart(self) -> None:
        for article in article_ids(self.store):
            slots = versions(self.store, article)
            assert len({slot.headline for slot in slots if isinstance(slot, Version)}) <= 1

    def teardown(self) -> None:
        """An observation under all names leaves one living chain for each story."""
        for story in (0, 1):
            self.end(self.told(story, 0, {0, 1, 2}), self.store)
        heads = [chain(self.store, article).head for article in article_ids(self.store)]
        assert sum(head is not None and head.slot.kind == "content" for head in heads) == 2


TestArchive = Archive.TestCase
TestArchive.settings = settings(max_examples=60, stateful_step_count=10, deadline=None)
