"""The judgement: is what was seen a new version of the story?

The rules are asked in order, and the first that holds decides.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from tasks.archive.chains import Chain
from tasks.archive.record import ADMITTED, Change, ChangeType, Link, short_hash
from tasks.corrections.record import Correction
from tasks.identity.texts.prepared import prepared
from tasks.versions.observation import TRUNCATED, Observation
from tasks.versions.said.cases import case, first_corrections
from tasks.versions.said.change_types import change_of, change_type
from tasks.versions.said.differences import Case, Reread
from tasks.versions.said.statements import Statement, is_gone, statement

MOST_UNANNOUNCED = 24
"""Versions of one story; then only what a publisher says of it, or a page that goes, is kept."""

_UNANNOUNCED = frozenset(
    {ChangeType.UPDATE, ChangeType.SILENT_EDIT, ChangeType.HEADLINE, ChangeType.METADATA}
)

CUT = 0.2
"""Share of a story's words whose loss on a truncated page is the wall's doing."""


class Ruling(StrEnum):
    """What is to be done."""

    WRITE = "write"
    REST = "rest"
    """Nothing new, or nothing that makes a version."""
    WAIT = "wait"
    """One odd answer is not yet news: it must come again."""
    FLAPPING = "flapping"
    """Two texts take turns; each is in the archive."""
    FROZEN = "frozen"
    """It changed so often without a word that one more version tells nobody anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The judgement of one observation against one chain."""

    ruling: Ruling
    why: str
    statement: Statement
    corrections: tuple[Correction, ...]
    change: Change
    is_stale: bool = False
    """Seen before what is current: kept, but never current itself."""
    links: tuple[Link, ...] = ()
    remarks: tuple[str, ...] = ()
    """What a person may want to look at."""


def judge(chain: Chain, seen: Observation, reread: Reread) -> Verdict:
    """Return what *seen*, which is of this story, adds to it.

    Args:
        chain: The story, living or unborn.
        seen: The observation.
        reread: Reads the raw page of the current version again with today's extractor.
    """
    if chain.current is None:
        return _first(seen)
    found = case(chain, chain.current, seen, reread)
    ruling, name = next((ruling, name) for ruling, name, holds in _RULES if holds(found))
    return Verdict(
        ruling=ruling,
        why=f"{name}: {found.decision.why}",
        statement=found.said,
        corrections=found.corrections,
        change=change_of(found),
        is_stale=found.is_stale,
    )


def _first(seen: Observation) -> Verdict:
    said = statement(None, seen)
    odd = "gone" if is_gone(seen) else seen.confirm_reason
    is_confirmed = seen.suspect == short_hash(said.content_hash)
    waits = odd not in {None, TRUNCATED} and not is_confirmed
    why = odd or seen.reason or "first sight"
    return Verdict(
        ruling=Ruling.WAIT if waits else Ruling.WRITE,
        why=why,
        statement=said,
        corrections=first_corrections(said, seen),
        change=Change(type=ChangeType.FIRST, why=why),
    )


def _says_the_same(found: Case) -> bool:
    is_equal = found.said.content_hash in {found.known.content_hash, found.base.content_hash}
    return is_equal and not found.has_news_beside


def _is_old_news(found: Case) -> bool:
    return found.is_stale and found.said.content_hash in found.history


def _is_cosmetic(found: Case) -> bool:
    return not found.fields


def _takes_turns(found: Case) -> bool:
    return found.is_return and found.history.count(found.said.content_hash) > 1


def _is_seen_once(found: Case) -> bool:
    """One odd answer; but a retraction speaks for itself."""
    if found.seen.suspect == short_hash(found.said.content_hash):
        return False
    if change_type(found) is ChangeType.RETRACTION:
        return False
    is_odd = found.decision.confirm or _is_walled(found) or found.has_lost_notice
    return is_odd or found.is_return or is_gone(found.seen)


def _is_frozen(found: Case) -> bool:
    """Versions are unannounced but for those that brought a notice."""
    announced = {each.first_seen_version for each in found.known.corrections} - {1}
    unannounced = found.number - 2 - len(announced)
    return unannounced >= MOST_UNANNOUNCED and change_type(found) in _UNANNOUNCED


def _is_behind_a_wall(found: Case) -> bool:
    """The page is there and its story is not: access is lost, no text was changed."""
    is_admitted = change_type(found) in ADMITTED
    return not is_admitted and not is_gone(found.seen) and _is_walled(found)


def _is_walled(found: Case) -> bool:
    before, after = (prepared(side.text, side.notices) for side in (found.before, found.after))
    shrank = after.size < (1 - CUT) * before.size
    is_cut = found.decision.confirm and before.truncated != after.truncated
    is_empty = found.decision.confirm and not after.sentences
    odd = found.seen.confirm_reason
    return is_cut or is_empty or (odd is not None and (odd != TRUNCATED or shrank))


def _always(_: Case) -> bool:
    return True


_RULES: tuple[tuple[Ruling, str, Callable[[Case], bool]], ...] = (
    (Ruling.REST, "says the same", _says_the_same),
    (Ruling.REST, "older than what is current, and known", _is_old_news),
    (Ruling.REST, "cosmetic", _is_cosmetic),
    (Ruling.FLAPPING, "flapping", _takes_turns),
    (Ruling.FROZEN, "frozen", _is_frozen),
    (Ruling.WAIT, "must be seen twice", _is_seen_once),
    (Ruling.REST, "behind a wall", _is_behind_a_wall),
    (Ruling.WRITE, "changed", _always),
)
