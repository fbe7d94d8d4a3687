import contextlib
import pickle
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.errors import NotAFeed
from tasks.feeds.entry import Hints
from tests.feeds.documents import DATA, URL, item, read, read_file, rss

FILES = sorted(path.name for path in DATA.iterdir() if path.name != "sitemap_index.xml")
PUBLISHED = datetime(2026, 11, 20, 13, 40, tzinfo=UTC)
UPDATED = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
SUMMARY = "Nine weeks of repair are over."
CONTENT = f"{SUMMARY}\nThe span is new."


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("rss091.xml", "rss091n", {"summary": SUMMARY}),
        ("rss092.xml", "rss092", {"summary": SUMMARY, "source_name": "Valley Wire"}),
        ("rss10.xml", "rss10", {"published": PUBLISHED, "authors": ("Ida Marsh",)}),
        ("rss20.xml", "rss20", {"guid": "tg-4711", "summary": SUMMARY, "content": CONTENT}),
        ("rss20.xml", "rss20", {"published": PUBLISHED, "tags": ("Local",), "updated": None}),
        ("rss20.xml", "rss20", {"authors": ("Ida Marsh",)}),
        ("atom03.xml", "atom03", {"guid": "tg-4711", "published": PUBLISHED, "updated": UPDATED}),
        ("atom03.xml", "atom03", {"summary": SUMMARY, "authors": ("Ida Marsh",)}),
        ("atom10.xml", "atom10", {"guid": "tg-4711", "published": PUBLISHED, "updated": UPDATED}),
        ("atom10.xml", "atom10", {"summary": SUMMARY, "content": CONTENT, "tags": ("Local",)}),
        ("atom10.xml", "atom10", {"authors": ("Ida Marsh",), "source_name": "Valley Wire"}),
        ("json10.json", "json10", {"published": PUBLISHED, "authors": ("Ida Marsh",)}),
        ("json11.json", "json11", {"published": PUBLISHED, "updated": UPDATED}),
        ("json11.json", "json11", {"summary": SUMMARY, "content": CONTENT, "guid": "tg-4711"}),
        ("news_sitemap.xml", "sitemap_news", {"published": PUBLISHED, "updated": UPDATED}),
        ("news_sitemap.xml", "sitemap_news", {"tags": ("Local", "Bridges"), "language": "en"}),
    ],
)
def test_F13_every_format_gives_the_same_entry(
    name: str, kind: str, expected: dict[str, object]
) -> None:
    document = read_file(name)
    (entry,) = document.entries
    assert (document.kind, document.complete, document.well_formed) == (kind, True, True)
    assert entry.title == "Footbridge reopens & walkers return"
    assert entry.link == "https://tern.example/news/footbridge"
    assert {field: getattr(entry, field) for field in expected} == expected


def test_F13_every_format_names_its_feed() -> None:
    assert {read_file(name).title for name in FILES} == {"The Tern Gazette", ""}  # "": a sitemap


def test_F13_hints_and_links_of_the_feed_itself_are_read() -> None:
    document = read_file("rss20.xml")
    assert document.hints == Hints(
        ttl_s=14_400, sy_s=1_800, skip_hours=(0, 1, 2), skip_days=("sunday",)
    )
    assert document.notes == (
        "self=https://tern.example/feeds/all.xml",
        "hub=https://hub.example/",
        "next=https://tern.example/rss?page=2",
        "new-feed-url=https://tern.example/new.xml",
    )


def test_F14_a_feed_without_entries_is_a_feed() -> None:
    document = read(rss())
    assert (document.entries, document.complete) == ((), True)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"Sorry, try again later", id="text"),
        pytest.param(b"<!DOCTYPE html><html><body><item>x</item></body></html>", id="html"),
        pytest.param(b"<!doctype html><title>Log in</title>", id="html5"),
        pytest.param(b"<HTML><BODY><rss version='2.0'></rss></BODY></HTML>", id="D24_rss_in_html"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="svg"),
        pytest.param(b"<opml version='2.0'><body/></opml>", id="opml"),
        pytest.param(b"<x:rdf xmlns:x='urn:nothing'></x:rdf>", id="rdf_of_something_else"),
        pytest.param(b"[1, 2]", id="json_list"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0", id="png"),
        pytest.param(b"<urlset><url><loc>https://a.example/</loc></url></urlset>", id="no_news"),
        pytest.param(rss("<textinput><name>x</name></textinput>"), id="parser_fault"),
        pytest.param((DATA / "sitemap_index.xml").read_bytes(), id="sitemap_index"),
    ],
)
def test_D24_what_is_no_feed_is_refused(body: bytes) -> None:
    with pytest.raises(NotAFeed):
        read(body)


def test_a_sitemap_index_names_its_children() -> None:
    with pytest.raises(NotAFeed, match=r"2 sitemaps.*sitemap-news\.xml"):
        read_file("sitemap_index.xml")


@pytest.mark.parametrize("body", [b"/etc/hostname", b"file:///etc/hostname", b"http://127.0.0.1/"])
def test_S09_a_body_that_is_a_path_or_an_address_opens_nothing(body: bytes) -> None:
    with pytest.raises(NotAFeed):
        read(body)


def test_S09_not_even_a_feed_of_that_name_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(rss(item("g1")))
    with pytest.raises(NotAFeed):
        read(str(path).encode())


def test_S08_no_entity_reaches_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the cellar key", encoding="utf-8")
    head = f"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY x SYSTEM '{secret.as_uri()}'>]>"
    document = read(
        rss(item("g1", title="a &x; b", more="<description>&x;</description>"), head=head)
    )
    assert "cellar" not in repr(document)


def test_S07_entities_that_multiply_are_not_expanded() -> None:
    layers = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    head = f"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY l0 'ha'>{layers}]>"
    document = read(rss(item("g1", title="&l9;"), head=head))
    assert len(repr(document)) < 5_000


def test_E12_a_cut_document_gives_its_whole_entries_as_they_were() -> None:
    whole = rss(*(item(f"g{n}", f"/{n}?a=1&amp;amp;b=2", f"Story &amp;amp; {n}") for n in range(7)))
    document, cut = read(whole), read(whole[: whole.index(b"g6")])
    assert cut.entries == document.entries[:6]
    assert (cut.complete, cut.notes) == (False, ("cut_document",))


def test_E12_a_document_cut_before_its_first_item_gives_none() -> None:
    whole = rss(item("g1"))
    document = read(whole[: whole.index(b"<guid")])
    assert (document.entries, document.complete) == ((), False)


@pytest.mark.parametrize(
    "name", ["rss091.xml", "rss10.xml", "rss20.xml", "atom03.xml", "atom10.xml"]
)
def test_E12_a_lost_end_is_noticed_in_every_format(name: str) -> None:
    whole = (DATA / name).read_bytes().rstrip()
    cut = read(whole[:-8])
    assert (cut.complete, cut.entries) == (False, read(whole).entries)


@pytest.mark.parametrize(
    "head",
    [
        pytest.param("\n\n <?xml version='1.0'?>", id="blank_lines"),
        pytest.param(
            "<br />\n<b>Warning</b>: odd in <b>/a.php</b><br />\n<?xml version='1.0'?>", id="php"
        ),
        pytest.param("\ufeff\ufeff<?xml version='1.0'?>", id="two_boms"),
        pytest.param("Notice: odd\n", id="no_declaration"),
    ],
)
def test_E20_junk_before_the_feed_is_passed_over(head: str) -> None:
    document = read(rss(item("g1"), head=head))
    assert [entry.guid for entry in document.entries] == ["g1"]
    assert document.complete


@pytest.mark.parametrize(
    ("title", "text"),
    [
        pytest.param("Tom&nbsp;and Ida", "Tom and Ida", id="undefined_entity"),
        pytest.param("Tom & Ida", "Tom & Ida", id="raw_ampersand"),
        pytest.param("Tom <b>Ida", "Tom Ida", id="unclosed_tag"),
    ],
)
def test_E21_an_ill_formed_but_whole_document_is_read(title: str, text: str) -> None:
    document = read(rss(item("g1", title=title), item("g2", title="Next")))
    assert [entry.title for entry in document.entries][:1] == [text]
    assert (document.complete, document.well_formed) == (True, False)


def test_E21_unclosed_items_in_a_whole_document_are_kept() -> None:
    body = rss(item("g1"), item("g2")).replace(b"</item>", b"")
    document = read(body)
    assert [entry.guid for entry in document.entries] == ["g1", "g2"]
    assert document.complete


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        pytest.param("/a", "https://tern.example/a", id="relative"),
        pytest.param("a?x=1", "https://tern.example/a?x=1", id="relative_to_the_feed"),
        pytest.param("//wire.example/a", "https://wire.example/a", id="no_scheme"),
        pytest.param(" https://tern.example/a b\n/c ", "https://tern.example/a%20b/c", id="spaces"),
        pytest.param("/a?x=1&amp;amp;y=2", "https://tern.example/a?x=1&y=2", id="escaped_twice"),
        pytest.param("javascript:alert(1)", "", id="F16_javascript"),
        pytest.param("http:///", "", id="F16_no_host"),
        pytest.param("http://[::1/x", "", id="F16_no_address"),
        pytest.param("/" + "a" * 2_048, "", id="F16_too_long"),
        pytest.param("mailto:ida@tern.example", "", id="mail"),
    ],
)
def test_F10_links_are_absolute_and_clean(link: str, expected: str) -> None:
    (entry,) = read(rss(item("g1", link))).entries
    assert entry.link == expected


def test_F10_xml_base_counts() -> None:
    body = rss(item("g1", "a"), channel="").replace(
        b"<item>", b"<item xml:base='https://b.example/x/'>"
    )
    assert read(body).entries[0].link == "https://b.example/x/a"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        pytest.param("A &lt;b&gt;bold&lt;/b&gt; move", "A bold move", id="tag"),
        pytest.param("Tom &amp;amp; Ida", "Tom & Ida", id="escaped_twice"),
        pytest.param("Tom &amp;amp;amp; Ida", "Tom &amp; Ida", id="escaped_thrice"),
        pytest.param("x&lt;script&gt;alert(1)&lt;/script&gt;y", "xy", id="script"),
        pytest.param("&lt;svg/onload=alert(1)&gt;z", "z", id="svg"),
        pytest.param("2 &lt; 3 &amp; 5 &gt; 4", "2 < 3 & 5 > 4", id="no_markup"),
        pytest.param("a\n   b", "a b", id="line_break"),
    ],
)
def test_F20_titles_are_text_decoded_once(title: str, text: str) -> None:
    assert read(rss(item("g1", title=title))).entries[0].title == text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Fri, 20 Nov 2026 13:40:00 GMT", PUBLISHED),
        ("02/06/2025", None),
        ("Fri, 20 Nov 2026 13:40:00 MSK", None),
        ("1748858400", None),
        ("ven. 20 novembre 2026 13:40", None),
    ],
)
def test_F11_dates_are_certain_or_none_and_stay_as_written(
    raw: str, expected: datetime | None
) -> None:
    (entry,) = read(rss(item("g1", more=f"<pubDate>{raw}</pubDate>"))).entries
    assert (entry.published_raw, entry.published) == (raw, expected)


def test_F11_a_missing_date_is_none() -> None:
    (entry,) = read(rss(item("g1"))).entries
    assert (entry.published_raw, entry.published, entry.updated) == (None, None, None)


def test_F11_an_update_is_no_publication() -> None:
    body = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:x:1</id><title>a</title>
    <updated>2026-11-20T15:00:00Z</updated></entry></feed>"""
    (entry,) = read(body).entries
    assert (entry.published, entry.updated) == (None, UPDATED)


def test_F15_a_huge_title_is_cut() -> None:
    (entry,) = read(rss(item("g1", title="a" * 500_000))).entries
    assert len(entry.title) == 2_000


def test_F18_the_original_source_is_recorded() -> None:
    assert read_file("rss092.xml").entries[0].source_name == "Valley Wire"


def test_a_guid_that_is_no_address_is_not_taken_for_a_link() -> None:
    (entry,) = read(rss("<title>a</title><guid>4711</guid>")).entries
    assert (entry.guid, entry.link) == ("4711", "")


def test_a_permalink_guid_is_the_link() -> None:
    (entry,) = read(rss("<title>a</title><guid>https://tern.example/a</guid>")).entries
    assert entry.link == "https://tern.example/a"


def test_E17_a_feed_is_recognised_by_its_content() -> None:
    assert read(rss(item("g1")), {"content-type": "text/html"}).kind == "rss20"


def test_E19_controls_are_replaced_and_the_rest_is_intact() -> None:
    body = rss(item("g1", title="a\x0b\ufffe b"), item("g2", title="c &#xD800; d"), item("g3"))
    document = read(body.replace(b"Ferry", b"x\x00y"))
    assert [e.title for e in document.entries] == ["a\ufffd\ufffd b", "c \ufffd d", "x\ufffdy"]
    assert not document.well_formed
    document.entries[1].title.encode()


def test_freshness_comes_from_the_headers() -> None:
    assert read(rss(), {"cache-control": "max-age=7200"}).hints.fresh_s == 7_200


@pytest.mark.parametrize("name", FILES)
def test_a_document_is_a_plain_value(name: str) -> None:
    document = read_file(name)
    assert pickle.loads(pickle.dumps(document)) == document  # noqa: S301 -- our own bytes


MARKUP = st.sampled_from(
    [
        "<rss version='2.0'>", "</rss>", "<channel>", "</channel>", "<item>", "</item>", "<entry>",
        "<feed xmlns='http://www.w3.org/2005/Atom'>", "</feed>", "<title>", "</title>", "<guid>",
        "<link>", "<link href='", "http://[", "'/>", "<![CDATA[", "]]>", "<!--", "<![", "<!x", "<?",
        "&#xD800;", "&#99999999999;", "&x;", "<author>", "a@b.example (", "<pubDate>", "</pubDate>",
        "Mon, 99 Foo", "<ttl>", "<skipHours><hour>", "<content type='xhtml'>", "<source url='", "{",
        '{"version": "https://jsonfeed.org/version/1.1", "items": [', '{"id": 1}', "]}", "<urlset>",
        "<image>", "<textinput>", "<url>", "<media:content", "<geo:lat>", "<georss:point>", "1 2 ",
        "<itunes:explicit>", "<psc:chapter start='", "<dcterms:valid>", "<base64 mode='base64'>",
    ]
)  # fmt: skip


@given(st.lists(MARKUP | st.text(max_size=6), max_size=30).map("".join))
@settings(deadline=None, max_examples=300)
def test_read_feed_raises_nothing_but_not_a_feed(text: str) -> None:
    with contextlib.suppress(NotAFeed):
        document = read(text.encode("utf-8", "replace"))
        assert len({entry.key for entry in document.entries}) == len(document.entries)


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_read_feed_takes_any_bytes(body: bytes) -> None:
    with contextlib.suppress(NotAFeed):
        read(b"<rss version='2.0'><channel><item><title>" + body)
    with contextlib.suppress(NotAFeed):
        read(body)


def test_read_feed_is_deterministic() -> None:
    assert [read_file(name) for name in FILES] == [read_file(name) for name in FILES]


def test_the_subject_of_a_refusal_is_the_address() -> None:
    with pytest.raises(NotAFeed) as refusal:
        read(b"nothing")
    assert refusal.value.subject == URL
