"""What decisions, addresses, notices and commits cost, beside a bare parse of a page."""

from array import array
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from itertools import cycle, islice
from urllib.parse import urlsplit

from tasks.adapters.memory_store import MemoryStore
from tasks.corrections.notice import Block
from tasks.corrections.notices import find_notices
from tasks.identity.candidates import candidate_keys
from tasks.identity.decisions import decide
from tasks.identity.key_index import KeyIndex, decode, encode, sharing
from tasks.identity.likeness.alignment import alignment
from tasks.identity.likeness.measures import measures
from tasks.identity.likeness.sketch_decisions import decide_by_sketch
from tasks.identity.sketches import sketch
from tasks.identity.texts.digests import digest
from tasks.identity.texts.prepared import prepared
from tasks.identity.urls import canonical_url
from tasks.versions.commit import commit
from tasks.versions.observation import Alias, Observation, Role
from tests.measure.labelled import LabelledPair, load_pairs
from tests.measure.speeds import Speed
from tests.measure.stopwatch import interleaved
from tests.pages.layout_table import LONG, NOTICE
from tests.versions.stories import BODY, EDITED, minter, seen

_A_PARSE = "a parse"
_ARTICLE_BLOCKS = 40
_KEYS = 11
_STORIES = 200
_HOUR = timedelta(hours=1)


def story_speeds(parse_s: float) -> Iterator[Speed]:
    """Yield what decisions and their parts cost; *parse_s* is the yardstick, in seconds."""
    pairs = load_pairs()
    decided = interleaved({"new": _decide_new, "prepared": _decide_prepared}, pairs)
    yield _beside_parse("a decision, texts prepared", decided["prepared"], parse_s, 0.005)
    yield _beside_parse("a decision on new texts", decided["new"], parse_s)
    sketches = [(sketch(pair.known), pair) for pair in pairs]
    by_sketch = interleaved(
        {"keys": _keys, "decide": lambda both: decide_by_sketch(both[0], both[1].seen)}, sketches
    )
    yield _beside_parse("a decision by sketch", by_sketch["decide"], parse_s, 0.001)
    yield _beside_parse("the keys of a candidate", by_sketch["keys"], parse_s)
    yield from _address_speeds(pairs)


def notice_speeds(parse_s: float) -> Iterator[Speed]:
    """Yield what it costs to look for notices in an article of 40 blocks."""
    texts = [*islice(cycle(LONG), _ARTICLE_BLOCKS - 1), NOTICE]
    articles = [[Block(text=text) for text in texts[-count:]] for count in (_ARTICLE_BLOCKS,)] * 50
    told = interleaved(
        {
            "told": lambda blocks: find_notices(blocks, language="en"),
            "untold": find_notices,
        },
        articles,
    )
    yield _beside_parse("notices of 40 blocks, language given", told["told"], parse_s, 0.005)
    yield _beside_parse("notices of 40 blocks, language unknown", told["untold"], parse_s, 0.005)


def commit_speeds(parse_s: float) -> Iterator[Speed]:
    """Yield what a commit costs in a store of no cost, by how it ends."""
    store = MemoryStore()
    numbers = range(_STORIES)
    rounds = iter(range(1_000_000))
    ends = interleaved(
        {
            "new": lambda _: commit(MemoryStore(), _story(0), mint=minter()),
            "unchanged": lambda number: commit(store, _story(number), mint=minter()),
            "changed": lambda number: _commit_changed(store, number, next(rounds)),
        },
        numbers,
    )
    for name, seconds in ends.items():
        yield _beside_parse(f"a commit in memory: {name}", seconds, parse_s)


def _commit_changed(store: MemoryStore, number: int, turn: int) -> object:
    """Another figure each time: a story that goes back and forth is another case."""
    body = EDITED.replace("eleven", str(12 + turn))
    again = _story(_STORIES + number, after=_HOUR * (turn + 1), body=body)
    return commit(store, again, mint=minter(worker=f"alder:{turn}"))


def _story(number: int, *, after: timedelta = timedelta(), body: str = BODY) -> Observation:
    url = f"https://harbourpost.example/news/footbridge-{number}"
    link = Alias(role=Role.LINK, value=f"url:{url}")
    return seen(after=after, aliases=(link,), url=url, canonical_url=url, body=body)


def lookup_speeds(parse_s: float) -> Iterator[Speed]:
    """Yield what it costs to find candidates among the stories of one publisher."""
    for size in (3_000, 15_000, 60_000):
        index = _index(size)
        queries = [_keys_of(f"{number}") for number in range(size - 100, size + 100)]
        found = interleaved({"share": partial(sharing, index)}, queries)
        yield _beside_parse(f"a look-up among {size:,} stories", found["share"], parse_s)
        read = interleaved({"decode": decode}, [encode(index)] * 3)
        yield _beside_parse(f"the index of {size:,}, from bytes", read["decode"], parse_s)


def _index(size: int) -> KeyIndex:
    """Stories of 11 keys each; half of the queries know one."""
    stories = tuple(f"20261120-{number:020x}" for number in range(size))
    entries = sorted(
        (key & 0xFFFF_FFFF) << 32 | number
        for number in range(size)
        for key in _keys_of(f"{number}")
    )
    return KeyIndex(stories=stories, entries=array("Q", entries))


def _keys_of(name: str) -> list[int]:
    return [digest(f"{name}.{number}") for number in range(_KEYS)]


def _address_speeds(pairs: Sequence[LabelledPair]) -> Iterator[Speed]:
    urls = [pair.seen.url for pair in pairs]
    means = interleaved({"ours": canonical_url, "split": urlsplit}, urls)
    yield Speed(
        what="canonical_url",
        beside="urlsplit of the standard library",
        ratio=means["ours"] / means["split"],
        seconds=means["ours"],
    )


def _decide_prepared(pair: LabelledPair) -> object:
    """The turn before has prepared both texts."""
    alignment.cache_clear()
    measures.cache_clear()
    return decide(pair.known, pair.seen)


def _decide_new(pair: LabelledPair) -> object:
    prepared.cache_clear()
    alignment.cache_clear()
    measures.cache_clear()
    return decide(pair.known, pair.seen)


def _keys(both: tuple[object, LabelledPair]) -> object:
    return candidate_keys(both[1].seen)


def _beside_parse(what: str, seconds: float, parse_s: float, limit_s: float | None = None) -> Speed:
    return Speed(
        what=what, beside=_A_PARSE, ratio=seconds / parse_s, seconds=seconds, limit_s=limit_s
    )
