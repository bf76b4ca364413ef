"""After every normal end ``personal.db`` alone holds everything; it is never begun anew unasked; copies come and go in order."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from db.base.errors import PersonalMissing
from db.base.home import Home
from db.library import Library
from db.personal import backup, diary, file, ratings, restore, setup
from db.personal.desk import Desk
from tests.catalogues import FERRY, HOURS, RED, SHORE, small_home
from tests.counts import cases
from tests.faults.files import beside, call, film, rate, rated
from tests.terminal import ROOT, Terminal, matinee

pytestmark = pytest.mark.usefixtures("quiet_log")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return small_home(tmp_path_factory.mktemp("built"))


@pytest.fixture
def home(built: Home, own_home: Path) -> Home:
    shutil.copytree(built.data, own_home)
    return Home.of(own_home)


# -- one file


@pytest.mark.parametrize(
    "words",
    [
        "rate tt9000001 8", "log tt9000001 --rating 7", "watchlist add tt9000001", "list new Harbours", "diary", "history",
        "search glass", "show tt9000001", "list", "doctor", "backup", "undo", "paths", "search nosuchfilm", "show tt1",
    ],
)  # fmt: skip
def test_after_every_command_the_one_file_holds_everything(home: Home, tmp_path: Path, words: str) -> None:
    call(*words.split())
    assert beside(home) == []
    assert call("rate", "tt9000002", "6").status == 0
    assert beside(home) == [] and rated(home.personal, tmp_path)[SHORE] == 6


def test_a_home_left_by_a_killed_program_is_one_file_after_the_next_command(home: Home, tmp_path: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from db.base.home import Home; from tests.faults.files import *;"
        "desk = Desk(Home.of(Path(sys.argv[1]))); ratings.rate(desk, film(1), 9); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", script, str(home.data)], check=True, cwd=ROOT)
    assert "personal.db-wal" in beside(home) and rated(home.personal, tmp_path) == {}
    assert call("diary").status == 0
    assert beside(home) == [] and rated(home.personal, tmp_path) == {1: 9}


def test_with_another_matinee_open_the_file_holds_everything_and_nothing_breaks(home: Home, tmp_path: Path) -> None:
    other = Library(home)
    assert other.connection().execute("SELECT count(*) FROM my_rating").fetchone() == (0,)
    assert call("rate", "tt9000001", "8").status == 0
    assert rated(home.personal, tmp_path) == {RED: 8}
    assert other.connection().execute("SELECT value FROM my_rating").fetchone() == (8,)
    other.close()
    assert beside(home) == []


def test_a_long_session_writes_its_log_into_the_file(home: Home, tmp_path: Path) -> None:
    library, desk = Library(home), Desk(home)
    for value in (5, 6, 7):
        ratings.rate(desk, film(1), value)
        library.connection().execute("SELECT * FROM my_rating").fetchone()
        desk.checkpoint()
        assert rated(home.personal, tmp_path) == {1: value}
    held = library.connection().execute("SELECT id FROM title")  # a reader in the middle of an answer keeps the log
    held.fetchone()
    ratings.rate(desk, film(1), 8)
    desk.checkpoint()
    held.close()
    desk.checkpoint()
    assert rated(home.personal, tmp_path) == {1: 8}
    library.close()
    desk.close()
    assert beside(home) == []


def test_every_page_of_a_commit_is_asked_onto_the_disk_on_a_mac_too(home: Home) -> None:
    with closing(file.writing(home.personal, patience=0)) as con:
        for pragma in ("fullfsync", "checkpoint_fullfsync"):
            assert con.execute(f"PRAGMA {pragma}").fetchone() == (1,)
        assert con.execute("PRAGMA synchronous").fetchone() == (2,)


def test_copies_of_the_file_alone_after_random_sessions_lack_nothing(home: Home, tmp_path: Path) -> None:
    chance, expected = Random(11), dict[int, int]()
    names = {RED: "glass harbour", SHORE: "glass shore", FERRY: "night ferry", HOURS: "small hours"}
    for number in range(cases(6, 500)):
        title_id, value = chance.choice(list(names)), chance.randint(1, 10)
        if expected.get(title_id) == value:
            value = value % 10 + 1
        kind = number % 6 if number < 6 else chance.randrange(6)
        if kind < 2:
            assert call("rate", f"tt{title_id}", str(value)).status == 0
        elif kind == 2:
            done = subprocess.run(
                [sys.executable, "-m", "tui", "rate", f"tt{title_id}", str(value)],
                env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=ROOT, capture_output=True, check=False,
            )  # fmt: skip
            assert done.returncode == 0, done.stderr
        else:
            _browse(home, names[title_id], value, (None, signal.SIGKILL, signal.SIGTERM)[kind - 3])
        expected[title_id] = value
        if kind > 3:
            call("history")  # opened once
        assert (beside(home), rated(home.personal, tmp_path)) == ([], expected), f"session {number}"
    assert file.examine(home.personal, cells=True) == file.VERSION


def _browse(home: Home, name: str, value: int, ending: signal.Signals | None) -> None:
    """Rate a title in a real terminal, and leave: by Ctrl+Q, or as a signal has it."""
    with matinee(home.data, size=(100, 30)) as terminal:
        terminal.until("Search a title")
        terminal.type(name)
        terminal.type("\r")
        terminal.until("Overview")
        terminal.type(str(value % 10))
        terminal.until("u undoes")
        if ending is None:
            terminal.type("\x11")
            assert terminal.finish() == 0
        else:
            terminal.kill(ending)


# -- a file that is gone


def lose(home: Home, how: str) -> None:
    """Have a home that was in use lose its file."""
    rate(home, 1, 8)
    if how == "log left":
        with closing(sqlite3.connect(home.personal, isolation_level=None)) as con:
            con.execute("PRAGMA journal_mode = WAL")
            con.execute("BEGIN IMMEDIATE")
            con.execute("UPDATE my_list SET position = 0 WHERE 0")
            con.execute("PRAGMA user_version = 1")
            con.execute("COMMIT")
            log = (home.data / "personal.db-wal").read_bytes()
        home.personal.unlink()
        (home.data / "personal.db-wal").write_bytes(log)
        shutil.rmtree(home.backups)
    elif how == "emptied":
        home.personal.write_bytes(b"")
    elif how == "link to nowhere":
        home.personal.unlink()
        home.personal.symlink_to(home.data / "elsewhere" / "personal.db")
        shutil.rmtree(home.backups)
    else:
        home.personal.unlink()


LOST = ("gone", "log left", "emptied", "link to nowhere")


@pytest.mark.parametrize("how", LOST)
def test_a_missing_file_is_never_begun_anew_unasked(home: Home, how: str) -> None:
    lose(home, how)
    before = {path.name: path.lstat().st_mtime_ns for path in home.data.iterdir() if path.name.startswith("personal")}
    for words in ("diary", "history", "rate tt9000001 8", "list", "backup", "show tt9000001"):
        said = call(*words.split())
        assert (said.status, said.out) == (1, ""), words
        assert "Nothing was changed" in said.err and "matinee doctor --begin-anew" in said.err
        assert ("matinee restore" in said.err) is (how in {"gone", "emptied"})
    with pytest.raises(PersonalMissing):
        ratings.rate(Desk(home), film(2), 5)
    assert call("doctor").status == 1
    assert {
        path.name: path.lstat().st_mtime_ns for path in home.data.iterdir() if path.name.startswith("personal")
    } == before


@pytest.mark.parametrize("how", LOST)
def test_it_is_begun_anew_when_that_is_asked_for(home: Home, how: str) -> None:
    lose(home, how)
    if how == "link to nowhere":
        (home.data / "elsewhere").mkdir()
    said = call("doctor", "--begin-anew")
    assert said.status == 0 and "begin anew" in said.out
    if how == "log left":
        assert "personal-left-" in said.out and len(list(home.data.glob("personal-left-*.db-wal"))) == 1
    assert call("diary").status == 0 and call("rate", "tt9000001", "8").status == 0
    assert home.personal.is_symlink() is (how == "link to nowhere")
    again = call("doctor", "--begin-anew")
    assert again.status == 1 and "whole" in again.err and rated(home.personal) == {RED: 8}


@pytest.mark.parametrize("how", ["gone", "emptied"])
def test_or_restored(home: Home, how: str) -> None:
    rate(home, 7, 7)
    call("backup", str(home.backups / "saved.db"))
    lose(home, how)
    assert call("restore", "saved.db").status == 0
    assert rated(home.personal) == {7: 7} and setup.ready(home)


def test_a_damaged_file_can_be_left_behind_too(home: Home) -> None:
    home.personal.write_bytes(b"no more" * 1000)
    assert call("diary").status == 1
    said = call("doctor", "--begin-anew")
    assert said.status == 0 and "personal-damaged-" in said.out
    assert next(home.data.glob("personal-damaged-*.db")).read_bytes() == b"no more" * 1000
    assert call("diary").status == 0


# -- copies


def test_a_clock_once_wrong_makes_no_copy_the_newest_for_ever(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    first = date(2026, 5, 1)
    wrong = [date(2039, 1, 1), date(2039, 1, 2)]
    days = [first + timedelta(days=n) for n in range(3)] + wrong + [first + timedelta(days=n) for n in range(3, 12)]
    for day in days:
        monkeypatch.setattr(backup, "today", lambda day=day: day)
        made = backup.daily(home)
        assert made is not None and made.exists()
        moment = datetime(day.year, day.month, day.day, 12).timestamp()
        os.utime(made, (moment, moment))
        latest = backup.latest(home)
        assert latest is not None and latest.name == f"personal-{day}.db"
    kept = [path.name for path in backup.copies(home)]
    assert kept[:7] == [f"personal-{first + timedelta(days=n)}.db" for n in range(11, 4, -1)]
    assert not [name for name in kept if "2039" in name]


def test_a_copy_made_by_hand_under_a_wrong_clock_is_not_the_newest(home: Home) -> None:
    for name, moment in (("wrong.db", datetime(2039, 1, 1)), ("right.db", datetime(2020, 1, 1))):
        backup.copy(home, home.backups / name)
        os.utime(home.backups / name, (moment.timestamp(), moment.timestamp()))
    assert [path.name for path in backup.copies(home)] == ["right.db", "wrong.db"]


def test_what_killed_copies_left_is_removed_and_what_living_ones_write_is_not(home: Home) -> None:
    home.backups.mkdir(exist_ok=True)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left = [home.backups / f"personal-2026-05-03.db.{gone.pid}.part", home.data / f"personal.db.{gone.pid}.part-journal"]
    living = home.backups / f"by-hand.db.{os.getppid()}.part"
    for path in (*left, living):
        path.write_bytes(b"half")
    rate(home, 1, 8)
    assert not any(path.exists() for path in left) and living.exists()


# -- the command line's own troubles


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize(("words", "wrote"), [("rate tt9000001 8", True), ("undo", True), ("show tt9000001", False)])
def test_an_output_that_is_full_does_not_hide_that_the_change_is_on_disk(home: Home, words: str, wrote: bool) -> None:
    rate(home, 1, 8)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tui", *words.split()],
            stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
    assert done.returncode == 1 and ("Your change itself is on disk" in done.stderr) is wrote
    assert beside(home) == []


@pytest.mark.parametrize("name", [b"\xe9t\xe9 \xff\xfe", "日本 ?#%25".encode()])
def test_homes_and_copies_of_any_bytes_work(
    built: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: bytes
) -> None:
    folder = tmp_path / os.fsdecode(name)
    shutil.copytree(built.data, folder)
    monkeypatch.setenv("MATINEE_HOME", str(folder))
    home = Home.of(folder)
    target = folder / os.fsdecode(b"\xffcopy.db")
    assert call("rate", "tt9000001", "8").status == 0
    assert call("backup", str(target)).status == 0 and rated(target) == {RED: 8}
    assert call("rate", "tt9000001", "3").status == 0
    assert call("restore", str(target)).status == 0 and rated(home.personal) == {RED: 8}
    assert call("doctor").status == 0 and call("diary").status == 0 and call("paths", "--json").status == 0
    assert beside(home) == []


def test_paths_that_are_too_long_are_told_as_that(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = tmp_path.joinpath(*["d" * 200] * 15)
    for path in (tmp_path / ("x" * 3000), deep / "copy.db"):
        said = call("backup", str(path))
        assert said.status == 1 and ("too long" in said.err or "bytes long" in said.err), said.err
        assert "went wrong" not in said.err and len(said.err) < 600
    for path in (tmp_path / ("x" * 3000), deep):
        monkeypatch.setenv("MATINEE_HOME", str(path))
        for words in ("diary", "rate tt9000001 8", "search glass", "doctor", "backup"):
            said = call(*words.split())
            told = said.err + said.out
            assert said.status == 1 and ("too long" in told or "bytes long" in told), (words, told)
            assert "went wrong" not in told and "Is the data folder writable" not in told


@pytest.fixture
def read_only(built: Home) -> Iterator[Home]:
    """A home in a folder that may be entered by all and written by nobody but root."""
    import tempfile

    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    shutil.copytree(built.data, folder / "home")
    home = Home.of(folder / "home")
    with closing(Desk(home)) as desk:
        diary.log(desk, film(RED), "2026-05-03", rating=8)
    for path in (home.data, *home.data.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield home
    subprocess.run(["chmod", "-R", "u+rwX", str(folder)], check=True)
    shutil.rmtree(folder)


_AS_NOBODY = """
import importlib, json, os, pkgutil, sys
import db, screens, tui, widgets  # what runs later may lie where only root may read
for package in (db, tui, screens, widgets):
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if "migrations" not in found.name and "__main__" not in found.name:
            importlib.import_module(found.name)
import encodings.idna, logging.handlers, rich.table, textual.app, textual.drivers.linux_driver, tui.__main__
from tests.faults.files import call
if os.getuid() == 0:
    os.setgid(65534), os.setuid(65534)
"""


def test_a_read_only_home_can_be_read(read_only: Home) -> None:
    script = _AS_NOBODY + "print(json.dumps([call(*words.split()) for words in sys.argv[1:]]))"
    words = ("history", "diary", "list", "search glass", "show tt9000001", "rate tt9000001 3")
    environ = {**os.environ, "MATINEE_HOME": str(read_only.data)}
    done = subprocess.run([sys.executable, "-c", script, *words], env=environ, cwd=ROOT, capture_output=True, check=True)
    *said, refused = json.loads(done.stdout)
    assert [(status, err) for status, _out, err in said] == [(0, "")] * len(said)
    assert "Film 9000001" in said[0][1] and "Glass Harbour" in said[1][1]
    assert refused[0] == 1 and ("read-only" in refused[2] or "cannot write" in refused[2])
    assert sorted(path.name for path in read_only.data.glob("personal.db*")) == ["personal.db"]


def test_and_browsed(read_only: Home) -> None:
    command = [sys.executable, "-c", _AS_NOBODY + "sys.exit(tui.__main__.main([]))"]
    with Terminal(command, env={"MATINEE_HOME": str(read_only.data)}) as terminal:
        terminal.until("progress")
        assert "cannot" not in terminal.text
        terminal.type("glass harbour")
        terminal.type("\r")
        terminal.until("Overview")
        terminal.type("3")
        terminal.wait(lambda: "read-only" in terminal.text or "cannot write" in terminal.text, "the refusal")
        terminal.type("\x11")
        assert terminal.finish() == 0


# -- restore, as the command line has it


def test_restore_and_undo_and_undo_again(home: Home) -> None:
    rate(home, 1, 8)
    assert call("backup", str(home.data / "saved.db")).status == 0
    rate(home, 1, 3)
    assert "no restore to undo" in call("restore", "--undo").err
    said = call("restore", str(home.data / "saved.db"))
    assert said.status == 0 and "matinee restore --undo" in said.out and rated(home.personal) == {1: 8}
    assert call("restore", "--undo").status == 0 and rated(home.personal) == {1: 3}
    assert call("restore", "--undo").status == 0 and rated(home.personal) == {1: 8}
    assert beside(home) == []


def test_undo_of_a_restore_over_a_damaged_file_says_where_that_is(home: Home) -> None:
    call("backup", str(home.data / "saved.db"))
    home.personal.write_bytes(b"no more" * 1000)
    assert call("restore", str(home.data / "saved.db")).status == 0
    said = call("restore", "--undo")
    assert said.status == 1 and "damaged" in said.err and "personal-damaged-" in said.err


def test_every_restore_is_another_origin(home: Home) -> None:
    from db.personal import origin

    call("backup", str(home.data / "saved.db"))
    before = origin.of(home)
    assert origin.of(home) == before
    restore.restore(home, home.data / "saved.db")
    assert origin.of(home) != before and len(origin.of(home)) == 32
