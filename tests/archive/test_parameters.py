import json

import pytest

from tasks.adapters.memory_store import MemoryStore
from tasks.archive.keys import parameters_key
from tasks.archive.parameters import SCHEMA, add_evidence, read_parameters
from tasks.errors import StoreError
from tasks.identity.addresses.parameters import Parameter, Twin

KEY = parameters_key("tern")
TWIN = Twin(
    article_id="20261120-de79", urls=("https://tern.example/a?hop=1", "https://tern.example/a")
)
HOP = Parameter(name="hop_on", same=(TWIN,), different=("20261121-aa",))


def test_evidence_comes_back() -> None:
    store = MemoryStore()
    assert read_parameters(store, "tern") == ()
    add_evidence(store, "tern", [HOP])
    add_evidence(store, "tern", [Parameter(name="box", different=("20261121-aa",))])
    assert [one.name for one in read_parameters(store, "tern")] == ["box", "hop_on"]
    assert read_parameters(store, "tern")[1] == HOP
    assert read_parameters(store, "gull") == ()


def test_known_evidence_writes_nothing() -> None:
    store = MemoryStore()
    add_evidence(store, "tern", [HOP])
    before = store.get(KEY)
    add_evidence(store, "tern", [HOP, HOP])
    add_evidence(store, "tern", [])
    assert before is not None
    assert store.get(KEY) == before


def test_the_object_is_for_people_too() -> None:
    store = MemoryStore()
    add_evidence(store, "tern", [HOP])
    held = store.get(KEY)
    assert held is not None
    told = json.loads(held.body)
    assert (told["schema"], told["publisher"]) == (SCHEMA, "tern")
    told["parameters"][0]["isIdentity"] = True
    store.cas(KEY, json.dumps(told).encode(), held.etag)
    add_evidence(store, "tern", [Parameter(name="hop_on", different=("20261122-bb",))])
    assert read_parameters(store, "tern")[0].is_identity


def test_a_damaged_object_is_named() -> None:
    store = MemoryStore()
    store.create(KEY, b"{}")
    with pytest.raises(StoreError, match=r"parameters\.json"):
        read_parameters(store, "tern")


class Second(MemoryStore):
    """Somebody else is always first."""

    def create(self, key: str, body: bytes) -> str | None:  # noqa: ARG002 -- nothing is kept
        return None


def test_who_is_always_second_gives_up() -> None:
    store = Second()
    add_evidence(store, "tern", [HOP])
    assert read_parameters(store, "tern") == ()
