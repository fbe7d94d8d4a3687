"""Ingest: read the feeds that are due, archive each story that is new or was changed."""

from dataclasses import replace

from prefect import State, flow, unmapped
from prefect.states import Completed

from config.feeds import load_feeds
from config.parameters import IngestParams
from config.settings import load_settings
from flows.choice import chosen_feeds
from flows.runs import (
    is_slot_taken,
    run_name,
    run_of,
    show_our_logs,
    slot_of_this_run,
)
from flows.settle import Progress, settle
from tasks.ack import ack_feeds
from tasks.batches import ack_batches, page_batches
from tasks.ingest import ingest_pages
from tasks.plan import plan_feeds
from tasks.poll import poll_feeds
from tasks.report import Lost, counted, end_state, publish
from tasks.reports.outcome import RunReport


@flow(name="ingest", flow_run_name=run_name)
def ingest(params: IngestParams = IngestParams()) -> State[RunReport]:  # noqa: B008 -- frozen
    """Read every feed that is due once; archive each story that is new or was changed.

    One feed's or page's failure is reported, not raised; a bug fails the run.
    """
    show_our_logs()
    slot = slot_of_this_run()
    if is_slot_taken(params):
        return Completed(message=f"slot {slot:%H:%M} is done", data=RunReport())
    settings = load_settings()
    run = run_of(settings, params, slot)
    feeds = chosen_feeds(load_feeds(settings.feeds_file), params, settings)
    progress = Progress("feeds polled, pages read, feeds settled")

    plan = plan_feeds(feeds, run)
    polled = settle(plan.batches, poll_feeds.map(plan.batches, unmapped(run)), progress, 20)
    pages = page_batches(polled.done)
    read = settle(pages, ingest_pages.map(pages, unmapped(run)), progress, 90)
    acks = ack_batches(polled.done, read.done)
    acked = settle(acks, ack_feeds.map(acks, unmapped(run)), progress, 100)

    lost = Lost(feeds=polled.failed, pages=read.failed, acks=acked.failed)
    report = replace(counted(plan, polled.done, read.done, lost), is_dry=params.dry_run)
    publish(report)
    return end_state(report)
