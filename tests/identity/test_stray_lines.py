import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.identity.texts.furniture_phrases import HEADING, kinds_of
from tasks.identity.texts.offers import is_offer
from tasks.identity.texts.prepared import prepared
from tasks.identity.texts.stray_lines import is_furniture, line_kinds, story_lines
from tasks.identity.texts.time_lines import is_time_line
from tasks.identity.texts.words import folded
from tests.harness.endless import must_end

LINES = sorted(Path("tests/data/lines").glob("*.toml"))
PHRASES = sorted(Path("tasks/identity/texts/furniture_phrases").glob("*.toml"))
KNOWN_SHARE = 0.92
STORY = (
    "The ferry to Lunna sank at her berth on Sunday.",
    "Nobody knows why she turned over so close to the quay, and the master would not guess.",
)
END = "The inquiry will open in the town hall in April and is expected to last three weeks."
ENDS_LIKE_A_SENTENCE = re.compile(r"[.!?。][\"'”’»」]*$")


def listed(path: Path, name: str) -> list[str]:
    text = tomllib.loads(path.read_text("utf-8")).get(name, "").strip()
    return text.split("\n\n" if name == "leaks" else "\n") if text else []


def counted(added: str) -> set[str]:
    text = prepared("\n".join([*STORY, added, END]), ())
    return {sentence.key for sentence in text.sentences if sentence.counts}


def kept(*lines: str) -> list[tuple[str, bool]]:
    """What is left of lines, and whether it counts."""
    return [
        (text, counts) for text, counts in story_lines(lines, [line_kinds(line) for line in lines])
    ]


@pytest.mark.parametrize("path", LINES, ids=lambda path: path.stem)
def test_lines_that_sites_print_do_not_change_a_story(path: Path) -> None:
    lines = listed(path, "furniture")
    bare = counted("")
    unknown = [line for line in lines if not counted(line) <= bare]
    assert len(unknown) <= (1 - KNOWN_SHARE) * len(lines), unknown


@pytest.mark.parametrize("path", LINES, ids=lambda path: path.stem)
def test_captions_lists_and_teasers_do_not_change_a_story(path: Path) -> None:
    bare = counted("")
    assert [leak for leak in listed(path, "leaks") if not counted(leak) <= bare] == []


@pytest.mark.parametrize("path", LINES, ids=lambda path: path.stem)
def test_short_lines_of_a_story_stay(path: Path) -> None:
    lines = listed(path, "story")
    assert [line for line in lines if is_furniture(folded(line))] == []
    bare = counted("")
    ending = [line for line in lines if ENDS_LIKE_A_SENTENCE.search(line)]
    assert [line for line in ending if counted(line) <= bare] == []


def test_ordinary_sentences_are_no_furniture() -> None:
    read = (path.read_text("utf-8") for path in Path("tests/data/ordinary").glob("*.txt"))
    lines = [line for text in read for line in folded(text).splitlines()]
    found = [line for line in lines if is_furniture(line)]
    assert len(lines) > 5000
    assert len(found) <= 3, found


@pytest.mark.parametrize(
    ("above", "caption", "credit"),
    [
        ("", "The ferry lies on her side at the quay.", "Photograph: Berit Falk/The Post"),
        ("[1/3]", "The ferry on 3 March 2026 at 10:15 in Lunna.", "LUMEN/Petra Voss"),
        ("", "Die Fähre liegt am Kai auf der Seite.", "(Foto: Berit Falk)"),
        ("", "岸壁で横倒しになったフェリーの様子。", "写真:山田花子"),
    ],
)
def test_a_line_above_a_credit_is_a_caption(above: str, caption: str, credit: str) -> None:
    lines = [line for line in (STORY[0], above, caption, credit, END) if line]
    assert kept(*map(folded, lines)) == [
        (STORY[0], True),
        (folded(caption), False),
        (END, True),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Nobody was hurt.",
        "The crash left 17 people hurt, the police said.",
        '"I saw her turn over and go down," he said.',
        "It was dark. Nobody saw the ferry turn over.",
        "The ferry " + "and the ferry " * 10 + "sank.",
    ],
)
def test_short_figured_quoted_and_long_lines_are_no_captions(line: str) -> None:
    assert kept(STORY[0], line, "Photo: Berit Falk")[1] == (line, True)


def test_questions_count_unless_they_stand_among_labels_or_above_an_offer() -> None:
    question = "Is this the oldest bakery in Stowe?"
    labels = ("Why gulls love Tuesdays", question, "How to tie a bowline")
    assert kept(STORY[0], *labels, END)[2] == (question, False)
    assert kept(STORY[0], *labels[:2], END)[2] == (question, True)
    assert kept(STORY[0], question, question, labels[0], END)[1] == (question, True)
    assert kept(STORY[0], question, "Join the conversation", END)[1] == (question, False)
    assert kept(STORY[0], question, "Advertisement", END)[1] == (question, True)
    assert kept(STORY[0], '"Is it?"', "Join the conversation", END)[1] == ('"Is it?"', True)


def test_what_stands_between_two_lines_of_one_offer_is_its_teaser() -> None:
    teaser = "Every weekday at seven, the news before your coffee is cold."
    assert kept("Sign up for our newsletter", teaser, "Enter your email") == [(teaser, False)]
    assert kept("Advertisement", "Nobody was hurt.", "Advertisement") == [
        ("Nobody was hurt.", True)
    ]


def test_a_row_is_furniture_if_each_of_its_parts_is_or_names() -> None:
    assert is_furniture("Ann Oakes | Lunna Post | 3 March 2026, 10:15")
    assert not is_furniture("Ann Oakes | Lunna Post")
    assert not is_furniture("3 March 2026 | the ferry sinks")


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Published Tue 3 Mar 2026 06.00 GMT", True),
        ("Updated: 3/3/2026 10:15 | Published: 2/3/2026 9:00", True),
        ("vor 3 Stunden", True),
        ("2026年3月3日 10時15分", True),
        ("12.50", False),
        ("28:31", False),
        ("Mon-Fri 9:00 - 17:00", False),
        ("8 - 10 May", False),
        ("1971", False),
        ("2-1", False),
        ('"3 March 2026"', False),
        ("Died: 3 March 2026", False),
        ("3 March 2026 " * 20, False),
    ],
)
def test_is_time_line(line: str, *, is_one: bool) -> None:
    assert is_time_line(line) is is_one


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Want more stories like this in your inbox? Subscribe here.", True),
        ('"Tell us your story here"', False),
        ("Our story of the market would be poorer without her. He declined to comment.", False),
        ("Tell us your story. " + "The ferry sank. " * 20, False),
    ],
)
def test_is_offer(line: str, *, is_one: bool) -> None:
    assert is_offer(line) is is_one


def test_a_heading_may_also_stand_before_a_link_and_never_before_a_sentence() -> None:
    assert HEADING in kinds_of("Read more")
    assert kinds_of("Read more: A short history of rope") == {"link"}
    assert kinds_of("Watch: the council will decide on Friday.") == frozenset()
    assert kinds_of("Read more " * 40) == frozenset()


@pytest.mark.parametrize("path", PHRASES, ids=lambda path: path.stem)
def test_phrases_never_end_a_word_in_brackets_and_stay_short_files(path: Path) -> None:
    table = tomllib.loads(path.read_text("utf-8"))
    phrases = [*table.get("headings", []), *(p for ps in table["lines"].values() for p in ps)]
    if table["words_are_spaced"]:
        assert [phrase for phrase in phrases if re.search(r"[^\W\d_][\[(][^\W\d_]", phrase)] == []
    assert len(phrases) == len(set(phrases))
    assert len(path.read_text("utf-8").splitlines()) <= 250


@given(st.text() | st.sampled_from(["Read more: ", "By Ann", "© A / B", "3 March"]).map(str.title))
def test_line_kinds_never_raises(line: str) -> None:
    assert line_kinds(folded(line)) == line_kinds(folded(line))


HOSTILE = (
    "{} ",
    "{}",
    "{} Ann Oakes, ",
    "{}/",
    "{}: ",
    "{} - ",
    "{} 3 March 2026 ",
    "{}. ",
    "{}? ",
)


@pytest.mark.parametrize("shape", HOSTILE)
def test_line_kinds_ends_on_hostile_lines(shape: str) -> None:
    seeds = (
        "Sign up",
        "Ann Oakes and",
        "(Photo",
        "© Ann Oakes /",
        "by Ann van",
        "to read",
        "newsletter",
    )
    with must_end():
        for seed in (*seeds, "写真", "A", "!", "Read more from Ann", "1 of 5 |"):
            line = shape.format(seed)
            line_kinds((line * 400)[:320])
            line_kinds(line * 20_000)
            story_lines([line[:40]] * 3_000, [frozenset()] * 3_000)


def test_every_phrase_ends_on_its_own_words_repeated() -> None:
    with must_end():
        for path in PHRASES:
            table = tomllib.loads(path.read_text("utf-8"))
            for phrase in (p for ps in table["lines"].values() for p in ps):
                words = re.findall(r"[^\W\d_]+", phrase)
                kinds_of((" ".join(words) * 40)[:320])
                kinds_of((f"{words[0]} {words[-1]} " * 80)[:320])
