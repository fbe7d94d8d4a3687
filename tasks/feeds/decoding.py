"""Bytes of a feed to text, by one rule that never depends on a library's mood."""

import codecs
import re
import sys
from collections.abc import Iterator
from typing import NamedTuple

_BOMS = (  # the longer first: UTF-32 LE begins like UTF-16 LE
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NULS = {  # which of the first four bytes are NUL: "<" of a document without BOM
    "1110": "utf-32-be",
    "0111": "utf-32-le",
    "1010": "utf-16-be",
    "0101": "utf-16-le",
}
# As browsers read these labels (WHATWG Encoding, section 4.2): supersets of what is declared.
_LABELS = {
    "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "iso8859-1": "cp1252",
    "latin1": "cp1252", "latin-1": "cp1252", "l1": "cp1252", "windows-1252": "cp1252",
    "iso-8859-9": "cp1254", "latin5": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gb_2312-80": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932",
    "windows-31j": "cp932", "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "ksc5601": "cp949",
    "big5": "big5hkscs", "x-x-big5": "big5hkscs", "x-euc-jp": "euc-jp", "unicode": "utf-16",
}  # fmt: skip
# Python would decode these; no browser does, and each can hide markup from us or make it up.
_REFUSED = frozenset(
    {"utf-7", "utf7", "u7", "unicode-1-1-utf-7", "idna", "punycode"}
    | {"unicode-escape", "unicodeescape", "raw-unicode-escape", "rawunicodeescape"}
)

_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})["']""")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_DECLARED_WITHIN = 1_024

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_REPLACEMENT = "\ufffd"
_MOST_DIGITS = 8
_ESCAPE = b"\x1b"


class Decoded(NamedTuple):
    """A document's text; *is_exact* unless a character was guessed or replaced."""

    text: str
    is_exact: bool


def decoded(body: bytes, content_type: str = "") -> Decoded:
    """Return the text of a feed's *body*, BOM removed, every character legal in XML 1.0.

    In this order: a BOM; NUL bytes at the start (UTF-16 or 32 without BOM); strict UTF-8,
    unless an ESC says ISO-2022-JP; the charset of *content_type*, then that of the XML
    declaration, whichever decodes strictly; windows-1252, replacing what it does not have.

    Args:
        body: Content codings removed.
        content_type: The header's value, or empty.
    """
    raw, is_certain = _text(body, content_type)
    text = _REFERENCE.sub(_legal_reference, _ILLEGAL.sub(_REPLACEMENT, raw.lstrip("\ufeff")))
    return Decoded(text, is_certain and _REPLACEMENT not in text)


def _text(body: bytes, content_type: str) -> tuple[str, bool]:
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(encoding, "replace"), True
    for encoding in _candidates(body, content_type):
        try:
            return body.decode(encoding), True
        except (LookupError, UnicodeError):
            continue
    return body.decode("cp1252", "replace"), False


def _candidates(body: bytes, content_type: str) -> Iterator[str]:
    wide = _NULS.get("".join("1" if byte == 0 else "0" for byte in body[:4]))
    if wide:
        yield wide
    if _ESCAPE not in body:
        yield "utf-8"
    http = _CHARSET.search(content_type)
    if http:
        yield _codec(http[1])
    declared = _DECLARED.search(body[:_DECLARED_WITHIN])
    if declared:
        yield _codec(declared[1].decode("ascii"))
    yield "utf-8"  # the ESC was a stray control


def _codec(label: str) -> str:
    """Return the codec a browser takes for *label*; one that does not exist if it takes none."""
    name = _LABELS.get(label.lower(), label).lower().replace("_", "-")
    return "refused" if name in _REFUSED else name


def _legal_reference(found: re.Match[str]) -> str:
    """Return a character reference as it stands, unless no XML document may hold it."""
    hexadecimal, decimal = found.groups()
    digits = (hexadecimal or decimal).lstrip("0")
    if not digits or len(digits) > _MOST_DIGITS:
        return _REPLACEMENT
    code = int(digits, 16 if hexadecimal else 10)
    is_legal = code <= sys.maxunicode and not _ILLEGAL.match(chr(code))
    return found[0] if is_legal else _REPLACEMENT
