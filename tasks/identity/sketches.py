"""A story in half a kilobyte: enough to decide by without its old text."""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tasks.corrections.notice import Target
from tasks.errors import InputError
from tasks.identity.addresses.guids import guid_key, is_identifying_guid
from tasks.identity.likeness.comparison import publisher_key
from tasks.identity.snapshot import Snapshot
from tasks.identity.texts.digests import digest
from tasks.identity.texts.facts import masked
from tasks.identity.texts.prepared import prepared
from tasks.identity.texts.titles import Flag, headline
from tasks.identity.texts.words import folded, keys, words
from tasks.identity.urls import url_key

FORMAT = 1
"""Names the splitter, the fold and the hash: sketches of two formats are not compared."""

MINIMA = 64
_MOST_SENTENCES = 200
_MOST_FIGURES = 255
_MOST_NOTICES = 255
_LEADS = 3
_LEAD_BYTES = 80
_TITLE_BYTES = 120
_U8, _U16, _U32 = 0xFF, 0xFFFF, 0xFFFFFFFF
_FLAGS = (Flag.CORRECTION, Flag.RETRACTION, Flag.UPDATE)
_HEAD = struct.Struct("<BBIIQQQHHI")


@dataclass(frozen=True, slots=True, kw_only=True)
class SketchedSentence:
    """One sentence: hashes of its key and of its masked form, 32 bits; words, at most 255."""

    key: int
    masked: int
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What is kept of one observation. Hashes are unsigned; 0 stands for "none"."""

    flags: frozenset[Flag]
    published: int
    """Minutes since 1970; 0 if unknown."""
    publisher: int
    url: int
    guid: int
    body: int
    """Of the sentences' keys."""
    words: int
    shingles: int
    """Counts, at most 65,535."""
    masked_title: int
    title: str
    """The headline's words, at most 120 bytes."""
    notices: tuple[int, ...]
    minima: tuple[int, ...]
    """The 64 lowest shingle hashes, 32 bits, rising: a sample of all shingles."""
    sentences: tuple[SketchedSentence, ...]
    figures: tuple[int, ...]
    """16 bits each, rising."""
    leads: tuple[str, ...]
    """The first 3 sentences' keys, at most 80 bytes each."""


def sketch(seen: Snapshot) -> Sketch:
    """Return the sketch of one observation."""
    text = prepared(seen.text, seen.notices)
    title = headline(seen.title)
    own = [notice.text for notice in text.notices if notice.target is Target.SELF]
    found = text.sentences[:_MOST_SENTENCES]
    return Sketch(
        flags=title.flags,
        published=_minutes(seen),
        publisher=digest(publisher_key(seen)) & _U32,
        url=digest(url_key(seen.url) or "") if url_key(seen.url) else 0,
        guid=digest(guid_key(seen.guid) or "") if is_identifying_guid(seen.guid) else 0,
        body=digest("\n".join(sentence.key for sentence in text.sentences)),
        words=min(text.size, _U16),
        shingles=min(len(text.shingles), _U16),
        masked_title=digest(masked(words(title.text))) & _U32,
        title=_cut(" ".join(keys(title.text)), _TITLE_BYTES),
        notices=tuple(map(notice_hash, own[:_MOST_NOTICES])),
        minima=_lowest((digest(" ".join(run)) & _U32 for run in text.shingles), MINIMA),
        sentences=tuple(
            SketchedSentence(
                key=digest(sentence.key) & _U32,
                masked=digest(masked(sentence.words)) & _U32,
                words=min(len(sentence.words), _U8),
            )
            for sentence in found
        ),
        figures=_lowest((digest(figure) & _U16 for figure in text.figures), _MOST_FIGURES),
        leads=tuple(_cut(sentence.key, _LEAD_BYTES) for sentence in found[:_LEADS]),
    )


def notice_hash(text: str) -> int:
    """Return 32 bits of a notice's folded text."""
    return digest(folded(text).lower()) & _U32


def encode(value: Sketch) -> bytes:
    """Return a sketch as bytes, little-endian; see `Sketch` for the limits of each field."""
    flags = sum(1 << bit for bit, flag in enumerate(_FLAGS) if flag in value.flags)
    head = _HEAD.pack(
        FORMAT,
        flags,
        value.published,
        value.publisher,
        value.url,
        value.guid,
        value.body,
        value.words,
        value.shingles,
        value.masked_title,
    )
    rows = [number for s in value.sentences for number in (s.key, s.masked, s.words)]
    sentences = struct.pack(f"<B{'IIB' * len(value.sentences)}", len(value.sentences), *rows)
    lists = _numbers(value.notices, "I") + _numbers(value.minima, "I") + sentences
    texts = b"".join(_text(text) for text in (value.title, *value.leads))
    return head + lists + _numbers(value.figures, "H") + bytes([len(value.leads)]) + texts


def decode(raw: bytes) -> Sketch:
    """Return the sketch that `encode` wrote.

    Raises:
        InputError: If *raw* is no sketch, or one of another format.
    """
    if raw[:1] != bytes([FORMAT]):
        raise InputError("sketch", "not of this format: make it anew from the text")
    try:
        return _decoded(raw)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise InputError("sketch", "its bytes are cut or changed") from error


def _decoded(raw: bytes) -> Sketch:
    _, flags, *fields = _HEAD.unpack_from(raw)
    names = "published publisher url guid body words shingles masked_title".split()  # noqa: SIM905 -- the order of _HEAD
    at = _HEAD.size
    notices, at = _read_numbers(raw, at, "I")
    minima, at = _read_numbers(raw, at, "I")
    rows = list(struct.iter_unpack("<IIB", raw[at + 1 : at + 1 + 9 * raw[at]]))
    figures, at = _read_numbers(raw, at + 1 + 9 * raw[at], "H")
    title, *leads = _read_texts(raw, at + 1, 1 + raw[at])
    return Sketch(
        flags=frozenset(flag for bit, flag in enumerate(_FLAGS) if flags >> bit & 1),
        **dict(zip(names, fields, strict=True)),
        title=title,
        notices=notices,
        minima=minima,
        sentences=tuple(SketchedSentence(key=k, masked=m, words=w) for k, m, w in rows),
        figures=figures,
        leads=tuple(leads),
    )


def _minutes(seen: Snapshot) -> int:
    """A date before 1970, or after 10136, is as good as none."""
    minutes = int(seen.published.timestamp() // 60) if seen.published else 0
    return minutes if 0 < minutes <= _U32 else 0


def _lowest(hashes: Iterator[int], count: int) -> tuple[int, ...]:
    return tuple(sorted(set(hashes))[:count])


def _cut(text: str, limit_bytes: int) -> str:
    return text.encode("utf-8", "replace")[:limit_bytes].decode("utf-8", "ignore")


def _numbers(values: Sequence[int], code: str) -> bytes:
    return struct.pack(f"<B{len(values)}{code}", len(values), *values)


def _read_numbers(raw: bytes, at: int, code: str) -> tuple[tuple[int, ...], int]:
    row = struct.Struct(f"<{raw[at]}{code}")
    return row.unpack_from(raw, at + 1), at + 1 + row.size


def _text(text: str) -> bytes:
    raw = text.encode()
    return bytes([len(raw)]) + raw


def _read_texts(raw: bytes, at: int, count: int) -> list[str]:
    texts = []
    for _ in range(count):
        end = at + 1 + raw[at]
        texts.append(raw[at + 1 : end].decode())
        at = end
    return texts
