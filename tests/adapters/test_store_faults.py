"""What an S3 store says when something is wrong, and what it repeats by itself."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from tasks.adapters.local_store import LocalStore
from tasks.adapters.s3 import check_bucket, ensure_bucket, open_store
from tasks.adapters.s3_client import Connection, connect
from tasks.adapters.s3_store import S3Store
from tasks.adapters.servers.server_process import usable_port
from tasks.errors import ConfigError, StoreError, StoreUnavailableError
from tests.adapters.scripted_s3 import HANG_UP, WRITTEN, Reply, fault, scripted_s3

KEY = "log/1"
SECRET = "wJalrNeverShownAnywhere"  # noqa: S105 -- of no account
FOUND = Reply(status=200, body=b"0123456789", headers={"ETag": '"e1"'})
CUT = Reply(status=200, body=b"0123456789", headers={"ETag": '"e1"'}, sent_bytes=4)
CONFLICT = fault(409, "ConditionalRequestConflict")


def store_at(endpoint_url: str, *, bucket: str = "news", attempts: int = 1) -> S3Store:
    client = connect(Connection(endpoint_url=endpoint_url, attempts=attempts))
    return S3Store(client, bucket, "pre", pause=lambda _: None)


@pytest.fixture(autouse=True)
def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


REQUESTS = [
    pytest.param(lambda store: store.get(KEY), id="get"),
    pytest.param(lambda store: store.get_range(KEY, 0, 1), id="get_range"),
    pytest.param(lambda store: store.create(KEY, b""), id="create"),
    pytest.param(lambda store: store.cas(KEY, b"", '"e"'), id="cas"),
    pytest.param(lambda store: store.put(KEY, b""), id="put"),
    pytest.param(lambda store: list(store.list("log/")), id="list"),
    pytest.param(lambda store: store.server_date(), id="server_date"),
    pytest.param(check_bucket, id="check_bucket"),
]


@pytest.mark.server
@pytest.mark.parametrize("request_", REQUESTS)
def test_unknown_access_key_is_named_with_its_remedy(
    s3_server: LocalStore, request_: Callable[[S3Store], object]
) -> None:
    store = store_at(s3_server.endpoint_url)
    with pytest.raises(StoreError, match="does not know the access key; set AWS_ACCESS") as caught:
        request_(store)
    assert not caught.value.retryable


@pytest.mark.server
def test_wrong_secret_is_named_and_never_shown(
    s3_server: LocalStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", s3_server.access_key)
    with pytest.raises(StoreError, match="refuses the signature; correct AWS_ACCESS") as caught:
        store_at(s3_server.endpoint_url).get(KEY)
    assert SECRET not in repr(caught.value)
    assert s3_server.access_key not in str(caught.value)


def test_missing_credentials_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(StoreError, match="no usable credentials; set AWS_ACCESS_KEY_ID"):
        store_at("http://127.0.0.1:9").get(KEY)


@pytest.mark.server
@pytest.mark.parametrize("request_", REQUESTS)
def test_missing_bucket_is_an_error_not_a_missing_object(
    s3_server: LocalStore,
    request_: Callable[[S3Store], object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in s3_server.environment().items():
        monkeypatch.setenv(name, value)
    store = store_at(s3_server.endpoint_url, bucket="not-there")
    with pytest.raises(StoreError, match=r"^s3://not-there.*: there is no such bucket at http"):
        request_(store)


@pytest.mark.server
def test_ensure_bucket_may_be_repeated(
    s3_server: LocalStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in s3_server.environment().items():
        monkeypatch.setenv(name, value)
    store = store_at(s3_server.endpoint_url, bucket="made-here")
    ensure_bucket(store)
    ensure_bucket(store)
    store.create_bucket()
    check_bucket(store)


@pytest.mark.parametrize("request_", REQUESTS)
def test_endpoint_that_is_down_is_worth_another_try(
    request_: Callable[[S3Store], object],
) -> None:
    endpoint = f"http://127.0.0.1:{usable_port(0)}"
    with pytest.raises(StoreUnavailableError, match=f"the endpoint {endpoint} is down") as caught:
        request_(store_at(endpoint))
    assert caught.value.subject.startswith("s3://news")


def test_connection_that_is_hung_up_is_worth_another_try() -> None:
    with (
        scripted_s3(HANG_UP) as server,
        pytest.raises(StoreUnavailableError, match=r"the connection to http.* broke"),
    ):
        store_at(server.endpoint_url).get(KEY)


def test_answer_cut_short_is_read_again() -> None:
    with scripted_s3(CUT, CUT, FOUND) as server:
        assert store_at(server.endpoint_url).get(KEY) == ('"e1"', b"0123456789")


def test_answer_cut_short_three_times_is_never_taken_for_the_object() -> None:
    with (
        scripted_s3(CUT, CUT, CUT, FOUND) as server,
        pytest.raises(StoreUnavailableError, match="broke"),
    ):
        store_at(server.endpoint_url).get(KEY)


def test_conflict_repeats_the_same_put() -> None:
    with scripted_s3(CONFLICT, fault(409, "OperationAborted"), WRITTEN) as server:
        assert store_at(server.endpoint_url).create(KEY, b"x") == '"e1"'
    assert [headers["If-None-Match"] for _, _, headers in server.requests] == ["*"] * 3


def test_conflict_that_lasts_for_8_tries_is_worth_another_try() -> None:
    with (
        scripted_s3(*[CONFLICT] * 8, WRITTEN) as server,
        pytest.raises(StoreUnavailableError, match="could not decide between writers"),
    ):
        store_at(server.endpoint_url).cas(KEY, b"x", '"e0"')
    assert len(server.requests) == 8


def test_unavailable_repeats_the_same_put() -> None:
    with scripted_s3(fault(503, "SlowDown"), WRITTEN) as server:
        assert store_at(server.endpoint_url, attempts=2).create(KEY, b"x") == '"e1"'
    assert [headers["If-None-Match"] for _, _, headers in server.requests] == ["*"] * 2


def test_create_whose_answer_was_lost_finds_the_key_taken() -> None:
    with scripted_s3(HANG_UP, fault(412, "PreconditionFailed")) as server:
        assert store_at(server.endpoint_url, attempts=2).create(KEY, b"x") is None


@pytest.mark.parametrize(
    ("reply", "error", "message"),
    [
        pytest.param(fault(500, "InternalError"), StoreUnavailableError, "500 Inte", id="500"),
        pytest.param(fault(503, "SlowDown"), StoreUnavailableError, "503 SlowDown", id="503"),
        pytest.param(fault(429, "TooMany"), StoreUnavailableError, "429 TooMany", id="429"),
        pytest.param(fault(403, "AccessDenied"), StoreError, "s3:ListBucket", id="403"),
        pytest.param(fault(409, "ObjectParentIsFile"), StoreError, "409 Obj", id="409-other"),
        pytest.param(fault(412, "PreconditionFailed"), StoreError, "not set", id="412"),
        pytest.param(fault(501, "NotImplemented"), StoreError, "conditional", id="501"),
        pytest.param(Reply(status=200), StoreError, "answers without an ETag", id="no-etag"),
        pytest.param(fault(501, "Whatever"), StoreError, "501 Whatever", id="501-other"),
    ],
)
def test_refusal_is_told_in_one_sentence(
    reply: Reply, error: type[StoreError], message: str
) -> None:
    with scripted_s3(reply) as server, pytest.raises(StoreError, match=message) as caught:
        store_at(server.endpoint_url).put(KEY, b"x")
    assert type(caught.value) is error
    assert caught.value.subject == "s3://news/pre/log/1"
    assert "\n" not in str(caught.value)


def test_endpoint_that_is_a_web_page_is_no_store() -> None:
    page = Reply(status=200, body=b"<!doctype html><p>Welcome", headers={"ETag": '"e"'})
    with scripted_s3(page) as server, pytest.raises(StoreError, match="without a word of S3"):
        check_bucket(store_at(server.endpoint_url))


def test_range_of_a_store_that_answers_with_the_whole_object_is_cut_out() -> None:
    with scripted_s3(FOUND) as server:
        assert store_at(server.endpoint_url).get_range(KEY, 3, 4) == b"3456"


def test_range_that_is_refused_is_an_error() -> None:
    with scripted_s3(fault(403, "AccessDenied")) as server, pytest.raises(StoreError):
        store_at(server.endpoint_url).get_range(KEY, 3, 4)


def test_put_is_sent_in_one_piece_without_expect_or_checksum_trailer() -> None:
    with scripted_s3(WRITTEN) as server:
        store_at(server.endpoint_url).create(KEY, b"body")
    ((method, path, headers),) = server.requests
    assert (method, path) == ("PUT", "/news/pre/log/1")
    assert headers["Content-Length"] == "4"
    names = [name.lower() for name in headers]
    assert "expect" not in names
    assert not [name for name in names if "checksum" in name or "trailer" in name]


def test_server_date_is_that_of_the_answer() -> None:
    dated = Reply(
        status=200,
        body=b"<ListBucketResult/>",
        headers={"Date": "Fri, 20 Nov 2026 14:05:11 GMT"},
    )
    with scripted_s3(dated) as server:
        date = store_at(server.endpoint_url).server_date()
    assert date == datetime(2026, 11, 20, 14, 5, 11, tzinfo=UTC)


def test_server_without_a_date_is_an_error() -> None:
    undated = Reply(status=200, body=b"<ListBucketResult/>")
    with scripted_s3(undated) as server, pytest.raises(StoreError, match="carry no Date"):
        store_at(server.endpoint_url).server_date()


@pytest.mark.parametrize(
    ("url", "endpoint_url", "message"),
    [
        pytest.param("news", None, "give s3://bucket", id="no-scheme"),
        pytest.param("https://news/pre", None, "give s3://bucket", id="other-scheme"),
        pytest.param("s3://News", None, "give s3://bucket", id="upper-case"),
        pytest.param("s3://news//pre", None, "give s3://bucket", id="empty-part"),
        pytest.param(f"s3://id:{SECRET}@news", None, "^store URL: no addr", id="url-with-secret"),
        pytest.param("s3://news", "localhost:7070", "one like https://s3.ex", id="no-http"),
        pytest.param("s3://news", "https://s3.example.com/x", "one like http", id="with-path"),
        pytest.param("s3://news", f"https://id:{SECRET}@h", "^S3 endpoint: no addr", id="secret"),
    ],
)
def test_open_store_refuses_what_is_no_address(
    url: str, endpoint_url: str | None, message: str
) -> None:
    with pytest.raises(ConfigError, match=message) as caught:
        open_store(url, endpoint_url=endpoint_url)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        pytest.param("s3://news", "/news/log/1", id="bucket"),
        pytest.param("s3://news/", "/news/log/1", id="slash"),
        pytest.param("s3://news/a/b_c", "/news/a/b_c/log/1", id="prefix"),
        pytest.param("s3://news/a/", "/news/a/log/1", id="prefix-slash"),
    ],
)
def test_open_store_finds_bucket_and_prefix(url: str, path: str) -> None:
    with scripted_s3(WRITTEN) as server:
        open_store(url, endpoint_url=server.endpoint_url).put(KEY, b"x")
    assert [found for _, found, _ in server.requests] == [path]


def test_open_store_makes_one_client_for_all_threads() -> None:
    def open_one(n: int) -> int:
        store = open_store(f"s3://news/{n}", endpoint_url="http://127.0.0.1:9")
        return id(store._client)  # noqa: SLF001 -- the claim is about it

    with ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(open_one, range(32)))) == 1


def test_virtual_addressing_names_the_bucket_in_the_host() -> None:
    client = connect(Connection(endpoint_url="https://s3.example.com", addressing="virtual"))
    url = client.generate_presigned_url("get_object", Params={"Bucket": "news", "Key": "k"})
    assert url.startswith("https://news.s3.example.com/k?")


def test_profile_that_does_not_exist_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "nobody")
    with pytest.raises(StoreError, match=r"no usable credentials; set .* or AWS_PROFILE"):
        connect(Connection())


def test_bucket_name_that_boto_refuses_is_told() -> None:
    store = store_at("http://127.0.0.1:9", bucket="a b")
    with pytest.raises(StoreError, match=r"the request to http.* is not valid"):
        store.get(KEY)
