import zlib
from collections.abc import Iterator
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path

import pytest
import yaml

from tests.newsroom import traps
from tests.newsroom.outlets import load_feeds
from tests.newsroom.server import HOST, Newsroom
from tests.newsroom.story import FIRST, SECOND

SILENTLY_EDITED = "/harbour-ledger/travel/road-salt-for-the-winter"


@pytest.fixture(scope="module")
def open_newsroom() -> Iterator[Newsroom]:
    with Newsroom() as running:
        yield running


@pytest.fixture
def newsroom(open_newsroom: Newsroom) -> Newsroom:
    open_newsroom.publish(FIRST)
    return open_newsroom


def ask(
    newsroom: Newsroom, path: str, *, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection = HTTPConnection(HOST, newsroom.port)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=sent)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, dict(answer.getheaders()), body


@pytest.mark.parametrize(
    ("path", "status"),
    [
        pytest.param("/", 200, id="home"),
        pytest.param("/talbote/", 200, id="outlet"),
        pytest.param("/robots.txt", 200, id="robots"),
        pytest.param("/harbour-ledger/council.rss", 301, id="moved-feed"),
        pytest.param("/harbour-ledger/feeds/council.xml", 200, id="its-new-address"),
        pytest.param("/evening-tern/feed.xml", 404, id="dead-feed"),
        pytest.param("/harbour-ledger/notices/lost-umbrella", 404, id="missing-page"),
        pytest.param("/harbour-ledger/notices/results-of-the-regatta", 503, id="busy"),
        pytest.param("/harbour-ledger/notices/minutes-of-the-council", 200, id="pdf"),
        pytest.param(f"{SILENTLY_EDITED}?utm_source=x", 200, id="query"),
    ],
)
def test_newsroom_answers_and_notes_it(newsroom: Newsroom, path: str, status: int) -> None:
    assert ask(newsroom, path, User_Agent="a test")[0] == status
    noted = newsroom.requests[-1]
    assert (noted.path, noted.status) == (path, status)
    assert noted.headers["user-agent"] == "a test"


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_validators_bring_a_304_until_the_next_edition(newsroom: Newsroom, encoding: str) -> None:
    status, headers, body = ask(newsroom, SILENTLY_EDITED, Accept_Encoding=encoding)
    assert (status, bool(body)) == (HTTPStatus.OK, True)
    assert headers.get("Content-Encoding", "identity") == encoding
    by_tag = {"If_None_Match": headers["ETag"], "Accept_Encoding": encoding}
    by_date = {"If_Modified_Since": headers["Last-Modified"], "Accept_Encoding": encoding}
    for known in (by_tag, by_date):
        assert ask(newsroom, SILENTLY_EDITED, **known)[::2] == (HTTPStatus.NOT_MODIFIED, b"")
    newsroom.publish(SECOND)
    for known in (by_tag, by_date):
        assert ask(newsroom, SILENTLY_EDITED, **known)[0] == HTTPStatus.OK


def test_head_answers_without_a_body(newsroom: Newsroom) -> None:
    status, headers, body = ask(newsroom, "/", method="HEAD")
    assert (status, body) == (HTTPStatus.OK, b"")
    assert int(headers["Content-Length"]) > 0


def test_bomb_is_small_on_the_wire_and_large_without_gzip(newsroom: Newsroom) -> None:
    path = "/harbour-ledger/notices/town-plan-in-full"
    _, headers, body = ask(newsroom, path, Accept_Encoding="identity")
    assert headers["Content-Encoding"] == "gzip"
    assert len(body) < 1024 * 1024
    assert _inflated_bytes(body) > traps.BOMB_BYTES > 100 * 1024 * 1024


def _inflated_bytes(body: bytes) -> int:
    inflate = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    size = 0
    while not inflate.eof:
        size += len(inflate.decompress(body, 1024 * 1024))
        body = inflate.unconsumed_tail
    return size


def test_hanging_page_is_below_the_cap_of_a_page(newsroom: Newsroom) -> None:
    body = ask(newsroom, "/harbour-ledger/notices/timetable-of-everything")[2]
    assert body == traps.hang()
    assert len(body) < 8 * 1024 * 1024


def test_post_publishes_the_second_edition(newsroom: Newsroom) -> None:
    status, headers, _ = ask(newsroom, "/publish/2", method="POST")
    assert (status, headers["Location"]) == (HTTPStatus.SEE_OTHER, f"{newsroom.url}/")
    assert newsroom.edition == SECOND


def test_post_elsewhere_publishes_nothing(newsroom: Newsroom) -> None:
    assert ask(newsroom, "/publish/3", method="POST")[0] == HTTPStatus.NOT_FOUND
    assert newsroom.edition == FIRST


def test_publish_refuses_a_third_edition(newsroom: Newsroom) -> None:
    with pytest.raises(ValueError, match="there are two"):
        newsroom.publish(3)


def test_feed_list_names_every_feed(newsroom: Newsroom, tmp_path: Path) -> None:
    written = yaml.safe_load(newsroom.write_feeds(tmp_path / "feeds.yaml").read_text())
    assert [feed["id"] for feed in written["feeds"]] == [feed.id for feed in load_feeds()]
    assert all(feed["url"].startswith(newsroom.url) for feed in written["feeds"])


def test_taken_port_is_an_error_at_once(newsroom: Newsroom) -> None:
    with pytest.raises(OSError, match="in use"):
        Newsroom(port=newsroom.port)
