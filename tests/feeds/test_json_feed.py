import contextlib
import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.errors import NotAFeed
from tasks.feeds.json_feed import json_source
from tests.feeds.documents import URL, read, read_file

VERSION = "https://jsonfeed.org/version/1.1"


def feed(*items: object, version: object = VERSION, **more: object) -> bytes:
    return json.dumps({"version": version, "items": list(items), **more}).encode()


def test_F12_a_numeric_id_is_its_own_text() -> None:
    document = read_file("json10.json")
    assert [entry.guid for entry in document.entries] == ["4711"]


def test_F12_items_without_an_id_are_dropped_and_counted() -> None:
    assert read_file("json10.json").notes == ("without_id=1",)


def test_F12_text_content_is_not_markup() -> None:
    assert read_file("json10.json").entries[0].content.endswith("\nIs 2 < 3? It is.")


@pytest.mark.parametrize(
    ("fields", "authors"),
    [
        ({"authors": [{"name": "Ida"}, {"name": "Bo"}], "author": {"name": "X"}}, ("Ida", "Bo")),
        ({"author": {"name": "Ida"}}, ("Ida",)),
        ({"authors": [], "author": {"name": "Ida"}}, ("Ida",)),
        ({"authors": "Ida"}, ()),
        ({"authors": [{"url": "x"}, 3, {"name": "Ida"}, {"name": "Ida"}]}, ("Ida",)),
    ],
)
def test_F12_authors_win_over_author(fields: Mapping[str, object], authors: object) -> None:
    (entry,) = read(feed({"id": "a", **fields})).entries
    assert entry.authors == authors


def test_F12_json_that_is_no_object_is_no_feed() -> None:
    with pytest.raises(NotAFeed):
        json_source("[1]", URL)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(feed(version="https://jsonfeed.org/version/2"), id="version"),
        pytest.param(feed(version=1), id="numeric_version"),
        pytest.param(b"{}", id="no_version"),
        pytest.param(b'{"a":' * 200_000 + b"1" + b"}" * 200_000, id="depth"),
        pytest.param(feed()[:-5], id="cut"),
        pytest.param(feed(x=float("nan")), id="nan"),
        pytest.param(b"{'a': 1}", id="no_json"),
    ],
)
def test_F12_what_is_no_json_feed(body: bytes) -> None:
    with pytest.raises(NotAFeed):
        read(body)


def test_F12_digits_are_harmless() -> None:
    body = feed({"id": "a", "size": "SIZE"}, {"id": "ID"})
    body = body.replace(b'"SIZE"', b"9" * 5_000).replace(b'"ID"', b"1e999")
    assert [entry.guid for entry in read(body).entries] == ["a", "1e999"]


def test_S15_lone_surrogates_become_text_that_can_be_stored() -> None:
    body = feed({"id": "\ud800", "title": "a\udfff"})
    (entry,) = read(body).entries
    (entry.title + (entry.guid or "")).encode()


def test_wrong_types_are_no_values() -> None:
    body = feed(
        {"id": "a", "title": 3, "url": [], "tags": ["x", None, "x"], "summary": {}}, 7, items_=1
    )
    (entry,) = read(body).entries
    assert (entry.title, entry.link, entry.tags, entry.summary) == ("3", "", ("x",), "")


def test_items_that_are_no_list_are_no_entries() -> None:
    assert (
        read(b'{"version": "https://jsonfeed.org/version/1.1", "items": {"id": "a"}}').entries == ()
    )


def test_a_link_that_is_no_address_is_none() -> None:
    (entry,) = read(feed({"id": "a", "url": "http://[::1/x"})).entries
    assert entry.link == ""


def test_next_page_and_hub_are_recorded() -> None:
    assert read_file("json11.json").notes == (
        "next=https://tern.example/feed.json?page=2",
        "hub=https://hub.example/",
    )


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "url", "title", "authors", "author", "name", "tags", "hubs"]),
            inner,
        )
    ),
)


@given(st.lists(JSON, max_size=4), JSON)
def test_F12_any_values_raise_nothing_but_not_a_feed(items: list[object], hubs: object) -> None:
    with contextlib.suppress(NotAFeed):
        read(feed(*items, hubs=hubs))
