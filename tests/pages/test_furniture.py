"""Lines above a text that only say who wrote it, and when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.pages.text.furniture import heads_text, is_time_stamp, without_stamp
from tests.pages.articles import article, lines, read
from tests.pages.layout_table import SHORT

HEADS = {
    "1 grudnia 2023": True,
    "2023. október 4.": True,
    "2024年6月30日": True,
    "25 tháng 4 năm 2024": True,
    "Kerekes Zsófia 2023. október 4.": True,
    "Published": True,
    "Veröffentlicht": True,
    "9 January 2025": True,
    "On 3 May 2024 it rained.": False,
    "The 2024 plan": False,
    "Two winters of noise": False,
    "": False,
}


@pytest.mark.parametrize(("line", "expected"), HEADS.items())
def test_heads_text(line: str, expected: bool) -> None:  # noqa: FBT001 -- a column
    assert heads_text(line, ["Kerekes Zsófia"]) is expected


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ada Vik", "Ada Vik"),
        ("Ada Vik | 3 May 2024", "Ada Vik"),
        ("rmb8090", "rmb8090"),
        ("3 May 2024", "3 May 2024"),
    ],
)
def test_without_stamp(line: str, names: str) -> None:
    assert without_stamp(line) == names


@given(st.text(max_size=300))
def test_any_line_is_judged(line: str) -> None:
    assert heads_text(line, [line[:5]]) in (True, False)
    assert is_time_stamp(line) in (True, False)
    assert len(without_stamp(line)) <= len(line)


HEADERS = {
    "date below a standfirst": (
        '<p class="dek">A vote in May ends a quarrel of years.</p><div>1 grudnia 2023</div>'
    ),
    "label of a date": "<div>Published</div><div>3 May 2024</div>",
    "headline, byline and date in one": "<div><b>Board votes for the pier</b><br>by Ada Vik</div>",
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_lines_above_the_text_are_no_body(header: str) -> None:
    html = article().replace('<div class="story">', f'<div class="story">{header}')

    assert [line for line in lines(read(html)) if "vote in May" not in line] == list(SHORT)


def test_many_short_dated_lines_are_a_text() -> None:
    rows = "".join(f"<p>Fell on 3 May {year}.</p>" for year in range(1900, 2000))

    assert len(lines(read(article(rows)))) > len(SHORT) + 80
