from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.identity.addresses.parameters import (
    NEVER_NOISE,
    Parameter,
    Twin,
    lone_parameter,
    sibling_keys,
    with_evidence,
    without_parameters,
)
from tasks.identity.urls import canonical_url

PAGE = "https://tern.example/a"
NAMES = st.sampled_from(["hop", "box", "café", "a b", "id"])
VALUES = st.text("aé &=%#", max_size=3)
QUERIES = st.dictionaries(NAMES, VALUES, min_size=1, max_size=3)


def twin(article_id: str) -> Twin:
    return Twin(article_id=article_id, urls=(f"{PAGE}?hop=1", PAGE))


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        pytest.param(f"{PAGE}?hop=1", f"{PAGE}?hop=2", "hop", id="another-value"),
        pytest.param(f"{PAGE}?hop=1", PAGE, "hop", id="in-one-alone"),
        pytest.param(f"{PAGE}?hop=1&x=2", f"{PAGE}?hop=3&x=2", "hop", id="others-alike"),
        pytest.param(f"{PAGE}?hop=1&x=2", f"{PAGE}?hop=3&x=4", None, id="two"),
        pytest.param(f"{PAGE}?hop=1", f"{PAGE}/b?hop=2", None, id="another-path"),
        pytest.param(PAGE, PAGE, None, id="none"),
        pytest.param(f"{PAGE}?uid=1", f"{PAGE}?uid=2", None, id="never-noise"),
        pytest.param(f"{PAGE}?ID=1", PAGE, None, id="never-noise-in-capitals"),
    ],
)
def test_lone_parameter(one: str, other: str, name: str | None) -> None:
    assert lone_parameter(one, other) == lone_parameter(other, one) == name


@pytest.mark.parametrize("name", sorted(NEVER_NOISE))
def test_names_of_stories_are_never_noise(name: str) -> None:
    assert lone_parameter(f"{PAGE}?{name}=1", f"{PAGE}?{name}=2") is None
    assert sibling_keys(f"{PAGE}?{name}=1") == {}


def test_without_parameters_keeps_the_others_and_the_fragment() -> None:
    url = f"{PAGE}?b=1%2F2&hop=1&x=#!/c"
    assert without_parameters(url, ("hop",)) == f"{PAGE}?b=1%2F2&x=#!/c"
    assert without_parameters(url, ("b", "hop", "x")) == f"{PAGE}#!/c"


@given(QUERIES)
def test_without_no_parameter_is_the_canonical_address(query: dict[str, str]) -> None:
    url = canonical_url(without_parameters(f"{PAGE}?x=1", "x"))
    spelled = canonical_url(url + "?" + "&".join(f"{n}={v}" for n, v in query.items()))
    assert without_parameters(spelled, ()) == spelled
    assert canonical_url(without_parameters(spelled, query)) == without_parameters(spelled, query)


def test_siblings_share_a_key_and_strangers_none() -> None:
    keys = sibling_keys(f"{PAGE}?hop=1&x=2")
    assert set(keys) == {"hop", "x"}
    assert sibling_keys(f"{PAGE}?hop=3&x=2")["hop"] == keys["hop"]
    assert sibling_keys(f"{PAGE}?hop=3&x=2")["x"] != keys["x"]
    assert sibling_keys(f"{PAGE}/b?hop=1&x=2")["hop"] != keys["hop"]
    assert sibling_keys(PAGE) == sibling_keys(None) == {}


@pytest.mark.parametrize(
    ("parameter", "is_noise"),
    [
        (Parameter(name="hop"), False),
        (Parameter(name="hop", same=(twin("a"),)), False),
        (Parameter(name="hop", same=(twin("a"), twin("b"))), True),
        (Parameter(name="hop", same=(twin("a"), twin("b")), different=("c",)), False),
        (Parameter(name="hop", same=(twin("a"), twin("b")), is_identity=True), False),
    ],
)
def test_two_stories_make_noise_and_one_exception_ends_it(
    parameter: Parameter,
    *,
    is_noise: bool,
) -> None:
    assert parameter.is_noise is is_noise


def test_one_story_proves_one_thing() -> None:
    shown = Parameter(name="hop", same=(twin("a"),))
    held = with_evidence(with_evidence((), shown), shown)
    assert held == (shown,)


def test_evidence_comes_to_the_same_in_any_order() -> None:
    shown = [
        Parameter(name="box", different=("c", "d")),
        Parameter(name="hop", same=(twin("a"),)),
        Parameter(name="box", same=(twin("a"),)),
    ]
    ends = set()
    for order in permutations(shown):
        held: tuple[Parameter, ...] = ()
        for one in order:
            held = with_evidence(held, one)
        ends.add(held)
    assert len(ends) == 1


def test_evidence_is_bounded_and_a_persons_word_stays() -> None:
    held: tuple[Parameter, ...] = (Parameter(name="hop", is_identity=True),)
    for number in range(20):
        shown = Parameter(name="hop", same=(twin(f"{number}"),), different=(f"x{number}",))
        held = with_evidence(held, shown)
    assert len(held[0].same) == len(held[0].different) == 8
    assert held[0].is_identity
