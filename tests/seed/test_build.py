"""The atomic build: whatever happens, there is the old catalogue or the new one, whole."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from db.base.errors import BadInput, CatalogueDamaged, CatalogueUnreadable, HomeUnusable
from db.base.home import Home
from db.catalogue.state import catalogue_state
from seed import build as builds
from seed.build import Build, BuildCancelled, BuildRunning, carry_over, growing, sweep
from tests.catalogues import EPISODE, QUILL, RED, REEL, SHORE, STARLING, small_catalogue

REPOSITORY = Path(builds.__file__).parents[1]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home.of(tmp_path / "home")
    small_catalogue(home, tmp_path / "starter")
    return home


def titles(path: Path) -> list[str]:
    con = sqlite3.connect(path)
    try:
        return [row[0] for row in con.execute("SELECT title FROM title ORDER BY id")]
    finally:
        con.close()


def add(con: sqlite3.Connection, title_id: int = 1, title: str = "One") -> None:
    con.execute("INSERT INTO title (id, kind, title, is_adult) VALUES (?, 'movie', ?, 0)", (title_id, title))


def test_a_finished_build_takes_the_old_ones_place(home: Home) -> None:
    told: list[str] = []
    with Build(home, lambda stage, done, total: told.append(stage)) as build:
        add(build.con)
        assert build.finish() == home.catalogue
    assert titles(home.catalogue) == ["One"] and catalogue_state(home.catalogue) == "ready"
    assert {"indexing", "checking", "putting in place"} <= set(told)
    assert not growing(home).exists()
    con = sqlite3.connect(home.catalogue)
    assert dict(con.execute("SELECT key, value FROM fact WHERE key NOT IN ('built_at', 'build')")) == {
        "titles": "1",
        "people": "0",
    }
    assert con.execute("SELECT count(*) FROM sqlite_master WHERE name = 'ix_trivia_title_id'").fetchone() == (1,)
    con.close()


def test_a_build_that_is_left_changes_nothing(home: Home) -> None:
    before = titles(home.catalogue)
    with pytest.raises(ZeroDivisionError), Build(home) as build:
        add(build.con)
        1 / 0
    with Build(home) as build:
        add(build.con)
    assert titles(home.catalogue) == before and not growing(home).exists()


def test_a_cancelled_build_changes_nothing(home: Home) -> None:
    before, stop = titles(home.catalogue), threading.Event()
    with pytest.raises(BuildCancelled, match="stopped"), Build(home, cancelled=stop.is_set) as build:
        add(build.con)
        build.step("films", 1, 2)
        stop.set()
        build.finish()
    assert titles(home.catalogue) == before and not growing(home).exists()


def test_two_at_once_the_second_is_refused_with_a_sentence(home: Home) -> None:
    with Build(home) as build:
        add(build.con)
        with pytest.raises(BuildRunning, match="Another Matinee is building"), Build(home):
            pass
        assert not sweep(home) and growing(home).exists()
        build.finish()
    assert titles(home.catalogue) == ["One"]


def test_the_second_may_wait(home: Home) -> None:
    inside, done = threading.Event(), threading.Event()

    def first() -> None:
        with Build(home) as build:
            add(build.con)
            inside.set()
            done.wait(10)
            build.finish()

    thread = threading.Thread(target=first)
    thread.start()
    assert inside.wait(10)
    threading.Timer(0.05, done.set).start()
    with Build(home, wait=10) as build:
        assert titles(home.catalogue) == ["One"]
        add(build.con, title="Two")
        build.finish()
    thread.join()
    assert titles(home.catalogue) == ["Two"]


_CHILD = """
import os, signal, sys
from pathlib import Path
from db.base.home import Home
from seed.starter_build import build_starter
stop, folder = sys.argv[2], Path(sys.argv[3])
def told(stage, done, total):
    if stage == stop:
        os.kill(os.getpid(), signal.SIGKILL)
build_starter(Home.of(Path(sys.argv[1])), told, folder=folder)
"""


@pytest.mark.parametrize("stage", ["films", "people", "sections", "search", "indexing", "checking", "putting in place"])
def test_a_kill_in_the_middle_leaves_the_old_one(home: Home, tmp_path: Path, stage: str) -> None:
    before = home.catalogue.read_bytes()
    child = subprocess.run(
        [sys.executable, "-c", _CHILD, str(home.data), stage, str(tmp_path / "starter")], cwd=REPOSITORY, check=False
    )
    assert child.returncode == -signal.SIGKILL
    assert home.catalogue.read_bytes() == before
    assert growing(home).exists() and sweep(home)
    assert not growing(home).exists()


_SMALL_DISK = """
import resource, signal, sys
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
from db.base.errors import MatineeError
from db.base.home import Home
from seed.starter_build import build_starter
try:
    build_starter(Home.of(Path(sys.argv[1])), folder=Path(sys.argv[3]))
except MatineeError as error:
    print(error)
    sys.exit(7)
"""


def test_a_full_disk_leaves_the_old_one_and_says_so(home: Home, tmp_path: Path) -> None:
    before = home.catalogue.read_bytes()
    child = subprocess.run(
        [sys.executable, "-c", _SMALL_DISK, str(home.data), "100000", str(tmp_path / "starter")],
        cwd=REPOSITORY, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert child.returncode == 7, child.stderr
    assert "The old one is as it was" in child.stdout
    assert home.catalogue.read_bytes() == before and not growing(home).exists()


def test_a_file_in_the_way_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("no folder")
    with pytest.raises(HomeUnusable, match="cannot write"), Build(Home.of(tmp_path / "home")):
        pass


def test_a_lock_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    home = Home.of(tmp_path)
    home.catalogue.with_name("catalogue.lock").mkdir()
    with pytest.raises(CatalogueDamaged, match="cannot be built"), Build(home):
        pass


def test_a_rename_that_fails_is_said(tmp_path: Path) -> None:
    home = Home.of(tmp_path)
    with pytest.raises(HomeUnusable, match="cannot write"), Build(home) as build:
        add(build.con)
        (home.catalogue / "full").mkdir(parents=True)
        build.finish()
    assert not growing(home).exists()


def test_one_that_must_be_left_alone_is_not_replaced(home: Home) -> None:
    with closing(sqlite3.connect(home.catalogue)) as con:
        con.execute("PRAGMA user_version = 99")
    before = home.catalogue.read_bytes()
    with pytest.raises(CatalogueUnreadable, match="newer Matinee"), Build(home):
        pass
    with pytest.raises(CatalogueUnreadable, match="cannot be read now"), Build(home, target=home.data):
        pass
    assert home.catalogue.read_bytes() == before
    with Build(home, target=home.starter) as build:
        add(build.con)
        assert build.finish() == home.starter


def test_an_empty_catalogue_is_refused(home: Home) -> None:
    before = titles(home.catalogue)
    with pytest.raises(CatalogueDamaged, match="no titles"), Build(home) as build:
        build.finish()
    assert titles(home.catalogue) == before


def test_rows_of_titles_that_are_not_there_are_refused(home: Home) -> None:
    with pytest.raises(CatalogueDamaged, match="1 rows of trivia name no title"), Build(home) as build:
        add(build.con)
        build.con.execute("INSERT INTO source VALUES (1, 'pack', 'p', NULL, NULL, 'now', 0, 0, NULL)")
        build.con.execute("INSERT INTO trivia (title_id, source_id, text, spoiler) VALUES (2, 1, 'x', 0)")
        build.finish(thorough=False)


def test_nothing_to_sweep(tmp_path: Path) -> None:
    assert not sweep(Home.of(tmp_path))


# -- carrying over ---------------------------------------------------------------------------------------------------


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    con = sqlite3.connect(path)
    try:
        return con.execute(sql).fetchall()
    finally:
        con.close()


def rebuilt(home: Home, *kinds: str) -> dict[str, int]:
    """A new core of three titles and one person, of a source of its own, with what sources of ``kinds`` told."""
    with Build(home) as build:
        con = build.con
        con.execute("INSERT INTO source VALUES (1, 'imdb', 'IMDb', NULL, '2026-11-15', 'now', 3, 0, NULL)")
        for title_id in (RED, SHORE, EPISODE):
            add(con, title_id, "New")
        con.execute("INSERT INTO person VALUES (?, 'G. Starling', NULL, NULL, NULL, NULL)", (STARLING,))
        con.execute("INSERT INTO trivia (title_id, source_id, text, spoiler) VALUES (?, 1, 'New trivia', 0)", (RED,))
        con.execute("INSERT INTO list VALUES (1, 'sea', 'Another sea', NULL, NULL, NULL, 0, 1)")
        copied = carry_over(con, home.catalogue, kinds)
        assert con.in_transaction
        build.finish()
    return copied


def test_sections_and_lists_come_along(home: Home) -> None:
    old = rows(home.catalogue, f"SELECT text FROM trivia WHERE title_id = {RED} ORDER BY id")
    copied = rebuilt(home, "starter", "pack")
    new = rows(
        home.catalogue,
        f"SELECT text, source.kind FROM trivia JOIN source ON source.id = source_id WHERE title_id = {RED} ORDER BY trivia.id",
    )
    assert new == [("New trivia", "imdb"), *((text, "starter") for (text,) in old)]
    assert rows(home.catalogue, "SELECT kind FROM source ORDER BY id") == [("imdb",), ("starter",), ("pack",)]
    assert rows(home.catalogue, "SELECT text FROM tagline") == [("Listen to the fog.",)]
    assert rows(home.catalogue, "SELECT person_id, source_id FROM biography") == [(STARLING, 3)]
    lists = rows(
        home.catalogue, "SELECT key, name, count(*) FROM list JOIN list_entry ON list_id = list.id GROUP BY key ORDER BY key"
    )
    assert [(key, size) for key, _, size in lists] == [
        ("best-picture", 1),
        ("palme-dor", 1),
        ("ss2012", 1),
    ]  # "sea" is the new one's
    ties = rows(home.catalogue, f"SELECT kind, other_id FROM connection WHERE title_id = {RED} ORDER BY id")
    assert ties == [("followed by", SHORE), ("referenced in", None)]
    assert copied["trivia"] == len(old) and copied["source"] == 2


def test_only_the_kinds_asked_for_come_along(home: Home) -> None:
    copied = rebuilt(home, "pack")
    assert rows(home.catalogue, "SELECT kind FROM source ORDER BY id") == [("imdb",), ("pack",)]
    assert copied["trivia"] == 0 and copied["tagline"] == 1 and copied["list"] == 0
    assert rows(home.catalogue, f"SELECT count(*) FROM award WHERE title_id = {RED}") == [(0,)]


def test_twice_carried_over_is_the_same(home: Home) -> None:
    rebuilt(home, "starter", "pack")
    first = rows(home.catalogue, "SELECT title_id, text FROM plot ORDER BY id")
    rebuilt(home, "starter", "pack")
    assert rows(home.catalogue, "SELECT title_id, text FROM plot ORDER BY id") == first != []


def test_what_is_no_catalogue_is_not_carried_over(home: Home, tmp_path: Path) -> None:
    (tmp_path / "old.db").write_text("not a database")
    with pytest.raises(BadInput, match="no catalogue"), Build(home) as build:
        carry_over(build.con, tmp_path / "old.db", ("pack",))


def test_people_who_are_gone_leave_their_titles(home: Home) -> None:
    assert rows(home.catalogue, f"SELECT count(*) FROM person WHERE id = {QUILL}") == [(1,)]
    rebuilt(home, "starter")
    assert rows(home.catalogue, f"SELECT count(*) FROM title WHERE id = {REEL}") == [(0,)]
