"""The one pool of killable processes of this run: every parse and every extraction is in it."""

import atexit
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import lru_cache
from threading import Lock

from tasks.adapters.workers import Done, Failed, Killed, Workers
from tasks.feeds.entry import FeedDocument
from tasks.feeds.reader import read_feed
from tasks.pages.page import Page
from tasks.pages.reader import read_page
from tasks.web.decoding import decoded_body
from tasks.web.fetch import Fetched

_RAW_LIMIT_BYTES = 8 * 1024 * 1024
_one_at_a_time = Lock()


def read_feeds(answers: Sequence[Fetched]) -> list[Done[FeedDocument] | Failed | Killed]:
    """Return what each answer's document says, in order."""
    return _workers().run_all(_read_feed, map(_arguments, answers))


def read_pages(
    answers: Sequence[Fetched], *, deadline_s: float
) -> list[Done[Page] | Failed | Killed]:
    """Return what each answer's page says, in order; each has *deadline_s* seconds."""
    return _workers().run_all(_read_page, map(_arguments, answers), deadline_s=deadline_s)


def read_page_again(
    payload: bytes, url: str, headers: Sequence[tuple[str, str]]
) -> Done[Page] | Failed | Killed:
    """Return what a raw page says today; *payload* is as received, codings and all."""
    return _workers().run_all(_read_raw_page, [(payload, url, tuple(headers))])[0]


def _workers() -> Workers:
    with _one_at_a_time:
        return _started_workers()


@lru_cache
def _started_workers() -> Workers:
    stack = ExitStack()
    atexit.register(stack.close)
    workers = Workers(
        preload=("tasks.feeds.reader", "tasks.pages.reader"),
        warm_up="tasks.pages.reader:warm_up",
    )
    return stack.enter_context(workers)


def _arguments(answer: Fetched) -> tuple[bytes, str, dict[str, str]]:
    return answer.body, answer.final_url, dict(answer.headers)


def _read_feed(body: bytes, url: str, headers: Mapping[str, str]) -> FeedDocument:
    return read_feed(body, url=url, headers=headers)


def _read_page(body: bytes, url: str, headers: Mapping[str, str]) -> Page:
    return read_page(body, url, headers=headers)


def _read_raw_page(payload: bytes, url: str, headers: tuple[tuple[str, str], ...]) -> Page:
    codings = ", ".join(value for name, value in headers if name == "content-encoding")
    body = decoded_body(payload, codings, limit_bytes=_RAW_LIMIT_BYTES)
    return read_page(body, url, headers=dict(headers))
