"""Kill the migration, or reconciling, at each of its steps and at random moments: nothing is lost, and it is done the next time.

``python -m tests.faults.kill_steps --what migration --kills 200`` prints one JSON line: how many kills, in how many of them
something was lost or not done afterwards (none), and how many found the work undone, how many done.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from db.base.home import Home
from db.base.records.cards import PersonCard, TitleCard
from db.personal import answers, diary, follows, lists, notes, ratings, reviews, setup, tags, visits
from db.personal.desk import Desk
from db.reading.reconcile import settle
from tests.db.personal.test_personal_migration import state
from tests.db.personal.version_1 import Viewer
from tests.db.reading.renewed import STARTER, WORLD


class _Counting(sqlite3.Connection):
    """Kills its process at one of the statements of all connections."""

    done = 0
    last = -1

    def execute(self, *args: Any, **named: Any) -> sqlite3.Cursor:  # type: ignore[override]
        _Counting._step()
        return super().execute(*args, **named)

    def executemany(self, *args: Any, **named: Any) -> sqlite3.Cursor:  # type: ignore[override]
        _Counting._step()
        return super().executemany(*args, **named)

    @classmethod
    def _step(cls) -> None:
        if cls.done == cls.last:
            os.kill(os.getpid(), signal.SIGKILL)
        cls.done += 1


def _count(last: int) -> None:
    """From now on every connection of this process counts, and the process ends at statement ``last``."""
    plain = sqlite3.connect
    _Counting.done, _Counting.last = 0, last
    sqlite3.connect = lambda *args, **named: plain(*args, **{"factory": _Counting, **named})  # type: ignore[assignment]


def cut_off(work: Callable[[], object], *, at: int | None = None, after: float = 0.0) -> int:
    """Run ``work`` in a process of its own, killed at a statement or after a time; how many statements it needed, if whole."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        status = 1
        try:
            _count(-1 if at is None else at)
            work()
            os.write(writing, str(_Counting.done).encode())
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    if at is None and after:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    told = os.read(reading, 64)
    os.close(reading)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("the work ended in an error")
    return int(told or 0)


class Migration:
    """From version 1: a file of random actions."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.whole = Home.of(folder / "whole")
        viewer = Viewer(self.whole, seed)
        for _ in range(50):
            viewer.step()
        viewer.con.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        viewer.con.close()
        reference = self.fresh(folder / "reference")
        setup.prepare(reference)
        self.expected = self.seen(reference)
        self.before = self._version_1(self.whole)

    def fresh(self, folder: Path) -> Home:
        """A home in which all is to be done yet."""
        home = Home.of(folder)
        home.make()
        shutil.copy(self.whole.personal, home.personal)
        return home

    def work(self, home: Home) -> None:
        """What is killed."""
        setup.prepare(home)

    def done(self, home: Home) -> bool:
        """Whether it is done, and nothing lost either way; raises AssertionError where something is."""
        with closing(sqlite3.connect(home.personal)) as con:
            (version,) = con.execute("PRAGMA user_version").fetchone()
        if version == 1:
            assert self._version_1(home) == self.before
        else:
            assert self.seen(home) == self.expected
        return bool(version != 1)

    def seen(self, home: Home) -> Any:
        """All that is there when it is done."""
        with closing(sqlite3.connect(home.personal)) as con:
            journal = con.execute("SELECT * FROM journal_change ORDER BY id").fetchall()
            actions = con.execute("SELECT * FROM journal_action ORDER BY id").fetchall()
        return state(home.personal), journal, actions

    @staticmethod
    def _version_1(home: Home) -> Any:
        with closing(sqlite3.connect(home.personal)) as con:
            names = [row[0] for row in con.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
            return {name: con.execute(f"SELECT * FROM {name} ORDER BY rowid").fetchall() for name in names}


class Reconciling:
    """To a new catalogue, with an answer given before."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.whole = home = Home.of(folder / "whole")
        STARTER.put(home)
        setup.prepare(home)
        desk = Desk(home)
        for one, (title, year, kind) in STARTER.titles.items():
            card = TitleCard(one, title, year, kind)
            ratings.rate(desk, card, 8)
            lists.toggle_watchlist(desk, card)
            diary.log(desk, card, "2026-05-03")
            tags.tag(desk, card, "rainy")
            reviews.save_review(desk, card, "", title, False)
            visits.visit(desk, "title", one, title, year)
        follows.follow(desk, -9, "Marga Stolz")
        notes.set_note(desk, PersonCard(-9, "Marga Stolz"), "Sings.")
        WORLD.put(home)
        settle(home)
        with desk.plain() as con:
            (number,) = con.execute("SELECT min(id) FROM my_question").fetchone()
        answers.answer(desk, number, 22, "Far Away")
        desk.close()
        STARTER.put(home)
        settle(home)
        WORLD.put(home)
        self.before = state(home.personal)
        self.waiting = self.seen(home)
        reference = self.fresh(folder / "reference")
        settle(reference)
        self.expected = self.seen(reference)
        assert self.expected != self.waiting

    def fresh(self, folder: Path) -> Home:
        """A home in which all is to be done yet."""
        home = Home.of(folder)
        home.make()
        with closing(sqlite3.connect(self.whole.personal)) as con:
            con.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for path in (self.whole.personal, self.whole.catalogue):
            shutil.copy(path, home.data / path.name)
        return home

    def work(self, home: Home) -> None:
        """What is killed."""
        settle(home)

    def done(self, home: Home) -> bool:
        """Whether it is done, and nothing lost either way; raises AssertionError where something is."""
        assert state(home.personal) == self.before
        seen = self.seen(home)
        assert seen in (self.waiting, self.expected)
        return bool(seen == self.expected)

    def seen(self, home: Home) -> Any:
        """Where everything is, and what is asked."""
        with closing(sqlite3.connect(home.personal)) as con:
            return [
                con.execute(sql).fetchall()
                for sql in (
                    "SELECT * FROM my_title ORDER BY id", "SELECT * FROM my_person ORDER BY id",
                    "SELECT subject, my_id, candidates FROM my_question ORDER BY id", "SELECT * FROM my_reconciled",
                    "SELECT subject, subject_id FROM my_visit ORDER BY visited_at, rowid",
                )
            ]  # fmt: skip


WORK = {"migration": Migration, "reconcile": Reconciling}


def main() -> int:
    """Run the whole thing; 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--what", choices=sorted(WORK), required=True)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1948)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    lost: list[str] = []
    undone = done = 0
    with tempfile.TemporaryDirectory() as folder:
        work = WORK[options.what](Path(folder), options.seed)
        first = work.fresh(Path(folder) / "first")
        began = time.perf_counter()
        steps = cut_off(lambda: work.work(first))
        seconds = time.perf_counter() - began
        assert work.done(first)
        # Every statement in turn where there are kills enough, else some of them; a third at any moment, commits among them.
        timed = options.kills // 3
        at = [number * steps // (options.kills - timed) for number in range(options.kills - timed)]
        for number in range(options.kills):
            home = work.fresh(Path(folder) / f"kill-{number}")
            if number < len(at):
                cut_off(lambda home=home: work.work(home), at=at[number])  # type: ignore[misc]
            else:
                cut_off(lambda home=home: work.work(home), after=chance.uniform(0.001, seconds * 1.1))  # type: ignore[misc]
            try:
                if work.done(home):
                    done += 1
                else:
                    undone += 1
                    work.work(home)
                    assert work.done(home)
            except (AssertionError, sqlite3.Error) as error:
                lost.append(f"kill {number}: {type(error).__name__} {str(error)[:300]}")
            shutil.rmtree(home.data)
    told = {"what": options.what, "kills": options.kills, "steps": steps, "undone": undone, "done": done, "lost": lost}
    print(json.dumps(told))
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
