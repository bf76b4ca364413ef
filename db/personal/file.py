"""The personal file itself: how it is marked as Matinee's, and in what state it is found. Plain SQLite only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from db.base.sqlite import uri

if TYPE_CHECKING:
    from sqlalchemy import Engine

#: 'MATp': marks the file as a viewer's records (``PRAGMA application_id``).
APPLICATION_ID = 0x4D415470
#: Raised with every Alembic revision; revision ``0001`` makes version 1 (``PRAGMA user_version``).
VERSION = 2
#: What stands beside a database in WAL mode.
COMPANIONS = ("-wal", "-shm", "-journal")


def mark(con: sqlite3.Connection, schema: str = "main") -> tuple[int, int]:
    """The application id and version that a database carries."""
    application, version = (
        int(con.execute(f"PRAGMA {schema}.{name}").fetchone()[0]) for name in ("application_id", "user_version")
    )
    return application, version


def is_ready(path: Path) -> bool:
    """Whether a personal file of this version stands at ``path``; a millisecond, writes nothing."""
    if not path.is_file():
        return False
    try:
        con = sqlite3.connect(uri(path, mode="ro"), uri=True)
        try:
            found = con.execute("SELECT 1 FROM my_list WHERE kind = 'watchlist'").fetchone()
            return found is not None and mark(con) == (APPLICATION_ID, VERSION)
        finally:
            con.close()
    except sqlite3.Error:
        return False


@contextmanager
def transaction(con: sqlite3.Connection) -> Iterator[None]:
    """One writing transaction on a connection that begins none by itself: all of it on disk, or nothing."""
    con.execute("BEGIN IMMEDIATE")
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
