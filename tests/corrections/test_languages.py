"""What does not depend on a declared language: detection, mixed pages, prefixes of headlines."""

import pytest

from tasks.corrections.lexicon import LEXICONS
from tasks.corrections.notice import Block, EntryText, Kind, Target
from tasks.corrections.notices import find_notices, find_notices_in_text

GERMAN = "Korrektur: Der Steg ist 140 Meter lang, nicht 410 Meter."
FRENCH = "Rectificatif : le quai mesure 140 mètres et non 410 mètres."
ENGLISH = [
    "The council met on Monday and talked about the pier until the lamps went out.",
    "Nobody could say who had ordered the second flagpole, or why it was painted green.",
    "The mayor said that the matter would be looked into before the summer.",
    "A vote is expected next week.",
]


@pytest.mark.parametrize(
    ("text", "language", "pair"),
    [
        pytest.param(GERMAN, "de", ("410 Meter", "140 Meter"), id="german"),
        pytest.param(FRENCH, "fr", ("410 mètres", "140 mètres"), id="french"),
        pytest.param(
            "【訂正】記事中に「410台」とあるのは「140台」の誤りでした。",
            "ja",
            ("410台", "140台"),
            id="japanese",
        ),
        pytest.param(
            "Поправка: длина причала 140 метров, а не 410 метров.",
            "ru",
            ("410 метров", "140 метров"),
            id="russian",
        ),
        pytest.param(
            "Виправлення: довжина причалу 140 метрів, а не 410 метрів.",
            "uk",
            ("410 метрів", "140 метрів"),
            id="ukrainian",
        ),
    ],
)
@pytest.mark.parametrize("declared", [None, "en", "xx"])
def test_language_is_told_by_script_and_small_words(
    text: str, language: str, pair: tuple[str, str], declared: str | None
) -> None:
    (notice,) = find_notices_in_text(text, language=declared)
    assert notice.language == language
    assert tuple(notice.pairs[0]) == pair


@pytest.mark.parametrize("language", ["de", "en", None])
def test_notice_of_a_german_page_with_english_quotes_is_found(language: str | None) -> None:
    blocks = [
        Block(text="Der Rat tagte am Montag und sprach über den Steg, bis die Lampen ausgingen."),
        Block(text="„The pier is a wonder“, sagte die Gästeführerin. „Nobody walks it.“"),
        Block(text="Die Abstimmung ist für die nächste Woche vorgesehen, und niemand eilt."),
        Block(text=GERMAN),
    ]
    assert [notice.text for notice in find_notices(blocks, language=language)] == [GERMAN]


def test_page_that_declares_a_wrong_language_is_read_in_its_own() -> None:
    blocks = [Block(text=text) for text in (*ENGLISH, "Correction: The pier has 140 berths.")]
    found = find_notices(blocks, language="de")
    assert [notice.language for notice in found] == ["en"]


@pytest.mark.parametrize(
    ("title", "language"),
    [
        pytest.param("KORREKTUR: Steg wird länger", "de", id="german-capitals"),
        pytest.param("Korrigiert - Steg wird länger", "de", id="german-participle"),
        pytest.param("CORRECTION : Le quai s'allonge", "fr", id="french-capitals"),
        pytest.param("(RECTIF) Le quai s'allonge", "fr", id="french-bracket"),
        pytest.param("CORREGIDO-El muelle se alarga", "es", id="spanish"),
        pytest.param("ERRATA: O cais cresce", "pt", id="portuguese"),
        pytest.param("ERRATA CORRIGE: Il molo si allunga", "it", id="italian"),
        pytest.param("GECORRIGEERD: Steiger wordt langer", "nl", id="dutch"),
        pytest.param("RÄTTELSE: Bryggan blir längre", "sv", id="swedish"),
        pytest.param("ИСПРАВЛЕНО: Причал станет длиннее", "ru", id="russian"),
        pytest.param("訂正：桟橋が長くなる", "ja", id="japanese"),
        pytest.param("【訂正】桟橋が長くなる", "ja", id="japanese-bracket"),
        pytest.param("（更正）码头变长", "zh", id="chinese"),
        pytest.param("[정정] 부두가 길어진다", "ko", id="korean"),
        pytest.param("تصحيح: الرصيف يطول", "ar", id="arabic"),
    ],
)
def test_prefix_of_a_headline_says_that_the_item_itself_is_corrected(
    title: str, language: str
) -> None:
    entry = EntryText(title=title, summary="")
    (notice,) = find_notices([], feed_entry=entry, language=language)
    assert (notice.kinds[0], notice.target) == (Kind.CORRECTION, Target.SELF)


@pytest.mark.parametrize(
    ("title", "language"),
    [
        pytest.param("Korrektur: Steg wird länger als gedacht", "de", id="german"),
        pytest.param("Rectificatif : Le quai s'allonge encore", "fr", id="french"),
        pytest.param("Rättelse: Bryggan blir längre än väntat", "sv", id="swedish"),
    ],
)
def test_label_before_a_headline_speaks_of_another_item(title: str, language: str) -> None:
    entry = EntryText(title=title, summary="")
    (notice,) = find_notices([], feed_entry=entry, language=language)
    assert notice.target is Target.OTHER
    assert notice.target_hint == title.split(":", 1)[1].strip()


@pytest.mark.parametrize(
    ("title", "language"),
    [
        pytest.param("Korrektur an der Börse setzt sich fort", "de", id="german"),
        pytest.param("Correction des copies : les professeurs débordés", "fr", id="french"),
        pytest.param("La rectificación del ministro llega tarde", "es", id="spanish"),
        pytest.param("訂正印を探す人々", "ja", id="japanese"),
        pytest.param("更正错误要趁早", "zh", id="chinese"),
    ],
)
def test_headline_about_corrections_is_no_notice(title: str, language: str) -> None:
    entry = EntryText(title=title, summary="")
    assert find_notices([], feed_entry=entry, language=language) == []


@pytest.mark.parametrize("language", sorted(set(LEXICONS) - {"en"}))
def test_every_language_has_prefixes_of_headlines(language: str) -> None:
    assert LEXICONS[language].titles[Kind.CORRECTION].pattern != "(?!)"
