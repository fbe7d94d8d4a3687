"""What a list of feeds says, row by row, each value with its line; nothing is judged yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import yaml


class Mistake(NamedTuple):
    """One mistake, in a file whose name is known elsewhere."""

    line: int
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One feed as written."""

    line: int
    values: Mapping[str, object]
    lines: Mapping[str, int] = field(default_factory=dict)
    """By key; a key that is not written has none."""

    def line_of(self, key: str) -> int:
        """Return the line of a key's value, or of the whole row."""
        return self.lines.get(key, self.line)


class Rows(NamedTuple):
    """All rows that can be told apart, and what is wrong with the rest."""

    rows: tuple[Row, ...] = ()
    mistakes: tuple[Mistake, ...] = ()


class _Loader(yaml.SafeLoader):
    """YAML in which a date is a text like any other."""

    yaml_implicit_resolvers = {  # noqa: RUF012 -- the base class has it like that
        first: [(tag, form) for tag, form in forms if not tag.endswith(":timestamp")]
        for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


_LIST = "write `feeds:` and below it one `- id: ...` for each feed"


def rows_of_yaml(text: str) -> Rows:
    """Return the rows of a YAML file: one key, ``feeds``, with a list of mappings."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except (yaml.YAMLError, RecursionError) as error:
        return Rows(mistakes=(_broken(error),))
    if root is None:
        return Rows()
    if not isinstance(root, yaml.MappingNode):
        return Rows(mistakes=(Mistake(_line(root), "it is no list of feeds", _LIST),))
    rows: list[Row] = []
    mistakes: list[Mistake] = []
    for key, value in root.value:
        if _name(key) != "feeds":
            mistakes.append(Mistake(_line(key), f"unknown key `{_name(key)}`", _LIST))
        elif isinstance(value, yaml.SequenceNode):
            _read(value.value, rows, mistakes)
        elif value.tag != "tag:yaml.org,2002:null":
            mistakes.append(Mistake(_line(value), "`feeds` is no list", _LIST))
    return Rows(tuple(rows), tuple(mistakes))


def _read(nodes: list[yaml.Node], rows: list[Row], mistakes: list[Mistake]) -> None:
    for node in nodes:
        if isinstance(node, yaml.MappingNode):
            mistakes.extend(_repeated(node))
            rows.append(_row(node))
        else:
            mistakes.append(Mistake(_line(node), "this is no feed", _LIST))


def _row(node: yaml.MappingNode) -> Row:
    pairs = {_name(key): value for key, value in node.value}
    return Row(
        line=_line(node),
        values={key: _value(value) for key, value in pairs.items()},
        lines={key: _line(value) for key, value in pairs.items()},
    )


def _repeated(node: yaml.MappingNode) -> Iterator[Mistake]:
    first: dict[str, int] = {}
    for key, _ in node.value:
        name, line = _name(key), _line(key)
        if name in first:
            reason = f"`{name}` stands in line {first[name]} already"
            yield Mistake(line, reason, "keep one of the two")
        first.setdefault(name, line)


def _value(node: yaml.Node) -> object:
    """Return the plain value of a node; lists are tuples, what is no plain value is None."""
    loader = _Loader("")
    try:
        value: object = loader.construct_object(node, deep=True)
    except (yaml.YAMLError, ValueError):  # a tag of its own, an alias to itself, !!int x
        return None
    finally:
        loader.dispose()
    return tuple(value) if isinstance(value, list) else value


def _broken(error: yaml.YAMLError | RecursionError) -> Mistake:
    """Return what the YAML parser could not read, without the text around it."""
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    problem = str(getattr(error, "problem", None) or "unreadable")
    if "'\\t'" in problem:
        return Mistake(line, "a tab", "indent with spaces")
    return Mistake(line, f"no YAML: {problem}", "check indentation, colons and quotes here")


def _name(key: yaml.Node) -> str:
    return str(key.value) if isinstance(key, yaml.ScalarNode) else "?"


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
