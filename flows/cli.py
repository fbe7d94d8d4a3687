"""``corrigenda``: jobs by hand, and the archive for a person's eyes.

Mistakes that a person can mend end with one sentence on stderr and exit status 2.
"""

import json
import logging
import os
import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from rich.table import Table

from config.feeds import load_feeds
from config.parameters import IngestParams
from config.settings import load_settings
from flows.by_hand import run_ingest
from flows.choice import chosen_feeds
from flows.safety import require_safe_store
from flows.stores import reachable_store
from flows.tables import console, print_lines, story_table
from tasks.adapters.clock import SystemClock
from tasks.adapters.probe import probe_store
from tasks.adapters.s3 import open_store
from tasks.adapters.s3_store import S3Store
from tasks.archive.history import corrections_since, find_article_id, versions
from tasks.archive.record import Slot, slot_bytes
from tasks.errors import ConfigError, NewsError
from tasks.reports.history import history_lines
from tasks.reports.stories import report_rows, version_rows
from tasks.versions.others.neighbours import rebuild
from tasks.work import StoreAddress

EXIT_MISTAKE = 2
EXIT_FAILED = 1
_SHOWN = ("flows.stores", "tasks.poll", "tasks.ingest")
"""Loggers whose progress is worth a person's eyes."""

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="Keep one record per news story, with every version of it, and know which change was a "
    "correction. Settings come from CORRIGENDA_* variables; the README lists them.",
)
feeds_app = typer.Typer(no_args_is_help=True, help="The list of feeds.")
app.add_typer(feeds_app, name="feeds")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead, for programs.")]


@app.command()
def ingest(  # noqa: PLR0913, PLR0917 -- one option for each field of IngestParams
    source: Annotated[
        str,
        typer.Argument(
            help="A .yaml or .opml feed list, or the address of one feed. "
            "Default: CORRIGENDA_FEEDS_FILE, else config/feeds.yaml."
        ),
    ] = "",
    feed: Annotated[
        list[str] | None, typer.Option("--feed", help="Id or tag; may be given again.")
    ] = None,
    max_articles: Annotated[int, typer.Option(min=0, help="Most pages a feed; 0: all.")] = 0,
    due: Annotated[bool, typer.Option("--due", help="Ask only feeds that are due now.")] = False,  # noqa: FBT002 -- a switch
    force: Annotated[bool, typer.Option("--force", help="Ignore stored validators.")] = False,  # noqa: FBT002 -- a switch
    reread: Annotated[  # noqa: FBT002 -- a switch
        bool, typer.Option("--reread", help="Read known stories' pages again.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing.")] = False,  # noqa: FBT002 -- a switch
    as_json: AsJson = False,  # noqa: FBT002 -- a switch
) -> None:
    """Read feeds now; archive each story that is new or was changed.

    Example: `corrigenda ingest https://paper.example/feed.xml --reread`
    """
    _show_progress()
    params = IngestParams(
        feeds=feed or [],
        max_articles=max_articles,
        due_only=due,
        force=force,
        reread=reread,
        dry_run=dry_run,
    )
    if source:
        os.environ["CORRIGENDA_FEEDS_FILE"] = source
    settings = load_settings()
    # Its mistakes come before anything is started.
    chosen_feeds(load_feeds(settings.feeds_file), params, settings)
    with reachable_store(settings) as address:
        require_safe_store(address)
        end = run_ingest(params)
    if as_json:
        _print_json(asdict(end))
    else:
        out = console()
        out.print(story_table("New since the last run", report_rows(end.report)))
        out.print(end.sentence, markup=False, highlight=False)
    raise typer.Exit(EXIT_FAILED if end.has_failed else 0)


@app.command()
def show(
    story: Annotated[
        str, typer.Argument(help="Its address, its id, or its urn; `corrections` lists some.")
    ],
    as_json: AsJson = False,  # noqa: FBT002 -- a switch
) -> None:
    """Show the history of one story: versions, why each is one, notices, word diffs.

    Example: `corrigenda show https://harbourpost.example/news/footbridge-reopens`
    """
    with reachable_store(load_settings()) as address:
        store = _store(address)
        found = find_article_id(store, story)
        if found is None:
            raise ConfigError(story, "no story in the archive has this address or id")
        slots = list(versions(store, found))
    if as_json:
        _print_json(map(_plain, slots))
    else:
        print_lines(console(), history_lines(slots))


@app.command()
def corrections(
    since: Annotated[
        datetime,
        typer.Option(formats=["%Y-%m-%d"], help="First day to look at (UTC), as 2026-11-20."),
    ] = datetime(1970, 1, 1),  # noqa: DTZ001 -- typer reads it; UTC is set below
    as_json: AsJson = False,  # noqa: FBT002 -- a switch
) -> None:
    """List what publishers have corrected, clarified or retracted, oldest first.

    Example: `corrigenda corrections --since 2026-11-20`
    """
    with reachable_store(load_settings()) as address:
        found = list(corrections_since(_store(address), since.replace(tzinfo=UTC)))
    if as_json:
        _print_json(map(_plain, found))
    else:
        console().print(
            story_table("Corrections", version_rows((version, None) for version in found))
        )


@feeds_app.command("check")
def feeds_check(
    source: Annotated[str, typer.Argument(help="A .yaml or .opml file, or one address.")] = "",
    as_json: AsJson = False,  # noqa: FBT002 -- a switch
) -> None:
    """Validate a feed list: every mistake with its line and what to do. Nothing is requested."""
    feeds = load_feeds(source or load_settings().feeds_file).feeds
    if as_json:
        _print_json([feed.model_dump(mode="json") for feed in feeds])
        return
    table = Table("id", "publisher", "minutes between polls", "tags", "address")
    for feed in feeds:
        every = f"{feed.interval_minutes or 'as news comes'}" if feed.enabled else "off"
        table.add_row(feed.id, feed.publisher, every, ", ".join(feed.tags), feed.url)
    console().print(table)


@app.command()
def probe(as_json: AsJson = False) -> None:  # noqa: FBT002 -- a switch
    """Find out whether the store is safe for several writers; the exit status tells."""
    with reachable_store(load_settings()) as address:
        verdict = probe_store(_store(address), SystemClock().now())
    if as_json:
        _print_json(asdict(verdict))
    else:
        for check in verdict.checks:
            typer.echo(f"{'ok  ' if check.ok else 'FAIL'} {check.name}: {check.says}")
    raise typer.Exit(0 if verdict.ok else EXIT_FAILED)


@app.command()
def reindex() -> None:
    """Make the derived indexes under `sketch/` anew, from the last 30 days of the log.

    They find stories that came back under other names, and copies; nothing is lost without them.
    """
    with reachable_store(load_settings()) as address:
        entered = rebuild(_store(address), SystemClock().now().date())
    typer.echo(f"{entered} versions are in the indexes again")


def main() -> None:
    """Run the command line; ``corrigenda`` starts here."""
    try:
        app()
    except NewsError as error:
        sys.stderr.write(f"corrigenda: {error}\n")
        sys.exit(EXIT_MISTAKE)


def _show_progress() -> None:
    """Show our stages on stderr; single requests and other people's libraries if they warn."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(lambda r: r.levelno >= logging.WARNING or r.name in _SHOWN)
    logging.basicConfig(level=logging.WARNING, format="%(message)s", handlers=[handler])
    for name in _SHOWN:
        logging.getLogger(name).setLevel(logging.INFO)


def _store(address: StoreAddress) -> S3Store:
    return open_store(
        address.url, endpoint_url=address.endpoint_url or None, addressing=address.addressing
    )


def _plain(slot: Slot) -> Any:  # noqa: ANN401 -- JSON
    return json.loads(slot_bytes(slot))


def _print_json(value: Any) -> None:  # noqa: ANN401 -- JSON
    plain = list(value) if isinstance(value, Iterable) and not isinstance(value, dict) else value
    typer.echo(json.dumps(plain, ensure_ascii=False, indent=2, default=str))


if __name__ == "__main__":
    main()
