import pytest

from tasks.corrections.notice import Kind, Location, Notice
from tasks.identity.decisions import decide
from tasks.identity.snapshot import Decision, Relation, Snapshot

TITLE = "Owls nest in Hallam town hall"
PARAGRAPHS = (
    "A pair of barn owls has nested in the clock room of Hallam town hall, the caretaker found.",
    "The birds came in through a pane that a football broke in October, he said.",
    "Five eggs lie on a pile of council minutes from 1988.",
    "The clock, which strikes the quarters, has been stopped until the young have flown.",
    "Owls are protected, and disturbing them can cost 5,000 crowns.",
    "The mayor has moved her weekly talks to the fire station.",
)
STORY = "\n".join(PARAGRAPHS)
WALL = "Subscribe to continue reading this article."


def seen_after(known: str, seen: str, title: str = TITLE, **fields: object) -> Decision:
    keys = {"url": "https://gazette.example/owls-nest", "guid": "gazette-owls-1", "notices": ()}
    return decide(
        Snapshot(text=known, title=TITLE, **keys),  # type: ignore[arg-type]  # a factory
        Snapshot(text=seen, title=title, **{**keys, **fields}),  # type: ignore[arg-type]  # the same
    )


@pytest.mark.parametrize(
    ("known", "seen"),
    [
        pytest.param(STORY, "\n".join([*PARAGRAPHS[:2], WALL]), id="paywall-now"),
        pytest.param("\n".join([*PARAGRAPHS[:2], WALL]), STORY, id="paywall-then"),
        pytest.param(STORY, "\n".join(PARAGRAPHS[:2]), id="lost-tail"),
        pytest.param(STORY, STORY[:150], id="cut-within-a-sentence"),
        pytest.param(STORY, WALL, id="nothing-but-the-wall"),
    ],
)
def test_decide_takes_a_cut_text_for_no_change_and_asks_again(known: str, seen: str) -> None:
    decision = seen_after(known, seen)
    assert (decision.relation, decision.confirm) == (Relation.COSMETIC, True)


def test_decide_takes_a_little_lost_for_an_edit() -> None:
    decision = seen_after(STORY, "\n".join(PARAGRAPHS[:5]))
    assert (decision.relation, decision.confirm) == (Relation.SILENT_EDIT, False)


def test_decide_takes_growth_from_a_stub_for_an_update() -> None:
    stub = f"{PARAGRAPHS[0]}\nMore to follow."
    assert seen_after(stub, STORY).relation is Relation.UPDATE
    assert not seen_after(stub, STORY).confirm


def test_decide_takes_a_shortened_stub_for_an_edit() -> None:
    decision = seen_after(STORY, f"{PARAGRAPHS[0]}\nThis is a developing story.")
    assert (decision.relation, decision.confirm) == (Relation.SILENT_EDIT, True)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("", TITLE, id="empty"),
        pytest.param(
            "Before you continue\nAccept all\nReject all", "Before you continue", id="consent"
        ),
        pytest.param("Please log in to read the Gazette.", "Log in", id="login"),
        pytest.param("Page not found. Try the search.", "404", id="error"),
        pytest.param("Verify you are human by ticking the box.", "One moment", id="robot-check"),
        pytest.param(PARAGRAPHS[2], TITLE, id="shrunk"),
    ],
)
def test_decide_asks_for_a_second_look_at_an_odd_page(text: str, title: str) -> None:
    assert seen_after(STORY, text, title=title).confirm


def test_decide_needs_no_second_look_at_a_retraction() -> None:
    text = "This story has been retracted."
    notice = Notice(kinds=(Kind.RETRACTION,), text=text, confidence=0.9, location=Location.HEAD)
    decision = seen_after(STORY, "", notices=(notice,))
    assert (decision.relation, decision.confirm) == (Relation.RETRACTION, False)


def test_decide_needs_no_second_look_at_a_story_about_logins() -> None:
    text = f"{STORY}\nVisitors must sign in to the register to see them."
    assert not seen_after(STORY, text).confirm


def test_decide_needs_no_second_look_at_another_storys_length() -> None:
    short = "Gulls open bins."
    decision = seen_after(STORY, short, url="https://gazette.example/gulls", guid="gazette-gulls-1")
    assert not decision.confirm
