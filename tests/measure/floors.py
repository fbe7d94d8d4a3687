"""The floors: what each figure has reached. They only rise."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.measure.figures import Figure, Measured

FLOORS = Path(__file__).parent / "floors.toml"
_HEAD = """\
# What each figure of `make eval` has reached. Below it, `make eval` fails.
# `python -m tests.measure.eval --raise-floors` raises them and never lowers one: where a set grows
# by harder lines, lower its floor by hand and say why in the commit.
"""


def load_floors(path: Path = FLOORS) -> dict[str, float]:
    """Return floors by the figure's name; none if there is no file yet."""
    if not path.exists():
        return {}
    return {name: float(value) for name, value in tomllib.loads(path.read_text("utf-8")).items()}


def below_floor(
    measured: Sequence[tuple[Figure, Measured]], floors: Mapping[str, float]
) -> Iterator[str]:
    """Yield a line for each figure that is worse than its floor, or was not measured."""
    known = {figure.name: (figure, one.value) for figure, one in measured}
    for name, floor in floors.items():
        if name not in known:
            yield f"{name}: not measured, floor {floor}"
            continue
        figure, value = known[name]
        if not figure.reaches(value, floor):
            yield f"{name}: {figure.shown(value)}, floor {figure.shown(floor)}"


def raised_floors(
    measured: Sequence[tuple[Figure, Measured]], floors: Mapping[str, float]
) -> dict[str, float]:
    """Return the better of what was reached and what is on file, for what is ours."""
    best = dict(floors)
    for figure, one in [row for row in measured if row[1].is_ours]:
        better = max if figure.better == "high" else min
        best[figure.name] = better(round(one.value, 4), best.get(figure.name, round(one.value, 4)))
    return best


def floors_text(floors: Mapping[str, float]) -> str:
    """Return the file of *floors*, in the order of their names."""
    lines = [f'"{name}" = {value}' for name, value in sorted(floors.items())]
    return _HEAD + "\n".join(lines) + "\n"
