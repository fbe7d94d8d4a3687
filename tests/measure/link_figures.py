"""Figures of the labelled edits: the right words, the right status, and nothing claimed beside."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tasks.corrections.links import NOT_FOUND, STANDS_ELSEWHERE, Tied
from tasks.corrections.record import UNSTATED
from tasks.corrections.ties.matches import BY_ELIMINATION, VERIFIED
from tests.measure.figures import Measured, count, share
from tests.measure.labelled_links import LabelledLink, LabelledNotice, load_links
from tests.measure.link_readings import LinkReading, by_hand, by_product

_MADE = frozenset({"verified", "partly"})
_NAMES = {
    VERIFIED: "verified",
    NOT_FOUND: "claimed_not_found",
    BY_ELIMINATION: "elimination",
    UNSTATED: "unstated",
}
Outcomes = list[tuple[bool, str]]


def link_figures(lines: Sequence[LabelledLink] | None = None) -> Iterator[Measured]:
    """Yield the figures of *lines*: on the notices found, then on those a person gives."""
    lines = load_links() if lines is None else lines
    found, given = list(map(by_product, lines)), list(map(by_hand, lines))
    yield from share("links.found", [_is_found(*each) for each in _notices(found)])
    yield from _scored(found)
    yield from share(
        "links.echo", [_is_found(*each) for each in _notices(found) if each[1].is_echo]
    )
    yield from (replace(one, name=f"{one.name}.given") for one in _scored(given))


def _scored(readings: Sequence[LinkReading]) -> Iterator[Measured]:
    each = list(_notices(readings))
    made = [(one, notice) for one, notice in each if notice.status in _MADE and notice.pairs]
    yield from share("links.hunk", [_is_tied_right(*one) for one in made])
    yield from share("links.status", [_has_status(*one) for one in each])
    alone = [one for one in each if one[1].status == "elimination"]
    yield from share("links.elimination", [_is_eliminated(*one) for one in alone])
    claimed = [one for one in each if one[1].status == "claimed_not_found"]
    yield from share("links.not_found", [_has_status(*one) for one in claimed])
    yield from count("links.false_ties", [one for each in readings for one in _others(each)])


def _notices(readings: Sequence[LinkReading]) -> Iterator[tuple[LinkReading, LabelledNotice]]:
    for one in readings:
        yield from ((one, notice) for notice in one.line.notices)


def _is_found(reading: LinkReading, notice: LabelledNotice) -> tuple[bool, str]:
    return reading.tied_to(notice) is not None, f"{reading.line.id}: {notice.text}"


def _is_tied_right(reading: LinkReading, notice: LabelledNotice) -> tuple[bool, str]:
    """Tied to some of the words it explains, and to no others."""
    tied = reading.tied_to(notice)
    hunks = tied.hunks if tied else ()
    is_right = [
        reading.is_of(hunk, notice.edits) or (hunk.field == "headline" and notice.in_headline)
        for hunk in hunks
    ]
    return bool(hunks) and all(is_right), _miss(reading, notice, tied)


def _has_status(reading: LinkReading, notice: LabelledNotice) -> tuple[bool, str]:
    tied = reading.tied_to(notice)
    return status_of(tied) == notice.status, _miss(reading, notice, tied)


def _is_eliminated(reading: LinkReading, notice: LabelledNotice) -> tuple[bool, str]:
    is_tied, miss = _is_tied_right(reading, notice)
    return is_tied and _has_status(reading, notice)[0], miss


def status_of(tied: Tied | None) -> str:
    """Return our word for a whole notice: of several values, one made and one not is partly."""
    if tied is None:
        return "not a notice"
    changes = tied.correction.changes
    said = {_NAMES[each.status] for each in changes}
    if STANDS_ELSEWHERE in {each.detail for each in changes} or (len(said) > 1 and said & _MADE):
        return "partly"
    return max(said, default="unstated")


def _others(reading: LinkReading) -> Iterator[tuple[bool, str]]:
    """Of each edit that nothing explains: whether no notice is tied to it."""
    for edit in reading.line.other_edits:
        claims = [
            one.correction.text
            for one in reading.tied
            if any(reading.is_of(hunk, (edit,)) for hunk in one.hunks)
        ]
        yield not claims, f"{reading.line.id}: {edit.before!r} -> {edit.after!r} by {claims}"


def _miss(reading: LinkReading, notice: LabelledNotice, tied: Tied | None) -> str:
    if tied is None:
        return f"{reading.line.id}: not found: {notice.text}"
    got = [(one.wrong, one.right, one.status, one.detail) for one in tied.correction.changes]
    words = [(hunk.before, hunk.after) for hunk in tied.hunks]
    wanted = (notice.status, [tuple(pair) for pair in notice.pairs])
    return f"{reading.line.id}: wanted {wanted}, got {got} in {words}: {notice.text}"
