import pytest

from tasks.identity.texts.facts import figures_conflict, is_fact, is_name, masked


@pytest.mark.parametrize(
    ("before", "after", "conflict"),
    [
        pytest.param("410", "140", True, id="other"),
        pytest.param("412.6 million", "412,590,000", False, id="rounded"),
        pytest.param("$1.2bn", "$1.21bn", True, id="more-than-rounding"),
        pytest.param("412", "413", True, id="as-long"),
        pytest.param("twelve", "eleven", True, id="number-words"),
        pytest.param("Monday", "Tuesday", True, id="weekdays"),
        pytest.param("3 of 4", "3 of 5", True, id="two-numbers"),
        pytest.param("1.2.3", "1.2.34", True, id="no-number"),
        pytest.param("٤١٢", "٤١٣", True, id="other-digits"),
        pytest.param("84", "", False, id="one-side-only"),
        pytest.param("ferry", "tram", False, id="no-figures"),
    ],
)
def test_figures_conflict(before: str, after: str, conflict: bool) -> None:  # noqa: FBT001 -- a column of the table
    assert figures_conflict(tuple(before.split()), tuple(after.split())) is conflict


@pytest.mark.parametrize(
    ("sentence", "mask"),
    [
        pytest.param("Shares rose 5% Monday", "shares #", id="runs-are-one"),
        pytest.param("Crowd of 300 hears Anna Kovac sing", "crowd of # hears # sing", id="names"),
        pytest.param("Council Approves New Budget", "council approves new budget", id="title-case"),
        pytest.param("", "", id="empty"),
    ],
)
def test_masked_hides_facts(sentence: str, mask: str) -> None:
    assert masked(tuple(sentence.split())) == mask


def test_is_fact_knows_every_kind() -> None:
    assert all(map(is_fact, ["5", "Kovac", "twelve", "km", "fell", "not", "March"]))
    assert not any(map(is_fact, ["ferry", "the", "slowly"]))


def test_is_name_takes_no_weekday_for_one() -> None:
    assert is_name("Kovac")
    assert not is_name("Monday")
    assert not is_name("")
