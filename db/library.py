"""The two databases of one home, open together: one connection a thread, both files in it, so that one query joins them.

Reading functions everywhere in ``db`` take such a connection (``titles.page(con, 40725)``); names need no prefix, since
all personal tables begin with ``my_`` or ``journal_``. Writing goes through :class:`db.personal.desk.Desk`.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from db.base.errors import CatalogueDamaged
from db.base.home import Home
from db.base.sqlite import uri
from db.catalogue import mark

P = ParamSpec("P")
R = TypeVar("R")


def catalogue_state(path: Path) -> str:
    """``ready``, ``missing``, ``other`` (another version, or no catalogue) or ``damaged``."""
    if not path.exists():
        return "missing"
    try:
        con = sqlite3.connect(uri(path, mode="ro", immutable=1), uri=True)
        try:
            found = tuple(con.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
            con.execute("SELECT id FROM title LIMIT 1").fetchone()
        finally:
            con.close()
    except sqlite3.Error:
        return "damaged"
    return "ready" if found == (mark.APPLICATION_ID, mark.SCHEMA_VERSION) else "other"


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
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
        self._reading = ThreadPoolExecutor(1, thread_name_prefix="reading")

    def catalogue_stamp(self) -> tuple[int, int]:
        """Changes when the catalogue file is replaced; (0, 0) while there is none."""
        try:
            found = self.home.catalogue.stat()
        except OSError:
            return (0, 0)
        return (found.st_ino, found.st_mtime_ns)

    def _stamp(self) -> tuple[object, ...]:
        return (*self.catalogue_stamp(), _inode(self.home.personal))

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
        try:
            con = sqlite3.connect(
                uri(self.home.catalogue, mode="ro", immutable=1), uri=True, check_same_thread=False, isolation_level=None
            )
            con.execute("SELECT id FROM title LIMIT 1")
        except sqlite3.Error as error:
            raise CatalogueDamaged(
                f"The catalogue cannot be opened: {error}.", "Start Matinee again to rebuild it."
            ) from error
        con.execute("PRAGMA busy_timeout = 5000")
        con.execute("PRAGMA cache_size = -500")
        whole = True
        try:
            con.execute("ATTACH ? AS mine", (uri(self.home.personal, mode="ro"),))
            con.execute("SELECT title_id FROM mine.my_rating LIMIT 1")
        except sqlite3.Error:
            whole = False
            if "mine" in {row[1] for row in con.execute("PRAGMA database_list")}:
                con.execute("DETACH mine")
            con.execute("ATTACH ? AS mine", (self._nothing_said(),))
        con.execute("PRAGMA query_only = 1")
        return con, whole

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
        """Run ``ask(connection, …)`` on the reading thread; the answer comes in the future."""

        def run() -> R:
            return ask(self.connection(), *args, **named)

        return self._reading.submit(run)

    def close(self) -> None:
        """Close every connection; running queries are interrupted."""
        with self._lock:
            held, self._open = self._open, []
        for con in held:
            con.interrupt()
        self._reading.shutdown(wait=True, cancel_futures=True)
        for con in [*held, *([self._empty] if self._empty else [])]:
            con.close()
