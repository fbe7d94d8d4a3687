import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.identity.addresses.guids import guid_key, is_identifying_guid


@pytest.mark.parametrize(
    "guid",
    [
        pytest.param(None, id="none"),
        pytest.param("", id="empty"),
        pytest.param("  ", id="blank"),
        pytest.param("1", id="number"),
        pytest.param("4711", id="four-digits"),
        pytest.param("ab-12", id="five-characters"),
        pytest.param("https://heronpost.example/", id="site"),
        pytest.param("http://www.heronpost.example", id="site-bare"),
        pytest.param("https://heronpost.example/feed/", id="feed"),
        pytest.param("https://heronpost.example/news/rss.xml", id="feed-xml"),
        pytest.param("https://heronpost.example/index.rdf", id="feed-rdf"),
    ],
)
def test_is_identifying_guid_refuses_what_names_no_story(guid: str | None) -> None:
    assert not is_identifying_guid(guid)


@pytest.mark.parametrize(
    "guid",
    [
        pytest.param("47110", id="five-digits"),
        pytest.param("ab-123", id="six-characters"),
        pytest.param("https://heronpost.example/?p=71", id="post-number"),
        pytest.param("tag:heronpost.example,2026:/story/1", id="tag"),
        pytest.param("https://heronpost.example/feeding-gulls-banned", id="slug-with-feed"),
    ],
)
def test_is_identifying_guid_accepts_names_of_a_story(guid: str) -> None:
    assert is_identifying_guid(guid)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("http://a.example/x?utm_source=r", "https://www.a.example/x", id="address"),
        pytest.param(
            "urn:newsml:a.example:20260401:K1:2", "urn:newsml:a.example:20260401:K1:3", id="newsml"
        ),
        pytest.param(
            "tag:a.example,2026:newsml_K1:12", "tag:a.example,2026:newsml_K1:13", id="newsml-tag"
        ),
        pytest.param(" abc-defg ", "abc-defg", id="space"),
    ],
)
def test_guid_key_of_one_story_is_one(one: str, other: str) -> None:
    assert guid_key(one) == guid_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Abc-defg", "abc-defg", id="case"),
        pytest.param("urn:x:1:2", "urn:x:1:3", id="no-newsml"),
        pytest.param(
            "urn:newsml:a.example:20260401:71", "urn:newsml:a.example:20260401:72", id="id"
        ),
    ],
)
def test_guid_key_keeps_two_stories_apart(one: str, other: str) -> None:
    assert guid_key(one) != guid_key(other)


@given(st.text() | st.from_regex(r"(https?://|urn:newsml:)[a-z:/.0-9]{0,30}", fullmatch=True))
def test_guid_key_is_idempotent_and_never_raises(guid: str) -> None:
    key = guid_key(guid)
    assert is_identifying_guid(guid) == is_identifying_guid(key)
    assert key is None or "newsml" in key or guid_key(key) == key
