"""Connections: every address is checked as it is dialled, whatever name or redirect led there."""

import asyncio
import errno
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address

from aiohttp import (
    AddrInfoType,
    ClientSession,
    ClientTimeout,
    DummyCookieJar,
    TCPConnector,
    ThreadedResolver,
)
from aiohttp.abc import AbstractResolver, ResolveResult

from tasks.web.addresses import is_allowed, is_public
from tasks.web.fetch import FetchLimits

MAX_CONNECTIONS = 200

BLOCKED = "blocked address"
"""How the text of a refusal begins: several refusals reach us joined into one OSError."""

_MAX_PER_HOST = 2  # the gate allows one; the other may be closing
_MAX_FIELD_BYTES = 32_768  # servers with an ETag of 9 KiB exist
_KEEP_ALIVE_S = 15
_DNS_CACHE_S = 60


def open_session(limits: FetchLimits, resolver: "Resolver") -> ClientSession:
    """Return a session that forgets cookies, decodes nothing and reads no environment.

    Needs a running loop; the caller closes it.
    """
    connector = TCPConnector(
        socket_factory=dialling_guard(limits),
        resolver=resolver,
        ssl=ssl.create_default_context(),
        limit=MAX_CONNECTIONS,
        limit_per_host=_MAX_PER_HOST,
        keepalive_timeout=_KEEP_ALIVE_S,
        ttl_dns_cache=_DNS_CACHE_S,
    )
    return ClientSession(
        connector=connector,
        auto_decompress=False,
        cookie_jar=DummyCookieJar(),
        trust_env=False,
        max_field_size=_MAX_FIELD_BYTES,
        timeout=ClientTimeout(  # the total is ours: it spans all hops of a plan
            total=None, sock_connect=limits.connect_timeout_s, sock_read=limits.read_timeout_s
        ),
    )


def dialling_guard(limits: FetchLimits) -> Callable[[AddrInfoType], socket.socket]:
    """Return the factory of sockets that refuses addresses and ports we must not dial.

    It is given the very address about to be dialled, so that no name, rebinding, literal or
    redirect gets past it; a refusal is an OSError whose text begins with :data:`BLOCKED`.
    """

    def open_socket(address_info: AddrInfoType) -> socket.socket:
        family, kind, protocol, _, (host, port, *_) = address_info
        address = ip_address(host)
        if not is_allowed(address, limits.allow_networks) and not (
            is_public(address) and port in limits.allow_ports
        ):
            raise PermissionError(errno.EACCES, f"{BLOCKED} {host} port {port}")
        return socket.socket(family=family, type=kind, proto=protocol)

    return open_socket


class Resolver(AbstractResolver):
    """Looks names up in the loop's threads, in bounded time, and remembers what it found."""

    def __init__(self, limits: FetchLimits) -> None:
        self._limits = limits
        self._inner = ThreadedResolver()  # by name: with aiodns installed aiohttp takes that
        self._addresses_by_host: dict[str, set[str]] = {}

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return the addresses of *host*; a lookup that takes too long is an ETIMEDOUT."""
        try:
            async with asyncio.timeout(self._limits.connect_timeout_s):
                results = await self._inner.resolve(host, port, family)
        except TimeoutError as error:
            raise OSError(errno.ETIMEDOUT, "looking up the name took too long") from error
        self._addresses_by_host[host.rstrip(".")] = {result["host"] for result in results}
        return results

    async def close(self) -> None:
        """Nothing to close: the threads are the loop's."""

    def is_own(self, host: str) -> bool:
        """Return whether all known addresses of *host* lie in the operator's own networks."""
        addresses = self._addresses_by_host.get(host, {host})
        with suppress(ValueError):  # a name never looked up: nobody's own
            return all(
                is_allowed(ip_address(address), self._limits.allow_networks)
                for address in addresses
            )
        return False
