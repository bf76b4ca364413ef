"""The catalogue's large tables, filled on a thread of their own while the next rows are made."""

from __future__ import annotations

import queue
import sqlite3
import threading
import time
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import polars as pl

from db.base.sqlite import uri

_PRAGMAS = ("locking_mode = EXCLUSIVE", "journal_mode = OFF", "synchronous = OFF", "cache_size = -65536")
#: Frames that may wait to be written; each holds a batch of documents.
_WAITING = 2
#: Values of one statement: several rows at once cost a third less than one by one, and Python's lock changes hands less often.
_VALUES = 900


def _insert(table: str, columns: list[str], rows: int) -> str:
    """A statement that adds so many rows."""
    values = f"({', '.join('?' * len(columns))})"
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([values] * rows)}"


class Tables:
    """Takes frames for tables that are empty. Nobody else may have the file open until :meth:`finish` or :meth:`close`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with sqlite3.connect(uri(path, mode="ro"), uri=True) as con:
            made = con.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
            #: The statements that made the tables.
            self.sql = {name: str(sql) for name, sql in made}
            self._columns = {name: [row[1] for row in con.execute(f"PRAGMA table_info({name})")] for name in self.sql}
        con.close()
        self.rows, self.took = 0, (0.0, 0.0)
        self._error: BaseException | None = None
        self._tasks: queue.Queue[Callable[[sqlite3.Connection], object] | None] = queue.Queue(maxsize=_WAITING)
        self._thread = threading.Thread(target=self._work, name="writing", daemon=True)
        self._thread.start()

    def clear(self, table: str) -> None:
        """Forget what was written into ``table``."""
        self._put(lambda con: con.execute(f"DELETE FROM {table}"))

    def write(self, table: str, rows: pl.DataFrame) -> None:
        """Add ``rows``, whose columns bear the table's names, to it."""
        columns = self._columns[table]
        rows = rows.select(columns)
        several = _VALUES // len(columns)

        def insert(con: sqlite3.Connection) -> None:
            # ids of seven and of eight digits take turns in the files; in the order of numbers each page is written once
            ordered = rows.sort(columns[0]).rows()
            whole = len(ordered) // several * several
            together = (ordered[start : start + several] for start in range(0, whole, several))
            con.executemany(_insert(table, columns, several), (tuple(chain.from_iterable(some)) for some in together))
            con.executemany(_insert(table, columns, 1), ordered[whole:])
            self.rows += rows.height

        self._put(insert)

    def finish(self) -> None:
        """Wait until all is written, and close the file."""
        self.close()
        self._check()

    def close(self) -> None:
        """Close the file, whatever was written; nothing is raised."""
        if self._thread.is_alive():
            self._tasks.put(None)
            self._thread.join()

    def _put(self, task: Callable[[sqlite3.Connection], object]) -> None:
        self._check()
        self._tasks.put(task)

    def _check(self) -> None:
        if self._error is not None:
            raise self._error

    def _work(self) -> None:
        began = time.monotonic()
        con: sqlite3.Connection | None = None

        def tried(task: Callable[[sqlite3.Connection], object]) -> None:
            nonlocal con
            try:
                con = con or self._opened()
                task(con)
            except BaseException as error:
                self._error = error

        while (task := self._tasks.get()) is not None:
            if self._error is None:  # otherwise only take what is offered, so that nobody waits for ever
                tried(task)
        if self._error is None:
            tried(lambda con: con.execute("COMMIT"))
        if con is not None:
            con.close()
        self.took = time.monotonic() - began, time.thread_time()

    def _opened(self) -> sqlite3.Connection:
        con = sqlite3.connect(uri(self._path, mode="rw"), uri=True, isolation_level=None)
        for pragma in _PRAGMAS:
            con.execute(f"PRAGMA {pragma}")
        con.execute("BEGIN")
        return con
