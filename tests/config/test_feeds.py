import contextlib
import pickle
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.feeds import Feed, FeedList, load_feeds
from tasks.errors import FeedListError, Problem

ROOT = Path(__file__).parents[2]
GOOD = """\
feeds:
  - id: tern-news
    url: https://tern.example/rss
"""
PASSWORD = "hunter2"  # noqa: S105 -- must not be seen anywhere


def load(tmp_path: Path, text: str | bytes, name: str = "feeds.yaml") -> FeedList:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_feeds(path)


def problems(tmp_path: Path, text: str | bytes, name: str = "feeds.yaml") -> tuple[Problem, ...]:
    with pytest.raises(FeedListError) as caught:
        load(tmp_path, text, name)
    assert {problem.file for problem in caught.value.problems} == {str(tmp_path / name)}
    return caught.value.problems


def lines(found: tuple[Problem, ...]) -> list[tuple[int, str]]:
    return [(problem.line, problem.reason) for problem in found]


def test_two_lines_are_a_feed(tmp_path: Path) -> None:
    (feed,) = load(tmp_path, GOOD).feeds
    assert feed == Feed(id="tern-news", url="https://tern.example/rss", publisher="tern.example")
    assert (feed.enabled, feed.interval, feed.max_articles) == (True, None, 0)


def test_every_key_is_read(tmp_path: Path) -> None:
    text = """\
feeds:
  - id: a
    url: https://tern.example/rss?a=%7e
    publisher: The Tern Gazette
    tags: [local, weekly]
    interval_minutes: 120
    enabled: false
    max_articles: 50
    allow_downgrade: true
    retry_scope: feed
"""
    (feed,) = load(tmp_path, text).feeds
    assert feed.model_dump() == {
        "id": "a",
        "url": "https://tern.example/rss?a=%7e",
        "publisher": "The Tern Gazette",
        "tags": ("local", "weekly"),
        "interval_minutes": 120,
        "enabled": False,
        "max_articles": 50,
        "allow_downgrade": True,
        "retry_scope": "feed",
    }
    assert feed.interval == timedelta(hours=2)


def test_the_list_that_we_ship_is_sound_and_asks_nobody() -> None:
    feeds = load_feeds(ROOT / "config" / "feeds.yaml").feeds
    assert len(feeds) == 2
    assert not any(feed.enabled for feed in feeds)
    assert all(".example/" in feed.url for feed in feeds)


def test_the_list_that_we_ship_explains_every_key() -> None:
    text = (ROOT / "config" / "feeds.yaml").read_text(encoding="utf-8")
    assert [key for key in Feed.model_fields if f"{key}:" not in text] == []


def test_a_date_is_text_like_any_other(tmp_path: Path) -> None:
    text = GOOD.replace("tern-news", "2026-01-01") + "    tags: [2026-01-02]\n"
    (feed,) = load(tmp_path, text).feeds
    assert (feed.id, feed.tags) == ("2026-01-01", ("2026-01-02",))


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    assert len(load(tmp_path, b"\xef\xbb\xbf" + GOOD.encode()).feeds) == 1


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("id", "Tern-News", "`id` cannot be 'Tern-News'"),
        ("id", "-tern", "`id` cannot be '-tern'"),
        ("id", "a" * 65, f"`id` cannot be '{'a' * 59}"),
        ("id", "12", "`id` cannot be 12"),
        ("url", "tern.example/rss", "`url` is no http or https address"),
        ("url", "ftp://tern.example/rss", "`url` is no http or https address"),
        ("url", "https:///rss", "`url` is no http or https address"),
        ("url", "https://[::1/rss", "`url` is no address"),
        ("url", "https://tern.example:99999/", "`url` is no address"),
        ("url", '"https://tern.example/\\nx"',
         "`url` is longer than 2048 characters, or holds control characters"),
        ("url", f"https://ida:{PASSWORD}@tern.example/rss",
         "`url` holds a user name or password, which would be stored and logged"),
        ("url", f"ftp://ida:{PASSWORD}@tern.example/rss",
         "`url` holds a user name or password, which would be stored and logged"),
        ("url", "17", "`url` is no text"),
        ("url", f"[https://ida:{PASSWORD}@tern.example]", "`url` is no text"),
        ("publisher", "''", "`publisher` cannot be ''"),
        ("publisher", "[a]", "`publisher` cannot be ('a',)"),
        ("tags", "local", "`tags` cannot be 'local'"),
        ("tags", "[1]", "`tags` cannot be (1,)"),
        ("interval_minutes", "14", "`interval_minutes` cannot be 14"),
        ("interval_minutes", "1441", "`interval_minutes` cannot be 1441"),
        ("interval_minutes", "60 min", "`interval_minutes` cannot be '60 min'"),
        ("interval_minutes", "true", "`interval_minutes` cannot be True"),
        ("enabled", "'yes'", "`enabled` cannot be 'yes'"),
        ("max_articles", "-1", "`max_articles` cannot be -1"),
        ("allow_downgrade", "1", "`allow_downgrade` cannot be 1"),
        ("retry_scope", "all", "`retry_scope` cannot be 'all'"),
        ("tags", "!mine x", "`tags` cannot be None"),
        ("intervall_minutes", "60", "unknown key `intervall_minutes`"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_with_its_line(
    tmp_path: Path, key: str, value: str, reason: str
) -> None:
    plain = {"id": "a", "url": "https://tern.example/rss"}
    written = {**{name: text for name, text in plain.items() if name != key}, key: value}
    rows = "\n    ".join(f"{name}: {text}" for name, text in written.items())
    (found,) = problems(tmp_path, f"feeds:\n  - {rows}\n")
    assert (found.line, found.reason) == (1 + len(written), reason)
    assert found.remedy
    assert PASSWORD not in str(found)


def test_the_nearest_key_is_suggested(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, f"{GOOD}    intervall: 60\n")
    assert found.remedy == "did you mean `interval_minutes`?"


def test_every_mistake_is_named_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    text = f"""\
feeds:
  - id: tern-news
    url: https://tern.example/rss
  - id: Tern News
    url: https://tern.example/sport
    interval_minutes: 5
  - id: tern-news
    url: https://tern.example/rss
    colour: green
  - publisher: Nobody
  - url: https://ida:{PASSWORD}@tern.example/
    id: x
  - just text
more: 1
"""
    found = problems(tmp_path, text)
    assert lines(found) == [
        (4, "`id` cannot be 'Tern News'"),
        (6, "`interval_minutes` cannot be 5"),
        (7, "`id` tern-news stands in line 2 already"),
        (8, "this `url` stands in line 3 already"),
        (9, "unknown key `colour`"),
        (10, "`id` is missing"),
        (10, "`url` is missing"),
        (11, "`url` holds a user name or password, which would be stored and logged"),
        (13, "this is no feed"),
        (14, "unknown key `more`"),
    ]


def test_the_text_of_an_error_lists_file_line_reason_and_remedy(tmp_path: Path) -> None:
    with pytest.raises(FeedListError) as caught:
        load(tmp_path, f"feeds:\n  - id: a\n    url: https://ida:{PASSWORD}@tern.example/\n")
    text = str(caught.value)
    assert text.startswith(f"{tmp_path / 'feeds.yaml'}:3: `url` holds a user name or password")
    assert PASSWORD not in repr(caught.value) + text
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 -- our own bytes
    assert again.problems == caught.value.problems


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        pytest.param("", 1, "it lists no feeds", id="empty"),
        pytest.param("# nothing yet\n", 1, "it lists no feeds", id="comment"),
        pytest.param("feeds:\n", 1, "it lists no feeds", id="no_value"),
        pytest.param("feeds: []\n", 1, "it lists no feeds", id="empty_list"),
        pytest.param("- id: a\n", 1, "it is no list of feeds", id="bare_list"),
        pytest.param("feeds: 7\n", 1, "`feeds` is no list", id="number"),
        pytest.param("\nfeed:\n  - id: a\n", 2, "unknown key `feed`", id="misspelt"),
        pytest.param("? [a]\n: 1\n", 1, "unknown key `?`", id="list_as_key"),
        pytest.param("feeds:\n\t- id: a\n", 2, "a tab", id="tab"),
        pytest.param(
            "feeds:\n  - id: 'a\n", 3, "no YAML: found unexpected end of stream", id="quote"
        ),
        pytest.param("feeds:\n  - id: a\x07\n", 1, "no YAML: unreadable", id="control"),
        pytest.param("feeds: " + "[" * 5_000, 1, "no YAML: unreadable", id="depth"),
        pytest.param(f"{GOOD}    id: b\n", 4, "`id` stands in line 2 already", id="key_twice"),
        pytest.param("feeds:\n  - &a [*a]\n", 2, "this is no feed", id="alias_to_itself"),
        pytest.param(b"feeds:\n  - id: caf\xe9\n", 2, "not UTF-8", id="latin1"),
        pytest.param("a: 1\n---\nb: 2\n", 2, "no YAML: but found another document", id="two"),
    ],
)
def test_a_broken_file_is_named_with_its_line(
    tmp_path: Path, text: str | bytes, line: int, reason: str
) -> None:
    (found,) = problems(tmp_path, text)
    assert (found.line, found.reason) == (line, reason)


def test_an_alias_to_itself_is_no_value(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, f"{GOOD}    tags: &a [*a]\n")
    assert found.reason == "`tags` cannot be None"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("feeds.txt", "unknown file type `.txt`"),
        ("feeds", "neither a file type nor an address"),
        ("missing.yaml", "cannot be read: No such file or directory"),
        ("folder.yaml", "cannot be read: Is a directory"),
    ],
)
def test_a_file_that_cannot_be_a_list(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "folder.yaml").mkdir()
    with pytest.raises(FeedListError) as caught:
        load_feeds(tmp_path / name)
    assert [problem.reason for problem in caught.value.problems] == [reason]


# --- OPML


def opml(body: str) -> str:
    return f"<?xml version='1.0'?>\n<opml version='2.0'>\n<body>\n{body}</body>\n</opml>\n"


def test_an_opml_file_is_a_list(tmp_path: Path) -> None:
    text = opml(
        "<outline text='Local'>\n"
        "<outline type='rss' text='Tern' title='The Tern Gazette' "
        "xmlUrl=' https://www.tern.example/rss.xml '/>\n"
        "</outline>\n"
        "<outline xmlUrl='https://wire.example/feed?lang=en'/>\n"
    )
    first, second = load(tmp_path, text, "list.opml").feeds
    assert (first.id, first.url) == ("tern-example-rss-xml", "https://www.tern.example/rss.xml")
    assert (first.publisher, first.tags) == ("The Tern Gazette", ("Local",))
    assert (second.id, second.publisher) == ("wire-example-feed-lang-en-328438", "wire.example")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        pytest.param("feeds:\n", 1, "no XML", id="yaml"),
        pytest.param(opml("<outline>\n"), 5, "no XML", id="unclosed"),
        pytest.param("<rss/>", 1, "XML, but no OPML", id="a_feed"),
        pytest.param(opml("<outline text='x'/>\n"), 4, "an outline without `xmlUrl`", id="no_url"),
        pytest.param(
            opml("<outline xmlUrl='file:///etc/passwd'/>\n"),
            4,
            "`url` is no http or https address",
            id="scheme",
        ),
        pytest.param(opml(""), 1, "it lists no feeds", id="empty"),
    ],
)
def test_a_broken_opml_file(tmp_path: Path, text: str, line: int, reason: str) -> None:
    found = problems(tmp_path, text, "list.xml")
    assert lines(found) == [(line, reason)]


def test_the_same_feed_twice_in_opml_is_named_by_its_lines(tmp_path: Path) -> None:
    one = "<outline xmlUrl='https://tern.example/rss'/>\n"
    assert lines(problems(tmp_path, opml(one + one), "list.opml")) == [
        (5, "`id` tern-example-rss stands in line 4 already"),
        (5, "this `url` stands in line 4 already"),
    ]


def test_S08_opml_reads_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(PASSWORD, encoding="utf-8")
    head = f"<!DOCTYPE opml [<!ENTITY x SYSTEM '{(tmp_path / 'secret').as_uri()}'>]>"
    text = f"{head}<opml><body><outline xmlUrl='https://a.example/'>&x;</outline></body></opml>"
    assert PASSWORD not in repr(load(tmp_path, text, "list.opml"))


# --- one address


def test_an_address_is_a_list_of_one() -> None:
    (feed,) = load_feeds("https://www.tern.example/news/rss.xml").feeds
    assert feed == Feed(
        id="tern-example-news-rss-xml",
        url="https://www.tern.example/news/rss.xml",
        publisher="tern.example",
    )


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8080/feed",
        "HTTPS://tern.example/",
        "https://мост.example/лента",
        f"https://tern.example/{'a' * 500}",
        "https://tern.example/feed?b=%7e&q=%2f",
        "https://tern.example",
    ],
)
def test_any_address_has_an_id_of_its_own(url: str) -> None:
    (feed,) = load_feeds(url).feeds
    assert feed.url == url
    assert load_feeds(url).feeds[0].id == feed.id != load_feeds(f"{url}x").feeds[0].id


def test_A10_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(FeedListError) as caught:
        load_feeds(f"https://ida:{PASSWORD}@tern.example/rss")
    assert PASSWORD not in str(caught.value) + repr(caught.value)


YAML = st.lists(
    st.sampled_from(
        ["feeds:", "\n", "  - ", "    ", "id: ", "url: ", "https://a.example/", "[", "]", "{", "}",
         "a", "&x ", "*x", "!!int ", "'", '"', "? ", ": ", "#", "|", ">", "\t", "---", "<<: ", "1"]
    )
    | st.text(max_size=3),
    max_size=25,
).map("".join)  # fmt: skip


@given(YAML)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_is_a_list_or_a_list_of_mistakes(tmp_path: Path, text: str) -> None:
    with contextlib.suppress(FeedListError):
        load(tmp_path, text.encode("utf-8", "replace"))
