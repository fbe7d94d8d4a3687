"""The command line as a person meets it: in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tasks.adapters.local_store import LocalStore
from tasks.adapters.s3_store import S3Store
from tasks.archive.indexes import read_index
from tests.newsroom.server import Newsroom

pytestmark = pytest.mark.server

SEED = "flood-wall-meeting"


def corrigenda(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-m", "flows.cli", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=os.environ | {"COLUMNS": "200", "NO_COLOR": "1"},
    )


def mistake(*arguments: str) -> str:
    ended = corrigenda(*arguments)
    assert ended.returncode == 2, ended.stderr
    assert "Traceback" not in ended.stderr
    return ended.stderr.strip()


@pytest.fixture(scope="module")
def prefect_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep Prefect's database of these runs out of the user's home."""
    home = tmp_path_factory.mktemp("prefect")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PREFECT_HOME", str(home))
        for name in ("PREFECT_API_URL", "PREFECT_PROFILE"):
            patch.delenv(name, raising=False)
        yield home


@pytest.fixture
def feeds(bucket: S3Store, newsroom: Newsroom, tmp_path: Path, prefect_home: Path) -> str:
    """Return the newsroom's feed list; the settings name an empty bucket."""
    assert prefect_home.is_dir()
    assert not list(bucket.list(""))
    return str(newsroom.write_feeds(tmp_path / "feeds.yaml"))


def test_ingest_tells_what_is_new_and_show_and_corrections_tell_the_rest(
    feeds: str, newsroom: Newsroom, bucket: S3Store
) -> None:
    first = corrigenda("ingest", feeds, "--feed", "harbour-ledger")
    assert first.returncode == 0, first.stderr
    assert " new" in first.stdout
    newsroom.publish(2)
    second = json.loads(
        corrigenda("ingest", feeds, "--feed", "harbour-ledger", "--reread", "--json").stdout
    )
    assert " corrected" in second["sentence"]
    changed = {entry["url"]: entry for entry in second["report"]["entries"] if entry["change_type"]}
    url = next(url for url in changed if SEED in url)

    shown = corrigenda("show", url).stdout
    assert "Marrow Quay → Tidewell" in shown
    assert "v2 correction" in shown
    assert "a hall in [-Marrow Quay-] {+Tidewell+} on Monday" in shown
    versions = json.loads(corrigenda("show", url, "--json").stdout)
    assert [version["version"] for version in versions] == [1, 2]

    index = next(key for key in bucket.list("sketch/") if key.endswith("/keys.bin"))
    bucket.put(index, b"lost")
    assert "versions are in the indexes again" in corrigenda("reindex").stdout
    assert read_index(bucket, index).stories

    listed = corrigenda("corrections").stdout
    assert "Tidewell" in listed
    corrected = json.loads(corrigenda("corrections", "--json").stdout)
    assert versions[1] in corrected


def test_show_of_an_unknown_story_is_one_sentence(feeds: str) -> None:
    assert feeds
    assert "no story in the archive" in mistake("show", "https://nowhere.example/a")


def test_probe_finds_the_server_safe(feeds: str) -> None:
    assert feeds
    ended = corrigenda("probe")
    assert ended.returncode == 0, ended.stdout
    assert "race-create" in ended.stdout


COMMANDS = [(), ("ingest",), ("show",), ("corrections",), ("probe",), ("reindex",)]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_teaches(command: tuple[str, ...]) -> None:
    ended = corrigenda(*command, "--help")
    assert ended.returncode == 0
    assert "Usage" in ended.stdout


def test_feeds_check_prints_the_list(feeds: str) -> None:
    assert "harbour-ledger" in corrigenda("feeds", "check", feeds).stdout
    assert json.loads(corrigenda("feeds", "check", feeds, "--json").stdout)[0]["id"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        pytest.param("feeds.docx", "x", "docx", id="unknown-file-type"),
        pytest.param("feeds.yaml", "feeds:\n\t- id: a\n", "tab", id="tab"),
        pytest.param(
            "feeds.yaml",
            "feeds:\n- {id: a, url: http://127.0.0.1/a}\n- {id: a, url: http://127.0.0.1/b}\n",
            "feeds.yaml:3",
            id="id-twice",
        ),
        pytest.param(
            "feeds.yaml",
            "feeds:\n- {id: a, url: http://127.0.0.1/a, colour: red}\n",
            "colour",
            id="unknown-key",
        ),
        pytest.param(
            "feeds.yaml",
            "feeds:\n- {id: a, url: http://me:hunter2@127.0.0.1/a}\n",
            "password",
            id="literal-password",
        ),
    ],
)
def test_a_bad_feed_list_is_told_with_its_line(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    told = mistake("ingest", str(file))
    assert said in told
    assert "hunter2" not in told


def test_no_contact_is_told_before_anybody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CORRIGENDA_FETCH__CONTACT_URL", raising=False)
    told = mistake("ingest", "https://paper.example/feed.xml")
    assert "CORRIGENDA_FETCH__CONTACT_URL" in told


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        pytest.param("CORRIGENDA_S3__ENDPOINT_URL", "http://127.0.0.1:9", "127.0.0.1:9", id="down"),
        pytest.param("AWS_SECRET_ACCESS_KEY", "wrong", "refuses the signature", id="credentials"),
        pytest.param("CORRIGENDA_STORE_URL", "s3://corrigenda-nobody", "create it", id="no-bucket"),
    ],
)
def test_a_store_that_cannot_be_used_is_told(
    feeds: str, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    assert said in mistake("ingest", feeds)


def test_a_port_in_use_is_told(s3_server: LocalStore, newsroom: Newsroom) -> None:
    assert s3_server
    ended = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-m", "flows.up", "--newsroom-port", str(newsroom.port)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=os.environ
        | {
            "CORRIGENDA_S3__ENDPOINT_URL": s3_server.endpoint_url,
            "CORRIGENDA_S3__CREATE_BUCKET": "true",
        },
    )
    assert ended.returncode == 2
    assert f"port {newsroom.port}" in ended.stderr
