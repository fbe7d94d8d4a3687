import pytest

from tasks.corrections.notice import Pair
from tasks.corrections.notices import find_notices_in_text


@pytest.mark.parametrize(
    ("language", "text", "wrong", "right"),
    [
        pytest.param(
            "de",
            "Korrektur: Die Sitzung beginnt nicht um 17 Uhr, sondern bereits um 15.30 Uhr.",
            "17 Uhr",
            "15.30 Uhr",
            id="times",
        ),
        pytest.param(
            "nl",
            "Correctie: op de foto is niet wethouder Pim van Aalst, maar griffier Loes Kamp.",
            "Pim van Aalst",
            "Loes Kamp",
            id="names-without-what-they-are",
        ),
        pytest.param(
            "de",
            "Korrektur: Das Fest wird am 3. Mai eröffnet, nicht am 13. Mai.",
            "13. Mai",
            "3. Mai",
            id="dates",
        ),
        pytest.param(
            "en",
            "Correction: The fault affects version 8, not version 9.",
            "version 9",
            "version 8",
            id="a-number-with-its-name",
        ),
        pytest.param(
            "en",
            "Correction: The boat sails north of Tarn, not south of Tarn.",
            "south of Tarn",
            "north of Tarn",
            id="one-name-on-both-sides",
        ),
    ],
)
def test_values_keep_nothing_but_themselves(
    language: str, text: str, wrong: str, right: str
) -> None:
    (notice,) = find_notices_in_text(text, language=language)
    assert notice.pairs == (Pair(wrong, right),)
