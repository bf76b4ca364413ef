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
from db.base.errors import PersonalDamaged, PersonalUnusable
from db.base.home import Home
from db.base.text import line
from db.personal import backup, file, identity, origin, setup
from db.personal.act import Act
from db.personal.trouble import explain

if TYPE_CHECKING:
    from sqlalchemy import Engine

log = logging.getLogger(__name__)

#: Times that a file which was replaced meanwhile is opened again before a change is given up.
_TRIES = 5


class Desk:
    """Writes ``personal.db`` of one home, on one thread. ``patience`` is how many seconds it waits for another writer."""

    def __init__(self, home: Home, *, patience: float = 5.0) -> None:
        self.home = home
        self._patience = patience
        self._con: sqlite3.Connection | None = None
        self._engine: Engine | None = None
        self._file: tuple[int, int] | None = None
        self._in_log = False
        self.wrote = False
        """Whether anything was written; the command line says so where it cannot say more."""

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
            con = self._begun(references, sessions)
            before = con.total_changes
            with file.ending(con):
                yield con, self._engine
            if con.total_changes != before:
                self.wrote = self._in_log = True
        except Exception as error:
            cause = getattr(error, "orig", error)  # SQLAlchemy wraps what SQLite raised
            if isinstance(cause, sqlite3.OperationalError) or type(cause) is sqlite3.DatabaseError:  # else it is our fault
                self._drop()
                raise explain(self.home.personal, cause) from error
            raise

    def checkpoint(self) -> None:
        """Move what was written into the file itself, as far as readers allow; nothing to do where nothing was written."""
        if self._con is not None and self._in_log:
            self._in_log = not file.checkpoint(self._con)

    def close(self) -> None:
        """Close the file, with everything in it; the next action opens it again.

        Readers of this process should have closed before, so that no companion is left beside it.
        """
        con, self._con = self._con, None
        self._drop()
        if con is not None:
            file.leave(con)

    def _drop(self) -> None:
        """Close the file as it is."""
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
                f"{self.home.personal} is gone; nothing was changed.", "Put it back, or bring a copy back: matinee restore."
            )
        if self._con is None or self._file != found:
            self._drop()
            self._con = self._open()
        return self._con

    def _begun(self, references: bool, sessions: bool) -> sqlite3.Connection:
        """The open file with a transaction begun, in which nothing is lost: the file is still the one at its path.

        A restore by another process swaps the file, or its content, while it keeps writers out.
        """
        for _ in range(_TRIES):
            con = self._connection()
            if sessions and self._engine is None:
                self._engine = file.engine(con)  # before BEGIN, since an engine's first connection rolls back
            con.execute(f"PRAGMA foreign_keys = {int(references)}")
            con.execute("BEGIN IMMEDIATE")
            if self._file == self._stamp() and file.mark(con) == (file.APPLICATION_ID, file.VERSION):
                return con
            con.execute("ROLLBACK")
            self._drop()
        raise PersonalUnusable(f"{self.home.personal} is being replaced again and again.", "Try again in a moment.")

    def _open(self) -> sqlite3.Connection:
        backup.sweep(self.home)
        setup.prepare(self.home, patience=self._patience)
        file.examine(self.home.personal)  # nothing is written into a damaged file: that could take more of it away
        try:
            backup.daily(self.home)
        except PersonalDamaged:
            raise
        except PersonalUnusable as error:  # the change itself may well succeed: the copy is the smaller matter
            log.warning("no backup today: %s", error)
        con = file.writing(self.home.personal, patience=self._patience)
        con.execute("PRAGMA journal_mode = WAL")
        con.execute("PRAGMA recursive_triggers = 1")  # so that the row a REPLACE drives out is journalled too
        self._file = self._stamp()
        return con
