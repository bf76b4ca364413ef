"""Titles and people in doubt, with the candidates to choose from; and those that have no place in the catalogue."""

from __future__ import annotations

import json
import sqlite3

from db.base.records.cards import PersonCard, TitleCard
from db.base.records.findings import Doubt
from db.personal.identity import PEOPLE_SAID, TITLES_SAID
from db.reading.cards import cards, people

#: Series of episodes that an import brought and that have no place: nothing need be said of the series itself.
SERIES = "SELECT json_extract(row, '$.series') FROM my_unmatched WHERE origin <> 'starter' AND json_valid(row)"
_TITLES = f"""SELECT q.id, m.shown_id, m.title, m.year, m.kind, q.candidates FROM my_question AS q
JOIN my_title AS m ON m.id = q.my_id WHERE q.subject = 'title' AND (m.id IN ({TITLES_SAID}) OR m.uid IN ({SERIES}))
ORDER BY q.candidates = '[]', q.id"""
_PEOPLE = f"""SELECT q.id, m.shown_id, m.name, m.year, q.candidates FROM my_question AS q
JOIN my_person AS m ON m.id = q.my_id WHERE q.subject = 'person' AND m.id IN ({PEOPLE_SAID})
ORDER BY q.id"""


def waiting(con: sqlite3.Connection) -> list[Doubt]:
    """The questions that wait for an answer, titles first, in the order in which they came up."""
    found = []
    for number, shown_id, name, year, kind, candidates in con.execute(_TITLES).fetchall():
        offered = cards(con, json.loads(candidates)).values()
        found.append(Doubt(number, TitleCard(shown_id, name, year, kind), tuple(offered)))
    for number, shown_id, name, year, candidates in con.execute(_PEOPLE).fetchall():
        known = people(con, json.loads(candidates)).values()
        found.append(Doubt(number, PersonCard(shown_id, name, year), tuple(known)))
    return found


def without_place(con: sqlite3.Connection) -> int:
    """How many titles of which something is said are not in the catalogue."""
    row = con.execute(
        f"SELECT count(*) FROM my_title WHERE id IN ({TITLES_SAID})"
        " AND (title_id IS NULL OR NOT EXISTS (SELECT 1 FROM title WHERE title.id = title_id))"
    )
    return int(row.fetchone()[0])
