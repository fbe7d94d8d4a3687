"""The labelled set: every line is found, or left alone, as its label says."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tasks.corrections.lexicon import LEXICONS
from tasks.corrections.notices import find_notices_in_text

FOLDER = Path(__file__).parents[1] / "data" / "notices"


def rows(name: str) -> list[Any]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [pytest.param(json.loads(line), id=json.loads(line)["id"]) for line in lines]


@pytest.mark.parametrize("row", rows("en.jsonl") + rows("others.jsonl"))
def test_notice_is_found_with_its_kind_date_and_target(row: dict[str, Any]) -> None:
    found = find_notices_in_text(row["text"], language=row["lang"])
    assert len(found) == 1
    notice = found[0]
    assert notice.kinds[0] == row["kinds"][0]
    assert notice.text in row["text"]
    assert notice.target == row.get("target", "self")
    if row["notice_date"]:
        assert notice.notice_date == date.fromisoformat(row["notice_date"])
    else:
        assert notice.notice_date is None


@pytest.mark.parametrize("row", rows("en.jsonl") + rows("others.jsonl"))
def test_notice_is_found_without_a_declared_language(row: dict[str, Any]) -> None:
    assert find_notices_in_text(row["text"])


@pytest.mark.parametrize("row", rows("negatives.jsonl"))
def test_look_alike_is_left_alone(row: dict[str, Any]) -> None:
    assert find_notices_in_text(row["text"], language=row["lang"]) == []
    assert find_notices_in_text(row["text"]) == []


def test_values_are_exact_in_four_of_five_and_never_invented() -> None:
    exact = stated = 0
    for param in rows("en.jsonl") + rows("others.jsonl"):
        row = param.values[0]
        (notice,) = find_notices_in_text(row["text"], language=row["lang"])
        values = [value for pair in notice.pairs for value in pair if value]
        assert all(value in row["text"] for value in values)
        if row["wrong"] and row["right"]:
            stated += 1
            exact += bool(notice.pairs) and tuple(notice.pairs[0]) == (row["wrong"], row["right"])
    assert exact >= 0.8 * stated


def test_every_covered_language_has_notices_and_a_look_alike() -> None:
    noticed = {p.values[0]["lang"] for p in rows("en.jsonl") + rows("others.jsonl")}
    spared = {p.values[0]["lang"] for p in rows("negatives.jsonl")}
    assert set(LEXICONS) == noticed == spared
