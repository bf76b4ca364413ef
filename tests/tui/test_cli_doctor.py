"""``matinee doctor``: what it finds in homes that are well and homes that are not, and that it changes nothing."""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from db.base.home import Home
from tests.catalogues import small_home
from tests.terminal import Terminal
from tui.cli import run

pytestmark = pytest.mark.usefixtures("quiet_log")

Findings = dict[str, dict[str, str]]


def examine(capsys: pytest.CaptureFixture[str]) -> tuple[int, Findings]:
    capsys.readouterr()
    status = run(["doctor", "--json"])
    return status, {finding["what"]: finding for finding in json.loads(capsys.readouterr().out)}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return small_home(tmp_path)


def test_an_empty_home_is_well_and_stays_empty(own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, found = examine(capsys)
    assert status == 0 and not any(finding["state"] == "trouble" for finding in found.values())
    assert "not there yet" in found["catalogue"]["found"] and "not there yet" in found["personal"]["found"]
    assert not (own_home / "catalogue.db").exists() and not (own_home / "personal.db").exists()


def test_a_home_in_use_is_counted(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    run(["rate", "tt9000001", "8"])
    status, found = examine(capsys)
    assert status == 0
    assert found["SQLite"]["state"] == "ok" and sqlite3.sqlite_version in found["SQLite"]["found"]
    assert "14 titles" in found["catalogue"]["found"] and "starter" in found["catalogue"]["found"]
    assert "1 rating, 0 diary entries, 1 action; latest copy personal-" in found["personal"]["found"]
    assert "textual" in found["libraries"]["found"]
    assert run(["doctor"]) == 0
    assert "ok       catalogue" in capsys.readouterr().out


def test_damage_is_trouble_with_a_remedy_and_is_left_alone(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(home.personal)) as con:
        con.execute("PRAGMA journal_mode = DELETE")
    for path in (home.personal, home.catalogue):
        path.write_bytes(b"not a database, and longer than a header of one would be, to be sure of it" * 4)
    before = home.personal.read_bytes()
    status, found = examine(capsys)
    assert status == 1 and found["personal"]["state"] == found["catalogue"]["state"] == "trouble"
    assert found["personal"]["remedy"] and found["catalogue"]["remedy"]
    assert home.personal.read_bytes() == before


@pytest.mark.parametrize(
    ("pragma", "word"), [("user_version = 999", "newer"), ("application_id = 7", "not a file of Matinee")]
)
def test_a_file_of_another_version_or_program_is_told(
    home: Home, capsys: pytest.CaptureFixture[str], pragma: str, word: str
) -> None:
    with closing(sqlite3.connect(home.personal)) as con:
        con.execute(f"PRAGMA {pragma}")
    status, found = examine(capsys)
    assert status == 1 and word in found["personal"]["found"]


def test_a_catalogue_of_another_version_is_a_warning(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(home.catalogue)) as con:
        con.execute("PRAGMA user_version = 999")
    status, found = examine(capsys)
    assert status == 0 and found["catalogue"]["state"] == "warning"


def test_bad_settings_are_a_warning_that_names_line_and_key(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    home.settings.write_text("spoilers = true\nadult = 3\nfly = 1\n", encoding="utf-8")
    status, found = examine(capsys)
    assert status == 0 and found["settings"]["state"] == "warning"
    assert "line 2" in found["settings"]["found"] and "line 3" in found["settings"]["found"]


def test_little_space_is_a_warning(home: Home, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 1_000_000}))
    assert examine(capsys)[1]["disk"]["state"] == "warning"


def test_a_library_that_is_missing_is_trouble(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib import metadata

    whole = metadata.version

    def version(name: str) -> str:
        if name == "polars":
            raise metadata.PackageNotFoundError(name)
        return whole(name)

    monkeypatch.setattr("importlib.metadata.version", version)
    status, found = examine(capsys)
    assert status == 1 and "polars" in found["libraries"]["found"]


@pytest.mark.parametrize(
    ("size", "env", "state", "word"),
    [
        ((120, 40), {}, "ok", "120×40, all colours"),
        ((120, 40), {"NO_COLOR": "1"}, "ok", "no colours"),
        ((120, 40), {"TERM": "dumb", "COLORTERM": ""}, "warning", "no colours"),
        ((120, 8), {}, "warning", "120×8"),
    ],
)
def test_the_terminal_is_described(home: Home, size: tuple[int, int], env: dict[str, str], state: str, word: str) -> None:
    command = [sys.executable, "-m", "tui", "doctor"]
    with Terminal(command, size=size, env={"MATINEE_HOME": str(home.data), **env}, screen=False) as terminal:
        terminal.finish()
        line = next(line for line in terminal.raw.decode().splitlines() if word in line)
    assert state in line
