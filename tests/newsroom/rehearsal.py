"""``make run-local``: the whole way on the sample newsroom, and whether it ended as expected.

Three passes: the first edition, the second, and the second again, which must write nothing.
A rehearsal that was killed is taken up where it stopped, in the same bucket folder and with the
same addresses, and still has to end in the expected history.
"""

import json
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from rich.console import Console
from ulid import ULID

from config.parameters import IngestParams
from config.settings import Settings, load_settings
from flows.by_hand import RunEnd, run_ingest
from flows.safety import require_safe_store
from flows.stores import reachable_store
from flows.tables import console, story_table
from tasks.archive.history import article_ids, versions
from tasks.archive.keys import version_key
from tasks.archive.record import Slot, Version, slot_bytes
from tasks.archive.store import Store
from tasks.bucket import open_bucket
from tasks.errors import NewsError
from tasks.reports.stories import version_rows
from tasks.work import StoreAddress
from tests.newsroom.differences import differences, outcome_differences
from tests.newsroom.expectation import expectation
from tests.newsroom.server import Newsroom

EDITIONS = (1, 2, 2)
PASSES = ("the first edition", "the second edition", "the second edition again")
_OUR_SETTINGS = {
    "CORRIGENDA_FETCH__ALLOW_NETWORKS": '["127.0.0.0/8"]',
    "CORRIGENDA_FETCH__PAGE_DEADLINE_S": "4",  # one page of the newsroom hangs its reader
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a rehearsal has come; kept beside its data until it has ended."""

    store_url: str
    port: int = 0
    passes_done: int = 0
    is_resumed: bool = False


def main() -> int:
    """Rehearse; 0 if every story's history is as expected, 1 if not, 2 if it cannot run."""
    os.environ.update(_OUR_SETTINGS)
    try:
        # A folder of its own, apart from the archive of the feeds you read.
        os.environ["CORRIGENDA_LOCAL_DIR"] = str(load_settings().local_dir / "newsroom")
        settings = load_settings()
        if not _file(settings).exists():
            shutil.rmtree(settings.local_dir, ignore_errors=True)
        settings.local_dir.mkdir(parents=True, exist_ok=True)
        with reachable_store(settings) as address:
            return _rehearse(settings, address)
    except NewsError as error:
        sys.stderr.write(f"run-local: {error}\n")
        return 2


def _rehearse(settings: Settings, address: StoreAddress) -> int:
    out = console()
    file = _file(settings)
    progress = _progress(settings, address)
    address = replace(address, url=progress.store_url)
    os.environ["CORRIGENDA_STORE_URL"] = progress.store_url
    require_safe_store(address)
    with _newsroom(progress) as newsroom:
        out.print(f"The newsroom is at {newsroom.url}/; the archive at {progress.store_url}.")
        feeds = newsroom.write_feeds(settings.local_dir / "newsroom-feeds.yaml")
        os.environ["CORRIGENDA_FEEDS_FILE"] = str(feeds)
        faults: list[str] = []
        for number in range(progress.passes_done + 1, len(EDITIONS) + 1):
            _save(file, replace(progress, port=newsroom.port, passes_done=number - 1))
            newsroom.publish(EDITIONS[number - 1])
            faults += _pass(out, open_bucket(address), number, resumed=progress.is_resumed)
    stories = _stories(open_bucket(address))
    faults += differences(expectation(), {id_: _plain(slots) for id_, slots in stories.items()})
    _tell(out, settings, stories, faults)
    file.unlink(missing_ok=True)
    return 1 if faults else 0


def _pass(out: Console, store: Store, number: int, *, resumed: bool) -> list[str]:
    """Run one pass and return what did not end as expected."""
    before = _etags(store) if number == len(EDITIONS) else {}
    end = run_ingest(IngestParams(due_only=False, reread=True))
    out.print(f"Pass {number}, {PASSES[number - 1]}: {end.sentence}.")
    faults = [] if end.state != "Failed" else [f"pass {number}: {end.sentence}"]
    if not resumed:  # what a killed pass had done is done no second time
        faults += _outcome_faults(end, number)
    written = sorted(key for key, etag in _etags(store).items() if before.get(key) != etag)
    if number == len(EDITIONS):
        out.print(f"   It wrote {len(written)} objects.")
        faults += [f"pass {number}: wrote {key}, expected nothing new" for key in written]
    return faults


def _outcome_faults(end: RunEnd, number: int) -> list[str]:
    outcomes = {entry.url: str(entry.result) for entry in end.report.entries}
    feeds = {feed.feed_id: str(feed.result) for feed in end.report.feeds}
    expected = {name: ends[number - 1] for name, ends in expectation().feeds.items()}
    lines = outcome_differences(expectation(), number, outcomes)
    faults = [f"pass {number}: {line}" for line in lines]
    if feeds != expected:
        faults.append(f"pass {number}: feeds ended {feeds}, expected {expected}")
    return faults


def _tell(
    out: Console, settings: Settings, stories: Mapping[str, Sequence[Slot]], faults: Sequence[str]
) -> None:
    told = [[slot for slot in slots if isinstance(slot, Version)] for slots in stories.values()]
    changed = [pair for slots in told for pair in zip(slots[1:], slots, strict=False)]
    out.print(story_table("What the publishers changed", version_rows(changed)))
    out.print(f"{len(stories)} stories, {sum(map(len, stories.values()))} versions.")
    corrected = next((version for version, _ in changed if version.corrections), None)
    if corrected is not None:
        out.print(f"The records: {_records(settings, corrected)}", soft_wrap=True)
        out.print(f"Look at one: {_command(settings, corrected)}", soft_wrap=True)
    for fault in faults:
        out.print(f"not as expected: {fault}", style="red", markup=False, soft_wrap=True)
    if not faults:
        out.print("Every story's history is as expected.", style="green")


def _records(settings: Settings, version: Version) -> str:
    key = version_key(version.article_id, version.version)
    files = [*settings.local_dir.glob(f"store/*/*/{key}")] if settings.is_local else []
    return str(files[0]) if files else f"{os.environ['CORRIGENDA_STORE_URL']}/{key}"


def _command(settings: Settings, version: Version) -> str:
    """The command that shows *version*'s story, with what it needs to find the archive."""
    name = "LOCAL_DIR" if settings.is_local else "STORE_URL"
    where = settings.local_dir if settings.is_local else os.environ["CORRIGENDA_STORE_URL"]
    return f"CORRIGENDA_{name}={where} .venv/bin/corrigenda show {version.article_id}"


def _newsroom(progress: Progress) -> Newsroom:
    """The newsroom, at its old address if it has one and the port is free."""
    with suppress(OSError):
        return Newsroom(port=progress.port)
    return Newsroom()


def _stories(store: Store) -> dict[str, list[Slot]]:
    return {id_: list(versions(store, id_)) for id_ in article_ids(store)}


def _plain(slots: Sequence[Slot]) -> list[Mapping[str, object]]:
    return [json.loads(slot_bytes(slot)) for slot in slots]


def _etags(store: Store) -> dict[str, str]:
    found = ((key, store.get(key)) for key in store.list(""))
    return {key: held.etag for key, held in found if held is not None}


def _file(settings: Settings) -> Path:
    return settings.local_dir / "rehearsal.json"


def _progress(settings: Settings, address: StoreAddress) -> Progress:
    """Return what a killed rehearsal has left, else a new one where nothing is yet."""
    with suppress(OSError, ValueError, TypeError):
        held = json.loads(_file(settings).read_text(encoding="utf-8"))
        return Progress(**{**held, "is_resumed": True})
    prefix = "" if settings.is_local else f"/newsroom-{str(ULID()).lower()}"
    return Progress(store_url=address.url + prefix)


def _save(file: Path, progress: Progress) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(asdict(progress)), encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
