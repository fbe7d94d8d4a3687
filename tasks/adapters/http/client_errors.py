"""What an error of the HTTP client means: its names end here."""

import errno
import socket

import aiohttp

from tasks.adapters.http.connections import BLOCKED
from tasks.web.failure import FetchError

# In this order: the first type that fits names the failure.
_CODE_BY_TYPE: tuple[tuple[type[Exception], str], ...] = (
    (aiohttp.ClientConnectorCertificateError, "tls_certificate"),
    (aiohttp.ClientConnectorSSLError, "tls_handshake"),
    (aiohttp.ConnectionTimeoutError, "connect_timeout"),
    (aiohttp.SocketTimeoutError, "read_timeout"),
    (TimeoutError, "deadline"),
    (aiohttp.ServerDisconnectedError, "connection_closed"),
    (aiohttp.ClientConnectionResetError, "connection_closed"),
    (aiohttp.ClientResponseError, "bad_response"),
    (aiohttp.ClientPayloadError, "truncated"),
    (aiohttp.ClientConnectorDNSError, "dns_failure"),
    (aiohttp.ClientConnectorError, "connect_refused"),
    (aiohttp.ClientConnectionError, "connection_closed"),
)

# Where the number of the operating system or the resolver says more.
_CODE_BY_ERRNO: dict[tuple[str, int | None], str] = {
    ("connect_refused", errno.ECONNRESET): "connect_reset",
    ("connect_refused", errno.ETIMEDOUT): "connect_timeout",
    ("connect_refused", None): "tls_handshake",  # connected, then lost inside TLS
    ("connection_closed", errno.ECONNRESET): "connect_reset",
    ("dns_failure", errno.ETIMEDOUT): "dns_timeout",
    ("dns_failure", socket.EAI_NONAME): "dns_nxdomain",
    ("dns_failure", socket.EAI_NODATA): "dns_nxdomain",
}

_WHILE_READING = frozenset({"connection_closed", "connect_reset", "connect_refused"})


def opening_failure(error: Exception) -> FetchError:
    """Return what *error* means before the head of an answer was there."""
    return FetchError(_code(error), _detail(error))


def reading_failure(error: Exception) -> FetchError:
    """Return what *error* means while a body was read: a lost connection cuts it short."""
    code = _code(error)
    return FetchError("truncated" if code in _WHILE_READING else code, _detail(error))


def _code(error: Exception) -> str:
    if isinstance(error, aiohttp.ClientConnectorError) and BLOCKED in str(error):
        return "blocked_address"
    code = next((code for kind, code in _CODE_BY_TYPE if isinstance(error, kind)), "bad_response")
    number = error.errno if isinstance(error, OSError) else None
    return _CODE_BY_ERRNO.get((code, number), code)


def _detail(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]
