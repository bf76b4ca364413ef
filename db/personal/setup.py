"""Making ``personal.db`` ready: created, or brought up to date by Alembic after a copy has been made.

Alembic costs half a second to import, so it is asked only when an older file is found; a new file is made by the script
that the models generate and marked with the revision that they stand for (a test holds the three together). ``prepare``
never harms a file that it cannot use.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from db.base.clock import now
from db.base.errors import HomeUnusable, PersonalUnusable
from db.base.home import Home
from db.base.ids import uid_of
from db.base.sqlite import uri
from db.personal import backup, ddl, file
from db.personal.trouble import explain, foreign, newer, read_only

if TYPE_CHECKING:
    from sqlalchemy import Engine

#: Alembic's environment and revisions, package data.
MIGRATIONS = Path(__file__).with_name("migrations")


def ready(home: Home) -> bool:
    """Whether ``personal.db`` is there, in this version; a millisecond, and nothing is written."""
    return file.is_ready(home.personal)


def prepare(home: Home, *, patience: float = 5.0) -> None:
    """Create ``personal.db``, or bring an older one up to date, and see that it can be written.

    HomeUnusable or PersonalUnusable with a sentence where it cannot be used; it is left as it was then. ``patience`` is
    how many seconds another writer is waited for.
    """
    home.make()
    path = home.personal
    if path.is_file() and path.stat().st_size == 0 and (saved := backup.latest(home)):
        raise PersonalUnusable(
            f"{path} has become empty, though it held your records.", f"Your latest copy is {saved}: matinee restore."
        )
    for end in ("", *file.COMPANIONS):  # SQLite finds out only at the first change, and then names none of them
        part = path.with_name(path.name + end)
        if part.exists() and not os.access(part, os.W_OK):
            raise read_only(part)
    try:
        # Transactions are begun by hand; "rwc" makes an empty file where there is none.
        with closing(sqlite3.connect(uri(path, mode="rwc"), uri=True, isolation_level=None, timeout=patience)) as con:
            engine = None
            if _is_older(con, path):
                backup.copy(home, home.backups / f"before-version-{file.VERSION}-{now().replace(':', '')}.db")
                engine = file.engine(con)
            con.execute("PRAGMA foreign_keys = 0")  # a migration may rebuild tables; references are checked after it
            with file.transaction(con):
                if _is_empty(con):
                    _create(con)
                elif engine is not None and _is_older(con, path):
                    try:
                        _migrate(con, engine)
                    except Exception as error:
                        raise _not_migrated(path, error) from error
            con.execute("PRAGMA journal_mode = WAL")
    except sqlite3.Error as error:
        if not path.exists():  # SQLite says only that it cannot open it; the folder is what is wrong
            code = 0 if os.access(home.data, os.W_OK) else errno.EACCES
            raise HomeUnusable(home.data, OSError(code, os.strerror(code) if code else str(error))) from error
        raise explain(path, error) from error


def _is_empty(con: sqlite3.Connection) -> bool:
    return con.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None


def _is_older(con: sqlite3.Connection, path: Path) -> bool:
    """Whether the file is Matinee's, of an earlier version; raises where it is somebody else's, or from a later one."""
    if _is_empty(con):
        return False
    application, version = file.mark(con)
    if application != file.APPLICATION_ID:
        raise foreign(path)
    if version > file.VERSION:
        raise newer(path, version, file.VERSION)
    return version < file.VERSION


def _create(con: sqlite3.Connection) -> None:
    """Everything, and the one watchlist, within the open transaction; marked as if Alembic had made it."""
    ddl.create(con)
    con.execute("INSERT INTO journal_now (one, action_id) VALUES (1, 0)")
    con.execute(
        "INSERT INTO my_list (uid, kind, name, position, created_at) VALUES (?, 'watchlist', 'Watchlist', 0, ?)",
        (uid_of("watchlist"), now()),
    )
    con.execute("DELETE FROM journal_now")
    con.execute("INSERT INTO my_reconciled (one) VALUES (1)")
    con.execute(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
        " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    con.execute("INSERT INTO alembic_version VALUES (?)", (f"{file.VERSION:04d}",))
    _mark(con)


def _migrate(con: sqlite3.Connection, engine: Engine) -> None:
    """Bring the tables up to the models by Alembic's revisions, within the open transaction."""
    from alembic import command
    from alembic.config import Config

    ddl.drop_derived(con)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:  # that it is in a transaction keeps Alembic from committing between steps
        config.attributes["connection"] = connection
        command.upgrade(config, f"{file.VERSION:04d}")
        broken = con.execute("PRAGMA foreign_key_check").fetchone()
        if broken:
            raise sqlite3.IntegrityError(f"a row of {broken[0]} names one of {broken[2]} that is not there")
        ddl.create_derived(con)
        _mark(con)


def _not_migrated(path: Path, error: Exception) -> Exception:
    """What to raise for a migration that failed: the disk's trouble by its name, any other as such."""
    cause = getattr(error, "orig", error)  # SQLAlchemy wraps what SQLite raised
    if isinstance(cause, sqlite3.Error) and getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR) != sqlite3.SQLITE_ERROR:
        return cause
    return PersonalUnusable(
        f"{path} could not be brought up to date: {error}. It is as it was.", "Go back to the Matinee you had, and tell us."
    )


def _mark(con: sqlite3.Connection) -> None:
    con.execute(f"PRAGMA application_id = {file.APPLICATION_ID}")
    con.execute(f"PRAGMA user_version = {file.VERSION}")
