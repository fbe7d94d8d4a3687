"""How the bytes of a page become text: bytes and headers in, UTF-8 and what was done out.

Detection comes late on purpose: it is right for most legacy encodings, but it turns a
whole UTF-8 page that was cut inside a character into mojibake.
"""

import codecs
import re
from collections.abc import Iterator, Mapping

from cchardet import detect

from tasks.pages.page import Charset

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEAD_BYTES = 4096
_FAULTS_PER_CHARACTER = 1 / 1000
_HIGH_BYTES = bytes(range(0x80, 0x100))
_ISO_2022_JP = (b"\x1b$", b"\x1b(")
_META = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w:.-]{1,40})""", re.IGNORECASE
)
_PARAMETER = re.compile(r"""charset\s{0,9}=\s{0,9}["']?([\w:.-]{1,40})""", re.IGNORECASE)

# Labels as browsers read them (WHATWG Encoding, section 4.2), where Python reads them otherwise.
_BROWSER_LABELS = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso_8859-1": "cp1252",
    "latin1": "cp1252",
    "l1": "cp1252",
    "iso-8859-9": "cp1254",
    "latin5": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-8",  # a label read from ASCII bytes cannot be true
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
    "unicode": "utf-8",
}
# UTF-7 hides markup from every filter, and the others are transports of bytes, not charsets.
_REFUSED = ("utf-7", "utf7", "unicode-1-1-utf-7", "idna", "punycode", "undefined", "hz")


def utf8_page(body: bytes, headers: Mapping[str, str]) -> tuple[bytes, Charset]:
    """Return *body* as UTF-8, and how it was read; no byte sequence fails.

    Args:
        body: A page, its content codings already removed.
        headers: Of the response, in any case; only ``Content-Type`` is read.
    """
    for mark, label in _BOMS:
        if body.startswith(mark):
            text = body.decode(label, "replace").removeprefix("\ufeff")
            return _utf8(text), Charset(label=label, source="bom", replaced=text.count("\ufffd"))
    if b"\x1b" not in body or not any(escape in body for escape in _ISO_2022_JP):
        read = _as_utf8(body)
        if read is not None:
            return read
    return _as_declared(body, headers)


def _as_utf8(body: bytes) -> tuple[bytes, Charset] | None:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = error.reason == "unexpected end of data" and error.end == len(body)
        text = body.decode("utf-8", "replace")
    else:
        return body, Charset(label="utf-8", source="strict_utf8")
    faults = text.count("\ufffd") - body.count(b"\xef\xbf\xbd")
    beyond_ascii = len(text) - len(body.translate(None, _HIGH_BYTES)) - faults
    # A legacy page of few accents has few faults as well, but hardly one that is good UTF-8.
    few = faults <= len(text) * _FAULTS_PER_CHARACTER and beyond_ascii > faults
    if not (cut or few):
        return None
    return _utf8(text), Charset(label="utf-8", source="strict_utf8", replaced=faults)


def _as_declared(body: bytes, headers: Mapping[str, str]) -> tuple[bytes, Charset]:
    for label, source in _labels(body, headers):
        codec = _codec(label)
        if codec is None:
            continue
        try:
            text = body.decode(codec)
        except (UnicodeDecodeError, ValueError):
            continue
        return _utf8(text), Charset(label=codec, source=source)
    text = body.decode("cp1252", "replace")
    return _utf8(text), Charset(label="cp1252", source="fallback", replaced=text.count("\ufffd"))


def _labels(body: bytes, headers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    content_type = next((v for k, v in headers.items() if k.lower() == "content-type"), "")
    if stated := _PARAMETER.search(content_type[:_HEAD_BYTES]):
        yield stated[1], "http"
    if written := _META.search(body[:_HEAD_BYTES]):
        yield written[1].decode("ascii", "replace"), "meta"
    yield detect(body)["encoding"] or "", "detected"


def _codec(label: str) -> str | None:
    name = label.strip().lower()
    if name in _REFUSED:
        return None
    name = _BROWSER_LABELS.get(name, name)
    try:
        found = codecs.lookup(name)
        "".encode(found.name)  # refuses codecs from bytes to bytes
    except (LookupError, ValueError):
        return None
    return found.name


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")
