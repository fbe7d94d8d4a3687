import json
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.adapters.memory_store import MemoryStore
from tasks.archive.article import Article
from tasks.archive.keys import version_key
from tasks.archive.record import (
    Version,
    content_hash,
    read_slot,
    slot_bytes,
    text_hash,
    word_count,
)
from tasks.errors import StoreError
from tasks.versions.commit import commit
from tests.archive.schema import SCHEMA, VALIDATOR
from tests.versions.stories import ARTICLE, ARTICLE_ID, NOTICE, chain_of, minter, seen

# The worked example of the design: its hashes are part of the published format.
EXAMPLE = replace(
    ARTICLE,
    body="The footbridge at Upper Tarn reopened on Friday, two years after a flood broke its"
    " middle span.\n\nThe repair cost 1.4 million crowns and took nine weeks longer than planned.",
)
FIRST = "sha256:648fa69fa61948e6510da77c078da409c161e22099c8078edc73903eaa8c7e65"
SECOND = "sha256:6b72a3cd5805d1ba4d8834fd36f9c1db27e3df8425b62db658d54894171d68c9"
KEY = version_key(ARTICLE_ID, 1)

texts = st.text(max_size=40)
articles = st.builds(
    Article,
    url=texts,
    canonical_url=st.none() | texts,
    headline=texts,
    description=st.none() | texts,
    by=st.none() | texts,
    body=st.none() | texts,
    keywords=st.lists(texts, max_size=3).map(tuple),
    date_published=st.none() | texts,
    source_name=texts,
    source_domain=texts,
)


def test_content_hash_of_the_published_example() -> None:
    first = replace(EXAMPLE, body=(EXAMPLE.body or "").replace("Upper", "Lower"))
    assert content_hash(first, ()) == FIRST
    assert content_hash(EXAMPLE, (NOTICE.text,)) == SECOND
    assert word_count(EXAMPLE.body) == 30


@pytest.mark.parametrize(
    ("change", "is_same"),
    [
        pytest.param({"keywords": ("x",), "date_modified": "2026-11-21"}, True, id="beside"),
        pytest.param({"body": f" {EXAMPLE.body}\n"}, True, id="white-space"),
        pytest.param({"body": None}, False, id="no-body"),
        pytest.param({"body": ""}, False, id="empty-body"),
        pytest.param({"by": None}, False, id="no-byline"),
        pytest.param({"headline": "Footbridge open"}, False, id="headline"),
    ],
)
def test_content_hash_covers_what_is_said(change: dict[str, object], *, is_same: bool) -> None:
    other = replace(EXAMPLE, **change)  # type: ignore[arg-type]  # of several types
    assert (content_hash(other, ()) == content_hash(EXAMPLE, ())) is is_same


@given(articles, st.lists(texts).map(tuple))
def test_content_hash_does_not_see_composition(article: Article, shown: tuple[str, ...]) -> None:
    apart = replace(
        article,
        headline=unicodedata.normalize("NFD", article.headline.encode("utf-8", "replace").decode()),
    )
    same = replace(article, headline=article.headline.encode("utf-8", "replace").decode())
    assert content_hash(apart, shown) == content_hash(same, shown)


@given(articles)
def test_every_stored_version_is_valid_and_comes_back(article: Article) -> None:
    store = MemoryStore()
    done = commit(store, replace(seen(), article=article), mint=minter())
    found = store.get(done.key or "")
    assert found is not None
    assert list(VALIDATOR.iter_errors(json.loads(found.body))) == []
    slot = read_slot(done.key or "", found.body)
    assert slot_bytes(slot) == found.body


def test_stored_version_is_compact_and_sorted() -> None:
    store = MemoryStore()
    done = commit(store, seen(notices=(NOTICE,)), mint=minter())
    found = store.get(done.key or "")
    assert found is not None
    again = json.dumps(
        json.loads(found.body), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    assert found.body == again.encode()


def test_schema_describes_every_field() -> None:
    VALIDATOR.check_schema(SCHEMA)
    assert [path for path, each in _objects(SCHEMA, "") if not _is_described(each)] == []


def _objects(node: object, path: str) -> list[tuple[str, dict[str, object]]]:
    """Return every named property of the schema with its path."""
    if isinstance(node, list):
        return [found for item in node for found in _objects(item, path)]
    if not isinstance(node, dict):
        return []
    own = [(f"{path}/{name}", each) for name, each in node.get("properties", {}).items()]
    return own + [
        found for name, each in node.items() for found in _objects(each, f"{path}/{name}")
    ]


def _is_described(each: dict[str, object]) -> bool:
    reference = str(each.get("$ref", "")).removeprefix("#/$defs/")
    return "description" in each or "description" in SCHEMA["$defs"].get(reference, {})


def test_schema_is_closed() -> None:
    closed = [each for each in _nodes(SCHEMA) if "properties" in each]
    assert all(each.get("additionalProperties") is False for each in closed)
    for each in closed:
        optional = set(each["properties"]) - set(each["required"])  # type: ignore[call-overload]  # JSON
        assert optional <= {"links"}  # records were written before there were any


def _nodes(node: object) -> list[dict[str, object]]:
    if isinstance(node, list):
        return [found for item in node for found in _nodes(item)]
    if not isinstance(node, dict):
        return []
    return [node, *(found for each in node.values() for found in _nodes(each))]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param(b"", "is no JSON", id="empty"),
        pytest.param(b'{"schema":"article-record/2"}', "is not of schema", id="later"),
        pytest.param(b'{"schema":"article-record/1"}', "has no valid", id="fields"),
    ],
)
def test_read_slot_names_key_and_remedy(body: bytes, reason: str) -> None:
    with pytest.raises(StoreError, match=rf"v000001\.json: {reason}"):
        read_slot(KEY, body)


def test_text_hash_sees_words_alone() -> None:
    assert text_hash("The mill, it burned.") == text_hash("the mill it BURNED")
    assert text_hash("It fell 5%") != text_hash("It fell 5")


def test_version_is_what_its_bytes_say() -> None:
    store = MemoryStore()
    commit(store, seen(notices=(NOTICE,)), mint=minter())
    (version,) = chain_of(store)
    assert isinstance(version, Version)
    assert read_slot(KEY, slot_bytes(version)) == version
