"""Serve the deployments of ``prefect.yaml`` from this process: no work pool, no second list.

``python -m flows.serve``, with ``PREFECT_API_URL`` set; ``make up`` does it for you.
"""

import os
from pathlib import Path
from typing import Any

import yaml
from prefect import Flow, serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig
from prefect.deployments.runner import RunnerDeployment
from prefect.flows import load_flow_from_entrypoint
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from flows.by_hand import RESOLVER

RUNS_AT_ONCE = 2


def deployments(file: Path) -> list[RunnerDeployment]:
    """Return what *file* (a ``prefect.yaml``) deploys."""
    listed = yaml.safe_load(file.read_text(encoding="utf-8"))["deployments"]
    return [_deployment(item) for item in listed]


def _deployment(item: dict[str, Any]) -> RunnerDeployment:
    flow: Flow[..., Any] = load_flow_from_entrypoint(item["entrypoint"])
    made = flow.to_deployment(
        item["name"],
        description=item["description"],
        tags=item["tags"],
        schedules=[_schedule(schedule) for schedule in item["schedules"]],
        concurrency_limit=ConcurrencyLimitConfig(**item["concurrency_limit"]),
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    assert isinstance(made, RunnerDeployment)  # noqa: S101 -- the sync form of a dual API
    return made


def _schedule(item: dict[str, Any]) -> Any:  # noqa: ANN401 -- Prefect's own schedule type
    return Cron(item["cron"], timezone=item["timezone"], slug=item["slug"], active=item["active"])


if __name__ == "__main__":
    os.environ.setdefault("RES_OPTIONS", RESOLVER)  # inherited by the runs
    serve(*deployments(Path("prefect.yaml")), limit=RUNS_AT_ONCE, pause_on_shutdown=False)
