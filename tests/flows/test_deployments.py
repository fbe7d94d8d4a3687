"""``prefect.yaml`` and the form of a run, without a server."""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect import Flow

from config.parameters import IngestParams
from flows.serve import deployments

FILE = Path("prefect.yaml")
KNOWN_KEYS = {
    "name",
    "description",
    "entrypoint",
    "work_pool",
    "concurrency_limit",
    "tags",
    "schedules",
}


def listed() -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["deployments"]
    return items


@pytest.mark.parametrize("item", listed(), ids=lambda item: item["name"])
def test_a_deployment_has_known_keys_and_a_module_entrypoint(item: dict[str, Any]) -> None:
    assert set(item) == KNOWN_KEYS  # Prefect ignores what it does not know
    module, _, name = item["entrypoint"].rpartition(".")
    assert isinstance(getattr(import_module(module), name), Flow)
    assert item["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW"}


@pytest.mark.parametrize("item", listed(), ids=lambda item: item["name"])
def test_a_schedule_spells_out_slug_timezone_and_active(item: dict[str, Any]) -> None:
    for schedule in item["schedules"]:
        assert set(schedule) == {"slug", "cron", "timezone", "active"}


def test_what_is_served_is_what_is_deployed() -> None:
    served = {one.name: one for one in deployments(FILE)}
    assert set(served) == {item["name"] for item in listed()}
    assert served["ingest"].entrypoint == "flows.ingest.ingest"
    assert [schedule.slug for schedule in served["ingest"].schedules or []] == ["quarter"]


def test_every_field_of_the_form_has_a_title_a_description_and_a_default() -> None:
    for name, field in IngestParams.model_fields.items():
        assert field.title, name
        assert field.description, name
        assert not field.is_required(), name
        assert "None" not in str(field.annotation), name
