"""An S3 endpoint on loopback that answers what a test tells it to, one reply a request."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One answer; *sent_bytes* of its body go out, then the connection closes if some are left."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    sent_bytes: int | None = None


HANG_UP = Reply(status=0)
"""The request is read, and never answered."""
WRITTEN = Reply(status=200, headers={"ETag": '"e1"'})


def fault(status: int, code: str) -> Reply:
    """Return an error as S3 says it."""
    body = f"<Error><Code>{code}</Code><Message>m</Message></Error>".encode()
    return Reply(status=status, body=body, headers={"Content-Type": "application/xml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptedS3:
    """The endpoint, and the requests that it has had so far."""

    endpoint_url: str
    requests: list[tuple[str, str, Message]]
    """Method, path, headers."""


@contextmanager
def scripted_s3(*replies: Reply) -> Iterator[ScriptedS3]:
    """Serve *replies* in their order; a request too many is hung up on."""
    left = deque(replies)
    requests: list[tuple[str, str, Message]] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            requests.append((self.command, self.path, self.headers))
            reply = left.popleft() if left else HANG_UP
            if reply is HANG_UP:
                self.close_connection = True
                return
            self.send_response_only(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body[: reply.sent_bytes])
            self.close_connection = reply.sent_bytes is not None

        do_GET = do_PUT = do_HEAD = answer  # noqa: N815 -- names the library asks for

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield ScriptedS3(
                endpoint_url=f"http://127.0.0.1:{server.server_port}", requests=requests
            )
        finally:
            server.shutdown()
            thread.join()
