"""The pages last opened: what "continue" shows. Not in the history."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Literal

from db.personal.marks import mine
from db.personal.words import line, now
from db.records import Done, PersonCard, TitleCard

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


def visited(con: sqlite3.Connection, limit: int = 20) -> list[TitleCard | PersonCard]:
    """Titles and people last looked at, latest first; under the name of then where the catalogue lacks them."""
    rows = con.execute(
        """SELECT v.subject, v.subject_id, coalesce(t.title, p.name, v.name), coalesce(t.year, v.year),
          coalesce(t.kind, 'movie'), t.average_rating, t.num_votes, t.original, t.end_year, t.runtime_minutes, t.genres,
          p.birth_year, p.death_year, p.professions
        FROM my_visit AS v
        LEFT JOIN title AS t ON v.subject = 'title' AND t.id = v.subject_id
        LEFT JOIN person AS p ON v.subject = 'person' AND p.id = v.subject_id
        ORDER BY v.visited_at DESC, v.rowid DESC LIMIT ?""",
        (limit,),
    ).fetchall()
    marks = mine(con, [row[1] for row in rows if row[0] == "title"])
    return [
        TitleCard(row[1], row[2], row[3], row[4], row[5], row[6], marks[row[1]], row[7], row[8], row[9], _split(row[10]))
        if row[0] == "title"
        else PersonCard(row[1], row[2], row[11], row[12], _split(row[13]))
        for row in rows
    ]


def _split(joined: str | None) -> tuple[str, ...]:
    return tuple(joined.split(",")) if joined else ()
