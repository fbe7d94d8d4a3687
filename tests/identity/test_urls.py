import contextlib
import itertools
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.errors import InputError
from tasks.identity.addresses.url_names import (
    AMBIGUOUS_NAMES,
    REDIRECTORS,
    STRIPPED_LABELS,
    TRACKING_NAMES,
    TRACKING_PREFIXES,
)
from tasks.identity.urls import canonical_url

TABLE = tomllib.loads((Path(__file__).parents[1] / "data" / "urls.toml").read_text("utf-8"))
SAME = [(row["urls"][0], url) for row in TABLE["same"] for url in row["urls"]]
APART = [pair for row in TABLE["apart"] for pair in itertools.combinations(row["urls"], 2)]
REFUSED = [url for row in TABLE["refused"] for url in row["urls"]]

STORY = "https://heronpost.example/harbour/crane-falls"


@pytest.mark.parametrize(("one", "other"), SAME)
def test_canonical_url_of_one_story_is_one(one: str, other: str) -> None:
    assert canonical_url(one) == canonical_url(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_canonical_url_keeps_two_stories_apart(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize("url", REFUSED)
def test_canonical_url_refuses_what_is_no_web_address(url: str) -> None:
    with pytest.raises(InputError):
        canonical_url(url)


@pytest.mark.parametrize("url", ["https://a.example/\ud800", "https://" + "a" * 64 + ".example/"])
def test_canonical_url_refuses_what_cannot_be_encoded(url: str) -> None:
    with pytest.raises(InputError):
        canonical_url(url)


@pytest.mark.parametrize("name", sorted(TRACKING_NAMES))
def test_canonical_url_drops_every_tracking_name(name: str) -> None:
    assert canonical_url(f"{STORY}?{name}=31") == STORY
    assert canonical_url(f"{STORY}?{name.upper()}=x&id=3") == f"{STORY}?id=3"


@pytest.mark.parametrize("prefix", TRACKING_PREFIXES)
def test_canonical_url_drops_every_tracking_family(prefix: str) -> None:
    assert canonical_url(f"{STORY}?{prefix}anything=1") == STORY


@pytest.mark.parametrize("name", sorted(AMBIGUOUS_NAMES))
def test_canonical_url_drops_ambiguous_names_only_where_it_is_safe(name: str) -> None:
    assert canonical_url(f"{STORY}?{name}=home") == STORY
    assert canonical_url(f"{STORY}?{name}=4102") == f"{STORY}?{name}=4102"
    alone = f"https://heronpost.example/view?{name}=home"
    assert canonical_url(alone) == alone


@pytest.mark.parametrize(
    "name", ["id", "p", "uid", "eid", "aid", "n", "story", "article", "anything"]
)
def test_canonical_url_keeps_all_other_names(name: str) -> None:
    assert canonical_url(f"{STORY}?{name}=x") == f"{STORY}?{name}=x"


@pytest.mark.parametrize("label", sorted(STRIPPED_LABELS))
def test_canonical_url_strips_every_label_of_the_same_site(label: str) -> None:
    assert canonical_url(f"https://{label}.heronpost.example/x") == "https://heronpost.example/x"
    assert canonical_url(f"https://{label}.co.uk/x") == f"https://{label}.co.uk/x"


@pytest.mark.parametrize(("host", "path", "names"), REDIRECTORS)
def test_canonical_url_unwraps_every_redirector(
    host: str, path: str, names: tuple[str, ...]
) -> None:
    for name in names:
        assert canonical_url(f"https://www.{host}{path}?{name}={STORY}&k=1") == STORY


@pytest.mark.parametrize("target", ["nothing", "https://", "https://a..b/"])
def test_canonical_url_keeps_a_redirector_without_target(target: str) -> None:
    url = canonical_url(f"https://www.google.com/url?q={target}")
    assert url.startswith("https://google.com/url?q=")


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("http://127.0.0.1:8000/x", id="loopback"),
        pytest.param("http://localhost:8000/x", id="localhost"),
        pytest.param("http://[::1]:8000/x", id="ipv6"),
    ],
)
def test_canonical_url_accepts_hosts_without_a_domain(url: str) -> None:
    assert canonical_url(url) == url.replace("http:", "https:")


PIECES = [
    "/",
    "//",
    "amp",
    ".amp",
    ".html",
    "index.html",
    "default.aspx",
    ";jsessionid=1",
    ";",
    "a",
    "Crane-falls",
    "%41",
    "%2F",
    "%C3%A9",
    "é",
    "%CC%81",
    "%3C",
    "<",
    "e",
    "%",
    "%zz",
    "?",
    "&",
    "=",
    "#",
    "#!",
    "id=3",
    "ref=rss",
    "page=1",
    "utm_x=1",
    "&amp;",
    "amp;",
    ".",
    "..",
    "/./",
    "www.",
    "m.",
    "heron.example",
    "example",
    "http://",
    "https://",
    ":80",
    "@",
    "+",
    "%20",
    "google.com/amp/s/",
    "google.com/url?q=",
    "x.cdn.ampproject.org/c/s/",
    "[::1]",
    "。",
    "%00",
    "%FF",
    "ß",
    "xn--",
    "co.uk",
    "̸",
    ";",
    "K",
]
STARTS = ("http://heron.example/", "https://www.m.heron.example", "//heron.example/", "")


@given(
    st.text()
    | st.builds(
        lambda start, pieces: start + "".join(pieces),
        st.sampled_from(STARTS),
        st.lists(st.sampled_from([*PIECES, " ", "\t", "\xa0", "\ud800"]), max_size=9),
    )
)
def test_canonical_url_is_idempotent_and_raises_only_input_errors(url: str) -> None:
    with contextlib.suppress(InputError):
        assert canonical_url(canonical_url(url)) == canonical_url(url)
