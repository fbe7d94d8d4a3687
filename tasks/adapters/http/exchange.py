"""One exchange: a request goes out, the head of the answer decides whether its body is read."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import aiohttp
from yarl import URL

from tasks.adapters.http.client_errors import opening_failure, reading_failure
from tasks.web.decoding import decoded_body
from tasks.web.failure import FetchError
from tasks.web.statuses import WITH_BODY

_STEP = 65_536
_VALIDATORS = frozenset({"etag", "last-modified"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is sent, and what is read of the answer."""

    url: str
    headers: Mapping[str, str]
    limit_bytes: int
    content_types: tuple[str, ...] = ()
    timeout_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said; the bodies are empty unless the status brings a document."""

    status: int
    reason: str
    http_version: str
    headers: tuple[tuple[str, str], ...]
    location: bytes | None
    raw_body: bytes = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def first_headers(self) -> dict[str, str]:
        """The first value of each header, by its name in lower case."""
        return dict(reversed(self.headers))


async def exchange(
    session: aiohttp.ClientSession, request: Request, count: Callable[[int], None]
) -> Answer:
    """Send *request* once and return the answer, its body whole and decoded.

    Args:
        session: Where connections come from.
        request: What to send, and how much to read.
        count: Told the size of every piece of a body as it arrives; may raise FetchError.

    Raises:
        FetchError: With a code for whatever went wrong; the connection is closed then.
    """
    try:
        async with asyncio.timeout(request.timeout_s), await _opened(session, request) as response:
            raw = await _raw_body(response, request, count)
    except TimeoutError as error:
        raise FetchError("deadline", f"took over {request.timeout_s:.0f} s") from error
    return _answer(response, raw, request.limit_bytes)


async def _opened(session: aiohttp.ClientSession, request: Request) -> aiohttp.ClientResponse:
    try:
        return await session.get(
            URL(request.url, encoded=True), allow_redirects=False, headers=request.headers
        )
    except aiohttp.ClientError as error:
        raise opening_failure(error) from error


async def _raw_body(
    response: aiohttp.ClientResponse, request: Request, count: Callable[[int], None]
) -> bytes:
    if response.status not in WITH_BODY:
        return b""
    _check_head(response, request)
    raw = bytearray()
    try:
        async for chunk in response.content.iter_chunked(_STEP):
            count(len(chunk))
            raw += chunk
            if len(raw) > request.limit_bytes:
                raise FetchError("too_big", f"is over {request.limit_bytes} bytes")
    except (aiohttp.ClientError, OSError) as error:
        raise reading_failure(error) from error
    return bytes(raw)


def _check_head(response: aiohttp.ClientResponse, request: Request) -> None:
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind and request.content_types and kind not in request.content_types:
        raise FetchError("unsupported_type", f"is {kind[:80]}", response.status)
    if (response.content_length or 0) > request.limit_bytes:
        raise FetchError("too_big", f"is {response.content_length} bytes", response.status)


def _answer(response: aiohttp.ClientResponse, raw: bytes, limit_bytes: int) -> Answer:
    version = response.version or aiohttp.HttpVersion11
    encoding = ",".join(response.headers.getall("Content-Encoding", ()))
    locations = (value for name, value in response.raw_headers if name.lower() == b"location")
    return Answer(
        status=response.status,
        reason=_text((response.reason or "").encode("utf-8", "surrogateescape")),
        http_version=f"{version.major}.{version.minor}",
        headers=tuple(_headers(response.raw_headers)),
        location=next(locations, None),
        raw_body=raw,
        body=decoded_body(raw, encoding, limit_bytes=limit_bytes),
    )


def _headers(raw_headers: Iterable[tuple[bytes, bytes]]) -> Iterator[tuple[str, str]]:
    for raw_name, value in raw_headers:
        name = raw_name.decode("ascii", "replace").lower()
        text = _text(value)
        if name not in _VALIDATORS or text.encode() == value:
            yield name, text


def _text(octets: bytes) -> str:
    try:
        return octets.decode()
    except UnicodeDecodeError:
        return octets.decode("latin-1")
