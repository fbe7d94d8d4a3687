import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.identity.texts.titles import Flag, headline, title_key


@pytest.mark.parametrize(
    ("title", "key", "flags"),
    [
        pytest.param("Crane falls in harbour", "crane falls in harbour", set(), id="plain"),
        pytest.param("CORRECTED-Crane falls", "crane falls", {Flag.CORRECTION}, id="corrected"),
        pytest.param("Corrected: Crane falls", "crane falls", {Flag.CORRECTION}, id="mixed-case"),
        pytest.param("CORRECTION: Crane falls", "crane falls", {Flag.CORRECTION}, id="correction"),
        pytest.param("REFILE-Crane falls", "crane falls", {Flag.CORRECTION}, id="refile"),
        pytest.param("RETRACTED - Crane falls", "crane falls", {Flag.RETRACTION}, id="retracted"),
        pytest.param("WITHDRAWN: Crane falls", "crane falls", {Flag.RETRACTION}, id="withdrawn"),
        pytest.param("UPDATE 3-Crane falls", "crane falls", {Flag.UPDATE}, id="update"),
        pytest.param("WRAPUP 1—Crane falls", "crane falls", {Flag.UPDATE}, id="wrapup-dash"),
        pytest.param("RPT-Crane falls", "crane falls", set(), id="repeat"),
        pytest.param(
            "RPT-CORRECTED-UPDATE 2-Crane falls",
            "crane falls",
            {Flag.CORRECTION, Flag.UPDATE},
            id="several",
        ),
        pytest.param(
            "CORRECTED (OFFICIAL)-Crane falls", "crane falls", {Flag.CORRECTION}, id="bracket"
        ),
        pytest.param("[Corrected] Crane falls", "crane falls", {Flag.CORRECTION}, id="boxed"),
        pytest.param("Live: Crane falls", "crane falls", set(), id="live"),
        pytest.param(
            "Crane falls in harbour | Heron Post", "crane falls in harbour", set(), id="site"
        ),
        pytest.param(
            "Live | Crane falls in harbour", "live crane falls in harbour", set(), id="bar"
        ),
        pytest.param("Crane falls (12 comments)", "crane falls", set(), id="comments"),
        pytest.param("Update on the crane", "update on the crane", set(), id="word-update"),
        pytest.param(
            "Correction facility opens", "correction facility opens", set(), id="word-correction"
        ),
        pytest.param("CORRECTED-", "corrected", set(), id="nothing-else"),
    ],
)
def test_headline_is_taken_apart(title: str, key: str, flags: set[Flag]) -> None:
    assert title_key(title) == key
    assert headline(title).flags == flags


def test_headline_prefixes_are_kept_as_they_stood() -> None:
    assert headline("Rpt: UPDATE 2-Crane falls").prefixes == ("RPT", "UPDATE 2")


@given(st.text())
def test_title_key_never_raises(title: str) -> None:
    assert title_key(title) == title_key(title)
