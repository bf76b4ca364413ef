"""Restore in all states of file, log, other process and version: what stood there or what was asked for, whole; nothing lost."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from db.base.errors import MatineeError
from db.base.home import Home
from db.personal import backup, file, ratings, restore, setup
from db.personal.desk import Desk
from tests.counts import cases
from tests.faults.files import film, rate, rated
from tests.terminal import ROOT

#: What stands at ``personal.db``; those after the bar may not be replaced.
TARGETS = (
    "sound", "linked", "empty", "missing", "missing, log left", "header broken", "page broken", "no database", "rollback mode",
    "newer", "another program's",
)  # fmt: skip
REFUSED_TARGETS = {"newer", "another program's"}
#: Where the last change to what stands there is.
LOGS = ("in the file", "in the log of a killed program", "in the log of a running program")
#: What another process does meanwhile.
OTHERS = ("none", "reads", "writes", "holds the lock")
#: What is to be restored.
SOURCES = (
    "plain", "with its log", "with log and index", "in use", "newer", "another program's", "cut", "no database", "page broken",
    "not there", "read-only folder",
)  # fmt: skip
REFUSED_SOURCES = {"newer", "another program's", "cut", "no database", "page broken", "not there"}

#: A process of its own that has the home open, and does what it is told on standard input.
OTHER = """
import sys
from pathlib import Path
from db.base.home import Home
from db.library import Library
from db.personal import ratings
from db.personal.desk import Desk
from db.base.records.cards import TitleCard
import sqlite3
home = library = desk = lock = None
for line in sys.stdin:
    verb, _, rest = line.rstrip("\\n").partition(" ")
    try:
        if verb == "open":
            home = Home.of(Path(rest)); desk = Desk(home, patience=5)
            lock = None
            from db.personal import file
            con = file.reading(home.personal); con.execute("SELECT * FROM my_list").fetchall()
        elif verb == "rate":
            ratings.rate(desk, TitleCard(int(rest), "Film " + rest, 1950), 5)
        elif verb == "read":
            con.execute("BEGIN"); con.execute("SELECT * FROM my_rating").fetchone()
        elif verb == "lock":
            lock = sqlite3.connect(home.personal, isolation_level=None); lock.execute("BEGIN IMMEDIATE")
        elif verb == "close":
            con.close(); desk.close()
            if lock: lock.close()
        print("done", flush=True)
    except Exception as error:
        print("failed", type(error).__name__, " ".join(str(error).split()), flush=True)
"""


class Other:
    """Another Matinee, told what to do; one for all cases."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", OTHER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, bufsize=1
        )

    def tell(self, line: str) -> str:
        """What it answers."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(line + "\n")
        return self._process.stdout.readline().strip()

    def end(self) -> None:
        self._process.communicate()


@pytest.fixture(scope="module")
def other() -> Iterator[Other]:
    made = Other()
    yield made
    made.end()


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A personal file of which each case takes copies: it holds ratings 1 and 2."""
    home = Home.of(tmp_path_factory.mktemp("fresh"))
    rate(home, 1, 8)
    rate(home, 2, 8)
    return home.personal


def logged(folder: Path, fresh: Path, number: int) -> None:
    """``personal.db`` in ``folder`` whose last change, the rating ``number``, is in its log only, as after a kill."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = fresh.parent / f"logged-{number}"
    if not kept.exists():
        scratch = Home.of(fresh.parent / f"scratch-{number}")
        scratch.make()
        shutil.copy(fresh, scratch.personal)
        desk = Desk(scratch)
        ratings.rate(desk, film(number), 5)
        kept.mkdir()
        for end in ("", "-wal", "-shm"):
            shutil.copy(file.companion(scratch.personal, end), kept / f"personal.db{end}")
        desk.close()
    shutil.copytree(kept, folder, dirs_exist_ok=True)


def break_page(path: Path) -> None:
    with closing(sqlite3.connect(path)) as con:
        con.execute("PRAGMA journal_mode = DELETE")
        (page,) = con.execute("SELECT rootpage FROM sqlite_master WHERE name = 'my_list'").fetchone()
    with path.open("rb+") as held:
        held.seek((page - 1) * 4096)
        held.write(b"\xff" * 40)


def marked(path: Path, **pragmas: int) -> None:
    with closing(sqlite3.connect(path)) as con:
        con.execute("PRAGMA journal_mode = DELETE")
        for name, value in pragmas.items():
            con.execute(f"PRAGMA {name} = {value}")


def make_target(home: Home, state: str, log: str, fresh: Path, other: Other) -> dict[int, int] | None:
    """Lay the state; the ratings that must be found again afterwards, None where none can be."""
    home.make()
    if state in {"empty", "missing"}:
        if state == "empty":
            home.personal.write_bytes(b"")
        return None
    logged(home.data, fresh, 3)
    if log == "in the file":
        file.settle(home.personal)
    elif log == "in the log of a running program" and state in {"sound", "linked"}:
        (home.data / "personal.db-shm").unlink()
        other.tell(f"open {home.data}")
        assert other.tell("rate 4") == "done"
    if state == "missing, log left":
        home.personal.unlink()
        return None
    if state == "header broken":
        with home.personal.open("rb+") as held:
            held.write(b"\xff" * 60)
        return None
    if state == "no database":
        home.personal.write_bytes(b"no more" * 2000)
        return None
    if state == "page broken":
        break_page(home.personal)
        return None
    if state == "rollback mode":
        with closing(sqlite3.connect(home.personal)) as con:
            con.execute("PRAGMA journal_mode = DELETE")
    elif state == "newer":
        marked(home.personal, user_version=file.VERSION + 1)
    elif state == "another program's":
        marked(home.personal, application_id=7)
    elif state == "linked":
        elsewhere = home.data / "elsewhere"
        elsewhere.mkdir()
        if not list(home.data.glob("personal.db-*")):
            home.personal.rename(elsewhere / "kept.db")
            home.personal.symlink_to(elsewhere / "kept.db")
    return rated(home.personal)


def make_source(folder: Path, state: str, fresh: Path) -> tuple[Path, dict[int, int]]:
    """A copy to restore from, and the ratings in it."""
    folder.mkdir(parents=True)
    path = folder / "personal.db"
    expected = {1: 8, 2: 8}
    if state in {"with its log", "with log and index", "in use"}:
        logged(folder, fresh, 9)
        if state == "with its log":
            (folder / "personal.db-shm").unlink()
        return path, {**expected, 9: 5}
    if state != "not there":
        shutil.copy(fresh, path)
    if state == "newer":
        marked(path, user_version=file.VERSION + 1)
    elif state == "another program's":
        marked(path, application_id=7)
    elif state == "cut":
        path.write_bytes(path.read_bytes()[:20_000])
    elif state == "no database":
        path.write_bytes(b"no more" * 2000)
    elif state == "page broken":
        break_page(path)
    return path, expected


def everything(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".db-shm"
    }


def found_again(home: Home) -> list[dict[int, int]]:
    """The ratings of every sound file that is kept."""
    kept = []
    for path in [*home.backups.glob("before-restoring-*.db"), *home.data.glob("personal-damaged-*.db")]:
        try:
            kept.append(rated(path))
        except sqlite3.Error:
            continue
    return kept


ALL = list(itertools.product(TARGETS, LOGS, OTHERS, SOURCES))


def test_restore_in_every_state(tmp_path: Path, fresh: Path, other: Other) -> None:
    chance = Random(1948)
    for number, (target, log, does, source) in enumerate(chance.sample(ALL, cases(24, len(ALL)))):
        folder = tmp_path / str(number)
        _one(folder, fresh, other, (target, log, does, source))
        shutil.rmtree(folder)


def _one(folder: Path, fresh: Path, other: Other, case: tuple[str, str, str, str]) -> None:
    target, log, does, source = case
    home = Home.of(folder / "home")
    path, asked = make_source(folder / "source", source, fresh)
    stood = make_target(home, target, log, fresh, other)
    running = log == "in the log of a running program" and target in {"sound", "linked"}
    others = target in {"sound", "linked", "rollback mode"} and does != "none"
    if others and not running:
        other.tell(f"open {home.data}")
    if others and does != "writes":
        assert other.tell("read" if does == "reads" else "lock") == "done", case
    before = everything(folder / "source")
    state = home.personal.read_bytes() if home.personal.exists() else None
    refused = source in REFUSED_SOURCES or target in REFUSED_TARGETS or (others and does == "holds the lock")
    refused = refused or (target == "rollback mode" and does == "reads")  # without a log, readers keep writers out
    try:
        done = restore.restore(home, path, patience=0.1)
    except MatineeError as error:
        assert refused, (case, error)
        assert error.remedy and "went wrong" not in str(error)
        now = home.personal.read_bytes() if home.personal.exists() else None
        if stood is not None:
            assert rated(home.personal) == stood, case
        else:
            assert now == state, case
    else:
        assert not refused or target == "rollback mode", case
        assert file.examine(home.personal, cells=True) == file.VERSION and setup.ready(home)
        if stood is not None:
            assert done.kept is not None and stood in found_again(home), case
        elif target not in {"empty", "missing"} and (target, log) != ("missing, log left", "in the file"):
            assert done.kept is not None and done.kept.exists(), case
        expected = dict(asked)
        if others and does == "writes":  # by a program that has had the file open all the time
            assert other.tell("rate 77") == "done", case
            expected[77] = 5
        assert rated(home.personal) == expected, case
        assert home.personal.is_symlink() is (target == "linked" and (home.data / "elsewhere" / "kept.db").exists()), case
        if stood is not None:
            back, _ = restore.undo(home, patience=1)
            assert back.exists() and rated(home.personal) == stood, case
    assert everything(folder / "source") == before, case
    if others or running:
        other.tell("close")
    assert not list(home.data.rglob("*.part*")), case
    if home.personal.exists() and home.personal.stat().st_size and not refused:
        rate(home, 5, 1)
        assert [found.name for found in home.data.glob("personal.db-*")] == [], case


def test_a_change_between_the_safety_copy_and_the_swap_is_not_lost(
    tmp_path: Path, fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home.of(tmp_path / "home")
    home.make()
    shutil.copy(fresh, home.personal)
    whole, times = backup.copy_open, list[int]()

    def copy(home: Home, target: Path) -> None:
        whole(home, target)
        if len(times) < 2 and target.name.startswith("before-restoring"):
            times.append(1)
            rate(home, 30 + len(times), 4)

    monkeypatch.setattr(backup, "copy_open", copy)
    done = restore.restore(home, fresh)
    assert done.kept is not None and rated(done.kept) == {1: 8, 2: 8, 31: 4, 32: 4}
    assert rated(home.personal) == {1: 8, 2: 8} and len(times) == 2


def test_a_full_disk_or_unwritable_backups_take_nothing_away(
    tmp_path: Path, fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for harm in ("backups is a file", "no space for the copy", "no space for the new file"):
        home = Home.of(tmp_path / harm)
        home.make()
        logged(home.data, fresh, 3)
        with monkeypatch.context() as patch:
            if harm == "backups is a file":
                home.backups.write_bytes(b"in the way")
            elif harm == "no space for the copy":
                whole = backup.copy_open

                def full(home: Home, target: Path) -> None:
                    raise OSError(28, "No space left on device")

                patch.setattr(backup, "copy_open", full)
                assert whole is not full
            else:
                patch.setattr(backup, "sync", lambda path: (_ for _ in ()).throw(OSError(28, "No space left on device")))
            with pytest.raises(MatineeError) as told:
                restore.restore(home, fresh)
            assert "changed" in told.value.sentence or "copy" in told.value.sentence
        assert rated(home.personal) == {1: 8, 2: 8, 3: 5}
        assert not list(home.data.glob("personal-damaged*")) and not list(home.data.rglob("*.part*"))


def test_a_restore_that_really_has_no_space(tmp_path: Path, fresh: Path) -> None:
    script = """
import resource, signal, sys
from pathlib import Path
from db.base.errors import MatineeError
from db.base.home import Home
from db.personal import restore
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
try:
    restore.restore(Home.of(Path(sys.argv[1])), Path(sys.argv[2]))
except MatineeError as error:
    print(error)
    sys.exit(3)
"""
    size = fresh.stat().st_size
    for limit in (20_000, size // 2, size - 4096, size + 8192):
        home = Home.of(tmp_path / str(limit))
        home.make()
        logged(home.data, fresh, 3)
        done = subprocess.run(
            [sys.executable, "-c", script, str(home.data), str(fresh), str(limit)], capture_output=True, text=True, cwd=ROOT
        )
        if done.returncode == 0:
            assert rated(home.personal) == {1: 8, 2: 8} and limit > size
        else:
            assert (done.returncode, done.stderr) == (3, "") and "damaged" not in done.stdout
            assert rated(home.personal) == {1: 8, 2: 8, 3: 5}
        assert not list(home.data.glob("personal-damaged*"))
