"""Differences: what changed between the version that is current and what was seen."""

from collections.abc import Callable
from dataclasses import dataclass

from pydantic.alias_generators import to_camel

from tasks.archive.article import Article
from tasks.archive.record import Version
from tasks.corrections.edits import Hunk, Op
from tasks.corrections.record import Correction
from tasks.identity.changes import Change as Edit
from tasks.identity.snapshot import Decision, Relation, Snapshot
from tasks.identity.texts.words import folded
from tasks.versions.observation import Observation
from tasks.versions.said.notices import is_beside
from tasks.versions.said.statements import Statement

Reread = Callable[[Version], Article | None]
"""Reads a version's raw page again with today's extractor; None: there is no raw page."""

_SAME_WORDS = frozenset({Relation.IDENTICAL, Relation.COSMETIC})
_WORDED = frozenset({"headline", "body"})
_DETAILS = ("description", "by", "date_published", "canonical_url")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An observation beside the version that is current."""

    known: Version
    number: int
    """Of the version that it may become."""
    history: tuple[str, ...]
    seen: Observation
    said: Statement
    base: Statement
    """What *known* says; as today's extractor reads it, where it was made by another."""
    is_reextraction: bool
    """Another extractor read the page, and nothing tells its doing from the publisher's."""
    before: Snapshot
    after: Snapshot
    decision: Decision
    edit: Edit
    corrections: tuple[Correction, ...]

    @property
    def is_stale(self) -> bool:
        """Whether it was seen before what is current."""
        return self.seen.observed_at < self.known.observed_at

    @property
    def is_return(self) -> bool:
        """Whether the story said exactly this before, and something else since."""
        content = self.said.content_hash
        return content in self.history and content != self.known.content_hash

    @property
    def has_lost_notice(self) -> bool:
        """Whether a notice is gone from the page."""
        return any(each.withdrawn_at_version == self.number for each in self.corrections)

    @property
    def has_news_beside(self) -> bool:
        """Whether something is new that stands outside the page's text: no hash tells it."""
        held = {each.id for each in self.known.corrections}
        new_beside = any(each.id not in held and is_beside(each) for each in self.corrections)
        return new_beside or self.has_new_flag

    @property
    def has_new_flag(self) -> bool:
        """Whether the wire put a prefix on the headline that was not there."""
        return not set(self.said.title_flags) <= set(self.known.title_flags)

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of the record's fields that changed by more than typography, sorted."""
        changed = {hunk.field for hunk in self._word_hunks} | {each.field for each in self._details}
        if self.has_new_flag:
            changed.add("headline")
        if self.said.article.status is not self.base.article.status:
            changed.add("status")
        if _shown(self.corrections) != _shown(self.known.corrections):
            changed.add("corrections")
        return tuple(sorted(to_camel(name) for name in changed))

    @property
    def hunks(self) -> tuple[Hunk, ...]:
        """What changed, in words."""
        return (*self._word_hunks, *self._details)

    @property
    def _word_hunks(self) -> tuple[Hunk, ...]:
        if self.decision.relation in _SAME_WORDS and not self.decision.confirm:
            return ()
        kept = {"headline"} if self.decision.relation is Relation.HEADLINE_CHANGE else _WORDED
        return tuple(hunk for hunk in self.edit.hunks if hunk.field in kept)

    @property
    def _details(self) -> tuple[Hunk, ...]:
        pairs = ((name, *self._pair(name)) for name in _DETAILS)
        return tuple(_detail(*pair) for pair in pairs if folded(pair[1]) != folded(pair[2]))

    def _pair(self, name: str) -> tuple[str, str]:
        return getattr(self.base.article, name) or "", getattr(self.said.article, name) or ""


def no_raw_page(_: Version) -> Article | None:
    """Read no raw page again: the answer of a caller that keeps none."""
    return None


def _detail(name: str, before: str, after: str) -> Hunk:
    op = Op.INSERT if not before else Op.REPLACE if after else Op.DELETE
    return Hunk(field=name, op=op, before=before, after=after, at=(0, 0), factual=False)


def _shown(corrections: tuple[Correction, ...]) -> set[tuple[str, str, bool]]:
    return {(each.id, each.text, each.withdrawn_at_version is None) for each in corrections}
