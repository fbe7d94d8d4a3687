"""How bytes become text, by the order in which a page is believed."""

import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.errors import PageUnreadable
from tasks.pages.markup.charset import utf8_page
from tasks.pages.reader import read_page

GREEK = "Η Βουλή του λιμανιού ψήφισε την Τρίτη να ξαναχτίσει την παλιά προβλήτα. " * 4
JAPANESE = "港の委員会は火曜日に、古い桟橋を三段階で建て直すことを決めた。" * 4
FRENCH = "Le conseil du port a voté mardi : la vieille jetée sera refaite, dès l'été. " * 4

CASES = {
    "utf-8": (FRENCH.encode(), "", "utf-8", "strict_utf8"),
    "bom": (codecs.BOM_UTF8 + FRENCH.encode(), "", "utf-8", "bom"),
    "utf-16 bom": (FRENCH.encode("utf-16"), "", "utf-16", "bom"),
    "http": (GREEK.encode("iso-8859-7"), "text/html; charset=ISO-8859-7", "iso8859-7", "http"),
    "http in quotes": (FRENCH.encode("cp1252"), 'text/html; charset="latin1"', "cp1252", "http"),
    "meta": (b'<meta charset="shift_jis">' + JAPANESE.encode("cp932"), "", "cp932", "meta"),
    "meta http-equiv": (
        b'<meta http-equiv="Content-Type" content="text/html; charset=euc-jp">'
        + JAPANESE.encode("euc_jp"),
        "",
        "euc_jp",
        "meta",
    ),
    "utf-8 whatever http says": (GREEK.encode(), "x; charset=latin1", "utf-8", "strict_utf8"),
    "iso-2022-jp": (
        b"<meta charset=iso-2022-jp>" + JAPANESE.encode("iso2022_jp"),
        "",
        "iso2022_jp",
        "meta",
    ),
    "wrong http, right meta": (
        b"<meta charset=windows-1253>" + GREEK.encode("cp1253"),
        "text/html; charset=utf-8",
        "cp1253",
        "meta",
    ),
    "detected": (GREEK.encode("cp1253"), "", "iso8859-7", "detected"),
    "unknown label": (b"<meta charset=x-tern>" + GREEK.encode("cp1253"), "charset=\x00",
                      "iso8859-7", "detected"),
    "utf-7 is refused in legacy bytes": (
        b"<meta charset=utf-7>" + GREEK.encode("cp1253"), "", "iso8859-7", "detected",
    ),
    "utf-7 is refused": (b"<meta charset=utf-7>" + FRENCH.encode(), "", "utf-8", "strict_utf8"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "content_type", "label", "source"), CASES.values(), ids=CASES)
def test_charset(body: bytes, content_type: str, label: str, source: str) -> None:
    text, charset = utf8_page(body, {"content-type": content_type})

    assert (charset.label, charset.source, charset.replaced) == (label, source, 0)
    decoded = text.decode()
    assert any(each[:30] in decoded for each in (GREEK, JAPANESE, FRENCH))


def test_bytes_that_nothing_explains_are_replaced() -> None:
    text, charset = utf8_page(b"quay \x90\xe9A\x8d\x81A\xff\x9d\x9dAA ", {})

    assert (charset.label, charset.source, charset.replaced) == ("cp1252", "fallback", 5)
    assert text.decode().startswith("quay \ufffdéA")


def test_page_cut_inside_a_character_stays_utf8() -> None:
    text, charset = utf8_page(GREEK.encode()[:-3], {})

    assert (charset.label, charset.replaced) == ("utf-8", 1)
    assert text.decode().startswith(GREEK[:100])


def test_few_faults_in_utf8_are_replaced() -> None:
    text, charset = utf8_page(GREEK.encode() * 20 + b"\xff" + GREEK.encode(), {})

    assert (charset.label, charset.replaced) == ("utf-8", 1)
    assert text.decode().startswith(GREEK)


def test_few_accents_of_a_legacy_page_are_not_faults_of_utf8() -> None:
    body = ("The quay is long. " * 400 + "He sat in a café. ").encode("cp1252")

    text, charset = utf8_page(body, {"Content-Type": "text/html; charset=windows-1252"})

    assert charset.source == "http"
    assert text.decode().endswith("café. ")


@given(st.binary(max_size=400), st.text(max_size=40))
def test_no_bytes_and_no_header_fail(body: bytes, content_type: str) -> None:
    text, _ = utf8_page(body, {"Content-Type": content_type})

    assert text.decode() is not None


@given(st.binary(max_size=400))
def test_any_bytes_are_a_page_or_unreadable(body: bytes) -> None:
    with contextlib.suppress(PageUnreadable):
        read_page(b"<p>" + body, "https://tern.example/", headers={})
