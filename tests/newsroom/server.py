"""The newsroom on loopback: a server of the standard library, with two editions to publish."""

import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self

import yaml

from tests.newsroom.outlets import load_feeds
from tests.newsroom.site import Document, documents, missing
from tests.newsroom.story import FIRST, SECOND

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One line of the newsroom's log."""

    at: datetime
    method: str
    path: str
    headers: Mapping[str, str]
    """Names in lower case."""
    status: int
    sent_bytes: int
    """Of the body, on the wire."""


class Newsroom:
    """The newspaper, from ``__enter__`` to ``__exit__``; edition 1 is out at first.

    Raises:
        OSError: On ``__init__``, if *port* is taken.
    """

    def __init__(self, *, port: int = 0, edition: int = FIRST) -> None:
        self.requests: list[Request] = []
        self._server = _Server((HOST, port), _Handler)
        self._server.newsroom = self
        self.port = self._server.server_address[1]
        self.url = f"http://{HOST}:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self.publish(edition)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def publish(self, edition: int) -> None:
        """Replace every document by those of *edition*, 1 or 2."""
        if edition not in (FIRST, SECOND):
            raise ValueError(f"edition {edition}: there are two, 1 and 2")
        self.edition = edition
        self._documents = documents(self.url, edition)

    def document(self, path: str) -> Document:
        """Return what *path* answers now; its query is not looked at."""
        return self._documents.get(path.partition("?")[0], missing())

    def write_feeds(self, path: Path) -> Path:
        """Write a feed list of this newsroom for ``corrigenda``, and return *path*."""
        feeds = [
            {
                "id": feed.id,
                "url": f"{self.url}/{feed.at}",
                "publisher": feed.outlet.name,
                "tags": list(feed.tags),
                "interval_minutes": 15,
            }
            for feed in load_feeds()
        ]
        path.write_text(yaml.safe_dump({"feeds": feeds}, sort_keys=False), encoding="utf-8")
        return path


class _Server(ThreadingHTTPServer):
    newsroom: Newsroom
    daemon_threads = True
    block_on_close = False  # an idle keep-alive connection must not hold up the end

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a reader who hangs up, as it should on a bomb."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # as we got it


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "Newsroom"
    sys_version = ""
    timeout = 30

    def do_GET(self) -> None:
        document = self.server.newsroom.document(self.path)
        is_gzip = document.is_gzip_only or self._takes_gzip(document)
        headers = _headers(document, is_gzip=is_gzip)
        if document.status == HTTPStatus.OK and self._has(document, headers["ETag"]):
            self._send(HTTPStatus.NOT_MODIFIED, {"ETag": headers["ETag"]})
        else:
            body = (document.gzipped if is_gzip else None) or document.body
            self._send(document.status, headers, body)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path in ("/publish/1", "/publish/2"):
            self.server.newsroom.publish(int(self.path[-1]))
            self._send(HTTPStatus.SEE_OTHER, {"Location": f"{self.server.newsroom.url}/"})
        else:
            self._send(HTTPStatus.NOT_FOUND, {})

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base class's name
        """Say nothing: the log is ``Newsroom.requests``."""

    def _takes_gzip(self, document: Document) -> bool:
        return document.gzipped is not None and "gzip" in self.headers.get("Accept-Encoding", "")

    def _has(self, document: Document, etag: str) -> bool:
        known = self.headers.get("If-None-Match")
        if known is not None:  # it outranks the date: RFC 9110, section 13.2.2
            return etag in (tag.strip() for tag in known.split(","))
        since = self.headers.get("If-Modified-Since")
        return since is not None and document.modified <= parsedate_to_datetime(since)

    def _send(self, status: int, headers: Mapping[str, str], body: bytes = b"") -> None:
        self.server.newsroom.requests.append(
            Request(
                at=datetime.fromtimestamp(time.time(), UTC),
                method=self.command,
                path=self.path,
                headers={name.lower(): value for name, value in self.headers.items()},
                status=int(status),
                sent_bytes=len(body),
            )
        )
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            with suppress(ConnectionError):  # a reader may hang up on a bomb
                self.wfile.write(body)


def _headers(document: Document, *, is_gzip: bool) -> dict[str, str]:
    headers = {"Content-Type": document.content_type, "Vary": "Accept-Encoding"}
    if document.location:
        headers["Location"] = document.location
    if is_gzip:
        headers["Content-Encoding"] = "gzip"
    if document.status == HTTPStatus.OK:
        headers["ETag"] = f'"{document.digest}{"-gzip" if is_gzip else ""}"'
        headers["Last-Modified"] = format_datetime(document.modified, usegmt=True)
    return headers
