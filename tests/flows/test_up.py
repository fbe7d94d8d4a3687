"""``make up``, tried as a person would: a form filled in a browser, a report read, Ctrl-C."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tasks.adapters.servers.server_process import usable_port

pytestmark = [
    pytest.mark.server,
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium on this machine"),
]
PATIENCE_MS = 60_000


class Stack(NamedTuple):
    """A running stack."""

    ui: str
    newsroom: str
    process: subprocess.Popen[str]


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Run ``flows.up`` in a folder of its own, as ``make up`` would."""
    folder = tmp_path_factory.mktemp("up")
    ui, newsroom = usable_port(0), usable_port(0)
    env = {name: value for name, value in os.environ.items() if not _is_foreign(name)}
    env |= {"CORRIGENDA_LOCAL_DIR": str(folder), "PREFECT_HOME": str(folder / "prefect")}
    ports = ["--ui-port", str(ui), "--newsroom-port", str(newsroom)]
    process = subprocess.Popen(  # noqa: S603 -- our own program
        [sys.executable, "-m", "flows.up", *ports], stdout=subprocess.PIPE, text=True, env=env
    )
    assert process.stdout is not None
    told = iter(process.stdout.readline, "")
    lines = list(_until("Ctrl-C", told))
    assert lines[-1].startswith("Ctrl-C"), lines
    yield Stack(f"http://127.0.0.1:{ui}", f"http://127.0.0.1:{newsroom}", process)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert _left_over(folder) == []


@pytest.fixture
def page() -> Iterator[Page]:
    """Open a browser that fails the test if its page asks anybody off this machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        opened = browser.new_page(viewport={"width": 1400, "height": 1600})
        strangers: list[str] = []
        opened.on("request", lambda r: strangers.append(r.url) if _is_off(r.url) else None)
        yield opened
        browser.close()
        assert strangers == []


def test_a_person_fills_the_form_and_reads_report_and_corrections(stack: Stack, page: Page) -> None:
    _run(stack, page, switches=["Only feeds that are due"])
    page.goto(stack.newsroom)
    page.get_by_role("button").click()
    expect(page.locator("body")).to_contain_text("edition 2", ignore_case=True)

    _run(stack, page, switches=["Only feeds that are due", "Read known stories again"])

    page.get_by_text("Artifacts", exact=True).click()
    page.get_by_text("corrections", exact=True).first.click(timeout=PATIENCE_MS)
    expect(page.locator("body")).to_contain_text("Tidewell", timeout=PATIENCE_MS)
    _keep_picture(page, "corrections")


def _run(stack: Stack, page: Page, *, switches: list[str]) -> None:
    """Start a run by the form of the deployment, and wait for its end."""
    [deployment] = _api(stack, "/deployments/filter")
    page.goto(f"{stack.ui}/deployments/deployment/{deployment['id']}/run")
    expect(page.get_by_text("Only feeds that are due")).to_be_visible(timeout=PATIENCE_MS)
    for name in switches:
        field = page.locator("label", has_text=name).locator(
            "xpath=ancestor::*[.//input[@type='checkbox']][1]"
        )
        field.locator("input[type=checkbox]").first.dispatch_event("click")
    with page.expect_response("**/create_flow_run") as answer:
        page.get_by_role("button", name="Submit").click()
    run = answer.value.json()["id"]
    _wait_for_the_end(stack, page, run)
    page.goto(f"{stack.ui}/runs/flow-run/{run}")
    expect(page.get_by_text("CompletedWithErrors").first).to_be_visible(timeout=PATIENCE_MS)
    _keep_picture(page, f"run-{len(switches)}")


def _wait_for_the_end(stack: Stack, page: Page, run: str) -> None:
    for _ in range(PATIENCE_MS // 500):
        [found] = _api(stack, "/flow_runs/filter", {"flow_runs": {"id": {"any_": [run]}}})
        if found["state_type"] in {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}:
            assert found["state_type"] == "COMPLETED", found["state"]
            return
        page.wait_for_timeout(500)
    pytest.fail(f"run {run} has not ended")


def _api(stack: Stack, path: str, body: dict[str, object] | None = None) -> list[dict[str, str]]:
    request = Request(  # noqa: S310 -- loopback
        f"{stack.ui}/api{path}",
        data=json.dumps(body or {}).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urlopen(request) as answer:  # noqa: S310 -- loopback
        found: list[dict[str, str]] = json.load(answer)
    return found


def _keep_picture(page: Page, name: str) -> None:
    """Leave a screenshot where ``PICTURES`` says, for a person to look at."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def _until(word: str, lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line
        if line.startswith(word):
            return


def _is_foreign(name: str) -> bool:
    return name.startswith(("CORRIGENDA_", "PREFECT_", "AWS_"))


def _is_off(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "data:", "blob:"))


def _left_over(folder: Path) -> list[str]:
    """Return the command lines of processes that still work in *folder*."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        command = entry.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        found += [command] if str(folder) in command else []
    return found
