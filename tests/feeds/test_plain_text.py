import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.feeds.plain_text import plain_line, plain_text

TAGS = ["<p>", "</p>", "<b", ">", "<script>", "</script>", "<!--", "-->", "&amp;", "&#0;", "<br/>"]
LEGAL = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=5)
MARKUP = st.lists(st.sampled_from(TAGS) | LEGAL).map("".join)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain", "plain"),
        ("<p>a</p><p>b</p>", "a\nb"),
        ("a<br>b", "a\nb"),
        ("<p>a\n  b</p>", "a b"),
        ("a\n\n\nb ", "a\nb"),
        ("<ul><li>a<li>b</ul>c", "a\nb\nc"),
        ("a<b>b</b>c", "abc"),
        ("<style>p{}</style>a<noscript>x</noscript>b", "ab"),
        ("a<!-- <p>x</p> -->b", "ab"),
        ("a <img alt='2 > 1' src=x> b", "a b"),
        ("&nbsp;a&nbsp;b", "a b"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ("I <3 you & 2 < 3", "I <3 you & 2 < 3"),
        ("<svg/onload=alert(1)>", ""),
        ("", ""),
    ],
)
def test_F20_plain_text(markup: str, text: str) -> None:
    assert plain_text(markup, 100) == text


def test_plain_text_is_cut() -> None:
    assert plain_text("<p>abc def</p>", 4) == "abc"


def test_F15_markup_without_end_is_not_read_to_its_end() -> None:
    assert plain_text("<b>" * 100_000 + "text", 100) == ""


def test_plain_line_has_no_line_breaks() -> None:
    assert plain_line("<p>a</p><p>b</p>", 100) == "a b"


@given(MARKUP)
def test_plain_text_never_raises_and_keeps_its_limit(markup: str) -> None:
    text = plain_text(markup, 10)
    assert len(text) <= 10
    assert not {"\r", "\t", "\0"} & set(text)


@given(st.text(st.characters(exclude_characters="<&", exclude_categories=["Cs"])))
def test_plain_text_of_plain_text_is_itself(text: str) -> None:
    once = plain_text(text, 100)
    assert plain_text(once, 100) == once
