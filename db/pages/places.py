"""``pages/subjects.db``: which title or person of the catalogue in use each subject of each source is.

The only file that is made anew when the catalogue changes. It is written aside and renamed, with the rows of the other sources.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from db.base.disk import put_in_place
from db.base.errors import MatineeError
from db.base.home import Home
from db.base.sqlite import ERRORS, uri
from db.pages import file

#: The tables of the file.
TABLES = (
    "CREATE TABLE place (place INTEGER NOT NULL, person INTEGER NOT NULL, source TEXT NOT NULL, subject INTEGER NOT NULL,"
    " PRIMARY KEY (place, person, source, subject)) WITHOUT ROWID",
    "CREATE TABLE left (source TEXT NOT NULL, subject INTEGER NOT NULL, candidates TEXT NOT NULL,"
    " PRIMARY KEY (source, subject)) WITHOUT ROWID",
    "CREATE TABLE stamp (source TEXT PRIMARY KEY, stamp TEXT NOT NULL) WITHOUT ROWID",
)


class Placed(NamedTuple):
    """A subject of a source: its place in the catalogue, or None and the candidates that it may be."""

    subject: int
    person: bool
    place: int | None
    candidates: tuple[int, ...] = ()


class Tally(NamedTuple):
    """How many subjects of a source have a place, may be several titles, or have none."""

    matched: int = 0
    unsure: int = 0
    unmatched: int = 0


def path_of(home: Home) -> Path:
    """The file."""
    return home.pages / f"{file.SUBJECTS}.db"


def stamp_of(home: Home, name: str, build: str) -> str:
    """What has to be the same for a source's places to hold: its file, and the catalogue's build; empty where there is no file."""
    try:
        found = file.path_of(home, name).stat()
    except OSError:  # removed just now
        return ""
    return f"{found.st_size} {found.st_mtime_ns} {build}"


def stamps(home: Home) -> dict[str, str]:
    """The stamps of the sources whose places are known."""
    con = opened(home)
    if con is None:
        return {}
    with closing(con):
        return dict(con.execute("SELECT source, stamp FROM stamp"))


def write(home: Home, name: str, stamp: str | None, placed: Iterable[Placed] = ()) -> None:
    """Put the places of a source in the place of those before; without ``stamp`` the source is taken out."""
    target = path_of(home)
    made = target.with_name(f"{target.name}.{os.getpid()}.new")
    made.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(uri(made, mode="rwc"), uri=True, isolation_level=None)) as con:
            con.execute("PRAGMA journal_mode = OFF")
            con.execute("PRAGMA synchronous = OFF")
            con.execute(f"PRAGMA application_id = {file.APPLICATION_ID}")
            con.execute(f"PRAGMA user_version = {file.VERSION}")
            for table in TABLES:
                con.execute(table)
            if (old := opened(home)) is not None:
                old.close()
                con.execute("ATTACH ? AS old", (uri(target, mode="ro", immutable=1),))
            con.execute("BEGIN")
            if old is not None:
                with suppress(*ERRORS):  # a damaged one is made anew
                    for table in ("place", "left", "stamp"):
                        con.execute(f"INSERT INTO {table} SELECT * FROM old.{table} WHERE source <> ?", (name,))
            if stamp is not None:
                _add(con, name, placed)
                con.execute("INSERT INTO stamp VALUES (?, ?)", (name, stamp))
            con.execute("COMMIT")
        put_in_place(made, target)
    except (sqlite3.OperationalError, OSError) as error:
        raise MatineeError(
            f"The places of {name} could not be written: {getattr(error, 'strerror', None) or error}.",
            "They are found again at the next start; is there space on the disk?",
        ) from error
    finally:
        with suppress(OSError):
            made.unlink(missing_ok=True)


def _add(con: sqlite3.Connection, name: str, placed: Iterable[Placed]) -> None:
    found = list(placed)
    con.executemany(
        "INSERT OR IGNORE INTO place VALUES (?, ?, ?, ?)",
        sorted((each.place, int(each.person), name, each.subject) for each in found if each.place is not None),
    )
    con.executemany(
        "INSERT INTO left VALUES (?, ?, ?)",
        ((name, each.subject, json.dumps(each.candidates)) for each in found if each.place is None),
    )


def opened(home: Home) -> sqlite3.Connection | None:
    """The file for reading; None where there is none, or none that can be read."""
    con = file.opened(path_of(home)) if path_of(home).exists() else None
    if con is None:
        return None
    try:
        con.execute("SELECT 1 FROM place LIMIT 1")
    except ERRORS:
        con.close()
        return None
    return con


def tally(con: sqlite3.Connection, name: str) -> Tally:
    """How the subjects of a source fared."""
    (matched,) = con.execute("SELECT count(*) FROM place WHERE source = ?", (name,)).fetchone()
    unsure, left = con.execute("SELECT total(candidates <> '[]'), count(*) FROM left WHERE source = ?", (name,)).fetchone()
    return Tally(matched, int(unsure), left - int(unsure))
