import re
from itertools import chain

import pytest

from tasks.corrections.lexicon import LEXICONS, Lexicon
from tasks.corrections.notice import Block
from tasks.corrections.notices import find_notices
from tasks.corrections.wording.folding import LIMIT
from tasks.corrections.wording.phrases import compiled, matches, word_starts
from tests.harness.endless import must_end

MEGABYTE = 1_000_000


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        pytest.param("{this} {item}", "our story", id="lists"),
        pytest.param("has [since ]been", "has been", id="optional"),
        pytest.param("clarif*", "clarification", id="any-ending"),
        pytest.param("this ..story", "this sports story", id="gap"),
        pytest.param("on <n> (may|june)", "on 4 june", id="number-and-choice"),
    ],
)
def test_phrase_matches(phrase: str, text: str) -> None:
    words = {"this": ["this", "our"], "item": ["story", "article"]}
    assert compiled([phrase], words, spaced=True).fullmatch(text)


@pytest.mark.parametrize(
    "text",
    [pytest.param("prehistory of art", id="inside"), pytest.param("this storyboard", id="end")],
)
def test_phrase_keeps_to_whole_words(text: str) -> None:
    pattern = compiled(["history", "this story"], {}, spaced=True)
    assert not list(matches(pattern, text, word_starts(text)))


@pytest.mark.parametrize("sign", [" ", "-", "7"])
@pytest.mark.parametrize("language", sorted(LEXICONS))
def test_every_pattern_ends_on_a_megabyte(language: str, sign: str) -> None:
    lexicon = LEXICONS[language]
    low = sign * MEGABYTE
    starts = word_starts(low) if lexicon.spaced else None
    text = low[:LIMIT] if starts is None else low
    with must_end():
        found = [list(matches(pattern, text, starts)) for pattern in patterns(lexicon)]
    assert not any(found)


def patterns(lexicon: Lexicon) -> chain[re.Pattern[str]]:
    tables = (lexicon.labels, lexicon.evidence, lexicon.kinds, lexicon.titles)
    return chain(*(table.values() for table in tables), [lexicon.vetoes], *lexicon.frames.values())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("correction " * 400, id="correction"),
        pytest.param("this " * 900, id="this"),
        pytest.param("an earlier version of this story said " * 110, id="self"),
        pytest.param("Correction: it is A, not B. " * 150, id="notices"),
        pytest.param("(" * LIMIT, id="brackets"),
        pytest.param('"' * LIMIT, id="quotes"),
    ],
)
def test_hostile_block_is_read_to_its_end(text: str) -> None:
    with must_end():
        find_notices([Block(text=text)], language="en")
