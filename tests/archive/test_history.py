from datetime import timedelta

import pytest

from tasks.adapters.memory_store import MemoryStore
from tasks.archive.history import (
    article_ids,
    corrections_since,
    find_article_id,
    versions,
    versions_since,
)
from tasks.archive.keys import log_key, version_key
from tasks.archive.log import log_segment
from tasks.versions.commit import commit
from tests.versions.stories import (
    ARTICLE_ID,
    CORRECTED,
    EDITED,
    NOTICE,
    NOW,
    URL,
    minter,
    seen,
)

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(URL, id="address"),
        pytest.param(
            "http://www.harbourpost.example/news/footbridge-reopens/?utm_source=x", id="spelling"
        ),
        pytest.param(ARTICLE_ID, id="id"),
        pytest.param(f"urn:corrigenda:{ARTICLE_ID}", id="urn"),
        pytest.param(version_key(ARTICLE_ID, 7), id="key"),
        pytest.param(version_key(ARTICLE_ID, 1).rpartition("/")[0], id="folder"),
    ],
)
def test_find_article_id_by_any_name(name: str) -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    assert find_article_id(store, name) == ARTICLE_ID


@pytest.mark.parametrize(
    "name", [URL, ARTICLE_ID, "nothing at all", "", "https://harbourpost.example/other"]
)
def test_find_article_id_of_what_is_not_there(name: str) -> None:
    assert find_article_id(MemoryStore(), name) is None


def test_versions_come_in_order_without_a_list() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    commit(store, seen(after=HOUR, body=EDITED), mint=minter())
    assert [slot.version for slot in versions(store, ARTICLE_ID)] == [1, 2]
    assert store.lists == []


def test_article_ids_come_once_each_and_by_day() -> None:
    store = MemoryStore()
    commit(store, seen(), mint=minter())
    commit(store, seen(after=HOUR, body=EDITED), mint=minter())
    assert list(article_ids(store)) == list(article_ids(store, "2026/11/20")) == [ARTICLE_ID]
    assert list(article_ids(store, "2026/11/21")) == []


def test_corrections_since_come_from_the_log_once_each() -> None:
    store = MemoryStore()
    told = [
        (seen(), NOW),
        (seen(after=HOUR, body=EDITED), NOW + HOUR),
        (seen(after=2 * HOUR, body=CORRECTED, notices=(NOTICE,)), NOW + 2 * HOUR),
        (seen(after=3 * HOUR, body=CORRECTED, notices=(NOTICE,)), NOW + 3 * HOUR),
    ]
    for number, (observation, now) in enumerate(told):
        done = commit(store, observation, mint=minter(now))
        key = log_key(now, f"01kajv000000000000000000{number:02d}", 7)
        store.put(key, log_segment(done.log_rows))
    assert [v.version for v in versions_since(store, NOW)] == [1, 2, 3]
    assert [v.version for v in versions_since(store, NOW + HOUR)] == [2, 3]
    assert [v.version for v in corrections_since(store, NOW)] == [3]
    assert list(corrections_since(store, NOW + 3 * HOUR)) == []
