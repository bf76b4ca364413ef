"""The pages last opened: what "continue" shows. Not in the history."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Literal

from db.cards import Done, PersonCard, TitleCard
from db.catalogue.cards import cards, people
from db.personal.words import line, now

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
        "SELECT subject, subject_id, name, year FROM my_visit ORDER BY visited_at DESC, rowid DESC LIMIT ?", (limit,)
    ).fetchall()
    titles = cards(con, [row[1] for row in rows if row[0] == "title"])
    persons = people(con, [row[1] for row in rows if row[0] == "person"])
    return [
        titles.get(subject_id) or TitleCard(subject_id, name, year)
        if subject == "title"
        else persons.get(subject_id) or PersonCard(subject_id, name)
        for subject, subject_id, name, year in rows
    ]
