"""Figures of notices in single paragraphs: found, read, and not seen where there is none."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tasks.corrections.notice import Notice, Pair
from tasks.corrections.notices import find_notices_in_text
from tests.measure.figures import Measured, count, share
from tests.measure.labelled import DATA, Paragraph, load_paragraphs
from tests.measure.values import is_contained, is_exact, is_swapped

_NO_VALUES = Pair(None, None)
Outcomes = list[tuple[bool, str]]
Score = Callable[[Sequence["Reading"]], Iterator[Measured]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A labelled paragraph, and what was found in it."""

    line: Paragraph
    found: Notice | None
    """The first, where there are several."""

    def said(self, expected: object, got: object) -> str:
        """Return the line of a miss."""
        return (
            f"{self.line.id} {self.line.language}: wanted {expected}, got {got}: {self.line.text}"
        )


def notice_figures(folder: Path = DATA / "notices") -> Iterator[Measured]:
    """Yield every figure of the labelled paragraphs in *folder*."""
    lines = load_paragraphs(folder)
    told = [_reading(line, line.language) for line in lines]
    untold = [_reading(line, None) for line in lines]
    yield from with_clear(told, _detection)
    yield from (_undeclared(one) for one in with_clear(untold, _detection))
    yield from with_clear(told, _recall_by_language)
    for score in (_kinds, _targets, _values, _lone_values, _inventions, _dates):
        yield from with_clear(told, score)


def figures_of(name: str, folder: Path) -> Iterator[Measured]:
    """Yield the same figures of another set, under its *name*."""
    for one in notice_figures(folder):
        yield replace(one, name=one.name.replace("notices", name, 1))


def bare_figures(folder: Path = DATA / "bare") -> Iterator[Measured]:
    """Yield the figures of notices that have neither label nor heading."""
    lines = load_paragraphs(folder)
    told = [_reading(line, line.language) for line in lines]
    untold = [_reading(line, None) for line in lines]
    yield from share("bare.recall", _found(told))
    yield from share("bare.recall.undeclared", _found(untold))
    yield from share("bare.kind", _kind_outcomes(told))
    yield from share("bare.values.exact", _value_outcomes(told, is_exact))


def with_clear(readings: Sequence[Reading], score: Score) -> Iterator[Measured]:
    """Yield the figures of *score*, each with what it is without borderline lines."""
    clear = [each for each in readings if not each.line.is_borderline]
    if len(clear) == len(readings):
        yield from score(readings)
        return
    without = {one.name: one.value for one in score(clear)}
    for one in score(readings):
        yield replace(one, clear=without.get(one.name))


def _reading(line: Paragraph, language: str | None) -> Reading:
    found = find_notices_in_text(line.text, language=language)
    return Reading(line=line, found=found[0] if found else None)


def _undeclared(one: Measured) -> Measured:
    return replace(one, name=f"{one.name}.undeclared")


def _detection(readings: Sequence[Reading]) -> Iterator[Measured]:
    english = [each for each in readings if each.line.language == "en"]
    others = [each for each in readings if each.line.language != "en"]
    for name, part in (("en", english), ("others", others)):
        claimed = [each for each in part if each.found]
        right = [(each.line.is_notice, each.said("none", each.found)) for each in claimed]
        yield from share(f"notices.{name}.precision", right)
        yield from share(f"notices.{name}.recall", _found(part))


def _recall_by_language(readings: Sequence[Reading]) -> Iterator[Measured]:
    for language in sorted({each.line.language for each in readings} - {"en"}):
        part = [each for each in readings if each.line.language == language]
        yield from share(f"notices.recall.{language}", _found(part))


def _found(readings: Sequence[Reading]) -> Outcomes:
    return [
        (each.found is not None, each.said(each.line.kinds[0], "none"))
        for each in readings
        if each.line.is_notice
    ]


def _read(readings: Sequence[Reading]) -> Iterator[tuple[Reading, Notice]]:
    """True notices that were found."""
    for each in readings:
        if each.line.is_notice and each.found:
            yield each, each.found


def _kinds(readings: Sequence[Reading]) -> Iterator[Measured]:
    yield from share("notices.kind", _kind_outcomes(readings))


def _kind_outcomes(readings: Sequence[Reading]) -> Outcomes:
    return [
        (notice.kinds[0] == each.line.kinds[0], each.said(each.line.kinds[0], notice.kinds[0]))
        for each, notice in _read(readings)
    ]


def _targets(readings: Sequence[Reading]) -> Iterator[Measured]:
    outcomes = [
        (notice.target == each.line.target, each.said(each.line.target, notice.target))
        for each, notice in _read(readings)
    ]
    yield from share("notices.target", outcomes)


def _values(readings: Sequence[Reading]) -> Iterator[Measured]:
    yield from share("notices.values.exact", _value_outcomes(readings, is_exact))
    yield from share("notices.values.contained", _value_outcomes(readings, is_contained))
    swapped = _value_outcomes(readings, lambda found, wanted: not is_swapped(found, wanted))
    yield from count("notices.values.swapped", swapped)


def _value_outcomes(
    readings: Sequence[Reading], is_right: Callable[[Pair, Pair], bool]
) -> Outcomes:
    """Each pair of values that stands in a notice, found or not, against the pair in its place."""
    return [
        (is_right(got, wanted), each.said(tuple(wanted), tuple(got)))
        for each in readings
        if each.line.is_notice
        for place, wanted in enumerate(each.line.pairs)
        if None not in wanted
        for got in [_pair_at(each.found, place)]
    ]


def _lone_values(readings: Sequence[Reading]) -> Iterator[Measured]:
    outcomes = [
        (is_exact(got, wanted), each.said(tuple(wanted), tuple(got)))
        for each in readings
        if each.line.is_notice
        for wanted, got in [(each.line.pairs[0], _pair_at(each.found, 0))]
        if (wanted.wrong is None) != (wanted.right is None)
    ]
    yield from share("notices.values.one_sided", outcomes)


def _inventions(readings: Sequence[Reading]) -> Iterator[Measured]:
    outcomes = [
        (value is None, each.said(tuple(each.line.pairs[0]), tuple(got)))
        for each, notice in _read(readings)
        for got in [_pair_at(notice, 0)]
        for wanted, value in zip(each.line.pairs[0], got, strict=True)
        if wanted is None
    ]
    yield from count("notices.values.invented", outcomes)


def _dates(readings: Sequence[Reading]) -> Iterator[Measured]:
    read = list(_read(readings))
    days = [(each, notice.notice_date, each.line.day) for each, notice in read]
    stated = [(got == day, each.said(day, got)) for each, got, day in days if day]
    silent = [(got is None, each.said(None, got)) for each, got, day in days if not day]
    partial = [
        (notice.notice_date_partial == day, each.said(day, notice.notice_date_partial))
        for each, notice in read
        for day in [each.line.partial_day]
        if day
    ]
    yield from share("notices.dates.right", stated)
    yield from count("notices.dates.invented", silent)
    yield from share("notices.dates.partial", partial)


def _pair_at(notice: Notice | None, place: int) -> Pair:
    pairs = notice.pairs if notice else ()
    return pairs[place] if place < len(pairs) else _NO_VALUES
