import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.identity.furniture import common_lines, line_hashes, without_furniture
from tasks.identity.texts.furniture_patterns import LISTED_LINK
from tasks.identity.texts.prepared import prepared
from tasks.identity.texts.stray_lines import is_furniture
from tasks.identity.texts.words import folded

LEAD = "The ferry to Lunna sank at her berth on Sunday."
BOAST = "The Post is read in nine valleys and on one lighthouse."


def story(*lines: str) -> str:
    return "\n".join([LEAD, *lines])


def test_without_furniture_drops_lines_that_other_stories_have() -> None:
    others = [line_hashes(f"Story {n} is about a cow.\n{BOAST}") for n in range(3)]
    common = common_lines(others)
    text = story("Nobody was aboard.", BOAST.replace(" the", "  THE"), BOAST)
    assert without_furniture(text, common) == story("Nobody was aboard.")


def test_common_lines_need_three_stories() -> None:
    others = [line_hashes(f"Story {n}.\n{BOAST}\n{BOAST}") for n in range(2)]
    assert common_lines(others) == frozenset()


def test_without_furniture_keeps_lead_notices_and_long_lines() -> None:
    notice = "Correction: An earlier version of this article misnamed the ferry. It is the Aalto."
    long = "very " * 60 + "long."
    text = f"By Ann Oakes\n{LEAD}\n{notice}\n{long}"
    common = line_hashes(f"{LEAD}\n{notice}\nBy Ann Oakes")
    assert without_furniture(text, common) == f"{LEAD}\n{notice}\n{long}"
    assert line_hashes(long) == frozenset()


@given(st.text(), st.text())
def test_without_furniture_is_idempotent(text: str, other: str) -> None:
    common = line_hashes(other)
    once = without_furniture(text, common)
    assert without_furniture(once, common) == once


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Story continues below advertisement",
        "Sponsored by Rowan & Frost",
        "By Ann Oakes",
        "By Ann Oakes and Berit Falk, Staff Writers",
        "Ann Oakes, Northern Correspondent",
        "Reporting by Ann Oakes; Editing by Berit Falk",
        "(Additional reporting by Berit Falk in Stowe)",
        "Ann Oakes is a reporter at the Post.",
        "March 3, 2026 at 9:45 a.m. EDT",
        "Published 3 March 2026, 18:20 | Updated 4 March 2026",
        "Updated 2 hours ago",
        "Tue., 3 Mar 2026",
        "Read more: A short history of rope",
        "RELATED > A short history of rope",
        "Share on Facebook",
        "214 comments",
        "Join the conversation",
        "Follow the Post on Instagram",
        "Sign up for our morning newsletter and read it in bed.",
        "7 min read",
        "We use cookies to improve this site.",
        "File photo (Berit Falk)",
        "Photo: Berit Falk/The Post",
        "The ferry in 2019. [Photo: Berit Falk]",
        "© 2026 The Post. All rights reserved.",
        "This article is for subscribers only.",
        "More to follow.",
        "This is a breaking news story. Check back for updates.",
    ],
)
def test_is_furniture_knows_stray_lines(line: str) -> None:
    assert is_furniture(folded(line))


@pytest.mark.parametrize(
    "line",
    [
        LEAD,
        "By Monday, the river had fallen.",
        "By noon the queue reached the quay, and it was still growing.",
        "Police made 2 arrests.",
        "Photographs of the comet were shown in Delft for the first time.",
        "Read aloud, the letter took four minutes.",
        "Share prices fell in Varenne.",
        "Nobody was reported missing.",
        "“None of them,” she says.",
        "He founded a newsletter about rope that had nine readers.",
        "Related diseases were found in sheep.",
        "More boats are to follow in the spring.",
        "Watch out for gulls, the council said.",
        "The court will publish its reasons on Friday.",
        "x" * 400,
    ],
)
def test_is_furniture_leaves_the_story_alone(line: str) -> None:
    assert not is_furniture(folded(line))


def test_prepared_drops_lists_of_links_and_nothing_behind_them() -> None:
    links = ("Most read", "1. Quiz: which bridge?", "A short history of rope", "• Gulls, a love")
    text = prepared(story(*links, "Nobody was aboard.", "A short crosshead stands here"), ())
    assert [sentence.text for sentence in text.sentences[1:]] == [
        "Nobody was aboard.",
        "A short crosshead stands here",
    ]
    assert not LISTED_LINK.fullmatch("Nobody was aboard.")
