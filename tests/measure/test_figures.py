from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.measure.accuracy_page import accuracy_page, failures, rows_of, write_page
from tests.measure.figures import Figure, Group, Measured, count, load_groups, share
from tests.measure.floors import (
    below_floor,
    floors_text,
    load_floors,
    raised_floors,
)

HIGH = Figure(name="a.recall", title="Recall", target=0.9)
LOW = Figure(name="a.false", title="False", unit="count", better="low", target=0.0)
MANY = Figure(name="a.by.*", title="Recall, {}")
GROUP = Group(title="A", on="a set.", figures=(HIGH, LOW, MANY))


def measured(recall: float = 0.95, false: float = 0.0) -> list[Measured]:
    return [
        Measured(name="a.false", value=false, of=10, misses=("x: seen",) if false else ()),
        Measured(name="a.recall", value=recall, of=20),
        Measured(name="a.by.de", value=0.5, of=2),
    ]


def test_share_and_count_name_what_failed() -> None:
    outcomes = [(True, "one"), (False, "two")]
    assert list(share("s", outcomes)) == [Measured(name="s", value=0.5, of=2, misses=("two",))]
    assert list(count("c", outcomes)) == [Measured(name="c", value=1, of=2, misses=("two",))]
    assert list(share("s", [])) == list(count("c", [])) == []


def test_rows_follow_the_catalogue_and_a_star_stands_for_many() -> None:
    titles = [figure.title for figure, _ in rows_of([GROUP], measured())]
    assert titles == ["Recall", "False", "Recall, de"]


@pytest.mark.parametrize(
    ("recall", "false", "fallen"),
    [
        pytest.param(0.95, 0.0, [], id="as-before"),
        pytest.param(0.97, 0.0, [], id="better"),
        pytest.param(0.94, 0.0, ["a.recall: 0.9400, floor 0.9500"], id="lower"),
        pytest.param(0.95, 1.0, ["a.false: 1.0, floor 0.0"], id="more-of-what-is-bad"),
        pytest.param(0.94996, 0.0, [], id="equal-as-printed"),
    ],
)
def test_below_floor(recall: float, false: float, fallen: list[str]) -> None:
    floors = {"a.recall": 0.95, "a.false": 0.0}
    assert list(below_floor(rows_of([GROUP], measured(recall, false)), floors)) == fallen


def test_a_figure_that_is_no_longer_measured_is_below_its_floor() -> None:
    assert list(below_floor([], {"gone": 0.5})) == ["gone: not measured, floor 0.5"]


def test_floors_only_rise() -> None:
    rows = rows_of([GROUP], measured(0.95, 2.0))
    old = {"a.recall": 0.97, "a.false": 3.0}
    beside = Measured(name="a.by.beside", value=1.0, of=1, is_ours=False)
    rows += rows_of([GROUP], [beside])
    assert raised_floors(rows, old) == {"a.recall": 0.97, "a.false": 2.0, "a.by.de": 0.5}


def test_floors_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    assert load_floors(path) == {}
    path.write_text(floors_text({"b": 1.0, "a.c": 0.25}), encoding="utf-8")
    assert load_floors(path) == {"a.c": 0.25, "b": 1.0}


def test_the_page_shows_what_is_missed() -> None:
    page = accuracy_page(
        [GROUP], measured(0.8, 1.0), {"a.recall": 0.7}, Counter(), date(2026, 1, 2)
    )
    assert "| Recall | 0.8000 | ≥ 0.9000 | ≥ 0.7000 | 20 | missed |" in page
    assert "- False (`a.false`): 1.0, target ≤ 0.0; 1 of 10 items" in page
    assert list(failures(rows_of([GROUP], measured(0.8, 1.0)))) == [
        "\na.false (False): 1 of 10",
        "  x: seen",
    ]


def test_the_page_is_not_written_for_a_new_date_alone(tmp_path: Path) -> None:
    path = tmp_path / "accuracy.md"
    write_page(path, "Measured on 2026-01-02: 0.5")
    write_page(path, "Measured on 2026-01-03: 0.5")
    assert path.read_text("utf-8") == "Measured on 2026-01-02: 0.5"
    write_page(path, "Measured on 2026-01-03: 0.6")
    assert path.read_text("utf-8") == "Measured on 2026-01-03: 0.6"


def test_every_figure_of_the_catalogue_has_a_name_of_its_own() -> None:
    names = [figure.name for group in load_groups() for figure in group.figures]
    assert len(names) == len(set(names))
