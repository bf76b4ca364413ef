"""A restore or a copy killed at each of its steps: a file there each time, that is the old one or the new one, whole."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from db.base.errors import MatineeError, PersonalDamaged, PersonalMissing
from db.base.home import Home
from db.personal import backup, file, restore, setup
from tests.counts import cases
from tests.faults.files import rate, rated
from tests.faults.test_restore_states import break_page, logged
from tui.cli.house import House

#: What the interpreter reports before it does it.
STEPS = {"os.rename", "os.remove", "os.link", "os.mkdir", "open", "sqlite3.connect", "shutil.copyfile"}
OLD, NEW = {1: 8, 2: 8, 3: 5}, {1: 8, 2: 8}


def killed(do: Callable[[], object], at: int | None = None, after: float | None = None) -> bool:
    """Run ``do`` in a child that dies at its step number ``at``, or ``after`` seconds; whether it came to its end before.

    A step is a system call that Python makes, or the beginning or end of a call into SQLite.
    """
    child = os.fork()
    if not child:
        try:
            if at is not None:
                _count(at)
            if after is not None:
                signal.signal(signal.SIGALRM, signal.SIG_DFL)  # which ends the process, within SQLite's code too
                signal.setitimer(signal.ITIMER_REAL, max(after, 1e-5))
            with suppress(MatineeError):
                do()
            os._exit(0)
        except BaseException:
            os._exit(1)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) in {0, 9}, "the child failed otherwise"
    return not os.WIFSIGNALED(status) and os.WEXITSTATUS(status) == 0


def _count(at: int) -> None:
    """Die at step ``at`` from here on."""
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if done == at:
            os._exit(9)

    class Counting(sqlite3.Connection):
        def execute(self, *given: Any) -> sqlite3.Cursor:
            step()
            found = super().execute(*given)
            step()
            return found

        def backup(self, target: sqlite3.Connection, *, progress: Any = None, **how: Any) -> None:
            def told(*numbers: int) -> None:
                step()
                progress(*numbers)

            super().backup(target, progress=told, **how)
            step()

        def close(self) -> None:
            step()
            super().close()
            step()

    connect, fsync = sqlite3.connect, os.fsync
    sqlite3.connect = lambda *given, **how: connect(*given, **{"factory": Counting, **how})  # type: ignore[assignment]

    def synced(handle: int) -> None:
        step()
        fsync(handle)
        step()

    os.fsync = synced
    sys.addaudithook(lambda event, _given: step() if event in STEPS else None)


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with ratings 1 and 2, of which each try takes a copy."""
    home = Home.of(tmp_path_factory.mktemp("kit"))
    rate(home, 1, 8)
    rate(home, 2, 8)
    return home.personal


def lay(home: Home, state: str, kit: Path) -> None:
    if home.data.exists():
        shutil.rmtree(home.data)
    home.make()
    logged(home.data, kit, 3)
    if state == "damaged":
        file.settle(home.personal)
        break_page(home.personal)
    elif state == "gone, log left":
        home.personal.unlink()
    home.backups.mkdir()
    shutil.copy(kit, home.backups / "saved.db")


def look(home: Home, state: str, case: str) -> None:
    """What may be found after a kill."""
    if state == "gone, log left" and not home.personal.exists():
        with pytest.raises(PersonalMissing):  # what every command begins with
            House(home).prepare_personal()
    elif state == "damaged":
        assert home.personal.stat().st_size, case
        try:
            file.examine(home.personal)
        except PersonalDamaged:
            with pytest.raises(PersonalDamaged):
                House(home).prepare_personal()
        else:
            assert rated(home.personal) == NEW, case
            assert len(list(home.data.glob("personal-damaged-*.db"))) == 1, case
    else:
        assert file.examine(home.personal, cells=True) == file.VERSION, case
        found = rated(home.personal)
        if state == "sound":
            kept = [rated(path) for path in home.backups.glob("before-restoring-*.db")]
            assert found == OLD or (found == NEW and OLD in kept), (case, found, kept)
        else:
            assert found == NEW, case
    for path in home.backups.glob("*.db"):
        assert file.examine(path, cells=True), case


def tries(home: Home, state: str, do: Callable[[], object], kit: Path) -> int:
    """Kill ``do`` at each step (some of them in the suite), then at moments between; how many kills there were."""
    lay(home, state, kit)
    steps = 1
    while not killed(do, at=steps):  # how many there are: doubling, then halving
        lay(home, state, kit)
        steps *= 2
    low, high = steps // 2, steps
    while high - low > 1:
        lay(home, state, kit)
        middle = (low + high) // 2
        low, high = (low, middle) if killed(do, at=middle) else (middle, high)
    chance, kills = random.Random(3), 0
    moments = sorted(chance.sample(range(1, low + 1), min(low, cases(12, 10_000))))
    for at in moments:
        lay(home, state, kit)
        kills += not killed(do, at=at)
        _after(home, state, f"{state}, step {at} of {low}", do)
    for number in range(cases(4, 60)):
        lay(home, state, kit)
        kills += not killed(do, after=chance.uniform(0, 0.06))
        _after(home, state, f"{state}, moment {number}", do)
    print(f"{state}: {low} steps, {kills} kills")
    return kills


def _after(home: Home, state: str, case: str, do: Callable[[], object]) -> None:
    look(home, state, case)
    with suppress(MatineeError):
        do()  # nothing that a killed one left is in the way
    assert not list(home.data.rglob("*.part*")), case


@pytest.mark.parametrize("state", ["sound", "damaged", "gone, log left"])
def test_killed_restores(tmp_path: Path, kit: Path, monkeypatch: pytest.MonkeyPatch, state: str) -> None:
    monkeypatch.setenv("MATINEE_HOME", str(tmp_path / "home"))
    home = Home.of(tmp_path / "home")
    kills = tries(home, state, lambda: restore.restore(home, home.backups / "saved.db"), kit)
    assert kills >= cases(12, 60)
    assert rated(home.personal) == NEW and setup.ready(home)


def test_killed_copies(tmp_path: Path, kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATINEE_HOME", str(tmp_path / "home"))
    home = Home.of(tmp_path / "home")

    def copy() -> None:
        backup.sweep(home)
        backup.copy(home, home.backups / "made.db")

    assert tries(home, "sound", copy, kit) >= cases(10, 30)
    assert rated(home.personal) == OLD and rated(home.backups / "made.db") == OLD
