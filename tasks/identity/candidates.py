"""Keys by which stories that may be one find each other; `decide` does the rest."""

from tasks.identity.addresses.guids import guid_key, is_identifying_guid
from tasks.identity.likeness.comparison import publisher_key
from tasks.identity.snapshot import Snapshot
from tasks.identity.texts.digests import digest
from tasks.identity.texts.prepared import Prepared, prepared
from tasks.identity.texts.titles import title_key
from tasks.identity.urls import url_key

_LOWEST = 8
_LONG_SENTENCE = 7


def candidate_keys(seen: Snapshot) -> frozenset[int]:
    """Return about 10 keys of 64 bits, unsigned; any common one makes a candidate.

    Address, GUID and headline count within the publisher. The 8 long sentences with the lowest
    hash count everywhere: copies keep them, and who cuts a text keeps most of them.
    """
    publisher = publisher_key(seen)
    names = [("url", url_key(seen.url)), ("guid", _guid(seen))]
    own = {digest(f"{kind}\n{publisher}\n{name}") for kind, name in names if name}
    return frozenset(own) | headline_keys(publisher, seen.title) | sentence_keys(seen)


def headline_keys(publisher: str, title: str) -> frozenset[int]:
    """Return the key of a headline within its publisher; none, if it has no words."""
    key = title_key(title)
    return frozenset({digest(f"title\n{publisher}\n{key}")} if key else ())


def sentence_keys(seen: Snapshot) -> frozenset[int]:
    """Return those of the keys that count everywhere."""
    return frozenset(lowest_sentences(prepared(seen.text, seen.notices)))


def lowest_sentences(text: Prepared) -> set[int]:
    """Return the 8 lowest hashes among sentences of 7 words or more; of all, if none is."""
    long = [s.key for s in text.sentences if len(s.words) >= _LONG_SENTENCE]
    every = [sentence.key for sentence in text.sentences]
    return set(sorted({digest(f"sentence\n{key}") for key in long or every})[:_LOWEST])


def _guid(seen: Snapshot) -> str | None:
    return guid_key(seen.guid) if is_identifying_guid(seen.guid) else None
