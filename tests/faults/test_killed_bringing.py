"""``matinee import`` of records, and its undo, killed at any moment: all of it is there, or none."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from db.base.home import Home
from db.personal import setup
from tests.counts import cases
from tests.db.reading.catalogued import Title, put

FILMS = 400
HEAD = "Date,Name,Year,Letterboxd URI"
#: Rows that stay whatever is done: said by hand before.
RATED = 3


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of so many films with some records in it, and an export of films half of which it knows."""
    folder = tmp_path_factory.mktemp("killed")
    home = Home.of(folder / "home")
    put(home, [Title(one, f"Film {one}", 1950, votes=one) for one in range(1, FILMS)])
    setup.prepare(home)
    days = "\n".join(f"2024-01-01,Film {one},1950,https://boxd.it/{one},4,,,2024-01-01" for one in range(1, 2 * FILMS))
    with zipfile.ZipFile(folder / "export.zip", "w") as file:
        file.writestr("diary.csv", f"{HEAD},Rating,Rewatch,Tags,Watched Date\n{days}\n")
    for one in range(1, RATED + 1):
        assert run(home, "rate", f"tt000000{one}", "7") == 0
    return folder


def command(home: Home, *words: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {"MATINEE_HOME": str(home.data), "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.Popen(
        [sys.executable, "-m", "tui", *words], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip


def run(home: Home, *words: str) -> int:
    return command(home, *words).wait(60)


def killed(home: Home, after: float, *words: str) -> bool:
    """Whether a command was killed so many seconds after its start, before it had ended."""
    process = command(home, *words)
    try:
        return process.wait(after) != 0
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True


def state(home: Home) -> tuple[int, int, int, int]:
    """Viewings, kept rows, open actions, and actions that are not undone; the file itself is whole."""
    with closing(sqlite3.connect(home.personal)) as con:
        assert con.execute("PRAGMA quick_check").fetchone() == ("ok",)
        assert con.execute("PRAGMA foreign_key_check").fetchone() is None
        assert con.execute("SELECT count(*) FROM said_rating").fetchone() == (RATED,)
        counted = [
            con.execute(f"SELECT count(*) FROM {rows}").fetchone()[0]
            for rows in ("said_diary", "my_unmatched", "journal_now", "journal_action WHERE undone_at IS NULL")
        ]
    return counted[0], counted[1], counted[2], counted[3]


def test_a_kill_leaves_all_or_nothing(template: Path, tmp_path: Path) -> None:
    home = Home.of(template / "home")
    before = state(home)
    began = time.monotonic()
    assert run(home, "import", str(template / "export.zip"), "--yes") == 0
    whole, took = state(home), time.monotonic() - began
    assert whole[0] == 2 * FILMS - 1 and whole[1] == FILMS
    assert run(home, "undo") == 0
    assert state(home)[:3] == before[:3]
    dice = random.Random(11)
    hit = 0
    for _ in range(cases(4, 100)):
        hit += killed(home, dice.uniform(0.3, 1.05) * took, "import", str(template / "export.zip"), "--yes")
        found = state(home)
        assert found[:3] in (before[:3], whole[:3])
        if found[:3] == before[:3]:
            assert run(home, "import", str(template / "export.zip"), "--yes") == 0
        hit += killed(home, dice.uniform(0.3, 1.05) * took, "undo")
        found = state(home)
        assert found[:3] in (before[:3], whole[:3])
        if found[:3] == whole[:3]:
            assert run(home, "undo") == 0
        assert state(home)[:3] == before[:3]
    assert hit
