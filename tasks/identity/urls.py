"""The identity of an address: compared and hashed, never fetched."""

import posixpath
import re
import unicodedata
from typing import NamedTuple
from urllib.parse import parse_qsl, quote

from tld import is_tld

from tasks.errors import InputError
from tasks.identity.addresses.url_names import (
    AMBIGUOUS_NAMES,
    STRIPPED_LABELS,
    TRACKING_NAMES,
    TRACKING_PREFIXES,
)
from tasks.identity.addresses.url_wrappers import wrapped_url

_ADDRESS = re.compile(
    r"""(?:(?P<scheme>https?):)?(?P<slashes>//(?:[^/?\#]*@)?)?
        (?P<host>\[[0-9a-f:.]+\]|[^/?\#:@\[\]]+)(?::(?P<port>\d{0,5}))?
        (?P<path>/[^?\#]*)?(?:\?(?P<query>[^\#]*))?(?:\#(?P<fragment>.*))?""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_BARE_HOST = re.compile(r"[^\s.]+(?:\.[^\s.]+)*\.(?:[a-z]{2,63}|xn--[a-z0-9-]+)\.?", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]")
_AMPERSAND = re.compile(r"&(?:amp;|#0?38;)+")
_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_UNRESERVED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
_PATH_SAFE = "/!$&'()*+,;=:@"
_HELD = 0xDC00  # first low surrogate; "surrogateescape" holds undecodable bytes there, too
_DEFAULT_PORTS = frozenset({"", "80", "443"})  # of both schemes: the scheme does not count

_PATH_NOISE = re.compile(
    r""";jsessionid=[^/;]*
      |^(?:/amp)+(?=/)
      |(?:/amp)+$
      |(?:\.amp)+(?=(?:\.html?)?$)
      |(?<=/)(?:index|default)\.(?:html?|php|aspx?)$""",
    re.IGNORECASE | re.VERBOSE,
)
_SLUG = re.compile(r"[^\W_]+(?:[-_][^\W_]+)+.*|.+\.s?html?", re.IGNORECASE)
_LOCALE = re.compile(r"[a-z]{2}[-_][a-z]{2}", re.IGNORECASE)
_NUMBER = re.compile(r"\d+|.*\d{3}.*|(?=.*\d).{6,}")


class _Parts(NamedTuple):
    """A parsed address, its parts in their final form."""

    host: str
    raw_path: str
    path: str
    query: tuple[tuple[str, str], ...]
    fragment: str


def canonical_url(url: str) -> str:
    """Return the identity of a news address as ``https://host/path?query``.

    Scheme, mobile and AMP variants, tracking parameters and fragments do not count; case in
    the path, other subdomains and all other parameters do. Idempotent.

    Args:
        url: As found; ``//host/x`` and ``host.tld/x`` are addresses too.

    Raises:
        InputError: If *url* is no http(s) address.

    >>> canonical_url("http://m.tern.example/a/ferry-strike/?utm_source=x#top")
    'https://tern.example/a/ferry-strike'
    """
    parts = _unwrapped(url)
    query = "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in _kept(parts))
    return f"https://{parts.host}{parts.path}{'?' if query else ''}{query}{parts.fragment}"


def url_key(url: str | None) -> str | None:
    """Return the canonical form of an address, or None where there is none."""
    try:
        return canonical_url(url) if url else None
    except InputError:
        return None


def _unwrapped(url: str) -> _Parts:
    """Follow wrappers inwards; each target is shorter than its wrapper, so this ends."""
    parts = _parsed(url)
    target = wrapped_url(parts.host, parts.path, parts.raw_path, parts.query)
    if target is None:
        return parts
    try:
        return _unwrapped(target)
    except InputError:  # it carries no address after all
        return parts


def _parsed(url: str) -> _Parts:
    text = unicodedata.normalize("NFC", _AMPERSAND.sub("&", re.sub(r"[\t\r\n]", "", url)))
    match = _ADDRESS.fullmatch(text.strip())
    if match is None or not _is_web_address(match) or not _is_encodable(text):
        raise InputError(url, "no http or https address")
    return _Parts(
        host=_canonical_host(url, match["host"]) + _port(match["port"] or ""),
        raw_path=match["path"] or "/",
        path=_canonical_path(match["path"] or "/"),
        query=_pairs(match["query"] or ""),
        fragment=_canonical_fragment(match["fragment"] or ""),
    )


def _is_web_address(match: re.Match[str]) -> bool:
    if match["slashes"]:
        return True
    return not match["scheme"] and _BARE_HOST.fullmatch(match["host"]) is not None


def _is_encodable(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _canonical_host(url: str, host: str) -> str:
    try:
        name = host if host.startswith("[") else host.encode("idna").decode().rstrip(".")
    except UnicodeError as error:
        raise InputError(url, "its host is no domain name") from error
    if not _HOST.fullmatch(name.lower()):
        raise InputError(url, "its host is no domain name")
    return _main_host(name.lower())


def _main_host(host: str) -> str:
    label, _, rest = host.partition(".")
    while label in STRIPPED_LABELS and "." in rest and not is_tld(rest):
        host = rest
        label, _, rest = host.partition(".")
    return host


def _port(digits: str) -> str:
    port = digits.lstrip("0")
    return "" if port in _DEFAULT_PORTS else f":{port}"


def _canonical_path(path: str) -> str:
    """Take noise off until none is left: under ``/amp/`` may lie ``index.html``."""
    path = _decoded(path)
    shorter = posixpath.normpath("/" + _PATH_NOISE.sub("", path).lstrip("/"))
    while shorter != path:
        path = shorter
        shorter = posixpath.normpath("/" + _PATH_NOISE.sub("", path).lstrip("/"))
    return _encoded(path, _PATH_SAFE)


def _decoded(text: str) -> str:
    """Decode what is unreserved or not ASCII; hold every other escaped byte as a surrogate.

    As such it is no letter to any rule, and Unicode composes nothing with it.
    """
    return unicodedata.normalize("NFC", _ESCAPES.sub(_unescaped, text))


def _unescaped(match: re.Match[str]) -> str:
    raw = bytes.fromhex(match[0].replace("%", ""))
    return "".join(map(_held, raw.decode("utf-8", "surrogateescape")))


def _held(character: str) -> str:
    is_plain = character in _UNRESERVED or character > "\x7f"
    return character if is_plain else chr(_HELD + ord(character))


def _encoded(text: str, safe: str) -> str:
    return "".join(
        f"%{ord(c) - _HELD:02X}" if _HELD <= ord(c) <= _HELD + 0xFF else quote(c, safe)
        for c in text
    )


def _pairs(query: str) -> tuple[tuple[str, str], ...]:
    pairs = parse_qsl(query, keep_blank_values=True, errors="surrogateescape")
    normal = unicodedata.normalize
    return tuple(sorted((normal("NFC", name), normal("NFC", value)) for name, value in pairs))


def _canonical_fragment(fragment: str) -> str:
    """Pages of one-page sites live behind ``#!``; every other fragment is a place in a page."""
    return f"#{_encoded(_decoded(fragment), _PATH_SAFE + '?')}" if fragment[:1] == "!" else ""


def _kept(parts: _Parts) -> list[tuple[str, str]]:
    pairs = [pair for pair in parts.query if not _is_tracking(*pair)]
    sure = [pair for pair in pairs if pair[0].lower() not in AMBIGUOUS_NAMES]
    if not _has_identity(parts.path) and not any(value for _, value in sure):
        return pairs
    return [pair for pair in pairs if pair in sure or pair[1].isdecimal()]


def _is_tracking(name: str, value: str) -> bool:
    name = name.lower()
    if name in TRACKING_NAMES or name.startswith(TRACKING_PREFIXES):
        return True
    return name == "page" and value == "1"


def _has_identity(path: str) -> bool:
    """A slug or a number in the path names the story."""
    return any(
        _NUMBER.fullmatch(segment) or (_SLUG.fullmatch(segment) and not _LOCALE.fullmatch(segment))
        for segment in path.split("/")
    )


def _quoted(text: str) -> str:
    return quote(text, safe="", errors="surrogateescape")
