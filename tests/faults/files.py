"""What the tests of ``personal.db`` as a file share: who calls, what is in it, what stands beside it."""

from __future__ import annotations

import contextlib
import io
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from db.base.home import Home
from db.base.records.cards import TitleCard
from db.personal import ratings
from db.personal.desk import Desk
from tui.cli import run


class Said(NamedTuple):
    """What one call of the command line came to."""

    status: int
    out: str
    err: str


def call(*words: str) -> Said:
    """``matinee WORDS`` in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run(words)
    return Said(status, out.getvalue(), err.getvalue())


def film(number: int) -> TitleCard:
    """A title of that number."""
    return TitleCard(number, f"Film {number}", 1950)


def rate(home: Home, number: int, value: int) -> None:
    """One rating, the file closed afterwards."""
    with closing(Desk(home)) as desk:
        ratings.rate(desk, film(number), value)


def rated(path: Path, folder: Path | None = None) -> dict[int, int]:
    """The ratings in the file at ``path`` alone, read from a copy in ``folder``: what stands beside it is not looked at."""
    if folder is not None:
        copied = folder / "alone.db"
        copied.write_bytes(path.read_bytes())
        path = copied
    with closing(sqlite3.connect(path)) as con:
        return dict(con.execute("SELECT title_id, value FROM my_rating"))


def beside(home: Home) -> list[str]:
    """What stands in the data folder that begins with the name of the file, but is not the file."""
    return sorted(path.name for path in home.data.glob("personal.db?*"))
