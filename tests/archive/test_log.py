import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.archive.documents import canonical_json
from tasks.archive.log import log_segment, read_log
from tasks.errors import StoreError

KEY = "log/2026/11/20/14/01kajv0000000000000000aaaa-007.jsonl.gz"


@given(st.lists(st.dictionaries(st.text(), st.text())))
def test_log_segment_comes_back(rows: list[dict[str, str]]) -> None:
    lines = [canonical_json(row) for row in rows]
    expected = [{k.encode("utf-8", "replace").decode(): 0 for k in row} for row in rows]
    found = list(read_log(KEY, log_segment(lines)))
    assert [dict.fromkeys(row, 0) for row in found] == expected


def test_log_segment_carries_no_time() -> None:
    assert log_segment([b"{}"])[4:8] == b"\x00\x00\x00\x00"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"{}", id="no-gzip"),
        pytest.param(gzip.compress(b"{")[:-4], id="cut"),
        pytest.param(gzip.compress(b"{"), id="no-json"),
    ],
)
def test_read_log_names_a_damaged_segment(body: bytes) -> None:
    with pytest.raises(StoreError, match="is no log segment"):
        list(read_log(KEY, body))
