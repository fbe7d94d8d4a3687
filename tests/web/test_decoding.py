"""Content codings: removed within bounds, to their very end."""

import contextlib
import gzip
import zlib

import brotli  # type: ignore[import-untyped]  # ships no types
import pytest
from backports import zstd
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.web.decoding import decoded_body
from tasks.web.failure import FetchError

LIMIT = 1_000_000
BODY = b"".join(b"Line %d of the harbour report.\n" % number for number in range(3_000))


def raw_deflate(body: bytes) -> bytes:
    encoder = zlib.compressobj(wbits=-15)
    return encoder.compress(body) + encoder.flush()


ENCODERS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}


def code(raw: bytes, encoding: str, limit_bytes: int = LIMIT) -> str:
    with pytest.raises(FetchError) as caught:
        decoded_body(raw, encoding, limit_bytes=limit_bytes)
    return caught.value.code


@pytest.mark.parametrize("encoding", ["", "identity", " , identity", "IDENTITY"])
def test_E05_identity(encoding: str) -> None:
    assert decoded_body(BODY, encoding, limit_bytes=LIMIT) is BODY


@pytest.mark.parametrize("coding", ENCODERS)
@pytest.mark.parametrize("body", [b"x", BODY, bytes(500_000)], ids=["short", "long", "zeros"])
def test_E01_E02_E03_E04_round_trip(coding: str, body: bytes) -> None:
    assert decoded_body(ENCODERS[coding](body), coding.upper(), limit_bytes=LIMIT) == body


@pytest.mark.parametrize("body", [b"x", BODY])
def test_E02_raw_deflate(body: bytes) -> None:
    assert decoded_body(raw_deflate(body), "deflate", limit_bytes=LIMIT) == body


@pytest.mark.parametrize("first", ENCODERS)
@pytest.mark.parametrize("second", ENCODERS)
def test_E06_two_codings(first: str, second: str) -> None:
    raw = ENCODERS[second](ENCODERS[first](BODY))
    assert decoded_body(raw, f"{first}, {second}", limit_bytes=LIMIT) == BODY


@pytest.mark.parametrize("encoding", ["foo", "gzip, foo", "gzip, gzip, gzip", "aes128gcm"])
def test_E06_unreadable(encoding: str) -> None:
    assert code(gzip.compress(BODY), encoding) == "bad_encoding"


def test_E07_magic_of_gzip_is_one_layer() -> None:
    once = gzip.compress(BODY)
    assert decoded_body(gzip.compress(once), "", limit_bytes=LIMIT) == once


@pytest.mark.parametrize("coding", ENCODERS)
def test_E08_S05_bomb(coding: str) -> None:
    assert code(ENCODERS[coding](bytes(LIMIT * 8)), coding) == "too_big"


def test_S05_window_of_zstd_is_capped() -> None:
    frame = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 27})
    endless = frame.compress(BODY * 200) + frame.flush()
    assert code(endless, "zstd", limit_bytes=100_000_000) == "bad_encoding"


def test_wire_size_is_capped() -> None:
    assert code(BODY, "", limit_bytes=len(BODY) - 1) == "too_big"


def test_exactly_the_limit_is_not_too_big() -> None:
    assert decoded_body(gzip.compress(BODY), "gzip", limit_bytes=len(BODY)) == BODY


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_E09_members(coding: str) -> None:
    member = ENCODERS[coding](b"abc")
    assert decoded_body(member * 3, coding, limit_bytes=LIMIT) == b"abc" * 3
    assert decoded_body(member * 64, coding, limit_bytes=LIMIT) == b"abc" * 64
    assert code(member * 65, coding) == "bad_encoding"
    assert code(member * 20_000, coding, limit_bytes=10 * LIMIT) == "bad_encoding"


def test_gzip_padding_is_ignored() -> None:
    assert decoded_body(gzip.compress(b"abc") + bytes(70_000), "gzip", limit_bytes=LIMIT) == b"abc"


def test_bytes_behind_the_end() -> None:
    tail = bytes(200_000)
    assert decoded_body(zlib.compress(b"abc") + tail, "deflate", limit_bytes=LIMIT) == b"abc"
    assert code(brotli.compress(b"abc") + tail, "br") == "bad_encoding"
    assert code(zstd.compress(b"abc") + tail, "zstd") == "bad_encoding"


@pytest.mark.parametrize("size", range(65_530, 65_560))
def test_output_that_ends_near_a_step_is_whole(size: int) -> None:
    assert decoded_body(raw_deflate(bytes(size)), "deflate", limit_bytes=LIMIT) == bytes(size)
    for coding, encode in ENCODERS.items():
        assert decoded_body(encode(bytes(size)), coding, limit_bytes=LIMIT) == bytes(size)


@pytest.mark.parametrize("coding", ENCODERS)
@pytest.mark.parametrize("cut", [1, 5, 0.5])
def test_E10_cut_short(coding: str, cut: float) -> None:
    raw = ENCODERS[coding](BODY)
    end = len(raw) - int(cut) if cut >= 1 else int(len(raw) * cut)
    assert code(raw[:end], coding) == "truncated"


@pytest.mark.parametrize("coding", ENCODERS)
def test_garbage_breaks_the_coding(coding: str) -> None:
    assert code(b"<html>no coding at all</html>" * 10, coding) == "bad_encoding"


@pytest.mark.parametrize("coding", ENCODERS)
def test_empty_body_needs_no_coding(coding: str) -> None:
    assert decoded_body(b"", coding, limit_bytes=LIMIT) == b""


@settings(max_examples=200)
@given(
    st.binary(max_size=200)
    | st.sampled_from([encode(b"abc" * 99) for encode in ENCODERS.values()]),
    st.binary(max_size=4),
    st.lists(st.sampled_from([*ENCODERS, "identity", "foo"]), max_size=3),
)
def test_decoding_raises_only_our_error(raw: bytes, tail: bytes, codings: list[str]) -> None:
    with contextlib.suppress(FetchError):
        assert len(decoded_body(raw + tail, ",".join(codings), limit_bytes=LIMIT)) <= LIMIT


@given(st.binary(max_size=100_000), st.sampled_from(sorted(ENCODERS)))
def test_decoding_is_the_inverse_of_encoding(body: bytes, coding: str) -> None:
    assert decoded_body(ENCODERS[coding](body), coding, limit_bytes=LIMIT) == body
