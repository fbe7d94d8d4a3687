"""How values become the objects of the bucket, and back: nothing else persists anything."""

import json
import re
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic.alias_generators import to_camel

from tasks.archive.keys import LAYOUT_KEY
from tasks.archive.store import Store
from tasks.errors import StoreError

T = TypeVar("T")


def canonical_json(value: object) -> bytes:
    """Return the one spelling of a JSON value: keys sorted, no spaces, UTF-8.

    For strings, nulls and lists these are the bytes of RFC 8785. A lone surrogate, which UTF-8
    cannot say, becomes a question mark.

    Raises:
        ValueError: If *value* holds a number that JSON does not have.
    """
    text = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return text.encode("utf-8", "replace")


def digest(data: bytes) -> str:
    """Return ``sha256:`` and the digest in hex."""
    return f"sha256:{sha256(data).hexdigest()}"


def document(schema: str, value: object) -> bytes:
    """Return a dataclass as a JSON object under the names of its fields, with its ``schema``."""
    return canonical_json({"schema": schema, **_plain(value)})


def camel_document(schema: str, value: object) -> bytes:
    """Return the same in camelCase, as schema.org and ninjs spell names."""
    return canonical_json({"schema": schema, **_renamed(_plain(value), to_camel)})


def read_document(kind: type[T], schema: str, key: str, body: bytes) -> T:
    """Return the value that ``document`` wrote to *key*.

    Raises:
        StoreError: If the object is damaged, or of another schema.
    """
    return _valued(kind, key, read_json(schema, key, body))


def read_camel_document(kind: type[T], schema: str, key: str, body: bytes) -> T:
    """Return the value that ``camel_document`` wrote to *key*.

    Raises:
        StoreError: If the object is damaged, or of another schema.
    """
    return _valued(kind, key, _renamed(read_json(schema, key, body), _to_snake))


def read_json(schema: str, key: str, body: bytes) -> dict[str, object]:
    """Return the JSON object at *key*, whose ``schema`` must be the one named.

    Raises:
        StoreError: If it is not.
    """
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise StoreError(key, "is no JSON; restore it from the bucket's versions") from error
    if not isinstance(found, dict) or found.get("schema") != schema:
        raise StoreError(key, f"is not of schema {schema}; use a release that knows it")
    return found


def settle_layout(store: Store, *, shards: int = 64) -> None:
    """Mark an empty bucket as ours, or check that it is laid out as this release expects.

    Raises:
        StoreError: If the bucket has another layout or another number of shards.
    """
    ours = canonical_json({"layout": 1, "shards": shards})
    found = store.get(LAYOUT_KEY)
    if found is None:
        if store.create(LAYOUT_KEY, ours) is not None:
            return
        found = store.get(LAYOUT_KEY)
    if found is None or found.body != ours:
        raise StoreError(LAYOUT_KEY, f"is not {ours.decode()}; use another prefix or release")


def _plain(value: object) -> dict[str, object]:
    plain: dict[str, object] = _adapter(type(value)).dump_python(value, mode="json")
    return plain


def _valued(kind: type[T], key: str, plain: object) -> T:
    try:
        value: T = _adapter(kind).validate_python(plain)
    except ValidationError as error:
        where = ".".join(map(str, error.errors(include_input=False)[0]["loc"]))
        reason = f"has no valid {where or 'content'}; restore it from the bucket's versions"
        raise StoreError(key, reason) from error
    return value


def _adapter(kind: type[T]) -> TypeAdapter[T]:
    return _made_adapter(kind)  # type: ignore[arg-type]  # mypy takes a class for unhashable


@cache
def _made_adapter(kind: type[T]) -> TypeAdapter[T]:
    return TypeAdapter(kind)


def _renamed(tree: object, rename: Callable[[str], str]) -> dict[str, object]:
    renamed = _with_names(tree, rename)
    return renamed if isinstance(renamed, dict) else {}


def _with_names(tree: object, rename: Callable[[str], str]) -> object:
    if isinstance(tree, dict):
        return {rename(name): _with_names(value, rename) for name, value in tree.items()}
    if isinstance(tree, list):
        return [_with_names(item, rename) for item in tree]
    return tree


def _to_snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
