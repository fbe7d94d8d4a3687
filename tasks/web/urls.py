"""URLs as they go out on the wire, and the two names of a server: its origin and its domain."""

import ipaddress
import re

import idna
from tld import get_fld

from tasks.errors import InputError

_URL = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://"
    r"(?P<authority>[^/?#\\]*)(?=[/?#]|\Z)"  # readers differ on what a backslash ends
    r"(?P<rest>[^#]*)"
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_LABELS = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_MAX_CHARACTERS = 2_048
_MAX_HOST = 253
_MAX_PORT = 65_535
_PRINTABLE = range(0x21, 0x7F)


def wire_url(url: str) -> str:
    """Return *url* as it is sent: nothing decoded, nothing re-ordered.

    The host becomes ASCII in lower case; spaces and characters outside ASCII are
    percent-encoded; fragment, userinfo and a default port are dropped. Idempotent.

    Raises:
        InputError: If *url* is not http or https, has no usable host, holds a control
            character, is longer than 2,048 characters, or writes an IPv4 address in any form
            but the canonical one.

    >>> wire_url("HTTPS://Bücher.example:443/a b?q=%2f&b=%7e#top")
    'https://xn--bcher-kva.example/a%20b?q=%2f&b=%7e'
    """
    if len(url) > _MAX_CHARACTERS:
        raise InputError(url[:80], f"is longer than {_MAX_CHARACTERS} characters")
    if _CONTROL.search(url):
        raise InputError(_shown(url), "holds a control character")
    parts = _URL.match(url.strip(" "))
    if parts is None or (scheme := parts["scheme"].lower()) not in _DEFAULT_PORTS:
        raise InputError(_shown(url), "is no http or https address")
    host, port = _host_and_port(parts["authority"].rpartition("@")[2], url)
    shown_port = "" if port in (None, _DEFAULT_PORTS[scheme]) else f":{port}"
    rest = parts["rest"] if parts["rest"].startswith("/") else "/" + parts["rest"]
    return f"{scheme}://{host}{shown_port}{_percent_encoded(rest, url)}"


def origin_of(url: str) -> str:
    """Return scheme, host and port of *url*, as in ``https://paper.example:8443``.

    Raises:
        InputError: As :func:`wire_url`.
    """
    return "/".join(wire_url(url).split("/", 3)[:3])


def host_of(url: str) -> str:
    """Return the host of *url*, without port; an IPv6 address without its brackets.

    Raises:
        InputError: As :func:`wire_url`.
    """
    authority = origin_of(url).split("/", 2)[2]
    if authority.startswith("["):
        return authority[1:].partition("]")[0]
    return authority.partition(":")[0]


def registrable_domain(host: str) -> str:
    """Return the domain that one owner holds, private suffixes included.

    An IP address, or a host under no known suffix, is its own domain. The list of suffixes is
    the one bundled with ``tld``; it is never updated at run time.

    >>> registrable_domain("news.paper.co.uk")
    'paper.co.uk'
    """
    host = host.rstrip(".").lower()
    known = get_fld(f"http://{host}/", search_private=True, fail_silently=True)
    return str(known) if known else host


def _host_and_port(authority: str, url: str) -> tuple[str, int | None]:
    host, bracket, after = authority.partition("]")
    if bracket:
        return _ipv6_host(host + bracket, url), _port(after, url)
    name, colon, digits = authority.partition(":")
    return _named_host(name, url), _port(colon + digits, url)


def _port(text: str, url: str) -> int | None:
    if text in {"", ":"}:
        return None
    digits = text[1:]
    usable = (
        text[0] == ":" and digits.isascii() and digits.isdigit() and len(digits) <= len("65535")
    )
    if not usable or not 0 < int(digits) <= _MAX_PORT:
        raise InputError(_shown(url), "has no usable port")
    return int(digits)


def _ipv6_host(host: str, url: str) -> str:
    literal = host.removeprefix("[").removesuffix("]")
    try:
        return f"[{ipaddress.IPv6Address(literal.replace('%', '?'))}]"  # a zone is ours alone
    except ValueError as error:
        raise InputError(_shown(url), "has no usable IPv6 address") from error


def _named_host(name: str, url: str) -> str:
    host = _ascii_host(name, url).removesuffix(".")
    if len(host) > _MAX_HOST or not _LABELS.fullmatch(host):
        raise InputError(_shown(url), "has no usable host")
    if _NUMBER.fullmatch(host.rpartition(".")[2]) and not _is_canonical_ipv4(host):
        raise InputError(_shown(url), "writes an IPv4 address in an unusual form")
    return host


def _ascii_host(name: str, url: str) -> str:
    if name.isascii():
        return name.lower()
    if len(name) > _MAX_HOST:
        raise InputError(_shown(url), "has no usable host")
    try:
        return idna.encode(name, uts46=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError) as error:
        raise InputError(_shown(url), "has no usable host") from error


def _is_canonical_ipv4(host: str) -> bool:
    try:
        return str(ipaddress.IPv4Address(host)) == host
    except ValueError:
        return False


def _percent_encoded(rest: str, url: str) -> str:
    try:
        octets = rest.encode()
    except UnicodeEncodeError as error:
        raise InputError(_shown(url), "holds half a surrogate pair") from error
    return "".join(chr(octet) if octet in _PRINTABLE else f"%{octet:02X}" for octet in octets)


def _shown(url: str) -> str:
    """Cut and escape: the subject of an error may reach a log."""
    return url[:200].encode("ascii", "backslashreplace").decode().translate(_ESCAPES)


_ESCAPES = {code: f"\\x{code:02x}" for code in [*range(0x20), 0x7F]}
