from ipaddress import ip_network

import pytest

from config.parameters import IngestParams
from config.settings import FetchSettings, Settings, load_settings
from tasks.errors import ConfigError


def test_the_defaults_are_a_laptops() -> None:
    assert Settings().is_local


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("CORRIGENDA_STORE_URL", "s3://bucket/prefix", id="store"),
        pytest.param("CORRIGENDA_S3__ENDPOINT_URL", "http://127.0.0.1:9000", id="endpoint"),
    ],
)
def test_a_named_store_is_not_local(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    assert not load_settings().is_local


def test_networks_are_read_from_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORRIGENDA_FETCH__ALLOW_NETWORKS", '["127.0.0.0/8", "fd00::/8"]')
    networks = load_settings().fetch.allow_networks
    assert networks == (ip_network("127.0.0.0/8"), ip_network("fd00::/8"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("CORRIGENDA_STORE_URL", "http://secret@host/bucket", id="no-bucket"),
        pytest.param("CORRIGENDA_FETCH__ALLOW_NETWORKS", '["127.0.0.1/8"]', id="host-bits"),
        pytest.param("CORRIGENDA_FETCH__PAGE_DEADLINE_S", "soon", id="no-number"),
        pytest.param("CORRIGENDA_FETCH__CONTACT_EMAIL", "nobody", id="no-address"),
        pytest.param("CORRIGENDA_FETCH__SPEED", "9", id="unknown"),
        pytest.param("CORRIGENDA_FETCH__ALLOW_NETWORKS", "10.0.0.0/8", id="no-json"),
    ],
)
def test_a_wrong_setting_is_named_and_its_value_is_not_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError) as error:
        load_settings()
    assert name in str(error.value)
    assert value not in str(error.value)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({}, "(own network)", id="none"),
        pytest.param(
            {"contact_url": "https://us.example/bot"}, "(+https://us.example/bot)", id="url"
        ),
        pytest.param(
            {"contact_url": "https://us.example/bot", "contact_email": "a@us.example"},
            "(+https://us.example/bot; mailto:a@us.example)",
            id="both",
        ),
    ],
)
def test_the_user_agent_says_whom_to_reach(fields: dict[str, str], expected: str) -> None:
    agent = FetchSettings(**fields).user_agent()
    assert agent.startswith("Corrigenda/")
    assert agent.endswith(expected)


def test_a_run_with_nothing_but_shards_set_is_no_run_by_hand() -> None:
    assert not IngestParams(first_shard=0, last_shard=31).is_by_hand
    assert IngestParams(feeds=["a"]).is_by_hand
