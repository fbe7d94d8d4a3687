"""What a publisher's addresses have shown of their parameters: one object a publisher.

Derived like the indexes, but readable, and a person may write into it: ``"isIdentity": true``
keeps a parameter for good, and without the object all is learned anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tasks.archive.documents import camel_document, read_camel_document
from tasks.archive.keys import parameters_key
from tasks.archive.store import Store
from tasks.identity.addresses.parameters import Parameter, with_evidence

SCHEMA = "url-parameters/1"

_ROUNDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    publisher: str
    parameters: tuple[Parameter, ...] = ()


def read_parameters(store: Store, publisher: str) -> tuple[Parameter, ...]:
    """Return what is known of a publisher's parameters, by name.

    Raises:
        StoreError: If the object is damaged, or the bucket refuses.
    """
    return _read(store, publisher)[0]


def add_evidence(store: Store, publisher: str, shown: Iterable[Parameter]) -> None:
    """Add evidence to a publisher's object; what it holds already writes nothing.

    Who loses a race in every round gives up: the next such address shows the same.

    Raises:
        StoreError: If the object is damaged, or the bucket refuses.
    """
    shown = tuple(shown)
    key = parameters_key(publisher)
    for _ in range(_ROUNDS):
        held, etag = _read(store, publisher)
        told = held
        for one in shown:
            told = with_evidence(told, one)
        if told == held:
            return
        body = camel_document(SCHEMA, _Known(publisher=publisher, parameters=told))
        done = store.create(key, body) if etag is None else store.cas(key, body, etag)
        if done is not None:
            return


def _read(store: Store, publisher: str) -> tuple[tuple[Parameter, ...], str | None]:
    key = parameters_key(publisher)
    found = store.get(key)
    if found is None:
        return (), None
    return read_camel_document(_Known, SCHEMA, key, found.body).parameters, found.etag
