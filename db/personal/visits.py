"""The pages last opened: what "continue" shows. Not in the history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from db.base.clock import now
from db.base.records.cards import Done
from db.base.text import line

if TYPE_CHECKING:
    from db.personal.desk import Desk

KEPT = 200


def visit(desk: Desk, subject: Literal["title", "person"], subject_id: int, name: str, year: int | None = None) -> Done:
    """Remember that a page was opened; the last 200 are kept."""
    with desk.plain() as con:
        con.execute(
            "INSERT OR REPLACE INTO my_visit (subject, subject_id, name, year, visited_at) VALUES (?, ?, ?, ?, ?)",
            (subject, subject_id, line(name), year, now()),
        )
        con.execute(
            "DELETE FROM my_visit WHERE rowid IN"
            " (SELECT rowid FROM my_visit ORDER BY visited_at DESC, rowid DESC LIMIT -1 OFFSET ?)",
            (KEPT,),
        )
    return Done("", changed=False)
