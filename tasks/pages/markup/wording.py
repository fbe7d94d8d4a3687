"""How text is squeezed, folded and compared in this room."""

import html
import re
import unicodedata
from urllib.parse import urljoin, urlsplit

_NO_WORD = re.compile(r"[\W_]+")
_ASCII_NO_WORD = bytes(code for code in range(128) if not chr(code).isalnum())
_TAG = re.compile(r"<[^<>]{0,500}>")
_ADDRESS_LIMIT = 4000


def squeezed(text: str) -> str:
    """Return *text* in NFC on one line, with single spaces and no zero-width ones.

    >>> squeezed(" a  b ")
    'a b'
    """
    if text.isascii():
        return " ".join(text.split())
    joined = " ".join(text.replace("\u200b", "").replace("\ufeff", "").split())
    return unicodedata.normalize("NFC", joined)


def plain(markup: str) -> str:
    """Return the text of a metadata string: entities unescaped, tags removed, squeezed."""
    text = markup
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _TAG.sub("", text)
    return squeezed(text.encode("utf-8", "replace").decode("utf-8"))


def folded(text: str) -> str:
    """Return the letters and digits of *text* alone, in lower case: what two texts must share.

    >>> folded("Don't -- stop!")
    'dontstop'
    """
    if text.isascii():
        return text.lower().encode().translate(None, _ASCII_NO_WORD).decode()
    return _NO_WORD.sub("", text.lower())


def web_address(value: str | None, base: str) -> str | None:
    """Return *value* as an absolute http(s) address, else None.

    ``javascript:`` and ``data:`` addresses survive every extractor; they end here.
    """
    if not value or len(value) > _ADDRESS_LIMIT:
        return None
    try:
        joined = urljoin(base, "".join(value.split()))
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if parts.scheme in ("http", "https") and parts.hostname else None


def bare_address(value: str) -> str:
    """Return what two spellings of one address share: host without ``www.``, and path."""
    try:
        parts = urlsplit(value.strip())
    except ValueError:
        return value
    return parts.netloc.lower().removeprefix("www.") + parts.path.rstrip("/")
