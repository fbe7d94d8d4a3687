"""JSON-LD of a page: each script by itself, so that one that is broken costs no other.

No regular expression runs over a whole script: broken JSON-LD of 200 kB has cost other
readers two minutes.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from tasks.pages.page import Caveat, JsonObject

LIMIT_BYTES = 1_000_000
"""Of all scripts of a page together."""
DEPTH_LIMIT = 100
WALK_DEPTH = 6
NODE_LIMIT = 3000
_REPAIRS = 20
_WRAPPERS = ("<![CDATA[", "//<![CDATA[", "/*<![CDATA[*/", "<!--", "//<!--", "//]]>", "/*]]>*/",
             "]]>", "-->", "//-->", "//")  # fmt: skip
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item")
_ARTICLE_TYPES = ("article", "blogposting", "report", "liveblogposting")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedData:
    """What the scripts of a page say, and the node that speaks of the page itself."""

    objects: tuple[JsonObject, ...] = ()
    """As parsed, in document order."""
    nodes: tuple[JsonObject, ...] = ()
    """Every typed node within them, outer before inner."""
    by_id: Mapping[str, JsonObject]
    caveats: tuple[Caveat, ...] = ()


def linked_data(tree: HtmlElement) -> LinkedData:
    """Return the JSON-LD of *tree*; what cannot be parsed is counted, never raised."""
    objects: list[JsonObject] = []
    caveats: list[Caveat] = []
    size = 0
    for script in _scripts(tree):
        size += len(script)
        if size > LIMIT_BYTES:
            caveats.append(Caveat(code="json_ld_limit", detail=f"more than {LIMIT_BYTES}"))
            break
        try:
            objects += _objects(script)
        except (ValueError, RecursionError) as error:
            caveats.append(Caveat(code="json_ld_broken", detail=type(error).__name__))
    nodes = tuple(islice(_nodes(objects), NODE_LIMIT))
    by_id: dict[str, JsonObject] = {}
    for node in nodes:
        identity = node.get("@id")
        if isinstance(identity, str) and len(node) > 1:
            by_id.setdefault(identity, node)
    return LinkedData(objects=tuple(objects), nodes=nodes, by_id=by_id, caveats=tuple(caveats))


def _scripts(tree: HtmlElement) -> Iterator[str]:
    for script in tree.iter("script"):
        kind = (script.get("type") or "").strip().lower()
        if kind.startswith("application/ld+json") and script.text:
            yield script.text


def _objects(script: str) -> list[JsonObject]:
    value = _whole(_parsed(_unwrapped(script)))
    found = value if isinstance(value, list) else [value]
    return [each for each in found if isinstance(each, dict)]


def _unwrapped(script: str) -> str:
    text = script.strip()
    changed = True
    while changed:
        before = text
        for wrapper in _WRAPPERS:
            text = text.removeprefix(wrapper).removesuffix(wrapper).strip()
        changed = text != before
    return text.rstrip("; \r\n\t")


def _parsed(text: str) -> object:
    for _ in range(_REPAIRS):
        try:
            return json.loads(text, strict=False, parse_constant=_nothing)
        except json.JSONDecodeError as error:
            shorter = _without_trailing_comma(text, error.pos)
            if shorter is None:
                break
            text = shorter
    start = min((at for at in (text.find("{"), text.find("[")) if at >= 0), default=0)
    decoder = json.JSONDecoder(strict=False, parse_constant=_nothing)
    value: object = decoder.raw_decode(text, start)[0]
    return value


def _nothing(_: str) -> None:
    """Read NaN and Infinity as null: they are no JSON, and nothing may store them."""


def _without_trailing_comma(text: str, position: int) -> str | None:
    before = text[:position].rstrip()
    after = text[position:].lstrip(", \r\n\t")
    if before.endswith(","):
        before = before[:-1]
    elif text[position : position + 1] != ",":
        return None
    return before + after if after[:1] in ("}", "]") else None


def _whole(value: object) -> object:
    """Return *value* with lone surrogates replaced, which no encoder would write.

    Raises:
        ValueError: If it is nested deeper than any reader would follow.
    """
    return _scrubbed(value, DEPTH_LIMIT)


def _scrubbed(value: object, depth: int) -> object:
    if depth < 0:
        raise ValueError("nested too deeply")
    if isinstance(value, dict):
        return {_scrubbed(k, depth): _scrubbed(v, depth - 1) for k, v in value.items()}
    if isinstance(value, list):
        return [_scrubbed(each, depth - 1) for each in value]
    if isinstance(value, str) and not value.isascii():
        return value.encode("utf-8", "replace").decode("utf-8")
    return value


def _nodes(objects: list[JsonObject]) -> Iterator[JsonObject]:
    waiting: list[tuple[object, int]] = [(each, 0) for each in reversed(objects)]
    while waiting:
        value, depth = waiting.pop()
        if isinstance(value, list):
            waiting += [(each, depth) for each in reversed(value)]
        elif isinstance(value, dict):
            yield value
            if depth < WALK_DEPTH:
                inner = [value[key] for key in _NESTED if key in value]
                waiting += [(each, depth + 1) for each in reversed(inner)]


def types_of(node: JsonObject) -> tuple[str, ...]:
    """Return the types of *node* in lower case, without their namespace."""
    stated = node.get("@type")
    listed = stated if isinstance(stated, list) else [stated]
    return tuple(
        each.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower()
        for each in listed
        if isinstance(each, str)
    )


def is_article(node: JsonObject) -> bool:
    """Tell whether *node* is any kind of article, blog post, live blog or report."""
    return any(each.endswith(_ARTICLE_TYPES) for each in types_of(node))


def texts(value: object) -> list[str]:
    """Return the strings of a value that may be one string, a list, or a node with a name."""
    found: list[str] = []
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, Mapping):
            each = each.get("name") or each.get("@value")  # noqa: PLW2901 -- its own text
        if isinstance(each, str) and each.strip():
            found.append(each.strip())
    return found


def first_text(value: object) -> str | None:
    """Return the first string of a value, as ``texts`` reads it."""
    return next(iter(texts(value)), None)


def address(value: object) -> str | None:
    """Return the address in a value that may be a string or a node with ``url`` or ``@id``."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, Mapping):
            inner = each.get("url") or each.get("@id") or each.get("contentUrl")
            if isinstance(inner, str):
                return inner
        elif isinstance(each, str):
            return each
    return None
