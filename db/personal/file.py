"""The personal file itself: how it is marked as Matinee's, how it is opened, and whether it is whole. Plain SQLite only."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from db.base.sqlite import ERRORS, code_of, uri
from db.personal import ddl
from db.personal.trouble import damaged, explain, foreign, newer

if TYPE_CHECKING:
    from sqlalchemy import Engine

#: 'MATp': marks the file as a viewer's records (``PRAGMA application_id``).
APPLICATION_ID = 0x4D415470
#: Raised with every Alembic revision; revision ``0001`` makes version 1 (``PRAGMA user_version``).
VERSION = 2
#: What stands beside a database in WAL mode.
COMPANIONS = ("-wal", "-shm", "-journal")
#: Seconds that the end of a program waits for another reader or writer before it leaves the log where it is.
_PATIENCE_LEAVING = 0.5


def real(path: Path) -> Path:
    """The file itself where ``path`` is a link; SQLite keeps the companions beside that one."""
    return Path(os.path.realpath(path))


def companion(path: Path, end: str) -> Path:
    """The file of suffix ``end`` that SQLite keeps beside the database at ``path``."""
    found = real(path)
    return found.with_name(found.name + end)


def is_there(path: Path) -> bool:
    """Whether something stands at ``path``, be it a link that leads nowhere."""
    return os.path.lexists(path)


def mark(con: sqlite3.Connection, schema: str = "main") -> tuple[int, int]:
    """The application id and version that a database carries."""
    application, version = (
        int(con.execute(f"PRAGMA {schema}.{name}").fetchone()[0]) for name in ("application_id", "user_version")
    )
    return application, version


# -- opening


def reading_uri(path: Path) -> str:
    """The URI to read the file through.

    In WAL mode SQLite must make companions even to read. Where it cannot (a read-only home) and none are left, the
    file alone holds everything, and is read as one that does not change.
    """
    found = real(path)
    writable = os.access(found.parent, os.W_OK) and os.access(found, os.W_OK)
    if writable or any(companion(path, end).exists() for end in COMPANIONS):
        return uri(path, mode="ro")
    return uri(path, mode="ro", immutable=1)


def reading(path: Path) -> sqlite3.Connection:
    """A connection of its own for reading the file."""
    return sqlite3.connect(reading_uri(path), uri=True, isolation_level=None)


def writing(path: Path, *, patience: float, create: bool = False) -> sqlite3.Connection:
    """A connection for writing: what is committed is on disk, also on macOS, where fsync alone does not reach the disk.

    Transactions are begun by hand. ``create`` makes an empty file where there is none.
    """
    # check_same_thread is off only so that close() may be called when the program ends.
    con = sqlite3.connect(
        uri(path, mode="rwc" if create else "rw"),
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=patience,
    )
    for pragma in ("synchronous = FULL", "fullfsync = 1", "checkpoint_fullfsync = 1"):
        con.execute(f"PRAGMA {pragma}")
    return con


def is_ready(path: Path) -> bool:
    """Whether a personal file of this version stands at ``path``; a millisecond, writes nothing."""
    if not path.is_file():
        return False
    try:
        with closing(reading(path)) as con:
            found = con.execute("SELECT 1 FROM my_list WHERE kind = 'watchlist'").fetchone()
            return found is not None and mark(con) == (APPLICATION_ID, VERSION)
    except ERRORS:
        return False


# -- closing


def checkpoint(con: sqlite3.Connection, mode: str = "PASSIVE") -> bool:
    """Move the log's content into the file itself; False where others kept some of it back."""
    try:
        busy, log, moved = con.execute(f"PRAGMA wal_checkpoint({mode})").fetchone()
    except ERRORS:  # the content is safe in the log; nobody has to hear of it
        return False
    return not busy and log == moved


def leave(con: sqlite3.Connection) -> None:
    """Close a writing connection with everything in the one file; without companions, if it was the last."""
    with suppress(*ERRORS):
        con.execute(f"PRAGMA busy_timeout = {int(_PATIENCE_LEAVING * 1000)}")
        checkpoint(con, "TRUNCATE")
    con.close()


def settle(path: Path) -> None:
    """Leave the file alone, with everything in it, after readers have closed: they cannot remove the companions themselves."""
    if not any(companion(path, end).exists() for end in COMPANIONS[:2]):
        return
    with suppress(*ERRORS, OSError):
        if path.is_file() and path.stat().st_size:  # else opening it would throw a log away that may be all there is
            leave(writing(path, patience=_PATIENCE_LEAVING))


# -- whether it is whole


def unsound(con: sqlite3.Connection, schema: str = "main") -> str | None:
    """What is wrong with the pages, the rows or the schema of a file of this version; None where it is whole."""
    try:
        (verdict,) = con.execute(f"PRAGMA {schema}.quick_check(1)").fetchone()
        if verdict != "ok":
            return str(verdict)
        if mark(con, schema)[1] != VERSION:
            return None  # what an earlier version holds is the business of its migration
        held = {(kind, name) for kind, name in con.execute(f"SELECT type, name FROM {schema}.sqlite_master")}
    except ERRORS as error:
        if code_of(error) in _BROKEN:
            return str(error)
        raise
    missing = sorted(name for kind, name in ddl.names() - held)
    return f"{missing[0]} is missing" if missing else None


def misfits(con: sqlite3.Connection) -> str | None:
    """The first cell found whose type is not that of its column, which quick_check does not look for; None without any."""
    for (table,) in con.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB '[mj]*_*'").fetchall():
        for row in con.execute(f'PRAGMA table_info("{table}")').fetchall():
            column, declared = row[1], str(row[2]).upper()
            allowed = _TYPES.get(re.sub(r"\(.*", "", declared))
            if allowed is None:
                continue
            wrong = f'typeof("{column}") NOT IN ({allowed})'
            if con.execute(f'SELECT 1 FROM "{table}" WHERE {wrong} LIMIT 1').fetchone():
                return f"{table}.{column} holds what is no {declared.lower()}"
            if allowed == _TYPES["VARCHAR"]:
                try:
                    for _ in con.execute(f'SELECT "{column}" FROM "{table}"'):
                        pass
                except ERRORS as error:
                    if code_of(error) in _BROKEN:
                        return f"{table}.{column} holds what is no text"
                    raise
    return None


_BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_TYPES = {"INTEGER": "'integer', 'null'", "FLOAT": "'real', 'integer', 'null'", "VARCHAR": "'text', 'null'"}


def examine(path: Path, named: Path | None = None, *, cells: bool = False) -> int:
    """The version of the whole personal file at ``path``; PersonalUnusable where it is none, damaged, or from a newer Matinee.

    Sentences speak of ``named``. ``cells`` also looks at the type of every cell, which takes about as long again.
    """
    named = named or path
    try:
        with closing(reading(path)) as con:
            version = check_mark(con, named)
            problem = unsound(con) or (misfits(con) if cells else None)
    except ERRORS as error:
        raise explain(named, error) from error
    if problem:
        raise damaged(named, problem)
    return version


def check_mark(con: sqlite3.Connection, named: Path, schema: str = "main") -> int:
    """The version of an open file; raises where it is not Matinee's, or from a newer one."""
    application, version = mark(con, schema)
    if application != APPLICATION_ID:
        raise foreign(named)
    if version > VERSION:
        raise newer(named, version, VERSION)
    return version


@contextmanager
def transaction(con: sqlite3.Connection) -> Iterator[None]:
    """One writing transaction on a connection that begins none by itself: all of it on disk, or nothing."""
    con.execute("BEGIN IMMEDIATE")
    with ending(con):
        yield


@contextmanager
def ending(con: sqlite3.Connection) -> Iterator[None]:
    """The transaction that is open: committed at the end, or rolled back."""
    try:
        yield
        if con.in_transaction:  # a session ends it itself
            con.execute("COMMIT")
    except BaseException:
        if con.in_transaction:
            con.execute("ROLLBACK")
        raise


def engine(con: sqlite3.Connection) -> Engine:
    """An engine whose only connection is ``con``; transactions are begun and ended on ``con`` itself."""
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool

    made = create_engine("sqlite://", creator=lambda: con, poolclass=StaticPool)
    made.connect().close()  # an engine's first connection rolls back; better now than within a transaction
    return made
