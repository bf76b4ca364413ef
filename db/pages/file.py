"""A source's file: ``pages/NAME.db``, written once, aside, and renamed when it is whole.

``page`` has a row for what was told of a subject in a row, all its sections together, and a long section in rows of its own; they
stand in the order in which they were read. ``tally`` says what a row holds, so that counting unpacks nothing.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import time
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from db.base.clock import now
from db.base.disk import put_in_place
from db.base.errors import BadInput, HomeUnusable, MatineeError
from db.base.home import Home
from db.base.records.exchange import Mention, Unplaced
from db.base.records.kept import written
from db.base.records.sources import Subject, Told
from db.base.sqlite import ERRORS, uri
from db.pages import entries

#: 'MATp' (``PRAGMA application_id``), and what is raised whenever a table changes.
APPLICATION_ID, VERSION = 0x4D415470, 1
#: The tables of a source.
TABLES = (
    "CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE subject (id INTEGER PRIMARY KEY, key TEXT NOT NULL, person INTEGER NOT NULL, imdb INTEGER,"
    " mention TEXT NOT NULL, directors TEXT NOT NULL DEFAULT '[]')",
    "CREATE TABLE page (id INTEGER PRIMARY KEY, subject INTEGER NOT NULL, tally TEXT NOT NULL, body BLOB NOT NULL)",
    "CREATE TABLE refused (why TEXT NOT NULL, rows INTEGER NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL,"
    " text TEXT NOT NULL)",
)
_INDEX = "CREATE INDEX page_of ON page (subject)"
_SPEED = ("page_size = 8192", "journal_mode = OFF", "synchronous = OFF", "cache_size = -65536", "locking_mode = EXCLUSIVE")
#: The file beside the sources that says which titles their subjects are.
SUBJECTS = "subjects"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
#: Entries of one row, rows of ``page`` written at once, letters of a refused row, and refused rows that are kept of each reason.
_PART, _AT_ONCE, _LETTERS, _KEPT = 100, 5_000, 500, 1_000
#: Seconds after which what another process had under way is given up.
_FORGOTTEN = 3600


class Running(MatineeError):
    """Another process is writing pages in this home."""


def path_of(home: Home, name: str) -> Path:
    """The file of a source; BadInput for what is no name of one."""
    if not _NAME.fullmatch(name) or name == SUBJECTS:
        raise BadInput(f"{name[:60]} is no name of a source.", "See which there are: matinee sources")
    return home.pages / f"{name}.db"


class Counted(NamedTuple):
    """What was written: rows of the source's files, of them refused, subjects and entries."""

    rows: int
    refused: int
    subjects: int
    entries: int


class NewSource:
    """The file of a source while it grows, as a context: :meth:`add`, :meth:`finish`; leaving without it throws it away."""

    def __init__(self, home: Home, name: str, about: dict[str, str]) -> None:
        self._home, self._about = home, about
        self._target = path_of(home, name)
        self._made = self._target.with_name(f"{name}.db.new")
        self._lock: sqlite3.Connection | None = None
        self._con: sqlite3.Connection | None = None
        self._subjects: dict[str, int] = {}
        self._new: list[tuple[Any, ...]] = []
        self._pages: list[tuple[int, str, bytes]] = []
        self._under_way: tuple[int, dict[str, list[Any]]] = (0, {})
        self._refused: Counter[str] = Counter()
        self._examples: list[tuple[str, int, str, int, str]] = []
        self._rows = self._entries = 0

    def __enter__(self) -> Self:
        try:
            self._home.make()
            self._home.pages.mkdir(exist_ok=True)
        except OSError as error:
            raise HomeUnusable(self._home.pages, error) from error
        try:
            self._lock = sqlite3.connect(
                uri(self._home.pages / "lock", mode="rwc"), uri=True, timeout=0, isolation_level=None
            )
            self._lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            self._unlock()
            raise Running(
                "Another Matinee is reading a source just now.", "Wait until it is done, then try again."
            ) from error
        self._remove()  # left by one that was killed: its lock is gone, so is its writer
        self._con = con = sqlite3.connect(uri(self._made, mode="rwc"), uri=True, isolation_level=None)
        for pragma in (f"application_id = {APPLICATION_ID}", f"user_version = {VERSION}", *_SPEED):
            con.execute(f"PRAGMA {pragma}")
        con.execute("BEGIN")
        for table in TABLES:
            con.execute(table)
        return self

    def add(self, told: Told) -> None:
        """Entries of a section of a subject."""
        number = self._subjects.get(told.subject.key)
        if number is None:
            number = self._subjects[told.subject.key] = len(self._subjects) + 1
            self._new.append(_subject(number, told.subject))
        if self._under_way[0] != number:
            self._flush()
            self._under_way = (number, {})
        waiting = self._under_way[1].setdefault(told.section, [])
        waiting += entries.rows(told.section, told.entries)
        self._rows += told.rows
        self._entries += len(told.entries)
        while len(waiting) >= _PART:
            self._page(number, {told.section: waiting[:_PART]})
            del waiting[:_PART]

    def refuse(self, row: Unplaced) -> None:
        """A row of which no use can be made."""
        self._rows += row.rows
        self._refused[row.why] += row.rows
        if self._refused[row.why] <= _KEPT:
            origin = row.origin
            self._examples.append((row.why, row.rows, origin.file, origin.line, origin.text[:_LETTERS]))

    def finish(self) -> Counted:
        """Write it out and put it in its place."""
        con = self._connection()
        self._flush()
        self._write()
        counted = Counted(self._rows, self._refused.total(), len(self._subjects), self._entries)
        con.executemany("INSERT INTO refused VALUES (?, ?, ?, ?, ?)", self._examples)
        about = self._about | {"read_at": now()} | {name: str(value) for name, value in counted._asdict().items()}
        con.executemany("INSERT INTO about VALUES (?, ?)", sorted(about.items()))
        con.execute(_INDEX)
        con.execute("COMMIT")
        con.close()
        self._con = None
        try:
            put_in_place(self._made, self._target)
        except OSError as error:
            raise HomeUnusable(self._home.pages, error) from error
        return counted

    def _connection(self) -> sqlite3.Connection:
        assert self._con is not None
        return self._con

    def _flush(self) -> None:
        number, waiting = self._under_way
        made = {section: rows for section, rows in waiting.items() if rows}
        if made:
            self._page(number, made)
        self._under_way = (0, {})

    def _page(self, number: int, made: dict[str, list[Any]]) -> None:
        self._pages.append((number, *entries.packed(made)))
        if len(self._pages) >= _AT_ONCE:
            self._write()

    def _write(self) -> None:
        con = self._connection()
        con.executemany("INSERT INTO subject VALUES (?, ?, ?, ?, ?, ?)", self._new)
        con.executemany("INSERT INTO page (subject, tally, body) VALUES (?, ?, ?)", self._pages)
        self._new.clear()
        self._pages.clear()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if self._con is not None:
                self._con.close()
            self._remove()
        finally:
            self._unlock()
        if isinstance(error, sqlite3.OperationalError | OSError):
            raise BadInput(
                f"The source could not be written: {getattr(error, 'strerror', None) or error}.",
                "What was there is as it was; is there space on the disk?",
            ) from error

    def _remove(self) -> None:
        for left in self._home.pages.glob("*.new"):
            with suppress(OSError):
                if left.name.endswith(".db.new") or time.time() - left.stat().st_mtime > _FORGOTTEN:
                    left.unlink()

    def _unlock(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None


_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def _subject(number: int, subject: Subject) -> tuple[Any, ...]:
    of = subject.of
    mention = _ENCODE(written(of)).encode("utf-8", "replace").decode()
    directors = _ENCODE(subject.directors).encode("utf-8", "replace").decode() if subject.directors else "[]"
    return number, subject.key, int(not isinstance(of, Mention)), of.imdb, mention, directors


def opened(path: Path) -> sqlite3.Connection | None:
    """A source's file for reading, by any thread; None where it is none that this Matinee reads."""
    try:
        con = sqlite3.connect(uri(path, mode="ro", immutable=1), uri=True, check_same_thread=False, isolation_level=None)
        marks = con.execute("PRAGMA application_id").fetchone()[0], con.execute("PRAGMA user_version").fetchone()[0]
    except ERRORS:
        return None
    if marks != (APPLICATION_ID, VERSION):
        con.close()
        return None
    con.execute("PRAGMA cache_size = -500")
    return con


def about(con: sqlite3.Connection) -> dict[str, str]:
    """What a source says of itself: ``label``, ``credit``, ``read_at``, ``rows``, …"""
    return dict(con.execute("SELECT key, value FROM about"))


class Refused(NamedTuple):
    """A row of which no use could be made."""

    why: str
    rows: int
    file: str
    line: int
    text: str


def refused(home: Home, name: str) -> list[Refused]:
    """Rows of a source that could not be used, a thousand of each reason at most."""
    path = path_of(home, name)
    con = opened(path) if path.exists() else None
    if con is None:
        return []
    with closing(con):
        return [Refused(*row) for row in con.execute("SELECT why, rows, file, line, text FROM refused")]


def remove(home: Home, name: str) -> bool:
    """Remove a source; whether there was one."""
    path = path_of(home, name)
    if not path.exists():
        return False
    with closing(sqlite3.connect(uri(home.pages / "lock", mode="rwc"), uri=True, timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise Running(
                "Another Matinee is reading a source just now.", "Wait until it is done, then try again."
            ) from error
        path.unlink()
    return True


def names(home: Home) -> list[str]:
    """The names of the sources that are here."""
    try:
        found = sorted(entry.name.removesuffix(".db") for entry in os.scandir(home.pages) if entry.name.endswith(".db"))
    except OSError:
        return []
    return [name for name in found if name != SUBJECTS]
