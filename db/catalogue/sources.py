"""What was read into the catalogue, and from where."""

from __future__ import annotations

import sqlite3

from db.base.records.pages import SourceCard


def sources(con: sqlite3.Connection) -> list[SourceCard]:
    """What was read into the catalogue, in the order of reading."""
    rows = con.execute(
        "SELECT kind, name, ifnull(location, ''), ifnull(dated, ''), read_at, rows_read, rows_refused, ifnull(note, '')"
        " FROM source ORDER BY id"
    )
    return [SourceCard(*row) for row in rows]
