from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.adapters.memory_store import MemoryStore
from tasks.archive.documents import (
    camel_document,
    canonical_json,
    read_camel_document,
    read_json,
    settle_layout,
)
from tasks.errors import StoreError

NOW = datetime(2026, 11, 20, 14, 5, tzinfo=UTC)
KEY = "ids/0e/c5/x.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ferry:
    sails_at: datetime
    ports_of_call: tuple[str, ...] = ()


def test_camel_document_sorts_renames_and_marks() -> None:
    body = camel_document("ferry/1", Ferry(sails_at=NOW, ports_of_call=("Östhamn",)))
    text = '{"portsOfCall":["Östhamn"],"sailsAt":"2026-11-20T14:05:00Z","schema":"ferry/1"}'
    assert body == text.encode()


@given(st.datetimes(timezones=st.just(UTC)), st.lists(st.text(st.characters(codec="utf-8"))))
def test_camel_document_comes_back(at: datetime, ports: list[str]) -> None:
    ferry = Ferry(sails_at=at, ports_of_call=tuple(ports))
    body = camel_document("ferry/1", ferry)
    assert read_camel_document(Ferry, "ferry/1", KEY, body) == ferry


def test_canonical_json_replaces_lone_surrogates() -> None:
    assert canonical_json(["a\ud800"]) == b'["a?"]'


def test_canonical_json_refuses_what_json_has_not() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        canonical_json([float("nan")])


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param(b"{", "is no JSON", id="cut"),
        pytest.param(b"\xff", "is no JSON", id="bytes"),
        pytest.param(b"[" * 100_000, "is no JSON", id="deep"),
        pytest.param(b"[]", "is not of schema ferry/1", id="list"),
        pytest.param(b'{"schema":"ferry/2"}', "use a release that knows it", id="later"),
        pytest.param(b'{"schema":"ferry/1"}', "has no valid sails_at", id="field"),
    ],
)
def test_read_camel_document_names_key_and_remedy(body: bytes, reason: str) -> None:
    with pytest.raises(StoreError, match=reason) as caught:
        read_camel_document(Ferry, "ferry/1", KEY, body)
    assert caught.value.subject == KEY


@given(st.binary(max_size=60))
def test_read_json_raises_nothing_else(body: bytes) -> None:
    with pytest.raises(StoreError):
        read_json("ferry/1", KEY, body)


def test_settle_layout_marks_an_empty_bucket_once() -> None:
    store = MemoryStore()
    settle_layout(store)
    settle_layout(store)
    assert store.puts == ["_meta/format.json"]


def test_settle_layout_accepts_a_race() -> None:
    store = MemoryStore()

    class Late(MemoryStore):
        def create(self, key: str, body: bytes) -> str | None:
            super().create(key, body)
            return super().create(key, body)

    store = Late()
    settle_layout(store)
    assert store.get("_meta/format.json") is not None


def test_settle_layout_refuses_another() -> None:
    store = MemoryStore()
    store.put("_meta/format.json", b'{"layout":2,"shards":64}')
    with pytest.raises(StoreError, match="use another prefix or release"):
        settle_layout(store)
