"""Names of a byline: apart from each other, and from offices, outlets and dates."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.pages.metadata.names import clean_name, is_organization, names_in, stated_names
from tests.pages.articles import article, linked, read

STATED = {
    "office": ("GREG BEECHUM, CM Sports Writer", ["GREG BEECHUM"]),
    "two and an agency": ("MEG LOWEN and ERRIN HALE, Reuters", ["MEG LOWEN", "ERRIN HALE"]),
    "two": ("Lia Estevarian and Yaron Stein", ["Lia Estevarian", "Yaron Stein"]),
    "outlet behind a stop": ("Finn Corran. Tideway International", ["Finn Corran"]),
    "outlet behind a bar": ("Amy Kupper | NW Advance Media for NW.com", ["Amy Kupper"]),
    "outlet of one word": ("Victor Tanner, Futuria", ["Victor Tanner"]),
    "domain": ("Troy L. Sand, Vellmar.com", ["Troy L. Sand"]),
    "agency": ("Sandee Lamott, CNN", ["Sandee Lamott"]),
    "degree is kept": ("Ilse Mahl, RDN", ["Ilse Mahl, RDN"]),
    "suffix and another": ("Martin King, Jr. and Ada Vik", ["Martin King, Jr.", "Ada Vik"]),
    "y of a name": ("Anselm Ortega y Rhodes", ["Anselm Ortega y Rhodes"]),
    "staff as given": ("Staff Reports", ["Staff Reports"]),
    "editorial as given": ("Editorial", ["Editorial"]),
    "handle": ("rmb8090", ["rmb8090"]),
    "initial before a stop": ("J. Edgar Vik", ["J. Edgar Vik"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "names"), STATED.values(), ids=STATED)
def test_stated_names(text: str, names: list[str]) -> None:
    assert stated_names(text) == names


def test_outlet_of_the_page_is_no_name_beside_one() -> None:
    assert stated_names("Charlie Wood, Tideway Insider", ["tidewayinsider"]) == ["Charlie Wood"]
    assert stated_names("Jill Dis, TWN Business", ["twn"]) == ["Jill Dis"]
    assert stated_names("Tideway Insider", ["tidewayinsider"]) == ["Tideway Insider"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Associated Press", True),
        ("The Associated Press", True),
        ("Reuters", True),
        ("HNN Staff", True),
        ("Staff Reports", True),
        ("Redaktion", True),
        ("Tern Sport", True),
        ("Ada Vik", False),
        ("Ternella Vik", False),
    ],
)
def test_is_organization(name: str, expected: bool) -> None:  # noqa: FBT001 -- a column
    assert is_organization(name, ["tern"]) is expected


def test_agency_that_is_called_a_person_is_an_organization() -> None:
    head = linked(author={"@type": "Person", "name": "Reuters"})

    assert read(article(head=head)).authors[0].kind == "organization"


def test_author_with_name_and_reference_has_the_kind_of_what_it_refers_to() -> None:
    graph = (
        '<script type="application/ld+json">{"@graph": [{"@type": "Article", "headline": "x", '
        '"author": {"name": "Ada Vik", "@id": "#ada"}}, '
        '{"@type": "Person", "@id": "#ada", "name": "Ada Vik"}]}</script>'
    )

    assert read(article(head=graph)).authors[0].kind == "person"


def test_number_is_no_name() -> None:
    head = linked(author=[{"name": 7}, {"name": "Ada Vik"}])

    assert [author.name for author in read(article(head=head)).authors] == ["Ada Vik"]


BYLINES = {
    "date behind": ("<p>by Tom Pettibone, April 12, 2004</p>", ["Tom Pettibone"]),
    "line below": ("<p>By Jeff Faust<br>Monday, November 18, 2019</p>", ["Jeff Faust"]),
    "every marked name": (
        (
            '<span itemprop="author"><b itemprop="name">Ada Vik</b></span>'
            '<span itemprop="author"><b itemprop="name">Tomas Wold</b></span>'
        ),
        ["Ada Vik", "Tomas Wold"],
    ),
    "class and line below": (
        '<div class="byline">by <a href="/a">Ada Vik</a><br>Monday <b>3 May</b></div>',
        ["Ada Vik"],
    ),
}


@pytest.mark.parametrize(("header", "names"), BYLINES.values(), ids=BYLINES)
def test_visible_byline(header: str, names: list[str]) -> None:
    assert [author.name for author in read(article(header=header)).authors] == names


@given(st.text(max_size=200) | st.from_regex(r"(By )?([A-Z][a-z]+[ ,.;|]+){1,8}", fullmatch=True))
def test_names_are_clean_and_found_again(text: str) -> None:
    for name in (*names_in(text), *stated_names(text)):
        assert name
        with contextlib.suppress(IndexError):
            assert clean_name(name) in (name, *stated_names(name))
