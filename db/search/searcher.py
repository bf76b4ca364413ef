"""Search as you type: one thread that answers the newest question, and lets go of one that has been overtaken."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

from db.base.home import Home
from db.base.records.cards import Answer
from db.base.sqlite import ERRORS, uri
from db.library import Library
from db.personal import file
from db.search import engine
from db.search.connection import Connection

#: Steps of SQLite's machine between two looks at whether there is a newer question.
_STEPS = 5_000
_log = logging.getLogger(__name__)


def _cache(size: int) -> int:
    """Kilobytes of a catalogue of ``size`` bytes that searching keeps: an eighth, within bounds; the system has the rest."""
    return min(24_000, max(1_000, size >> 13))


def connect(home: Home, catalogue: Path | None = None) -> Connection:
    """A connection for searching: the catalogue, and ``personal.db`` as ``mine`` where there is one. Both read-only.

    The catalogue is the home's ``catalogue.db`` where no other is named.
    """
    # check_same_thread is off only so that a newer question may interrupt; queries stay on their thread.
    con = sqlite3.connect(
        uri(catalogue or home.catalogue, mode="ro", immutable=1),
        uri=True,
        check_same_thread=False,
        isolation_level=None,
        factory=Connection,
    )
    try:
        con.execute("PRAGMA query_only = 1")
        con.execute(f"PRAGMA cache_size = -{_cache((catalogue or home.catalogue).stat().st_size)}")
        if home.personal.exists():
            con.execute("PRAGMA busy_timeout = 1000")
            _attach(con, home)
    except ERRORS:
        con.close()
        raise
    return con


def _attach(con: Connection, home: Home) -> None:
    """Bring ``personal.db`` in; one that cannot be read is left out, and films are found without the viewer's marks."""
    try:
        con.execute("ATTACH ? AS mine", (file.reading_uri(home.personal),))
        if file.mark(con, "mine") != (file.APPLICATION_ID, file.VERSION):
            raise sqlite3.DatabaseError("not of this version")
        con.execute("SELECT title_id FROM mine.my_rating LIMIT 1")
        con.has_personal = True
    except ERRORS as error:
        _log.warning("searching without personal.db: %s", error)
        if "mine" in {row[1] for row in con.execute("PRAGMA database_list")}:
            con.execute("DETACH mine")


class Searcher:
    """Answers questions on a thread of its own by calling ``answer`` there; only the newest question is answered."""

    def __init__(self, library: Library, answer: Callable[[Answer], None], *, adult: bool = False) -> None:
        self._library, self._adult = library, adult
        self._answer = answer
        self._changed = threading.Condition()
        self._number = 0
        self._waiting: tuple[int, str, int] | None = None
        self._busy: sqlite3.Connection | None = None  # set while a question is being answered, under the lock
        self._closed = False
        self._con: sqlite3.Connection | None = None
        self._stamp: tuple[object, ...] = ()
        self._thread = threading.Thread(target=self._run, name="searching", daemon=True)
        self._thread.start()

    def ask(self, text: str, limit: int = 60) -> int:
        """Ask; the number returned is that of the answer to come, unless a newer question overtakes it."""
        with self._changed:
            self._number += 1
            self._waiting = (self._number, text, limit)
            self._interrupt()
            self._changed.notify()
            return self._number

    def close(self) -> None:
        """Stop the thread; what is being answered is given up."""
        with self._changed:
            self._closed = True
            self._waiting = None
            self._interrupt()
            self._changed.notify()
        self._thread.join()

    def _interrupt(self) -> None:
        """Give up the running question. Under the lock, so the thread cannot have moved on to a newer one meanwhile."""
        if self._busy is not None:
            self._busy.interrupt()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._waiting is not None)
                if self._closed or self._waiting is None:
                    break
                question, self._waiting = self._waiting, None
            self._respond(*question)
        if self._con is not None:
            self._con.close()

    def _respond(self, number: int, text: str, limit: int) -> None:
        found = Answer(number, text)
        try:
            con = self._connection()
            with self._changed:
                if number != self._number or self._closed:
                    return
                self._busy = con
            # An interrupt between two statements is lost on the next one; this is not.
            con.set_progress_handler(lambda: number != self._number or self._closed, _STEPS)
            try:
                found = engine.search(con, text, limit=limit, number=number, adult=self._adult)
            finally:
                with self._changed:
                    self._busy = None
                con.set_progress_handler(None, 0)
        except Exception as error:
            if self._overtaken(number):
                return
            self._drop()  # whatever is wrong with it, the next question gets a fresh one
            found = found._replace(failed=True)
            _log.warning("searching for %r failed: %s", text, error, exc_info=not isinstance(error, sqlite3.Error))
        if not self._overtaken(number):
            try:
                self._answer(found)
            except Exception:
                _log.exception("an answer could not be delivered")

    def _overtaken(self, number: int) -> bool:
        with self._changed:
            return number != self._number or self._closed

    def _connection(self) -> sqlite3.Connection:
        """The connection, opened anew when the catalogue was replaced or ``personal.db`` has come to be."""
        stamp = (*self._library.catalogue_stamp(), self._library.records_stamp())
        if self._con is None or stamp != self._stamp:
            self._drop()
            self._con, self._stamp = connect(self._library.home, self._library.catalogue), stamp
        return self._con

    def _drop(self) -> None:
        if self._con is not None:
            self._con.close()
            self._con = None
