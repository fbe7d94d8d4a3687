from dataclasses import replace

import pytest

from tests.data.ordinary.make_ordinary import HERE, paragraphs
from tests.measure.edit_figures import edit_figures
from tests.measure.figures import Measured, load_groups, matched
from tests.measure.labelled import DATA, LabelledPair, Paragraph, load_pairs, load_paragraphs
from tests.measure.notice_figures import Reading, with_clear
from tests.measure.sample_pages import gold_pages, layout_pages, newsroom_pages
from tests.measure.stopwatch import interleaved

LANGUAGES = [path.stem.partition(".")[2] for path in sorted(HERE.glob("templates.*.toml"))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_ordinary_paragraphs_are_what_their_generator_writes(language: str) -> None:
    kept = (HERE / f"generated.{language}.txt").read_text("utf-8").splitlines()
    assert kept == list(paragraphs(language))


def test_ordinary_paragraphs_are_many_and_each_is_one() -> None:
    lines = [line for path in HERE.glob("*.txt") for line in path.read_text("utf-8").splitlines()]
    assert len(lines) >= 3000
    assert len(set(lines)) == len(lines)
    assert not any("{" in line for line in lines)


@pytest.mark.parametrize("folder", ["notices", "bare", "second_hand", "families", "outside"])
def test_labelled_values_stand_in_their_text(folder: str) -> None:
    for line in load_paragraphs(DATA / folder):
        values = [value for pair in line.pairs for value in pair if value is not None]
        assert all(value in line.text for value in values), line.id


def test_labelled_ids_are_unique() -> None:
    folders = ("notices", "bare", "second_hand", "families", "outside")
    lines = [line for folder in folders for line in load_paragraphs(DATA / folder)]
    assert len({line.id for line in lines}) == len(lines)


def test_pages_have_a_text_and_a_name_of_their_own() -> None:
    samples = [*gold_pages(), *newsroom_pages(), *layout_pages()]
    assert len({sample.id for sample in samples}) == len(samples)
    assert all(sample.html for sample in samples)
    assert len(list(layout_pages({"long": ("One.", "Two.")}))) * 2 == len(list(layout_pages()))


def test_a_notice_in_the_wrong_place_is_tied_to_no_words() -> None:
    pairs = [pair for pair in load_pairs() if pair.status == "verified"][:3]
    tied = {one.name: one.value for one in edit_figures(pairs)}
    assert tied["edits.hunk"] == 1.0
    untouched = [_unedited(pair) for pair in pairs]
    assert {one.name: one.value for one in edit_figures(untouched)}["edits.hunk"] == 0.0


def test_figures_are_shown_without_borderline_lines() -> None:
    readings = [_reading(is_borderline=False), _reading(is_borderline=True)]
    counted = with_clear(readings, lambda part: iter([Measured(name="n", value=len(part), of=1)]))
    assert [(one.value, one.clear) for one in counted] == [(2, 1)]


def test_every_star_of_the_catalogue_is_matched_by_prefix() -> None:
    figures = [figure for group in load_groups() for figure in group.figures]
    one = Measured(name="notices.recall.xx", value=1.0, of=1)
    assert [figure.title for figure, _ in matched(figures, [one])] == ["Recall, xx"]


def test_interleaved_gives_every_contestant_every_item() -> None:
    turns: list[tuple[str, int]] = []
    means = interleaved(
        {"a": lambda item: turns.append(("a", item)), "b": lambda item: turns.append(("b", item))},
        [1, 2],
    )
    assert turns[:2] == [("a", 1), ("b", 1)]
    assert turns[2:6] == [("a", 1), ("b", 1), ("a", 2), ("b", 2)]
    assert set(means) == {"a", "b"}
    assert min(means.values()) >= 0


def _unedited(pair: LabelledPair) -> LabelledPair:
    """The notice is there, and the words that it speaks of stand as they stood."""
    text = f"{pair.known.text}\n{pair.notice}"
    return replace(pair, seen=replace(pair.known, text=text))


def _reading(*, is_borderline: bool) -> Reading:
    line = Paragraph(
        id="x",
        text="",
        is_notice=False,
        kinds=(),
        pairs=(),
        day=None,
        partial_day=None,
        language="en",
        target="self",
        is_borderline=is_borderline,
    )
    return Reading(line=line, found=None)
