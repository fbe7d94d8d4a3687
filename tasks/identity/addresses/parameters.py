"""Query parameters that one site adds to its addresses: which tell stories apart, and which do not.

No list knows them all. A site shows it itself: the same story twice under addresses that differ
in one parameter alone makes that parameter noise there; two stories that do so make it identity.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from tasks.identity.texts.digests import digest

NEVER_NOISE = frozenset({"id", "p", "uid", "eid", "aid", "n", "story", "article", "page"})
"""Names that no evidence makes noise, in lower case."""

_PROOFS = 2
_KEPT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A story that stands under two addresses which differ in one parameter."""

    article_id: str
    urls: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What one site has shown of one of its parameters."""

    name: str
    same: tuple[Twin, ...] = ()
    """At most 8, the first seen."""
    different: tuple[str, ...] = ()
    """Article ids of stories that it tells apart; at most 8."""
    is_identity: bool = False
    """A person says so: no further evidence counts."""

    @property
    def is_noise(self) -> bool:
        """Whether two stories have shown that it does not count, and none that it does."""
        is_shown = len(self.same) >= _PROOFS and not self.different
        return is_shown and not self.is_identity


def lone_parameter(one: str, other: str) -> str | None:
    """Return the only parameter in which two canonical addresses differ, or None.

    It may have another value, or stand in one of them alone.

    >>> lone_parameter("https://tern.example/a?hop=1&id=3", "https://tern.example/a?id=3")
    'hop'
    """
    if one.partition("?")[0] != other.partition("?")[0]:
        return None
    names = {name for name, _ in set(_query(one)) ^ set(_query(other))}
    name = names.pop() if len(names) == 1 else None
    return None if name is None or name.lower() in NEVER_NOISE else name


def without_parameters(url: str, names: Iterable[str]) -> str:
    """Return a canonical address without these parameters."""
    dropped = frozenset(names)
    kept = [(name, value) for name, value in _query(url) if name not in dropped]
    return _joined(url, kept)


def sibling_keys(url: str | None) -> dict[str, int]:
    """Return, by name of each parameter, the key that addresses share which differ in it alone."""
    names = dict.fromkeys(name for name, _ in _query(url or ""))
    return {
        name: digest(f"but for {name}\n{without_parameters(url or '', (name,))}")
        for name in names
        if name.lower() not in NEVER_NOISE
    }


def with_evidence(held: Iterable[Parameter], shown: Parameter) -> tuple[Parameter, ...]:
    """Return what is known of a site's parameters, with what was shown of one of them."""
    by_name = {one.name: one for one in held}
    known = by_name.get(shown.name, Parameter(name=shown.name))
    by_name[shown.name] = replace(
        known,
        same=tuple(_first_of_each(known.same + shown.same))[:_KEPT],
        different=tuple(dict.fromkeys(known.different + shown.different))[:_KEPT],
    )
    return tuple(by_name[name] for name in sorted(by_name))


def _first_of_each(twins: Iterable[Twin]) -> Iterator[Twin]:
    """One story proves one thing, however often it is seen."""
    seen: set[str] = set()
    for twin in twins:
        if twin.article_id not in seen:
            seen.add(twin.article_id)
            yield twin


def _query(url: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(url).query, keep_blank_values=True, errors="surrogateescape")


def _joined(url: str, pairs: list[tuple[str, str]]) -> str:
    address, mark, fragment = url.partition("#")
    path = address.partition("?")[0]
    query = urlencode(pairs, quote_via=quote, errors="surrogateescape")
    return f"{path}{'?' if query else ''}{query}{mark}{fragment}"
