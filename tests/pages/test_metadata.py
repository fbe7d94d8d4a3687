"""Title, authors, dates and the rest: where each comes from, and what is never guessed."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tasks.pages.metadata.names import names_in
from tasks.pages.metadata.stamps import stamp_of
from tests.pages.articles import article, linked, read

CEST = timezone(timedelta(hours=2))


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


TITLES = {
    "headline": (linked(headline="Board says yes"), "Board says yes", "json_ld.headline"),
    "two agree against one": (
        linked(headline="Board says yes") + meta("og:title", "Board votes for the pier"),
        "Board votes for the pier",
        "meta.og:title",
    ),
    "site suffix": (
        meta("og:site_name", "The Tern") + meta("og:title", "Board votes for the pier - The Tern"),
        "Board votes for the pier",
        "meta.og:title",
    ),
    "heading": ("", "Board votes for the pier", "dom.h1"),
    "entities and tags": (
        linked(headline="Oil &amp; <i>gas</i> at the pier"),
        "Oil & gas at the pier",
        "json_ld.headline",
    ),
}


@pytest.mark.parametrize(("head", "value", "source"), TITLES.values(), ids=TITLES)
def test_title(head: str, value: str, source: str) -> None:
    title = read(article(head=head)).title

    assert title is not None
    assert (title.value, title.source) == (value, source)


AUTHORS = {
    "suffix is not split": ({"name": "Martin King, Jr."}, ["Martin King, Jr."]),
    "apostrophe": ({"name": "Sophie in 't Veld"}, ["Sophie in 't Veld"]),
    "initials": ({"name": "J.D. O'Hara-Smith"}, ["J.D. O'Hara-Smith"]),
    "case is kept": ({"name": "bell hooks"}, ["bell hooks"]),
    "one name with y": ({"name": "José Ortega y Gasset"}, ["José Ortega y Gasset"]),
    "list": ([{"name": "Ada Vik"}, {"name": "Tomas Wold"}], ["Ada Vik", "Tomas Wold"]),
    "strings": (["Ada Vik", "Tomas Wold"], ["Ada Vik", "Tomas Wold"]),
    "list of names": ({"@type": "Person", "name": ["Ada Vik", "Tomas Wold"]},
                      ["Ada Vik", "Tomas Wold"]),
    "prefix": ({"name": "By Ada Vik"}, ["Ada Vik"]),
    "prefix de": ({"name": "Von Ada Vik"}, ["Ada Vik"]),
    "address": ([{"name": "https://tern.example/ada"}, {"name": "Ada Vik"}], ["Ada Vik"]),
    "handle": ([{"name": "@adavik"}, {"name": "Ada Vik"}], ["Ada Vik"]),
    "twice": ([{"name": "Ada Vik"}, {"name": "ADA VIK"}], ["Ada Vik"]),
}  # fmt: skip


@pytest.mark.parametrize(("stated", "names"), AUTHORS.values(), ids=AUTHORS)
def test_authors_of_json_ld(stated: object, names: list[str]) -> None:
    page = read(article(head=linked(headline="x", author=stated)))

    assert [author.name for author in page.authors] == names


def test_author_by_reference_has_kind_and_address() -> None:
    graph = (
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "x",'
        ' "author": {"@id": "#ada"}}, {"@type": "Person", "@id": "#ada", "name": "Ada Vik",'
        ' "url": "/staff/ada"}]}</script>'
    )

    author = read(article(head=graph)).authors[0]

    assert (author.name, author.kind) == ("Ada Vik", "person")
    assert author.url == "https://tern.example/staff/ada"


def test_outlet_as_author_is_an_organization() -> None:
    head = linked(author={"name": "The Tern"}) + meta("og:site_name", "The Tern")

    assert [author.kind for author in read(article(head=head)).authors] == ["organization"]


BYLINES = {
    "and": ("By Ada Vik and Tomas Wold", ["Ada Vik", "Tomas Wold"]),
    "und": ("Von Ada Vik und Tomas Wold", ["Ada Vik", "Tomas Wold"]),
    "semicolon": ("Ada Vik; Tomas Wold", ["Ada Vik", "Tomas Wold"]),
    "comma": ("Ada Vik, Tomas Wold and Mia Falk", ["Ada Vik", "Tomas Wold", "Mia Falk"]),
    "suffix": ("By Martin King, Jr.", ["Martin King, Jr."]),
    "no full names": ("José Ortega y Gasset", ["José Ortega y Gasset"]),
    "role": ("Ada Vik, Political editor", ["Ada Vik"]),
    "particle": ("Sophie in 't Veld", ["Sophie in 't Veld"]),
}


@pytest.mark.parametrize(("byline", "names"), BYLINES.values(), ids=BYLINES)
def test_byline_is_split_between_full_names_only(byline: str, names: list[str]) -> None:
    assert names_in(byline) == names


def test_visible_byline_fills_what_the_head_does_not_say() -> None:
    page = read(article(header='<p class="byline">By Ada Vik and Tomas Wold</p>'))

    assert [author.name for author in page.authors] == ["Ada Vik", "Tomas Wold"]


STAMPS = {
    "zulu": ("2024-05-03T10:00:00Z", datetime(2024, 5, 3, 10, tzinfo=UTC), False),
    "offset": ("2024-05-03T10:00:00+02:00", datetime(2024, 5, 3, 10, tzinfo=CEST), False),
    "no colon": ("2024-05-03T10:00:00+0200", datetime(2024, 5, 3, 10, tzinfo=CEST), False),
    "fraction": ("2024-05-03T10:00:00.123Z", datetime(2024, 5, 3, 10, tzinfo=UTC), False),
    "space": ("2024-05-03 10:00", datetime(2024, 5, 3, 10, tzinfo=UTC), True),
    "rfc 5322": ("Fri, 03 May 2024 10:00:00 GMT", datetime(2024, 5, 3, 10, tzinfo=UTC), False),
    "unix": ("1714730400", datetime(2024, 5, 3, 10, tzinfo=UTC), False),
    "unix in ms": ("1714730400000", datetime(2024, 5, 3, 10, tzinfo=UTC), False),
    "day": ("2024-05-03", None, False),
    "basic day": ("20240503", None, False),
    "midnight without zone is a day": ("2024-05-03T00:00:00", None, False),
}  # fmt: skip


@pytest.mark.parametrize(("raw", "at", "assumed"), STAMPS.values(), ids=STAMPS)
def test_stamp(raw: str, at: datetime | None, assumed: bool) -> None:  # noqa: FBT001 -- a column
    stamp = stamp_of(raw, "x")

    assert stamp is not None
    assert (stamp.at, stamp.day, stamp.zone_assumed) == (at, date(2024, 5, 3), assumed)


@pytest.mark.parametrize("raw", ["", "soon", "2024-13-40", "May 3", "99999999999999999999", "-"])
def test_stamp_is_never_guessed(raw: str) -> None:
    assert stamp_of(raw, "x") is None


def test_zone_is_lent_by_the_other_stamp() -> None:
    head = linked(datePublished="2024-05-03T10:00:00", dateModified="2024-05-03T12:00:00+02:00")

    published = read(article(head=head)).published

    assert published is not None
    assert (published.at, published.zone_assumed) == (datetime(2024, 5, 3, 10, tzinfo=CEST), False)


def test_modified_date_never_stands_in_for_published() -> None:
    page = read(article(head=meta("article:modified_time", "2024-05-03T10:00:00Z")))

    assert page.published is None
    assert page.modified is not None


def test_modified_before_published_is_kept_with_a_warning() -> None:
    head = linked(datePublished="2024-05-03T10:00:00Z", dateModified="2024-05-02T10:00:00Z")

    page = read(article(head=head))

    assert page.modified is not None
    assert "modified_before_published" in [warning.code for warning in page.warnings]


def test_date_after_the_response_is_refused() -> None:
    head = linked(datePublished="2024-05-09T10:00:00Z")

    assert read(article(head=head), date="Fri, 03 May 2024 10:00:00 GMT").published is None
    assert read(article(head=head)).published is not None


def test_visible_day_is_found_where_nothing_is_stated() -> None:
    page = read(article(header='<p class="date">Published 3 May 2024</p>'))

    assert page.published is not None
    assert (page.published.at, page.published.day) == (None, date(2024, 5, 3))


SHAPES = {
    "cdata": '<script type="application/ld+json">//<![CDATA[\n{%s}\n//]]></script>',
    "comment": '<script type="application/ld+json"><!-- {%s} --></script>',
    "trailing comma": '<script type="application/ld+json">{%s,}</script>',
    "trailing semicolon": '<script type="application/ld+json">{%s};</script>',
    "text behind": '<script type="application/ld+json">{%s} var x = 1;</script>',
    "graph": '<script type="application/ld+json">{"@graph": [{%s}]}</script>',
    "list": '<script type="application/ld+json">[{"@type": "Organization"}, {%s}]</script>',
    "main entity": '<script type="application/ld+json">{"mainEntity": {%s}}</script>',
    "beside a broken one": '<script type="application/ld+json">{"@type":</script>'
    '<script type="application/ld+json">{%s}</script>',
    "two commas": '<script type="application/ld+json">[{"x": ,}]</script>'
    '<script type="application/ld+json">{%s}</script>',
    "far inside": '<script type="application/ld+json">'
    '{"item": {"item": {"item": {"item": {"item": {%s, "item": {"item": {}}}}}}}}</script>',
    "line break in a string": '<script type="application/ld+json">{"x": "a\nb", %s}</script>',
    "type with parameter": '<script type="application/ld+json; charset=utf-8">{%s}</script>',
}  # fmt: skip
TYPES = [
    "NewsArticle",
    "AnalysisNewsArticle",
    "LiveBlogPosting",
    "Report",
    "http://schema.org/Article",
]


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_json_ld_is_read_in_every_shape(shape: str) -> None:
    head = shape % '"@type": "NewsArticle", "headline": "Board says yes"'

    title = read(article(head=head)).title

    assert title is not None
    assert title.value == "Board says yes"


@pytest.mark.parametrize("kind", TYPES)
def test_json_ld_article_types(kind: str) -> None:
    title = read(article(head=linked(**{"@type": kind}, headline="Board says yes"))).title

    assert title is not None
    assert title.source == "json_ld.headline"


def test_live_blog_has_its_own_title_not_that_of_an_update() -> None:
    updates = [{"@type": "BlogPosting", "headline": "A crane", "articleBody": "It came."}]
    head = linked(**{"@type": "LiveBlogPosting"}, headline="The vote", liveBlogUpdate=updates)

    title = read(article(head=head)).title

    assert title is not None
    assert title.value == "The vote"


def test_node_of_this_page_is_chosen_by_its_address() -> None:
    other = linked(headline="Another story", url="https://tern.example/other")
    own = linked(headline="Board says yes", url="https://www.tern.example/pier/")

    title = read(article(head=other + own)).title

    assert title is not None
    assert title.value == "Board says yes"


FREE = {
    "true": ({"isAccessibleForFree": True}, True),
    "word": ({"isAccessibleForFree": "False"}, False),
    "address": ({"isAccessibleForFree": "http://schema.org/False"}, False),
    "part": (
        {"hasPart": {"isAccessibleForFree": "False", "cssSelector": ".paid"}},
        False,
    ),
    "silent": ({}, None),
}


@pytest.mark.parametrize(("node", "free"), FREE.values(), ids=FREE)
def test_access(node: dict[str, object], free: bool | None) -> None:  # noqa: FBT001 -- a column
    assert read(article(head=linked(**node))).accessible_for_free is free


def bare(head: str = "", lang: str = "") -> str:
    """Return a page whose text is too short to have a language."""
    return f'<html lang="{lang}"><head>{head}</head><body><p>Vellmar</p></body></html>'


LANGUAGES = {
    "json-ld": (bare(linked(inLanguage="pt_br")), "pt-BR", "json_ld.inLanguage"),
    "attribute": (bare(lang="de"), "de", "dom.lang"),
    "near enough": (article(lang="en-AU"), "en-AU", "dom.lang"),
    "unknown to us": (article(lang="cy"), "cy", "dom.lang"),
    "contradicted": (article(lang="de"), "en", "text"),
    "unreadable": (article(lang="no language"), "en", "text"),
    "header": (
        bare('<meta http-equiv="content-language" content="sv, en">'),
        "sv",
        "http.content_language",
    ),
    "locale": (
        bare(meta("og:locale", "nb_NO")),
        "nb-NO",
        "meta.og:locale",
    ),
    "small words": (article(lang=""), "en", "text"),
}


@pytest.mark.parametrize(("html", "value", "source"), LANGUAGES.values(), ids=LANGUAGES)
def test_language(html: str, value: str, source: str) -> None:
    language = read(html).language

    assert language is not None
    assert (language.value, language.source) == (value, source)


def test_keywords_and_section() -> None:
    head = meta("article:section", "Law, Crime") + meta("news_keywords", "pier, harbour; herring")

    page = read(article(head=head))

    assert page.section == "Law, Crime"
    assert page.keywords == ("pier", "harbour", "herring")


def test_repeated_tags_are_not_split() -> None:
    head = meta("article:tag", "Vellmar, the town") + meta("article:tag", "pier")

    assert read(article(head=head)).keywords == ("Vellmar, the town", "pier")


def test_lead_image_has_the_caption_of_its_figure() -> None:
    figure = (
        '<figure><img src="/img/pier.jpg?w=9" alt="A pier"><figcaption>The pier at dusk. '
        "Photo: Mia Falk</figcaption></figure>"
    )
    head = meta("og:image", "https://cdn.tern.example/img/pier.jpg")

    image = read(article(figure, head=head)).lead_image

    assert image is not None
    assert image.url == "https://cdn.tern.example/img/pier.jpg"
    assert (image.caption, image.credit, image.alt) == ("The pier at dusk.", "Mia Falk", "A pier")


def test_only_web_addresses_are_given() -> None:
    head = (
        '<link rel="canonical" href="javascript:alert(1)">'
        '<link rel="amphtml" href="data:text/html,x">'
        + meta("og:image", "data:image/png;base64,AAAA")
        + meta("og:url", "ftp://tern.example/x")
        + linked(author={"name": "Ada Vik", "url": "javascript:void(0)"}, image="blob:x")
    )

    page = read(article(head=head))

    assert (page.canonical, page.alternates, page.lead_image) == (None, (), None)
    assert page.authors[0].url is None


def test_alternates() -> None:
    head = (
        '<link rel="canonical" href="/pier"><link rel="amphtml" href="/amp/pier">'
        '<link rel="alternate" hreflang="de" href="/de/pier">'
        '<link rel="alternate" type="application/rss+xml" href="/feed">'
    )

    page = read(article(head=head))

    assert page.canonical == "https://tern.example/pier"
    assert [(each.rel, each.url, each.lang) for each in page.alternates] == [
        ("amphtml", "https://tern.example/amp/pier", None),
        ("alternate", "https://tern.example/de/pier", "de"),
    ]


RESERVATIONS = {
    "robots": ('<meta name="robots" content="index, NOAI, noarchive">',
               ("robots=noai", "robots=noarchive")),
    "tdm": ('<meta name="tdm-reservation" content="1">', ("tdm-reservation=1",)),
    "noindex": ('<meta name="robots" content="noindex">', ("robots=noindex",)),
    "none": ('<meta name="robots" content="max-image-preview:large">', ()),
    "another robot": ('<meta name="googlebot" content="noarchive">', ()),
}  # fmt: skip


@pytest.mark.parametrize(("head", "reserved"), RESERVATIONS.values(), ids=RESERVATIONS)
def test_reservations(head: str, reserved: tuple[str, ...]) -> None:
    assert read(article(head=head)).reservations == reserved


MORE_IMAGES = {
    "node": ({"url": "https://tern.example/a.jpg", "width": {"value": "800 px"}, "height": 600,
              "caption": "A pier", "creditText": "Mia Falk"}, ("A pier", "Mia Falk", 600)),
    "node without address": ({"name": "x"}, None),
    "number": (7, None),
}  # fmt: skip


@pytest.mark.parametrize(("image", "expected"), MORE_IMAGES.values(), ids=MORE_IMAGES)
def test_image_of_json_ld(image: object, expected: tuple[str, str, int] | None) -> None:
    found = read(article(head=linked(image=image))).lead_image

    assert (found and (found.caption, found.credit, found.height)) == expected


def test_first_figure_is_the_lead_image_where_none_is_stated() -> None:
    figures = (
        '<figure><img src="data:x"></figure><figure></figure><figure><img src="/b.jpg"></figure>'
    )

    image = read(article(figures + '<figure><img src="/c.jpg"></figure>' * 25)).lead_image

    assert image is not None
    assert image.url == "https://tern.example/b.jpg"


def test_figure_of_another_picture_lends_no_caption() -> None:
    figure = '<figure><img src="/b.jpg"><figcaption>Another</figcaption></figure>'

    image = read(article(figure, head=meta("og:image", "/a.jpg"))).lead_image

    assert image is not None
    assert image.caption is None


SITES = {
    "meta": (meta("og:site_name", "The Tern"), "The Tern"),
    "publisher": (linked(publisher={"name": "The Tern"}), "The Tern"),
    "application": (meta("application-name", "The Tern"), "The Tern"),
    "nothing": ("", None),
}


@pytest.mark.parametrize(("head", "name"), SITES.values(), ids=SITES)
def test_site_name(head: str, name: str | None) -> None:
    assert read(article(head=head)).site_name == name


def test_logo_heading_is_no_title() -> None:
    html = article(head=meta("og:site_name", "The Tern")).replace(
        "<article>", "<h1>The Tern</h1><article>"
    )

    title = read(html).title

    assert title is not None
    assert title.value == "Board votes for the pier"


def test_title_before_a_site_name_in_front() -> None:
    html = article().replace("<title>The Vellmar Tern", "<title>Tern | Board votes for the pier")

    title = read(html).title

    assert title is not None
    assert (title.value, title.source) == ("Board votes for the pier", "dom.h1")


def test_author_by_itemprop_and_by_class() -> None:
    marked = '<span itemprop="author">Posted by <b itemprop="name">Ada Vik</b></span>'
    classed = '<span class="author-name">Tomas Wold</span>'

    assert read(article(header=marked)).authors[0].name == "Ada Vik"
    assert read(article(header=classed)).authors[0].source == "dom.author-name"
    assert read(article(header="<p class='byline'>1</p><p>By Eva Lind</p>")).authors != ()
    assert read(article(header="<p>By Mia Falk | 3 May 2024</p>")).authors[0].name == "Mia Falk"
    assert read(article(head=linked(author=[{"name": {"name": "Eva Lind"}}]))).authors != ()


def test_published_day_before_modified_time() -> None:
    head = linked(datePublished="2024-05-04", dateModified="2024-05-03T10:00:00Z")

    assert "modified_before_published" in [each.code for each in read(article(head=head)).warnings]


def test_zone_that_nobody_gives_is_assumed_with_a_warning() -> None:
    page = read(article(head=linked(datePublished="2024-05-03T10:00:00")))

    assert page.published is not None
    assert page.published.zone_assumed
    assert "zone_assumed" in [warning.code for warning in page.warnings]


def test_time_of_the_header_is_the_date_unless_it_says_edited() -> None:
    edited = '<span class="updated"><time datetime="2024-05-04T10:00Z">later</time></span>'
    header = f'{edited}<time datetime="2024-05-03T10:00Z">3 May</time>'

    published = read(article(header=header)).published

    assert published is not None
    assert (published.day, published.source) == (date(2024, 5, 3), "dom.time")


def test_empty_meta_tags_say_nothing() -> None:
    head = meta("og:locale", " ") + meta("article:section", "  ") + '<meta name="x">' * 600
    head += '<link rel="stylesheet" href="/s.css"><link rel="canonical">'

    page = read(article(head=head))

    assert (page.section, page.canonical) == (None, None)


def test_figures_credit_without_caption() -> None:
    figure = '<figure><img src="/a.jpg"><figcaption>© Mia Falk</figcaption></figure>'

    image = read(article(figure)).lead_image

    assert image is not None
    assert (image.caption, image.credit) == (None, "Mia Falk")
