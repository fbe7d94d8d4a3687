from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.corrections.notice import Block, EntryText, Kind, Location, Pair, Target
from tasks.corrections.notices import body_without, find_notices, find_notices_in_text

NOTICE = "An earlier version of this story said the pier has 410 berths. It has 140."
BODY = [Block(text=f"The harbour board met for the {n}th time.") for n in range(20)]
FORMULAS = (
    *("Correction", "Update", "An earlier version of this story", "This article was amended"),
    *("said", "not", "(Corrects", "Editor's note:", "on May 4, 2023", '"', "訂正", "Korrektur:"),
)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        pytest.param(
            "Editor's note: This story has been corrected to reflect the meeting took place in A, "
            "not B. It's also been updated with additional details.",
            Pair("B", "A"),
            id="letters",
        ),
        pytest.param(
            "Editor's note: This story has been corrected to reflect the meeting took place in "
            "Jerusalem, not Tel Aviv. It's also been updated with additional details.",
            Pair("Tel Aviv", "Jerusalem"),
            id="places",
        ),
    ],
)
def test_mixed_note_has_all_its_kinds_in_order(text: str, pair: Pair) -> None:
    (notice,) = find_notices_in_text(text)
    assert notice.kinds == (Kind.CORRECTION, Kind.UPDATE, Kind.EDITORS_NOTE)
    assert notice.pairs == (pair,)
    assert notice.text == text


@pytest.mark.parametrize(
    ("place", "location"),
    [
        pytest.param(0, Location.HEAD, id="head"),
        pytest.param(10, Location.INLINE, id="middle"),
        pytest.param(20, Location.FOOT, id="foot"),
    ],
)
def test_place_in_the_body_is_told(place: int, location: Location) -> None:
    blocks = [*BODY[:place], Block(text=f"Correction: {NOTICE}"), *BODY[place:]]
    (notice,) = find_notices(blocks)
    assert notice.location is location
    assert notice.spans[0].block == place


def test_weak_evidence_counts_at_the_edge_only() -> None:
    weak = Block(text="An earlier version of this story said the pier was full, as it often is.")
    assert find_notices([*BODY, weak])
    assert not find_notices([*BODY[:10], weak, *BODY[10:]])


@pytest.mark.parametrize(
    ("blocks", "text"),
    [
        pytest.param(["Correction", NOTICE], f"Correction\n{NOTICE}", id="heading-and-text"),
        pytest.param(
            ["Correction", "3 March 2024", NOTICE],
            f"Correction\n3 March 2024\n{NOTICE}",
            id="heading-date-and-text",
        ),
        pytest.param(
            ["CORRECTION APPENDED", *[b.text for b in BODY], NOTICE],
            f"CORRECTION APPENDED\n{NOTICE}",
            id="lead-in-points-to-the-foot",
        ),
    ],
)
def test_blocks_that_belong_together_are_one_notice(blocks: list[str], text: str) -> None:
    (notice,) = find_notices([Block(text=one) for one in blocks])
    assert notice.text == text


def test_timed_lines_share_the_label_above_them() -> None:
    lines = ["UPDATES:", "2:40 p.m. The bridge has reopened.", "3:10 p.m. Two people were hurt."]
    found = find_notices([*(Block(text=line) for line in lines), *BODY])
    assert [notice.text for notice in found] == ["\n".join(lines[:2]), lines[2]]
    assert {notice.kinds for notice in found} == {(Kind.UPDATE,)}


@pytest.mark.parametrize(
    ("text", "notice_text", "rest"),
    [
        pytest.param(
            "VARNA, May 3 (Wire) - (Corrects profit to 4 million, not 40) The port made a profit.",
            "(Corrects profit to 4 million, not 40)",
            "VARNA, May 3 (Wire) - The port made a profit.",
            id="wire-bracket",
        ),
        pytest.param(
            f"The race ends on Sunday.Correction: {NOTICE}",
            f"Correction: {NOTICE}",
            "The race ends on Sunday.",
            id="glued-label",
        ),
        pytest.param(
            "The fair runs until Sunday. (Correction: the singer is Ola Brun, not Olga Brun.)",
            "(Correction: the singer is Ola Brun, not Olga Brun.)",
            "The fair runs until Sunday.",
            id="bracket-at-the-end",
        ),
        pytest.param(
            "The fair runs until Sunday. The gates open at nine. This story has been updated.",
            "This story has been updated.",
            "The fair runs until Sunday. The gates open at nine.",
            id="last-sentence",
        ),
    ],
)
def test_notice_is_cut_out_of_its_paragraph(text: str, notice_text: str, rest: str) -> None:
    blocks = [Block(text=text)]
    (notice,) = find_notices(blocks)
    assert notice.text == notice_text
    assert body_without(blocks, [notice]) == rest


@pytest.mark.parametrize(
    ("json_ld", "count"),
    [
        pytest.param({"correction": NOTICE}, 1, id="text"),
        pytest.param({"correction": {"@type": "CorrectionComment", "text": NOTICE}}, 1, id="one"),
        pytest.param({"@graph": [{"correction": [{"text": NOTICE}]}]}, 1, id="graph-and-list"),
        pytest.param({"mainEntity": {"hasPart": [{"correction": NOTICE}]}}, 1, id="nested"),
        pytest.param({"correction": {"@type": "CorrectionComment", "text": ""}}, 0, id="empty"),
        pytest.param({"correction": "https://tarn.example/corrections"}, 0, id="address"),
        pytest.param({"correction": "The ferry sails at nine each day."}, 0, id="no-notice"),
        pytest.param({"correction": None}, 0, id="null"),
    ],
)
def test_json_ld_is_a_candidate(json_ld: Mapping[str, object], count: int) -> None:
    assert len(find_notices(BODY, json_ld=[json_ld])) == count


def test_same_notice_in_text_json_ld_and_feed_is_one() -> None:
    comment = {"@type": "CorrectionComment", "text": NOTICE, "datePublished": "2024-03-01T10:00Z"}
    (notice,) = find_notices(
        [*BODY, Block(text=NOTICE)],
        json_ld=[{"correction": [comment]}],
        feed_entry=EntryText(title="Pier is full", summary=NOTICE),
    )
    assert notice.location is Location.FOOT
    assert notice.notice_date == date(2024, 3, 1)


@pytest.mark.parametrize(
    ("title", "summary", "kinds", "target", "hint"),
    [
        pytest.param("CORRECTED-Port posts profit", "", "correction", "self", None, id="corrected"),
        pytest.param("UPDATE 1-Port strike ends", "", "update", "self", None, id="update"),
        pytest.param("REFILE-Port strike ends", "", "refile", "self", None, id="refile"),
        pytest.param(
            "CORRECTED-UPDATE 2-Port posts profit",
            "(Corrects profit to 4 million, not 40, in paragraph 1)",
            "correction",
            "self",
            None,
            id="bracket-in-summary",
        ),
        pytest.param(
            "Correction: Ferry fares to rise",
            "In a story published March 3, the fare was misstated.",
            "correction",
            "other",
            "Ferry fares to rise",
            id="about-another-item",
        ),
    ],
)
def test_feed_entry_is_read(
    title: str, summary: str, kinds: str, target: str, hint: str | None
) -> None:
    (notice,) = find_notices([], feed_entry=EntryText(title=title, summary=summary))
    assert notice.kinds[0] == Kind(kinds)
    assert notice.target == Target(target)
    assert notice.target_hint == hint


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(Block(text=NOTICE, link_share=0.9), id="mostly-links"),
        pytest.param(Block(text="Corrections policy", hints=("correction",)), id="link-box"),
        pytest.param(Block(text="", hints=("correction",)), id="empty-slot"),
    ],
)
def test_furniture_in_a_container_is_no_notice(block: Block) -> None:
    assert find_notices([*BODY, block]) == []


@pytest.mark.parametrize(
    ("language", "count"),
    [pytest.param("et", 1, id="not-covered"), pytest.param("fi", 0, id="covered")],
)
def test_container_counts_alone_only_where_no_lexicon_reads(language: str, count: int) -> None:
    block = Block(text="Artiklis oli silla pikkus valesti kirjas.", hints=("errata",))
    found = find_notices([block], language=language)
    assert [notice.confidence for notice in found] == [0.60] * count


def test_time_stamp_does_not_swallow_the_lead() -> None:
    stamp = Block(text="Updated: 20 Nov 2019, 15:24")
    assert find_notices([stamp, Block(text="The deal was supposed to be small."), *BODY]) == []


def test_selector_names_the_block() -> None:
    (notice,) = find_notices([Block(text=NOTICE, tag="div", hints=("errata", "story"))])
    assert notice.selector == "div.errata"


LETTERS = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])
TEXTS = st.lists(st.sampled_from(FORMULAS) | st.text(LETTERS, max_size=20), max_size=12).map(
    " ".join
)


@given(st.lists(TEXTS, max_size=6))
def test_any_text_gives_parts_of_its_blocks_and_cutting_is_final(texts: list[str]) -> None:
    blocks = [Block(text=text) for text in texts]
    found = find_notices(blocks)
    for notice in found:
        parts = [blocks[span.block].text[span.start : span.end] for span in notice.spans]
        assert notice.text == "\n".join(parts).strip()
        assert notice.kinds
    once = body_without(blocks, found)
    assert body_without([Block(text=line) for line in once.split("\n")], []) == once


@given(
    st.recursive(
        st.none() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["correction", "text", "@type", "@graph", "datePublished"]), inner
            )
        ),
    )
)
def test_any_json_ld_is_harmless(value: object) -> None:
    find_notices([], json_ld=[{"correction": value, "@graph": value}])
