import pytest

from tasks.identity.aliases import alias_names

LINK = "https://www.heronpost.example/a/crane-falls?utm_source=rss"
GUID = "tag:heronpost.example,2026:71"


def test_alias_names_are_strongest_first() -> None:
    names = alias_names(
        link=LINK,
        final="https://heronpost.example/harbour/crane-falls",
        feed_id="heron",
        guid=GUID,
        canonical="https://news.heronpost.example/2026/crane-falls",
    )
    assert names == (
        ("link", "url:https://heronpost.example/a/crane-falls"),
        ("final", "url:https://heronpost.example/harbour/crane-falls"),
        ("guid", f"guid:heron:{GUID}"),
        ("canonical", "url:https://news.heronpost.example/2026/crane-falls"),
    )


def test_alias_names_claim_each_value_once_by_its_strongest_role() -> None:
    names = alias_names(link=LINK, final=LINK, feed_id="heron", guid=LINK, canonical=LINK)
    assert names == (
        ("link", "url:https://heronpost.example/a/crane-falls"),
        ("guid", "guid:heron:https://heronpost.example/a/crane-falls"),
    )


@pytest.mark.parametrize(
    "canonical",
    [
        pytest.param("https://ternwire.example/a/crane-falls", id="other-site"),
        pytest.param("https://heronpost.example/", id="home-page"),
        pytest.param("/a/crane-falls", id="relative"),
        pytest.param("", id="empty"),
        pytest.param(None, id="none"),
    ],
)
def test_alias_names_never_claim_an_unsure_canonical(canonical: str | None) -> None:
    names = alias_names(link=LINK, final=None, feed_id="heron", guid=None, canonical=canonical)
    assert names == (("link", "url:https://heronpost.example/a/crane-falls"),)


def test_alias_names_keep_sites_of_one_platform_apart() -> None:
    names = alias_names(
        link="https://gull.blogspot.com/a-b",
        final=None,
        feed_id="gull",
        guid=None,
        canonical="https://tern.blogspot.com/a-b",
    )
    assert [role for role, _ in names] == ["link"]


@pytest.mark.parametrize("guid", ["1", "https://heronpost.example/"])
def test_alias_names_leave_out_what_identifies_nothing(guid: str) -> None:
    assert alias_names(link="", final=None, feed_id="heron", guid=guid, canonical=LINK) == ()


def test_alias_names_keep_hosts_without_a_domain_apart() -> None:
    names = alias_names(
        link="http://127.0.0.1:8000/a",
        final=None,
        feed_id="heron",
        guid=None,
        canonical="http://10.0.0.1:8000/a",
    )
    assert [role for role, _ in names] == ["link"]
