"""A notice is found in every layout, and nothing but the notice leaves the body."""

import pytest

from tasks.pages.reader import read_page
from tests.pages.layout_table import LAYOUTS, LONG, SHORT, Layout, page
from tests.pages.more_layouts import MORE_LAYOUTS

ARTICLES = {"short": SHORT, "long": LONG}
CASES = [
    pytest.param(layout, ARTICLES[length], id=f"{name}, {length}")
    for name, layout in {**LAYOUTS, **MORE_LAYOUTS}.items()
    for length in ARTICLES
]


@pytest.mark.parametrize(("layout", "paragraphs"), CASES)
def test_notice_is_found_and_cut_and_nothing_else(
    layout: Layout, paragraphs: tuple[str, ...]
) -> None:
    html = page(layout, paragraphs)

    seen = read_page(html.encode(), "https://tern.example/pier", headers={})

    assert [notice.kinds[0] for notice in seen.notices] == ["correction"]
    assert "140" in seen.notices[0].text
    assert "410" not in seen.body
    assert "Corrects" not in seen.body
    assert sorted(seen.body.split("\n")) == sorted((*paragraphs, *layout.kept))
