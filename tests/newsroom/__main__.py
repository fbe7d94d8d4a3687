"""Serve the newsroom in the foreground: ``python -m tests.newsroom --port 8099``."""

import argparse
import contextlib
import sys
import threading
from pathlib import Path

from tests.newsroom.outlets import load_feeds
from tests.newsroom.server import Newsroom
from tests.newsroom.story import FIRST, SECOND


def main() -> int:
    """Serve until Ctrl-C; the exit status is 2 if the port is taken."""
    options = _options()
    try:
        newsroom = Newsroom(port=options.port, edition=options.edition)
    except OSError as error:
        print(f"port {options.port}: {error.strerror}; choose another", file=sys.stderr)  # noqa: T201 -- a command's output
        return 2
    with newsroom:
        if options.feeds:
            newsroom.write_feeds(options.feeds)
        print(_greeting(newsroom), flush=True)  # noqa: T201 -- a command's output
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.newsroom", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0, the default: any free one")
    parser.add_argument("--edition", type=int, choices=(FIRST, SECOND), default=FIRST)
    parser.add_argument("--feeds", type=Path, metavar="FILE", help="write a feed list there")
    return parser.parse_args()


def _greeting(newsroom: Newsroom) -> str:
    return "\n".join(
        [
            f"The newsroom is open at {newsroom.url}/ with edition {newsroom.edition}.",
            *(f"  feed {feed.id:16} {newsroom.url}/{feed.at}" for feed in load_feeds()),
            f"Publish the second edition: the button there, or POST {newsroom.url}/publish/2",
            "Ctrl-C ends it.",
        ]
    )


if __name__ == "__main__":
    raise SystemExit(main())
