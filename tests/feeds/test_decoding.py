import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.feeds.decoding import decoded

RUSSIAN, JAPANESE, CHINESE, GERMAN = (
    "Мост открыт",
    "橋が再開した",
    "桥重新开放",
    "Brücke geöffnet – „heute“",
)


def xml(text: str, label: str = "") -> str:
    encoding = f" encoding='{label}'" if label else ""
    return f"<?xml version='1.0'{encoding}?><rss>{text}</rss>"


@pytest.mark.parametrize(
    ("text", "codec", "label", "content_type"),
    [
        pytest.param(GERMAN, "utf-8", "", "", id="utf8"),
        pytest.param(GERMAN, "utf-8-sig", "", "", id="utf8_bom"),
        pytest.param(GERMAN, "utf-8", "iso-8859-1", "", id="utf8_declared_latin1"),
        pytest.param(GERMAN, "utf-8", "", "text/xml; charset=us-ascii", id="utf8_header_ascii"),
        pytest.param(GERMAN, "utf-16", "utf-16", "", id="utf16_bom"),
        pytest.param(GERMAN, "utf-16-le", "utf-16", "", id="utf16le"),
        pytest.param(GERMAN, "utf-16-be", "", "", id="utf16be"),
        pytest.param(GERMAN, "utf-32-be", "", "", id="utf32be"),
        pytest.param(GERMAN, "utf-32", "", "", id="utf32_bom"),
        pytest.param(GERMAN, "cp1252", "windows-1252", "", id="windows-1252"),
        pytest.param(GERMAN, "cp1252", "iso-8859-1", "", id="latin1_is_cp1252"),
        pytest.param(GERMAN, "cp1252", "", 'application/xml; charset="ISO-8859-1"', id="header"),
        pytest.param(RUSSIAN, "koi8-r", "koi8-r", "", id="koi8-r"),
        pytest.param(RUSSIAN, "koi8-r", "utf-8", "text/xml;charset=KOI8-R", id="header_first"),
        pytest.param(JAPANESE, "shift_jis", "Shift_JIS", "", id="shift_jis"),
        pytest.param(JAPANESE, "iso2022_jp", "ISO-2022-JP", "", id="iso-2022-jp"),
        pytest.param(JAPANESE, "euc_jp", "EUC-JP", "", id="euc-jp"),
        pytest.param(CHINESE, "gb18030", "gb2312", "", id="gb2312_is_gb18030"),
        pytest.param("橋重新開放", "big5", "big5", "", id="big5"),
    ],
)
def test_E18_charsets(text: str, codec: str, label: str, content_type: str) -> None:
    whole = xml(text, label)
    assert decoded(whole.encode(codec), content_type) == (whole, True)


def test_E18_a_declared_charset_that_cannot_be_is_passed_over() -> None:
    whole = xml(RUSSIAN, "koi8-r")
    assert decoded(whole.encode("koi8-r"), "text/xml; charset=utf-16").text == whole


@pytest.mark.parametrize("label", ["utf-7", "UTF7", "unicode-1-1-utf-7", "unicode_escape", "idna"])
def test_E18_what_can_hide_markup_is_never_decoded(label: str) -> None:
    body = f"<?xml version='1.0' encoding='{label}'?><rss>+ADw-x+AD4- \\u003c \xe9</rss>"
    text, is_exact = decoded(body.encode("cp1252"))
    assert ("+ADw-x+AD4-" in text, "\\u003c" in text, "\xe9" in text) == (True, True, True)
    assert not is_exact


def test_E18_utf7_without_a_label_stays_as_it_stands() -> None:
    assert "+ADw-" in decoded(xml("+ADw-script+AD4-").encode()).text


def test_bytes_of_no_charset_are_guessed_and_flagged() -> None:
    text, is_exact = decoded(b"caf\xe9 \x81")
    assert (text, is_exact) == ("café \ufffd", False)


def test_a_broken_character_behind_a_bom_is_replaced_and_flagged() -> None:
    assert decoded(b"\xef\xbb\xbfcaf\xc3\xa9 \xff") == ("café \ufffd", False)


def test_E19_a_stray_escape_does_not_unmake_utf8() -> None:
    assert decoded("é\x1b[0m".encode()).text == "é\ufffd[0m"


def test_E20_boms_at_the_start_go() -> None:
    assert decoded("\ufeff\ufeff<rss/>".encode()) == ("<rss/>", True)


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("&#233;", "&#233;"),
        ("&#xE9;", "&#xE9;"),
        ("&#10;", "&#10;"),
        ("&#0;", "\ufffd"),
        ("&#x1F;", "\ufffd"),
        ("&#xD800;", "\ufffd"),
        ("&#xFFFE;", "\ufffd"),
        ("&#1114112;", "\ufffd"),
        (f"&#{'9' * 5_000};", "\ufffd"),
        ("&#x0000000000041;", "&#x0000000000041;"),
    ],
)
def test_E19_references_to_what_xml_may_not_hold_are_replaced(
    reference: str, expected: str
) -> None:
    assert decoded(reference.encode()).text == expected


@given(st.binary(max_size=300), st.sampled_from(["", "utf-8", "hex", "rot13", "x", "koi8-r"]))
def test_decoded_never_raises_and_gives_legal_text(body: bytes, label: str) -> None:
    text, is_exact = decoded(body, f"text/xml; charset={label}")
    assert all(c in "\t\n\r" or c >= " " for c in text)
    assert is_exact == ("\ufffd" not in text) or not is_exact
    text.encode()


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=50))
def test_decoded_is_idempotent(text: str) -> None:
    once = decoded(text.encode()).text
    assert decoded(once.encode()).text == once
