import pytest

from tasks.corrections.notice import Target
from tasks.corrections.notices import find_notices_in_text


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        pytest.param(
            'In our article "Harbour master steps down" on Monday we misspelled her name.',
            "Harbour master steps down",
            id="headline",
        ),
        pytest.param(
            "In a story May 17 about a ferry strike, The Tarn Press erroneously reported the fare.",
            "May 17",
            id="day-of-the-story",
        ),
        pytest.param(
            "Tuesday's story misstated the fare. It is at https://ledger.example/ferry.",
            "https://ledger.example/ferry",
            id="link",
        ),
        pytest.param("Tuesday's story misstated the fare. It is due on May 4.", None, id="none"),
    ],
)
def test_notice_of_another_item_says_of_which(text: str, hint: str | None) -> None:
    (notice,) = find_notices_in_text(text, language="en")
    assert notice.target is Target.OTHER
    assert notice.target_hint == hint


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Updated Nov 19, 9:41 AM; Posted Nov 18", id="posted-behind"),
        pytest.param("Updated: Nov 20 2019. It was supposed to be a limited deal.", id="lead"),
        pytest.param("The story was wrong, Prof. Nell Tregenza said: it was 1911.", id="speaker"),
    ],
)
def test_stamp_or_speaker_is_no_notice(text: str) -> None:
    assert find_notices_in_text(text, language="en") == []
