import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.archive.verdict import (
    ProbeCheck,
    ProbeVerdict,
    decode_verdict,
    encode_verdict,
    is_verdict_fresh,
    verdict_key,
)

NOW = datetime(2026, 11, 20, 14, 5, 11, 402917, tzinfo=UTC)
GOOD = ProbeCheck(name="create", ok=True, says="a key is created once")
BAD = ProbeCheck(name="cas", ok=False, says="the store ignores If-Match")
VERDICT = ProbeVerdict(
    endpoint_url="https://s3.example.com", bucket="news", probed_at=NOW, checks=(GOOD,)
)


def test_verdict_is_good_if_every_check_is() -> None:
    assert VERDICT.ok
    assert VERDICT.fault == ""
    mixed = replace(VERDICT, checks=(GOOD, BAD))
    assert not mixed.ok
    assert mixed.fault == "the store ignores If-Match"


@pytest.mark.parametrize(
    ("checks", "age", "expected"),
    [
        pytest.param((GOOD,), timedelta(), True, id="new"),
        pytest.param((GOOD,), timedelta(days=7, seconds=-1), True, id="a-week-less-a-second"),
        pytest.param((GOOD,), timedelta(days=7), False, id="a-week"),
        pytest.param((GOOD,), timedelta(days=-8), False, id="from-the-future"),
        pytest.param((GOOD, BAD), timedelta(), False, id="bad"),
        pytest.param((), timedelta(), False, id="nothing-checked"),
    ],
)
def test_verdict_stands_for_a_week_if_it_is_good(
    checks: tuple[ProbeCheck, ...], age: timedelta, *, expected: bool
) -> None:
    assert is_verdict_fresh(replace(VERDICT, checks=checks), NOW + age) is expected


def test_verdict_key_depends_on_endpoint_and_bucket() -> None:
    key = verdict_key("https://s3.example.com", "news")
    assert key == "_meta/probe/e530e924.json"
    assert key != verdict_key("https://s3.example.com", "olds")
    assert key != verdict_key("https://s3.example.org", "news")


def test_verdict_document_names_its_schema_and_instant() -> None:
    document = json.loads(encode_verdict(VERDICT))
    assert document == {
        "schema": "probe-verdict/1",
        "endpointUrl": "https://s3.example.com",
        "bucket": "news",
        "probedAt": "2026-11-20T14:05:11.402917Z",
        "ok": True,
        "checks": [{"name": "create", "ok": True, "says": "a key is created once"}],
    }


CHECKS = st.builds(ProbeCheck, name=st.text(), ok=st.booleans(), says=st.text())


@given(st.lists(CHECKS).map(tuple), st.datetimes(timezones=st.just(UTC)))
def test_verdict_survives_its_document(checks: tuple[ProbeCheck, ...], at: datetime) -> None:
    verdict = replace(VERDICT, checks=checks, probed_at=at)
    assert decode_verdict(encode_verdict(verdict)) == verdict


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(
    st.binary()
    | JSON.map(lambda value: json.dumps(value).encode())
    | st.fixed_dictionaries(
        {"endpointUrl": JSON, "bucket": JSON, "probedAt": JSON, "checks": JSON}
    ).map(lambda value: json.dumps(value).encode())
)
def test_document_of_another_form_is_no_verdict(body: bytes) -> None:
    assert decode_verdict(body) is None
