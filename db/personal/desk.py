"""The one place where ``personal.db`` is written: each action whole, journalled and on disk before it is said to be done.

A desk belongs to one writing thread. SQLModel is imported by the first action, not by this module: remembering a visit or
a draft, and undoing, need only plain SQL.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from db.base.clock import now
from db.base.errors import PersonalUnusable
from db.base.home import Home
from db.base.sqlite import uri
from db.base.text import line
from db.personal import backup, file, identity, origin, setup
from db.personal.act import Act
from db.personal.trouble import explain

if TYPE_CHECKING:
    from sqlalchemy import Engine

log = logging.getLogger(__name__)


class Desk:
    """Writes ``personal.db`` of one home, on one thread. ``patience`` is how many seconds it waits for another writer."""

    def __init__(self, home: Home, *, patience: float = 5.0) -> None:
        self.home = home
        self._patience = patience
        self._con: sqlite3.Connection | None = None
        self._engine: Engine | None = None
        self._file: tuple[int, int] | None = None

    @contextmanager
    def action(self, kind: str, sentence: str = "", title_id: int | None = None) -> Iterator[Act]:
        """One journalled action in one transaction; the sentence may also be set later, on what is yielded.

        An action that changed nothing leaves no trace in the history. What fails leaves nothing half done.
        """
        from sqlmodel import Session

        with self._transaction(sessions=True) as (con, engine):
            action_id = con.execute(
                "INSERT INTO journal_action (at, kind, sentence, origin) VALUES (?, ?, '', ?)",
                (now(), kind, origin.of(self.home)),
            ).lastrowid
            assert action_id is not None
            con.execute("INSERT INTO journal_now (one, action_id) VALUES (1, ?)", (action_id,))
            with Session(engine) as session:
                act = Act(con, session, action_id, sentence, title_id)
                yield act
                session.flush()
                written = con.execute("SELECT 1 FROM journal_change WHERE action_id = ? LIMIT 1", (action_id,)).fetchone()
                act.changed = written is not None
                con.execute("DELETE FROM journal_now")
                if act.changed:
                    con.execute("UPDATE journal_action SET dropped = 1 WHERE undone_at IS NOT NULL AND dropped = 0")
                    about = identity.titles(con, act.title_id) if act.title_id is not None else []
                    con.execute(
                        "UPDATE journal_action SET sentence = ?, my_id = ? WHERE id = ?",
                        (line(act.sentence), about[-1].id if about else None, action_id),
                    )
                else:
                    con.execute("DELETE FROM journal_action WHERE id = ?", (action_id,))
                session.commit()

    @contextmanager
    def plain(self, *, references: bool = True) -> Iterator[sqlite3.Connection]:
        """One transaction in plain SQL, for what the journal does not hold; ``references`` off leaves foreign keys be."""
        with self._transaction(references=references) as (con, _engine):
            yield con

    @contextmanager
    def _transaction(
        self, *, references: bool = True, sessions: bool = False
    ) -> Iterator[tuple[sqlite3.Connection, Engine | None]]:
        try:
            con = self._connection()
            if sessions and self._engine is None:
                self._engine = file.engine(con)  # before BEGIN, since an engine's first connection rolls back
            con.execute(f"PRAGMA foreign_keys = {int(references)}")
            with file.transaction(con):
                yield con, self._engine
        except Exception as error:
            cause = getattr(error, "orig", error)  # SQLAlchemy wraps what SQLite raised
            if isinstance(cause, sqlite3.OperationalError) or type(cause) is sqlite3.DatabaseError:  # else it is our fault
                self.close()
                raise explain(self.home.personal, cause) from error
            raise

    def close(self) -> None:
        """Let go of the file; the next action opens it again."""
        con, self._con, self._engine, self._file = self._con, None, None, None
        if con is not None:
            con.close()

    # -- opening

    def _stamp(self) -> tuple[int, int] | None:
        try:
            found = self.home.personal.stat()
        except OSError:
            return None
        return (found.st_dev, found.st_ino)

    def _connection(self) -> sqlite3.Connection:
        """The open file; opened anew where another now stands in its place, since writing to the old one would be lost."""
        found = self._stamp()
        if self._con is not None and found is None:
            raise PersonalUnusable(
                f"{self.home.personal} is gone; nothing was changed.", "Put it back, or start Matinee again for a new one."
            )
        if self._con is None or self._file != found:
            self.close()
            self._con = self._open()
        return self._con

    def _open(self) -> sqlite3.Connection:
        setup.prepare(self.home, patience=self._patience)
        try:
            backup.daily(self.home)
        except PersonalUnusable as error:  # the change itself may well succeed: the copy is the smaller matter
            log.warning("no backup today: %s", error)
        # check_same_thread is off only so that close() may be called when the program ends.
        con = sqlite3.connect(
            uri(self.home.personal, mode="rw"),
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=self._patience,
        )
        con.execute("PRAGMA journal_mode = WAL")
        con.execute("PRAGMA synchronous = FULL")
        con.execute("PRAGMA recursive_triggers = 1")  # so that the row a REPLACE drives out is journalled too
        self._file = self._stamp()
        return con
