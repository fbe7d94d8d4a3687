"""An HTTP server on loopback that answers as it is told, and remembers what it was asked."""

import asyncio
import contextlib
import ssl
import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Self

from tests.harness.replies import Reply, respond


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One request, as it came."""

    at: datetime | None
    line: str
    path: str
    headers: tuple[tuple[str, bytes], ...]
    connection: int

    def header(self, name: str) -> bytes | None:
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


class FaultServer:
    """Runs in a thread of its own, so that the code under test can own its event loop.

    ``server.script("/feed", reply, reply)``: the last reply of a path is given for ever; a path
    without script is a 404.
    """

    def __init__(
        self,
        *,
        context: ssl.SSLContext | None = None,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        self.log: list[Seen] = []
        self.connections = 0
        self.port = 0
        self.in_flight = 0
        self.most_in_flight = 0
        self._scripts: defaultdict[str, list[Reply]] = defaultdict(lambda: [respond(404)])
        self._context = context
        self._now = now
        self._ready = threading.Event()
        self._tasks: set[asyncio.Task[None] | None] = set()  # else a silent one is collected
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(timeout=10)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join(timeout=10)

    def script(self, path: str, *replies: Reply) -> None:
        self._scripts[path] = list(replies)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        scheme = "http" if self._context is None else "https"
        return f"{scheme}://{host}:{self.port}{path}"

    def requests(self, path: str) -> list[Seen]:
        return [seen for seen in self.log if seen.path == path]

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stopped = asyncio.Event()
        server = await asyncio.start_server(
            self._serve, "127.0.0.1", 0, ssl=self._context, limit=2**20
        )
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stopped.wait()
        server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._tasks.add(asyncio.current_task())
        connection = self.connections
        try:
            while not writer.is_closing():
                head = await reader.readuntil(b"\r\n\r\n")
                await self._answer(self._remember(head, connection), writer)
        except (asyncio.IncompleteReadError, asyncio.CancelledError, OSError):
            pass
        finally:
            with contextlib.suppress(OSError, RuntimeError):
                writer.close()

    async def _answer(self, seen: Seen, writer: asyncio.StreamWriter) -> None:
        script = self._scripts[seen.path]
        reply = script.pop(0) if len(script) > 1 else script[0]
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            await reply(writer)
        finally:
            self.in_flight -= 1

    def _remember(self, head: bytes, connection: int) -> Seen:
        line, *fields = head.removesuffix(b"\r\n\r\n").split(b"\r\n")
        pairs = (field.partition(b":") for field in fields)
        seen = Seen(
            at=self._now() if self._now else None,
            line=line.decode("latin-1"),
            path=line.split(b" ")[1].decode("latin-1"),
            headers=tuple((name.decode("latin-1"), value.strip()) for name, _, value in pairs),
            connection=connection,
        )
        self.log.append(seen)
        return seen
