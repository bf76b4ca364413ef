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
from db.base.errors import HomeUnusable, PersonalMissing, PersonalUnusable
from db.base.home import Home
from db.base.ids import uid_of
from db.base.sqlite import ERRORS
from db.personal import backup, ddl, file
from db.personal.trouble import damaged, explain, missing, read_only

if TYPE_CHECKING:
    from sqlalchemy import Engine

#: Alembic's environment and revisions, package data.
MIGRATIONS = Path(__file__).with_name("migrations")


def ready(home: Home) -> bool:
    """Whether ``personal.db`` is there, in this version; a millisecond, and nothing is written."""
    return file.is_ready(home.personal)


def lost(home: Home) -> PersonalMissing | None:
    """The trouble to raise where ``personal.db`` is gone although there was one: its copies, or its log, are still there."""
    path = home.personal
    if path.exists() and (not path.is_file() or path.stat().st_size):
        return None
    log = file.companion(path, "-wal")
    left = log if log.exists() and log.stat().st_size else None
    saved = backup.latest(home)
    if saved is None and left is None and (path.exists() or not path.is_symlink()):
        return None
    return missing(path, saved, left)


def prepare(home: Home, *, patience: float = 5.0) -> None:
    """Create ``personal.db``, or bring an older one up to date, and see that it can be written.

    HomeUnusable or PersonalUnusable with a sentence where it cannot be used; it is left as it was then. PersonalMissing
    where it is gone: only the viewer decides to begin anew. ``patience`` is how many seconds another writer is waited for.
    """
    home.make()
    path = home.personal
    if gone := lost(home):
        raise gone
    for end in ("", *file.COMPANIONS):  # SQLite finds out only at the first change, and then names none of them
        part = file.companion(path, end)
        if part.exists() and not os.access(part, os.W_OK):
            raise read_only(part)
    try:
        with closing(file.writing(path, patience=patience, create=True)) as con:
            if not _is_empty(con) and file.check_mark(con, path) < file.VERSION:
                if problem := file.unsound(con):
                    raise damaged(path, problem)
                backup.copy(home, home.backups / f"before-version-{file.VERSION}-{now().replace(':', '')}.db")
            _bring_up(con, path)
            con.execute("PRAGMA journal_mode = WAL")
    except ERRORS as error:
        if not path.exists():  # SQLite says only that it cannot open it; the folder is what is wrong
            code = 0 if os.access(home.data, os.W_OK) else errno.EACCES
            raise HomeUnusable(home.data, OSError(code, os.strerror(code) if code else str(error))) from error
        raise explain(path, error) from error


def create(path: Path) -> None:
    """Make a new personal file at ``path``."""
    with closing(file.writing(path, patience=0.0, create=True)) as con:
        _bring_up(con, path)
        con.execute("PRAGMA journal_mode = WAL")


def upgrade(path: Path, named: Path) -> None:
    """Bring a copy of a personal file, which nobody else has open, up to this version; sentences speak of ``named``."""
    with closing(file.writing(path, patience=0.0)) as con:
        _bring_up(con, named)
        con.execute("PRAGMA journal_mode = WAL")


def _bring_up(con: sqlite3.Connection, named: Path) -> None:
    """Create or migrate what ``con`` has open, in one transaction."""
    older = not _is_empty(con) and file.check_mark(con, named) < file.VERSION
    engine = file.engine(con) if older else None  # before the transaction, since an engine's first connection rolls back
    con.execute("PRAGMA foreign_keys = 0")  # a migration may rebuild tables; references are checked after it
    with file.transaction(con):
        if _is_empty(con):
            _create(con)
        elif engine is not None and file.check_mark(con, named) < file.VERSION:
            try:
                _migrate(con, engine)
            except Exception as error:
                raise _not_migrated(named, error) from error


def _is_empty(con: sqlite3.Connection) -> bool:
    return con.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None


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
