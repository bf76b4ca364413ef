"""What became of titles and people without ids of IMDb's, written into the catalogue: the viewer's records follow it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

_TABLES = ("former_title", "former_person", "doubtful_title")


def write(
    con: sqlite3.Connection,
    old: sqlite3.Connection | None,
    titles: Mapping[int, int],
    people: Mapping[int, int],
    doubtful: Mapping[int, Sequence[int]],
) -> None:
    """Write what an import found, and what the ``old`` catalogue knew from the imports before.

    ``titles`` and ``people`` are new ids by old ones, ``doubtful`` the titles that an old one may be.
    """
    pairs = [(old_id, one) for old_id, candidates in doubtful.items() for one in candidates]
    for table, rows in zip(_TABLES, (titles.items(), people.items(), pairs), strict=True):
        con.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", rows)
        if old is not None:
            con.executemany(f"INSERT OR IGNORE INTO {table} VALUES (?, ?)", old.execute(f"SELECT * FROM {table}"))
    con.execute("DELETE FROM doubtful_title WHERE old_id IN (SELECT old_id FROM former_title)")
