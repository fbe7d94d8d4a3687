"""Two observations side by side: keys, dates, headlines, texts and what is new between them."""

from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from tasks.corrections.notice import Kind, Notice, Target
from tasks.identity.addresses.guids import guid_key, is_identifying_guid
from tasks.identity.likeness.alignment import Alignment, alignment
from tasks.identity.likeness.measures import Measures, measures
from tasks.identity.snapshot import Snapshot
from tasks.identity.texts.facts import MASK, masked
from tasks.identity.texts.furniture_patterns import PROMISE
from tasks.identity.texts.prepared import Prepared, prepared
from tasks.identity.texts.titles import Flag, Headline, headline
from tasks.identity.texts.words import folded, keys, words
from tasks.identity.urls import url_key

_REWORDED = 75.0


class SharedKey(StrEnum):
    """By which key two observations of one publisher agree."""

    BOTH = "url+guid"
    URL = "url"
    GUID = "guid"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What tells whether it is the same story: the rules of `tasks.identity.decisions`."""

    same_publisher: bool
    shared_key: SharedKey
    hours: float
    """Between the two first publications, never negative; 0 where one is unknown."""
    title: float
    """Token-sort ratio of the headlines, 0 to 100."""
    same_title: bool
    """The same words."""
    same_masked_title: bool
    """Other figures or names in the same words."""
    flags: frozenset[Flag]
    """Of the seen headline and not of the known one."""
    new_kinds: frozenset[Kind]
    """Primary kinds of notices on this item that the known text has not; no mere promise."""
    told_words: int
    """Of the new notices that are updates: their own words are news, where they stay apart."""
    text: Measures

    @property
    def is_retracted(self) -> bool:
        """Whether a retraction is announced, by a notice or in the headline."""
        return Kind.RETRACTION in self.new_kinds or Flag.RETRACTION in self.flags

    @property
    def is_corrected(self) -> bool:
        """Whether a correction is announced; a refile counts as one."""
        kinds = {Kind.CORRECTION, Kind.REFILE}
        return bool(self.new_kinds & kinds) or Flag.CORRECTION in self.flags

    @property
    def is_clarified(self) -> bool:
        """Whether a clarification is announced."""
        return Kind.CLARIFICATION in self.new_kinds

    @property
    def is_known_story(self) -> bool:
        """Whether both stand under one key of one publisher."""
        return self.same_publisher and self.shared_key is not SharedKey.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What tells which change it is: the rules of `tasks.identity.likeness.revisions`."""

    like: Likeness
    known: Prepared
    seen: Prepared
    pairs: Alignment
    is_byte_equal: bool
    """Same title and text but for white space."""


def comparison(known: Snapshot, seen: Snapshot) -> Comparison:
    """Return two observations side by side; *known* is the older one."""
    before, after = prepared(known.text, known.notices), prepared(seen.text, seen.notices)
    return Comparison(
        like=_likeness(known, seen, before, after),
        known=before,
        seen=after,
        pairs=alignment(before, after),
        is_byte_equal=(known.title.split(), known.text.split())
        == (seen.title.split(), seen.text.split()),
    )


def _likeness(known: Snapshot, seen: Snapshot, before: Prepared, after: Prepared) -> Likeness:
    old, new = headline(known.title), headline(seen.title)
    new_notices = _new_notices(before, after)
    return Likeness(
        same_publisher=publisher_key(known) == publisher_key(seen),
        shared_key=_shared_key(known, seen),
        hours=_hours(known, seen),
        title=fuzz.token_sort_ratio(" ".join(keys(old.text)), " ".join(keys(new.text))),
        same_title=keys(old.text) == keys(new.text),
        same_masked_title=_is_same_mask(old, new),
        flags=new.flags - old.flags,
        new_kinds=frozenset(notice.kinds[0] for notice in new_notices),
        told_words=sum(
            len(notice.text.split()) for notice in new_notices if notice.kinds[0] is Kind.UPDATE
        ),
        text=measures(before, after),
    )


def publisher_key(side: Snapshot) -> str:
    """Return the publisher's name in lower case; a nameless one is its site."""
    return (
        side.publisher.strip().lower()
        or (url_key(side.url) or "").partition("//")[2].partition("/")[0]
    )


def _shared_key(known: Snapshot, seen: Snapshot) -> SharedKey:
    url = url_key(known.url)
    by_url = url is not None and url == url_key(seen.url)
    by_guid = is_identifying_guid(known.guid) and guid_key(known.guid) == guid_key(seen.guid)
    if by_url:
        return SharedKey.BOTH if by_guid else SharedKey.URL
    return SharedKey.GUID if by_guid else SharedKey.NONE


def _hours(known: Snapshot, seen: Snapshot) -> float:
    if known.published is None or seen.published is None:
        return 0.0
    return abs((seen.published - known.published).total_seconds()) / 3600


def _is_same_mask(old: Headline, new: Headline) -> bool:
    """Equal masks with words left in them; an all-names headline is masked away."""
    one, other = masked(words(old.text)), masked(words(new.text))
    return one == other and old.text != new.text and bool(set(one.split()) - {MASK})


def _new_notices(known: Prepared, seen: Prepared) -> list[Notice]:
    own = [notice for notice in known.notices if notice.target is Target.SELF]
    return [
        notice
        for notice in seen.notices
        if notice.target is Target.SELF
        and not PROMISE.fullmatch(folded(notice.text))
        and not any(_is_same_notice(notice, other) for other in own)
        and folded(notice.text).lower() not in known.folded
    ]


def _is_same_notice(one: Notice, other: Notice) -> bool:
    """The same words, or a reworded notice of the same kind, day and values."""
    old, new = folded(one.text).lower(), folded(other.text).lower()
    if old == new:
        return True
    same = (one.kinds[0], one.notice_date, one.pairs) == (
        other.kinds[0],
        other.notice_date,
        other.pairs,
    )
    return same and fuzz.ratio(old, new) >= _REWORDED
