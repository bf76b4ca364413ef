"""Reading the catalogue's documents: credits by title, titles by person, akas."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from db.base.records.pages import Credit


class Entry(NamedTuple):
    """One row of a credit document."""

    person_id: int
    category: str
    character: str | None = None
    job: str | None = None
    credited_as: str | None = None


#: What IMDb counts as performing.
PERFORMING = frozenset(("actor", "actress", "self"))


def categories(con: sqlite3.Connection) -> dict[int, str]:
    """The names of category codes."""
    return dict(con.execute("SELECT code, name FROM category"))


def entries(con: sqlite3.Connection, title_ids: Iterable[int]) -> dict[int, list[Entry]]:
    """Credit documents by title id."""
    names = categories(con)
    rows = con.execute(
        "SELECT title_id, credits FROM credit_document WHERE title_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(title_ids)),),
    )
    return {title_id: [Entry(row[0], names[row[1]], *row[2:]) for row in json.loads(text)] for title_id, text in rows}


#: Codes of categories for which a number of a filmography has room.
CODES = 256


def packed(title_id: int, code: int) -> int:
    """A title and a category as one number of a filmography: SQL takes it apart faster than an array."""
    return title_id * CODES + code


def unpacked(number: int) -> tuple[int, int]:
    """(title id, category code) of a :func:`packed` number."""
    return divmod(number, CODES)


def filmography(con: sqlite3.Connection, person_id: int) -> list[tuple[int, str]]:
    """(title id, category) of all that a person is credited with."""
    names = categories(con)
    row = con.execute("SELECT titles FROM filmography_document WHERE person_id = ?", (person_id,)).fetchone()
    return [(title_id, names[code]) for title_id, code in map(unpacked, json.loads(row[0]))] if row else []


def names(con: sqlite3.Connection, person_ids: Iterable[int]) -> dict[int, str]:
    """People's names by id."""
    wanted = json.dumps(list(dict.fromkeys(person_ids)))
    return dict(con.execute("SELECT id, name FROM person WHERE id IN (SELECT value FROM json_each(?))", (wanted,)))


def credits(con: sqlite3.Connection, title_id: int) -> tuple[Credit, ...]:
    """All credits of a title in order; whoever the catalogue has no name for goes by the name credited, or is left out."""
    rows = entries(con, (title_id,)).get(title_id, [])
    called = names(con, (row.person_id for row in rows))
    return tuple(
        Credit(row.person_id, name, row.category, row.job, row.character, row.credited_as)
        for row in rows
        if (name := called.get(row.person_id) or row.credited_as)
    )


def akas(con: sqlite3.Connection, title_id: int) -> list[list[str | None]]:
    """``[title, region, language, types, attributes]`` of a title's other names, padded with None."""
    row = con.execute("SELECT akas FROM aka_document WHERE title_id = ?", (title_id,)).fetchone()
    return [(aka + [None] * 5)[:5] for aka in json.loads(row[0])] if row else []
