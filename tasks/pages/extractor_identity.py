"""Which code read a page: another identity is a re-extraction, never a revision."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from types import ModuleType

import htmldate
import trafilatura
from lxml import etree

from tasks.corrections.lexicon import LEXICONS
from tasks.pages import assembly, notices_seen, signal_words, signals
from tasks.pages.markup import bounds, charset, json_ld, page_facts, tree
from tasks.pages.metadata import (
    authors,
    dates,
    day_seen,
    facts,
    language,
    lead_image,
    names,
    stamps,
    titles,
)
from tasks.pages.page import ExtractionIdentity
from tasks.pages.text import (
    blocks,
    body,
    furniture,
    gaps,
    lines,
    live,
    promos,
    standfirst,
    stated_body,
)

_VERSION = "2"
"""To be raised with every change of this room that can change a page's fields."""


def extraction_identity() -> ExtractionIdentity:
    """Return the identity of this reader: its version, its rules and the libraries beneath."""
    return _IDENTITY


def _digest() -> str:
    parts = [
        trafilatura.__version__,
        htmldate.__version__,
        etree.LXML_VERSION,
        etree.LIBXML_VERSION,
        _stable(LEXICONS),
        *(_rules(module) for module in _ROOM),
    ]
    return "sha256:" + hashlib.sha256(repr(parts).encode()).hexdigest()


_ROOM = (
    assembly, authors, blocks, body, bounds, charset, dates, day_seen, furniture, gaps, json_ld,
    language, lead_image, lines, live, facts, names, notices_seen, page_facts, promos, signal_words,
    signals, stamps, standfirst, stated_body, titles, tree,
)  # fmt: skip


def _rules(module: ModuleType) -> list[str]:
    """Return the constants of a module: its tables, limits and patterns."""
    named = sorted(vars(module).items())
    return [f"{name}={_stable(value)}" for name, value in named if name.strip("_").isupper()]


def _stable(value: object) -> object:
    """Return what is the same for the same rules in every process."""
    if isinstance(value, re.Pattern):
        return value.pattern, value.flags
    if isinstance(value, etree.XPath):
        return str(value.path)
    if isinstance(value, Mapping):
        return [(str(key), _stable(each)) for key, each in value.items()]
    if isinstance(value, tuple | frozenset):
        listed = value if isinstance(value, tuple) else sorted(value, key=str)
        return [_stable(each) for each in listed]
    if is_dataclass(value):
        return [_stable(getattr(value, each.name)) for each in fields(value)]
    return str(value)


_IDENTITY = ExtractionIdentity(extractor="corrigenda-reader", version=_VERSION, config=_digest())
