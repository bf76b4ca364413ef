"""Ids of other services as IMDb's: a small file of its own, filled from tables of two id columns such as MovieLens' ``links.csv``.

It outlives the catalogue. A film and a series of TMDB may have one number: series have a service of their own.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from typing import Literal

from db.base.home import Home
from db.base.sqlite import ERRORS, uri

Service = Literal["tmdb", "tmdb-tv", "tvdb"]

_TABLE = "CREATE TABLE id_map (service TEXT, number INTEGER, imdb INTEGER, PRIMARY KEY (service, number)) WITHOUT ROWID"


def add(home: Home, rows: Iterable[tuple[Service, int, int]]) -> int:
    """Add pairs (service, its number, IMDb's number), a later one in the place of one before; how many ids are known then.

    The file is made aside and renamed: whatever breaks off leaves the old one.
    """
    home.make()
    made = home.ids.with_name(f"{home.ids.name}.{os.getpid()}.new")
    made.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(made)) as con:
            con.execute(_TABLE)
            if home.ids.exists():
                with suppress(sqlite3.DatabaseError):  # a damaged one is filled again from its tables
                    con.execute("ATTACH ? AS old", (str(home.ids),))
                    con.execute("INSERT INTO id_map SELECT * FROM old.id_map")
            con.executemany("INSERT OR REPLACE INTO id_map VALUES (?, ?, ?)", rows)
            con.commit()
            (known,) = con.execute("SELECT count(*) FROM id_map").fetchone()
        made.replace(home.ids)
    finally:
        made.unlink(missing_ok=True)
    return int(known)


@contextmanager
def opened(home: Home) -> Iterator[Callable[[str, bool, int], int | None] | None]:
    """What translates an id, as long as it is open; None where there is no map, or none that can be read."""
    if not home.ids.exists():
        yield None
        return
    try:
        con = sqlite3.connect(uri(home.ids, mode="ro"), uri=True)
        con.execute("SELECT 1 FROM id_map LIMIT 1")
    except ERRORS:
        yield None
        return
    with closing(con):

        def translate(service: str, series: bool, number: int) -> int | None:
            name = "tmdb-tv" if service == "tmdb" and series else service
            row = con.execute("SELECT imdb FROM id_map WHERE service = ? AND number = ?", (name, number)).fetchone()
            return int(row[0]) if row else None

        yield translate
