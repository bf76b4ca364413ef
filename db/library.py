"""The two databases of one home, open together: one connection a thread, both files in it, so that one query joins them.

Reading functions everywhere in ``db`` take such a connection (``titles.page(con, 40725)``); names need no prefix, since
all personal tables begin with ``my_`` or ``journal_``. Writing goes through :class:`db.personal.desk.Desk`.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from db.base.errors import CatalogueDamaged, MatineeError, PersonalUnusable
from db.base.home import Home
from db.base.sqlite import ERRORS, code_of, uri
from db.catalogue import ranks, state
from db.catalogue.state import catalogue_state

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")


#: Reading functions that answer only from ``personal.db``: without it "nothing" would be a wrong answer.
_RECORDS = ("db.personal.journal.", "db.reading.viewings.", "db.reading.my_lists.")
#: What reading rows of a damaged file may raise, beside SQLite's own errors.
_MISREAD = (sqlite3.DatabaseError, TypeError, ValueError, AttributeError, LookupError, OverflowError)

#: What SQLite says, as an error without a code of its own, of tables that were sound when the catalogue was built.
_BROKEN = ("fts5", "malformed", "vtable constructor failed", "no such table", "no such module")


def diagnose(home: Home, catalogue: Path, error: BaseException) -> MatineeError | None:
    """The damage behind an unexpected error of a reading function; None where both files are whole."""
    if not isinstance(error, _MISREAD) or "interrupted" in str(error):
        return None
    code = code_of(error) if isinstance(error, ERRORS) else sqlite3.SQLITE_OK
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        from db.personal.trouble import explain

        return explain(home.personal, error)
    if home.personal.is_file() and home.personal.stat().st_size:
        from db.personal import file

        try:
            file.examine(home.personal, cells=True)
        except PersonalUnusable as trouble:
            return trouble
    if problem := state.unsound(catalogue) or state.misshapen(catalogue):
        return state.damaged(catalogue, problem)
    broken = code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or isinstance(error, json.JSONDecodeError)
    if broken or (code == sqlite3.SQLITE_ERROR and any(word in str(error) for word in _BROKEN)):
        return state.damaged(catalogue, str(error))
    return state.unreadable(catalogue, str(error)) if code == sqlite3.SQLITE_IOERR else None


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except OSError:
        return 0


def _written(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


class Library:
    """Opens the home's databases for reading, one connection a thread, and moves over when the catalogue is replaced."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._empty: sqlite3.Connection | None = None
        self._judged: tuple[object, Path] = ((), home.catalogue)
        self._attached = False
        self.trouble: PersonalUnusable | None = None
        """Why ``personal.db`` cannot be read, where it cannot: films are shown, the viewer's records are not."""
        self._reading = ThreadPoolExecutor(1, thread_name_prefix="reading")

    @property
    def catalogue(self) -> Path:
        """The catalogue that is read: the starter where ``catalogue.db`` is a newer Matinee's, or cannot be read now."""
        try:
            found = self.home.catalogue.stat()
            seen: object = (found.st_ino, found.st_mtime_ns, found.st_ctime_ns)  # the last changes with permissions
        except OSError as error:
            seen = error.errno
        if seen != self._judged[0]:
            left_alone = catalogue_state(self.home.catalogue) in {"newer", "unreadable"}
            self._judged = (seen, self.home.starter if left_alone else self.home.catalogue)
        return self._judged[1]

    def catalogue_stamp(self) -> tuple[int, int]:
        """Changes when the catalogue file is replaced; (0, 0) while there is none."""
        try:
            found = self.catalogue.stat()
        except OSError:
            return (0, 0)
        return (found.st_ino, found.st_mtime_ns)

    def records_stamp(self) -> tuple[object, ...]:
        """Changes when ``personal.db`` is restored or replaced, not when a change is written."""
        return (_inode(self.home.personal), _written(self.home.restored))

    def pages_stamp(self) -> tuple[int, int]:
        """Changes when a source of pages comes or goes, or its places are found; (0, 0) while there is none."""
        return _written(self.home.pages), _inode(self.home.pages / "subjects.db")

    def _stamp(self) -> tuple[object, ...]:
        return (*self.catalogue_stamp(), *self.records_stamp(), _inode(self.home.popularity), *self.pages_stamp())

    def connection(self) -> sqlite3.Connection:
        """This thread's connection: the catalogue as main, ``personal.db`` attached as ``mine``, both read-only."""
        stamp = self._stamp()
        held: tuple[tuple[object, ...], sqlite3.Connection] | None = getattr(self._local, "held", None)
        if held and held[0] == stamp:
            return held[1]
        if held:
            self._drop(held[1])
        con, whole = self._connect()
        self._local.held = (stamp if whole else (), con)  # without personal.db: look for it again next time
        with self._lock:
            self._open.append(con)
        return con

    def _connect(self) -> tuple[sqlite3.Connection, bool]:
        """A connection, and whether ``personal.db`` is in it."""
        # check_same_thread is off only so that close() and interrupt() may reach it; queries stay on their thread.
        path = self.catalogue
        try:
            con = sqlite3.connect(
                uri(path, mode="ro", immutable=1),
                uri=True,
                check_same_thread=False,
                isolation_level=None,
                factory=self._kind(),
            )
            con.execute("SELECT id FROM title LIMIT 1")
        except ERRORS as error:
            if catalogue_state(path) == "unreadable":
                raise state.unreadable(path, str(error)) from error
            raise CatalogueDamaged(
                f"The catalogue cannot be opened: {error}.", "Start Matinee again to rebuild it."
            ) from error
        con.execute("PRAGMA busy_timeout = 5000")
        con.execute("PRAGMA cache_size = -500")
        whole = self._attach(con)
        ranks.attach(con, self.home.popularity)
        con.execute("PRAGMA query_only = 1")
        return con, whole

    def _kind(self) -> type[sqlite3.Connection]:
        """The type of connections: one with a shelf only where there are pages, which the first frame need not import."""
        if not self.home.pages.is_dir():
            return sqlite3.Connection
        from db.pages.shelf import shelved

        return shelved(self.home)

    def _attach(self, con: sqlite3.Connection) -> bool:
        """Attach ``personal.db``, or an empty one in its place; whether it is the real one. Sets :attr:`trouble`."""
        from db.personal import file, setup, trouble

        path = self.home.personal
        try:
            if path.exists() and (not path.is_file() or path.stat().st_size):
                con.execute("ATTACH ? AS mine", (file.reading_uri(path),))
                if file.check_mark(con, path, "mine") < file.VERSION:
                    raise trouble.older(path)
                con.execute("SELECT title_id FROM mine.my_rating LIMIT 1")
                self.trouble, self._attached = None, True
                return True
            self.trouble = setup.lost(self.home)
        except ERRORS as error:
            self.trouble = trouble.explain(path, error)
        except OSError as error:
            self.trouble = PersonalUnusable(f"{path} cannot be read: {error.strerror or error}.")
        except PersonalUnusable as error:
            self.trouble = error
        if self.trouble:
            log.warning("reading without personal.db: %s", self.trouble)
        if "mine" in {row[1] for row in con.execute("PRAGMA database_list")}:
            con.execute("DETACH mine")
        con.execute("ATTACH ? AS mine", (self._nothing_said(),))
        return False

    def _nothing_said(self) -> str:
        """An empty personal database in memory, so that films can be read while ``personal.db`` cannot."""
        name = f"file:matinee-{id(self)}?mode=memory&cache=shared"
        with self._lock:
            if self._empty is None:
                from db.personal import ddl

                self._empty = sqlite3.connect(name, uri=True, check_same_thread=False)
                ddl.create(self._empty)
                self._empty.commit()
        return name

    def _drop(self, con: sqlite3.Connection) -> None:
        with self._lock:
            if con in self._open:
                self._open.remove(con)
        con.close()

    def read(self, ask: Callable[Concatenate[sqlite3.Connection, P], R], *args: P.args, **named: P.kwargs) -> Future[R]:
        """Run ``ask(connection, …)`` on the reading thread; the answer comes in the future.

        PersonalUnusable for what only ``personal.db`` can answer while it cannot be read; films are read without it.
        """

        def run() -> R:
            con = self.connection()
            asked = getattr(ask, "func", ask)  # of a partial
            name = f"{getattr(asked, '__module__', '')}.{getattr(asked, '__qualname__', '')}"
            if self.trouble and name.startswith(_RECORDS):
                raise self.trouble
            try:
                return ask(con, *args, **named)
            except MatineeError:
                raise
            except Exception as error:
                if found := diagnose(self.home, self.catalogue, error):
                    raise found from error
                raise

        return self._reading.submit(run)

    def close(self) -> None:
        """Close every connection; running queries are interrupted. ``personal.db`` is left alone, with all in it.

        Close it before the :class:`~db.personal.desk.Desk`, whose last act is then to write everything into the one file.
        """
        with self._lock:
            held, self._open = self._open, []
        for con in held:
            con.interrupt()
        self._reading.shutdown(wait=True, cancel_futures=True)
        for con in [*held, *([self._empty] if self._empty else [])]:
            con.close()
        if self._attached:
            from db.personal import file

            file.settle(self.home.personal)
