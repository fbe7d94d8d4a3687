"""One run of ``ingest``: its name, its slot, what was chosen, and what its batches are told."""

import logging
from datetime import UTC, datetime

from prefect import runtime
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterName,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType

from config.parameters import IngestParams
from config.settings import Settings
from flows.stores import store_address
from tasks.adapters.clock import SystemClock
from tasks.errors import ConfigError
from tasks.feeds.schedule import slot_of
from tasks.web.fetch import FetchLimits
from tasks.work import Run

NO_STORE = (
    "no store is named; set CORRIGENDA_STORE_URL (and CORRIGENDA_S3__ENDPOINT_URL for a service "
    "other than AWS), or run `make up` or `corrigenda ingest`, which bring a local one"
)


def run_name() -> str:
    """Return the name of a run: its slot, and whether a person asked for it."""
    params = runtime.flow_run.parameters.get("params")
    by_hand = isinstance(params, IngestParams) and params.is_by_hand
    return f"ingest {slot_of_this_run():%Y-%m-%d %H:%M}{' by hand' if by_hand else ''}"


def slot_of_this_run() -> datetime:
    """Return the newest slot: a late run takes today's, an early one its own."""
    scheduled = runtime.flow_run.scheduled_start_time
    now = SystemClock().now()
    # Prefect's own class of instants has another arithmetic.
    plain = datetime.fromtimestamp(scheduled.timestamp(), UTC) if scheduled else now
    return max(slot_of(plain), slot_of(now))


def is_slot_taken(params: IngestParams) -> bool:
    """Whether another run of this deployment and name is at work or has completed.

    Prefect starts late runs one by one, the oldest first: without this question each of them
    would poll the newest slot again.
    """
    deployment = runtime.deployment.id
    if not deployment or params.is_by_hand:
        return False
    with get_client(sync_client=True) as client:
        same = client.read_flow_runs(
            flow_run_filter=FlowRunFilter(
                deployment_id=FlowRunFilterDeploymentId(any_=[deployment]),
                name=FlowRunFilterName(any_=[runtime.flow_run.name]),
                state=FlowRunFilterState(
                    type=FlowRunFilterStateType(any_=[StateType.RUNNING, StateType.COMPLETED])
                ),
            )
        )
    return any(str(other.id) != runtime.flow_run.id for other in same)


def show_our_logs() -> None:
    """Let INFO lines of stages and adapters through to Prefect's log of this run."""
    for name in ("flows", "tasks"):
        logging.getLogger(name).setLevel(logging.INFO)


def run_of(settings: Settings, params: IngestParams, slot: datetime) -> Run:
    """Return what every batch of this run is told.

    Raises:
        ConfigError: If no store is named.
    """
    if settings.is_local:
        raise ConfigError("store", NO_STORE)
    return Run(
        store=store_address(settings, is_dry=params.dry_run),
        limits=FetchLimits(
            user_agent=settings.fetch.user_agent(),
            allow_networks=settings.fetch.allow_networks,
            allow_ports=settings.fetch.allow_ports,
        ),
        slot=slot,
        due_only=params.due_only and not params.force,
        force=params.force,
        reread=params.reread,
        max_articles=params.max_articles,
        page_deadline_s=settings.fetch.page_deadline_s,
        respect_reservations=settings.fetch.respect_reservations,
        has_contact=settings.fetch.has_contact,
        shards=(params.first_shard, params.last_shard),
        flow_run_id=runtime.flow_run.id or "",
    )
