"""Where everything lies in the bucket: each key follows from what it names."""

from datetime import date, datetime
from hashlib import sha256


def article_id(day: date, alias: str, epoch: int = 1) -> str:
    """Return the id of the story that was first claimed on *day* (UTC) by *alias*.

    Two workers that meet a story by the same alias on one day compute the same id.

    Args:
        day: UTC day of the first claim.
        alias: The strongest one, such as ``url:https://harbourpost.example/news/a``.
        epoch: 1, and one more for each time the alias was re-pointed to another story.

    >>> article_id(date(2026, 11, 20), "url:https://harbourpost.example/news/footbridge-reopens")
    '20261120-de791151a4374c0ac431'
    """
    return f"{day:%Y%m%d}-{_hash(f'{epoch}|{alias}')[:20]}"


def article_uri(article: str) -> str:
    """Return the URN under which a story is published."""
    return f"urn:corrigenda:{article}"


def article_folder(article: str) -> str:
    """Return the folder of a story: its listing is its history."""
    day, rest = article.split("-")
    return f"articles/{day[:4]}/{day[4:6]}/{day[6:]}/{rest[:2]}/{article}/"


def version_key(article: str, version: int) -> str:
    """Return the key of one version of a story, counted from 1."""
    return f"{article_folder(article)}v{version:06d}.json"


def claim_key(alias: str) -> str:
    """Return the key of the claim that ties *alias* to a story."""
    digest = _hash(alias)
    return f"ids/{digest[:2]}/{digest[2:4]}/{digest[:40]}.json"


def feed_state_key(feed_id: str) -> str:
    """Return the key of one feed's state; *feed_id* is the feed list's own."""
    return f"feeds/{_hash(feed_id)[:2]}/{feed_id}/state.json"


def robots_policy_key(origin: str) -> str:
    """Return the key of one origin's robots cache."""
    digest = _hash(origin)
    return f"hosts/{digest[:2]}/{digest[:16]}/policy.json"


def raw_key(now: datetime, ulid: str, shard: int) -> str:
    """Return the key of a batch's raw pages; *ulid* makes it unique."""
    return f"raw/{now:%Y/%m/%d/%H}/{ulid.lower()}-{shard:03d}.warc.gz"


def log_key(now: datetime, ulid: str, shard: int) -> str:
    """Return the key of a batch's part of the change feed; *ulid* makes it unique."""
    return f"log/{now:%Y/%m/%d/%H}/{ulid.lower()}-{shard:03d}.jsonl.gz"


def story_keys_key(publisher: str) -> str:
    """Return the key of the index of one publisher's stories: addresses, headlines, sentences."""
    return f"{_sketch_folder(publisher)}keys.bin"


def story_lines_key(publisher: str) -> str:
    """Return the key of the index of the lines on one publisher's pages."""
    return f"{_sketch_folder(publisher)}lines.bin"


def parameters_key(publisher: str) -> str:
    """Return the key of what one publisher's addresses have shown of their parameters."""
    return f"{_sketch_folder(publisher)}parameters.json"


def sentences_key(day: date) -> str:
    """Return the key of the index of the sentences that all publishers had new on *day* (UTC)."""
    return f"sketch/all/{day:%Y%m%d}.bin"


LAYOUT_KEY = "_meta/format.json"


def shard_of(domain: str, shards: int = 64) -> int:
    """Return the shard, from 0, of a registrable domain: it spreads work, no reader needs it."""
    return int(_hash(domain), 16) % shards


def aliases_digest(aliases: tuple[str, ...]) -> str:
    """Return 16 hex digits that name a set of aliases.

    >>> aliases_digest(("guid:a:1", "url:https://tern.example/b"))
    'd1e5719af585e1d3'
    """
    return _hash("\n".join(sorted(aliases)))[:16]


def _sketch_folder(publisher: str) -> str:
    digest = _hash(publisher)
    return f"sketch/{digest[:2]}/{digest[:16]}/"


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()
