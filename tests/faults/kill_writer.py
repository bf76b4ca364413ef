"""Kill a writer at random moments, again and again: what was acknowledged must be there, whole.

``python -m tests.faults.kill_writer --kills 200`` prints one JSON line: how many changes were acknowledged, how many of
them are lost (none), and how many times the file was found unsound (never).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from db.base.home import Home
from db.base.records.cards import TitleCard
from db.personal import diary, journal, lists, models, ratings, reviews, setup
from db.personal.desk import Desk

#: What proves, by its title alone, that change number ``n`` is on disk; change 5 of 6 is undone again.
PROOFS = (
    "SELECT value = 1 + :n % 10 FROM my_rating WHERE title_id = :n",
    "SELECT list_id = 1 FROM my_list_entry WHERE title_id = :n",
    "SELECT text = 'Film ' || :n FROM my_review WHERE title_id = :n",
    "SELECT watched_on = '2026-05-03' FROM my_diary WHERE title_id = :n",
    "SELECT note = 'Film ' || :n FROM my_list_entry WHERE title_id = :n",
    "SELECT count(*) = 0 FROM my_rating WHERE title_id = :n",
)


def write(home: Home, first: int, pipe: int) -> None:
    """Make changes number ``first`` and on, for ever, and write each number to ``pipe`` once its change is on disk."""
    desk = Desk(home)
    number = first
    while True:
        card = TitleCard(number, f"Film {number}", 1950)
        match number % len(PROOFS):
            case 0:
                ratings.rate(desk, card, 1 + number % 10)
            case 1:
                lists.toggle_watchlist(desk, card)
            case 2:
                reviews.save_review(desk, card, "", "Draft", False)
                reviews.save_review(desk, card, "", f"Film {number}", True)
            case 3:
                diary.log(desk, card, "2026-05-03", rating=8)
            case 4:
                lists.put(desk, 1, card)
                lists.annotate(desk, 1, number, f"Film {number}")
            case _:
                ratings.rate(desk, card, 5)
                journal.undo(desk)
        os.write(pipe, f"{number}\n".encode())
        number += 1


def run_and_kill(home: Home, first: int, after: float) -> list[int]:
    """One writer, killed ``after`` seconds from its first acknowledgement; the numbers it acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        try:
            write(home, first, writing)
        finally:  # reached only if a change fails, which loses the race against the kill
            os._exit(1)
    os.close(writing)
    heard = os.read(reading, 65536)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    while more := os.read(reading, 65536):
        heard += more
    os.close(reading)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise RuntimeError("the writer ended by itself")
    return [int(line) for line in heard.split()]


def lost(con: sqlite3.Connection, acknowledged: list[int]) -> list[int]:
    """The acknowledged changes that are not in the file."""
    return [n for n in acknowledged if con.execute(PROOFS[n % len(PROOFS)], {"n": n}).fetchone() != (1,)]


def unsound(con: sqlite3.Connection) -> list[str]:
    """What is wrong with the file as a whole: broken pages, rows without their title, half an action."""
    found = [row[0] for row in con.execute("PRAGMA integrity_check") if row[0] != "ok"]
    found += [f"a loose row in {row[0]}" for row in con.execute("PRAGMA foreign_key_check")]
    if con.execute("SELECT count(*) FROM journal_now").fetchone() != (0,):
        found.append("an action is still open")
    if con.execute("SELECT count(*) FROM journal_action WHERE sentence = ''").fetchone() != (0,):
        found.append("an action without a sentence")
    rows = sum(con.execute(f"SELECT count(*) FROM {model.__tablename__}").fetchone()[0] for model in models.JOURNALLED)
    created, deleted = con.execute(
        "SELECT sum(before IS NULL), sum(after IS NULL) FROM journal_change"
        " JOIN journal_action AS a ON a.id = action_id WHERE undone_at IS NULL"
    ).fetchone()
    if rows != 1 + (created or 0) - (deleted or 0):  # the watchlist itself is in no action
        found.append("rows and journal disagree")
    return found


def main() -> int:
    """Run the whole thing; 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1948)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    acknowledged: list[int] = []
    troubles: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        home = Home.of(Path(folder))
        setup.prepare(home)
        for _ in range(options.kills):
            first = acknowledged[-1] + 2 if acknowledged else 1  # the one that was cut off may be there or not
            acknowledged += run_and_kill(home, first, chance.uniform(0, 0.25))
            with closing(sqlite3.connect(home.personal)) as con:
                troubles += unsound(con)
        with closing(sqlite3.connect(home.personal)) as con:
            gone = lost(con, acknowledged)
    print(json.dumps({"kills": options.kills, "acknowledged": len(acknowledged), "lost": len(gone), "unsound": troubles}))
    return 1 if gone or troubles else 0


if __name__ == "__main__":
    sys.exit(main())
