"""What the program remembers for the viewer: theme, the sort and filter of a list. Not in the history."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from db.base.records.cards import Done

if TYPE_CHECKING:
    from db.personal.desk import Desk


def remember(desk: Desk, key: str, value: str | None) -> Done:
    """Remember ``value`` under ``key``; None forgets it."""
    with desk.plain() as con:
        if value is None:
            con.execute("DELETE FROM my_choice WHERE key = ?", (key,))
        else:
            con.execute("INSERT OR REPLACE INTO my_choice (key, value) VALUES (?, ?)", (key, value))
    return Done("", changed=False)


def remembered(con: sqlite3.Connection, key: str, default: str = "") -> str:
    """What was remembered under ``key``, or ``default``."""
    found = con.execute("SELECT value FROM my_choice WHERE key = ?", (key,)).fetchone()
    return str(found[0]) if found else default
