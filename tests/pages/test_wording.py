"""Text as it is squeezed, folded and compared; lines that are furniture; languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.pages.markup.wording import bare_address, folded, plain, squeezed, web_address
from tasks.pages.metadata.language import guessed_language
from tasks.pages.text.furniture import is_dateline, is_time_stamp
from tasks.pages.text.promos import LONGEST, is_promo

BASE = "https://tern.example/a/b"
ADDRESSES = {
    "relative": ("../c", "https://tern.example/c"),
    "absolute": ("http://other.example/x", "http://other.example/x"),
    "no scheme": ("//cdn.example/x", "https://cdn.example/x"),
    "broken lines": ("https://tern.example/\n x", "https://tern.example/x"),
    "script": ("javascript:alert(1)", None),
    "data": ("data:text/html,x", None),
    "mail": ("mailto:desk@tern.example", None),
    "no host": ("http:///x", None),
    "no address": ("https://[tern", None),
    "long": ("/" + "x" * 5000, None),
    "nothing": ("", None),
}


@pytest.mark.parametrize(("value", "address"), ADDRESSES.values(), ids=ADDRESSES)
def test_web_address(value: str, address: str | None) -> None:
    assert web_address(value, BASE) == address


@pytest.mark.parametrize(
    ("value", "bare"),
    [("https://www.tern.example/a/?x=1#y", "tern.example/a"), ("https://[tern", "https://[tern")],
)
def test_bare_address(value: str, bare: str) -> None:
    assert bare_address(value) == bare


@given(st.text())
def test_squeezed_and_plain_are_idempotent(text: str) -> None:
    assert squeezed(squeezed(text)) == squeezed(text)
    assert folded(folded(text)) == folded(text)


@given(st.text(), st.text())
def test_web_address_is_an_address_or_nothing(value: str, base: str) -> None:
    found = web_address(value, base)

    assert found is None or found.startswith(("http://", "https://"))


def test_plain_takes_entities_and_tags_out() -> None:
    assert plain("Tide &amp;amp; <b>time</b>\n wait") == "Tide & time wait"


DATELINES = {
    "By Ada Vik | Updated 3 May 2024, 7.40 am": True,
    "Ada Vik": True,
    "3 May 2024": True,
    "Von Ada Vik, 3. Mai 2024": True,
    "Updated May 3, 7.40 am": True,
    "On 3 May 2024 it rained": False,
    "12": False,
    "x" * 200 + " 2024": False,
}


@pytest.mark.parametrize(("line", "expected"), DATELINES.items())
def test_dateline(line: str, expected: bool) -> None:  # noqa: FBT001 -- a column
    assert is_dateline(line, ["Ada Vik"]) is expected


def test_bare_date_is_no_time_stamp() -> None:
    assert is_time_stamp("Posted May 3, 2024; updated May 4, 2024")
    assert not is_time_stamp("May 3, 2024")


def test_long_line_is_no_promo() -> None:
    assert is_promo("Read more: the tide")
    assert not is_promo("Read more: " + "the tide " * LONGEST)


HOSTILE = [" ", "-", "1", "correction ", "read more ", "sign up for ", "by ", "2024 "]


@pytest.mark.parametrize("piece", HOSTILE)
def test_own_patterns_are_linear(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))

    assert not is_promo(text)
    assert not is_dateline(text, ())
    assert plain("<" * 100_000 + text)
    assert guessed_language(text) in (None, "en", "sv", "nl")


LANGUAGES = {
    "ja": "港の委員会は火曜日に、古い桟橋を三段階で建て直すことを決めた。",
    "zh": "港口委员会周二决定分三个阶段重建旧码头，工程将持续两个冬天。",
    "ko": "항만 위원회는 화요일에 낡은 부두를 세 단계로 다시 짓기로 했다.",
    "he": "ועדת הנמל החליטה ביום שלישי לבנות מחדש את המזח הישן בשלושה שלבים.",
    "el": "Το συμβούλιο του λιμανιού ψήφισε την Τρίτη να ξαναχτίσει την προβλήτα.",
    "ru": "Совет порта решил во вторник, что старый причал построят заново, и не за год.",
    "uk": "Рада порту вирішила у вівторок, що старий причал збудують наново, і не за рік.",
    "fr": "Le conseil du port a décidé que la jetée serait refaite dans les deux ans.",
    "nl": "De havenraad heeft besloten dat de oude pier in het voorjaar wordt herbouwd.",
}


@pytest.mark.parametrize(("language", "text"), LANGUAGES.items())
def test_language_is_guessed(language: str, text: str) -> None:
    assert guessed_language(text) == language


@pytest.mark.parametrize("text", ["", "12 %", "Xyzzy plugh frotz nitfol gnusto rezrov"])
def test_language_is_not_guessed_from_too_little(text: str) -> None:
    assert guessed_language(text) is None
