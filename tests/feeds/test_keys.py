from dataclasses import replace

import pytest

from tasks.feeds.item import Item
from tasks.feeds.keys import keyed
from tests.feeds.documents import NOW, hours, item, read, rss

PLACES = ("https://tern.example/", "https://tern.example/rss")


def one(guid: str | None = None, link: str = "", title: str = "Ferry", content: str = "") -> Item:
    return Item(guid=guid, link=link, title=title, content=content)


def keys(*items: Item) -> list[str]:
    return [entry.key for entry in keyed(items, PLACES).entries]


def link(name: str) -> str:
    return f"https://tern.example/news/{name}"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(one("g1", link("a")), one("g1", link("b"), "New"), id="F02_guid"),
        pytest.param(one(None, link("a")), one(None, link("a"), "New"), id="F04_link"),
        pytest.param(
            one(None, link("a")), one(None, link("a") + "?utm_source=x"), id="F04_canonical_link"
        ),
        pytest.param(one(None, "", content="x"), one(None, "", content="x"), id="F04_words"),
        pytest.param(
            one("http://www.tern.example/?p=7"), one("https://tern.example/?p=7"), id="F17_https"
        ),
        pytest.param(
            one("urn:newsml:tern.example:20261120:f1:1"),
            one("urn:newsml:tern.example:20261120:f1:2"),
            id="newsml_version",
        ),
    ],
)
def test_the_same_item_has_the_same_key(first: Item, second: Item) -> None:
    assert keys(first) == keys(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(one("g1", link("a")), one("g2", link("a")), id="guid"),
        pytest.param(one(None, link("a")), one(None, link("b")), id="link"),
        pytest.param(one(None, "", "Ferry"), one(None, "", "Bridge"), id="title"),
        pytest.param(one(None, "", content="x"), one(None, "", content="y"), id="content"),
    ],
)
def test_other_items_have_other_keys(first: Item, second: Item) -> None:
    assert keys(first) != keys(second)


@pytest.mark.parametrize(
    "guid",
    [
        pytest.param("same", id="all_share_it"),
        pytest.param("0", id="zero"),
        pytest.param("https://tern.example/", id="site"),
        pytest.param("http://www.tern.example", id="site_spelled_otherwise"),
        pytest.param("https://tern.example/rss", id="feed"),
    ],
)
def test_F05_a_guid_that_names_nothing_loses_no_item(guid: str) -> None:
    found = keyed([one(guid, link("a")), one(guid, link("b")), one(guid, "", "C")], PLACES)
    assert len({entry.key for entry in found.entries}) == 3
    assert [entry.guid for entry in found.entries] == [None, None, None]
    assert found.entries[0].key == keys(one(None, link("a")))[0]


def test_F05_a_link_that_names_nothing_loses_no_item() -> None:
    site = "https://tern.example/"
    assert len(keys(one(None, site, "A"), one(None, site, "B"))) == 2


@pytest.mark.parametrize("link", ["http://exa%mple/", "http://..../x"])
def test_F16_a_link_without_identity_names_nothing(link: str) -> None:
    assert len(keys(one(None, link, "A"), one(None, link, "B"))) == 2


def test_F07_a_guid_of_one_digit_names_an_item_of_its_feed() -> None:
    (entry,) = keyed([one("1", link("a"))], PLACES).entries
    assert entry.guid == "1"


def test_F08_an_item_listed_twice_is_one_entry() -> None:
    found = keyed([one("g1", link("a")), one("g2", link("b")), one("g1", link("a"))], PLACES)
    assert [entry.guid for entry in found.entries] == ["g1", "g2"]
    assert found.notes == ("repeated=1",)


def test_F08_order_does_not_count() -> None:
    items = [one(f"g{n}", link(str(n))) for n in range(5)]
    assert sorted(keys(*items)) == sorted(keys(*reversed(items)))


@pytest.mark.parametrize(
    "edit",
    [
        {"title": "New"},
        {"summary": "New"},
        {"content": "New"},
        {"link": link("new")},
        {"authors": ("New",)},
        {"published_raw": "New"},
        {"updated_raw": "New"},
    ],
    ids=lambda edit: next(iter(edit)),
)
def test_F02_any_edit_shows_in_the_hash(edit: dict[str, str]) -> None:
    before = one("g1", link("a"))
    after = replace(before, **edit)  # type: ignore[arg-type]  # fields drawn by name
    (old,), (new,) = keyed([before], PLACES).entries, keyed([after], PLACES).entries
    assert (old.key, old.hash == new.hash) == (new.key, False)


def test_F17_tracking_and_scheme_of_a_link_are_no_edit() -> None:
    links = (link("a"), link("a").replace("https:", "http:") + "?utm_source=now")
    (old,), (new,) = (keyed([one("g1", each)], PLACES).entries for each in links)
    assert old.hash == new.hash


def test_F06_a_new_guid_is_no_edit() -> None:
    (old,), (new,) = (keyed([one(guid, link("a"))], PLACES).entries for guid in ("g1", "g2"))
    assert old.hash == new.hash


def test_keys_and_hashes_are_16_hex_digits() -> None:
    (entry,) = keyed([one("../\0\ud800")], PLACES).entries
    assert all(len(x) == 16 and set(x) <= set("0123456789abcdef") for x in (entry.key, entry.hash))


def test_F15_the_newest_2000_stay_in_document_order() -> None:
    items = [
        replace(one(f"g{n}"), published=hours(n % 2_100 - 5_000)) for n in reversed(range(2_100))
    ]
    found = keyed(items, PLACES)
    assert [entry.guid for entry in found.entries] == [f"g{n}" for n in range(2_099, 99, -1)]
    assert found.notes == ("kept=2000 of 2100",)


def test_F15_without_all_dates_the_first_2000_stay() -> None:
    items = [one(f"g{n}") for n in range(2_001)]
    items[-1] = replace(items[-1], published=NOW)
    assert [e.guid for e in keyed(items, PLACES).entries] == [f"g{n}" for n in range(2_000)]


def test_F15_a_document_of_3000_items_is_read() -> None:
    document = read(rss(*(item(f"g{n}", f"/{n}") for n in range(3_000))))
    assert (len(document.entries), document.notes) == (2_000, ("kept=2000 of 3000",))
