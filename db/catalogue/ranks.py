"""``popularity.db``: the ranks of noted titles at every import, told apart by the day of the data.

The catalogue is made anew by every import and may be deleted; this file stays. An import writes it (``seed.imdb.history``)
and says in its catalogue's ``fact`` table which day is its own. So it does not matter which of the two files was put in
place first, or whether one of them is missing: ranks of a later day than the catalogue's are not shown.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from db.base.sqlite import uri

#: 'MATr' (``PRAGMA application_id``), and the number of this layout (``PRAGMA user_version``).
APPLICATION_ID, VERSION = 0x4D415472, 1
#: The key of the catalogue's fact that names its own day.
FACT = "ranks_of"
#: The name under which a reader's connection has the file.
SCHEMA = "ranks"

TABLES = (
    """CREATE TABLE {schema}.snapshot (
      id INTEGER PRIMARY KEY, taken_at TEXT NOT NULL, dated TEXT NOT NULL UNIQUE, titles INTEGER NOT NULL, votes INTEGER NOT NULL
    )""",
    """CREATE TABLE {schema}.popularity (
      snapshot_id INTEGER NOT NULL, title_id INTEGER NOT NULL, rank INTEGER NOT NULL, num_votes INTEGER NOT NULL,
      average_rating REAL, gained_rank INTEGER, PRIMARY KEY (snapshot_id, title_id)
    ) WITHOUT ROWID""",
)


def create(con: sqlite3.Connection, schema: str = "main") -> None:
    """Make the empty tables in one of ``con``'s databases, and mark it."""
    for statement in TABLES:
        con.execute(statement.format(schema=schema))
    con.execute(f"PRAGMA {schema}.application_id = {APPLICATION_ID}")
    con.execute(f"PRAGMA {schema}.user_version = {VERSION}")


def attach(con: sqlite3.Connection, path: Path) -> bool:
    """Attach the file read-only as :data:`SCHEMA`; empty tables in its place, and False, where it is missing or unreadable."""
    try:
        con.execute(f"ATTACH ? AS {SCHEMA}", (uri(path, mode="ro", immutable=1),))
        if marked(con, SCHEMA):
            return True
    except sqlite3.Error:
        pass
    if SCHEMA in {row[1] for row in con.execute("PRAGMA database_list")}:
        con.execute(f"DETACH {SCHEMA}")
    con.execute(f"ATTACH ':memory:' AS {SCHEMA}")
    create(con, SCHEMA)
    return False


def marked(con: sqlite3.Connection, schema: str = "main") -> bool:
    """Whether this is such a file, of this version, that can be read."""
    found = tuple(con.execute(f"PRAGMA {schema}.{name}").fetchone()[0] for name in ("application_id", "user_version"))
    con.execute(f"SELECT 1 FROM {schema}.snapshot JOIN {schema}.popularity ON snapshot_id = id LIMIT 1").fetchone()
    return found == (APPLICATION_ID, VERSION)
