"""What a server may do to its client: proper answers, and every fault of a bad network."""

import asyncio
import socket
import struct
from asyncio import StreamWriter
from collections.abc import Awaitable, Callable, Sequence

Reply = Callable[[StreamWriter], Awaitable[None]]

NO_LINGER = struct.pack("ii", 1, 0)


def respond(
    status: int = 200, body: bytes = b"", headers: Sequence[tuple[str, str]] = (), reason: str = "X"
) -> Reply:
    """A proper answer with Content-Length; the connection stays open."""
    return _sent(head(status, [*headers, ("Content-Length", str(len(body)))], reason) + body)


def until_close(body: bytes, headers: Sequence[tuple[str, str]] = ()) -> Reply:
    """A 200 whose body ends where the connection does."""
    return raw(head(200, [*headers, ("Connection", "close")]) + body)


def redirect(location: str, status: int = 302) -> Reply:
    return respond(status, headers=[("Location", location)])


def chunked(*chunks: bytes, headers: Sequence[tuple[str, str]] = (), ending: bytes) -> Reply:
    frames = b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks)
    return raw(head(200, [*headers, ("Transfer-Encoding", "chunked")]) + frames + ending)


def raw(octets: bytes) -> Reply:
    """Send *octets* and close."""

    async def reply(writer: StreamWriter) -> None:
        await _sent(octets)(writer)
        writer.close()

    return reply


def reset(octets: bytes = b"") -> Reply:
    """Send *octets*, then reset the connection."""

    async def reply(writer: StreamWriter) -> None:
        await _sent(octets)(writer)
        await asyncio.sleep(0.02)  # let the client read them first
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGER)
        writer.transport.abort()

    return reply


async def silence(_: StreamWriter) -> None:
    """Accept, then say nothing, until the server is stopped."""
    await asyncio.Event().wait()


async def close(writer: StreamWriter) -> None:
    """Accept, then close without a word."""
    writer.close()


def endless(start: bytes, piece: bytes, every_s: float = 0) -> Reply:
    """Send *start*, then *piece* again and again."""

    async def reply(writer: StreamWriter) -> None:
        await _sent(start)(writer)
        while True:
            await _sent(piece)(writer)
            await asyncio.sleep(every_s)

    return reply


def delayed(seconds: float, then: Reply) -> Reply:
    async def reply(writer: StreamWriter) -> None:
        await asyncio.sleep(seconds)
        await then(writer)

    return reply


def head(status: int, headers: Sequence[tuple[str, str]] = (), reason: str = "X") -> bytes:
    lines = [f"HTTP/1.1 {status} {reason}", *(f"{name}: {value}" for name, value in headers)]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "surrogateescape")


def _sent(octets: bytes) -> Reply:
    async def reply(writer: StreamWriter) -> None:
        writer.write(octets)
        await writer.drain()

    return reply
