"""``make up``: the whole stack in the foreground; Ctrl-C ends all of it.

S3 server, Prefect server with its UI, the deployment of ``prefect.yaml`` and the sample newsroom,
or a feed list of your own: ``python -m flows.up [FEEDS]``.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from subprocess import Popen
from threading import Event
from types import FrameType
from typing import Annotated

import typer
from prefect.client.orchestration import get_client

from config.feeds import load_feeds
from config.settings import Settings, load_settings
from flows.choice import require_contact
from flows.safety import require_safe_store
from flows.stores import reachable_store
from tasks.adapters.servers.server_process import Server, running, usable_port, wait_for_an_end
from tasks.errors import NewsError

_PYTHON = sys.executable

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
UiPort = Annotated[int, typer.Option(help="Of Prefect's server and its UI.")]
NewsroomPort = Annotated[int, typer.Option(help="Of the sample newspaper.")]


@app.command()
def up(
    feeds: Annotated[str, typer.Argument(help="A list, or the address of one feed.")] = "",
    ui_port: UiPort = 4200,
    newsroom_port: NewsroomPort = 8099,
) -> None:
    """Run the whole stack until Ctrl-C (status 0) or until a part of it ends (1)."""
    signal.signal(signal.SIGTERM, _like_ctrl_c)
    try:
        with _stack(load_settings(), feeds, ui_port, newsroom_port) as processes:
            typer.echo("Ctrl-C ends all of it.")
            typer.echo(f"{wait_for_an_end(processes)} has ended; so does the rest.")
            raise typer.Exit(1)
    except KeyboardInterrupt:
        typer.echo("stopped")


@contextmanager
def _stack(
    settings: Settings, feeds: str, ui_port: int, newsroom_port: int
) -> Iterator[dict[str, Popen[bytes]]]:
    """Start one part after the other; leaving stops them, the last one first."""
    logs = settings.local_dir / "up"
    logs.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        address = stack.enter_context(reachable_store(settings))
        require_safe_store(address)
        typer.echo(f"S3       {address.endpoint_url or 'AWS'}  {address.url}")
        processes = {}
        if feeds:
            require_contact(load_feeds(feeds).feeds, settings)
            os.environ["CORRIGENDA_FEEDS_FILE"] = feeds
        else:
            server = _newsroom(logs, usable_port(newsroom_port))
            processes["newsroom"] = stack.enter_context(running(server))
            typer.echo(
                f"newsroom http://127.0.0.1:{server.port}/  (a button publishes corrections)"
            )
        server = _prefect(logs, usable_port(ui_port))
        processes["Prefect server"] = stack.enter_context(running(server))
        typer.echo(f"Prefect  http://127.0.0.1:{server.port}/deployments")
        processes["serve"] = stack.enter_context(running(_serve(logs)))
        _wait_for_deployments(processes["serve"])
        typer.echo(f"logs     {logs}")
        yield processes


def _newsroom(logs: Path, port: int) -> Server:
    feeds = logs / "newsroom-feeds.yaml"
    os.environ["CORRIGENDA_FEEDS_FILE"] = str(feeds)
    os.environ.setdefault("CORRIGENDA_FETCH__ALLOW_NETWORKS", '["127.0.0.0/8"]')
    return Server(
        name="newsroom",
        command=(_PYTHON, "-m", "tests.newsroom", "--port", str(port), "--feeds", feeds),
        environment={},
        port=port,
        ready_path="/",
        log=logs / "newsroom.log",
    )


def _prefect(logs: Path, port: int) -> Server:
    os.environ["PREFECT_API_URL"] = f"http://127.0.0.1:{port}/api"
    return Server(
        name="Prefect server",
        command=(_PYTHON, "-m", "prefect", "server", "start", "--port", str(port)),
        environment={
            "PREFECT_UI_API_URL": f"http://127.0.0.1:{port}/api",
            "PREFECT_SERVER_UI_V2_ENABLED": "false",  # its pages contact a third party
            "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
            # With leases in memory a killed run would keep its slot until someone acts.
            "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": (
                "prefect.server.concurrency.lease_storage.filesystem"
            ),
        },
        port=port,
        ready_path="/api/ready",
        log=logs / "prefect.log",
        ready_s=120,
    )


def _serve(logs: Path) -> Server:
    return Server(
        name="serve",
        command=(_PYTHON, "-m", "flows.serve"),
        environment={},
        port=0,
        ready_path="",
        log=logs / "serve.log",
        stop_s=15,
    )


def _wait_for_deployments(serving: Popen[bytes]) -> None:
    """Wait until ``flows.serve`` has registered what it serves, or has died."""
    with get_client(sync_client=True) as client:
        while not client.read_deployments() and serving.poll() is None:
            Event().wait(0.2)


def _like_ctrl_c(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    try:
        app()
    except NewsError as error:
        sys.stderr.write(f"up: {error}\n")
        sys.exit(2)
