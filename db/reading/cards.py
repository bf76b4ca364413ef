"""Titles and people in short, many at once: what every list is made of. Two queries and the viewer's marks, whatever the length."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from db.base.errors import NotFound
from db.base.ids import nconst, tconst
from db.base.records.cards import Mine, PersonCard, TitleCard
from db.personal import marks

_TITLES = """
SELECT t.id, t.title, t.year, t.kind, t.average_rating, t.num_votes, t.original, t.end_year, t.runtime_minutes, t.genres,
  series.title
FROM title AS t LEFT JOIN title AS series ON series.id = t.series_id WHERE t.id IN (SELECT value FROM json_each(?))
"""
#: Titles that the viewer spoke of and that this catalogue does not hold.
_GONE = """SELECT shown_id, title, year, kind FROM my_title WHERE shown_id IN (SELECT value FROM json_each(?))
ORDER BY id DESC"""
_PEOPLE = """
SELECT id, name, birth_year, death_year, professions, known_for FROM person WHERE id IN (SELECT value FROM json_each(?))
"""


def cards(con: sqlite3.Connection, ids: Iterable[int]) -> dict[int, TitleCard]:
    """Cards by title id, in the order asked; ids that neither the catalogue nor the viewer knows are left out."""
    asked = list(dict.fromkeys(ids))
    if not asked:
        return {}
    wanted = json.dumps(asked)
    mine = marks.mine(con, asked)
    unsaid = Mine()
    found = {}
    for title_id, title, year, kind, rating, votes, original, end_year, runtime, genres, series in con.execute(
        _TITLES, (wanted,)
    ):
        found[title_id] = TitleCard(
            title_id,
            title,
            year,
            kind,
            rating,
            votes,
            mine.get(title_id, unsaid),
            original,
            end_year,
            runtime,
            tuple(genres.split(",")) if genres else (),
            series=series or "",
        )
    if len(found) < len(asked):
        gone = json.dumps([title_id for title_id in asked if title_id not in found])
        for title_id, title, year, kind in con.execute(_GONE, (gone,)):
            found[title_id] = TitleCard(title_id, title, year, kind, mine=mine.get(title_id, unsaid))
    return {title_id: found[title_id] for title_id in asked if title_id in found}


def card(con: sqlite3.Connection, title_id: int) -> TitleCard:
    """One title's card; NotFound where nobody knows it."""
    found = cards(con, (title_id,)).get(title_id)
    if found is None:
        raise NotFound(
            f"There is no title {tconst(title_id)} in this catalogue.", "Search for it, or import a catalogue that has it."
        )
    return found


def people(con: sqlite3.Connection, ids: Iterable[int]) -> dict[int, PersonCard]:
    """Cards by person id, in the order asked, each with the title they are best known by; unknown ids are left out."""
    asked = list(dict.fromkeys(ids))
    if not asked:
        return {}
    found, best = {}, {}
    for person_id, name, born, died, professions, known_for in con.execute(_PEOPLE, (json.dumps(asked),)):
        found[person_id] = PersonCard(person_id, name, born, died, tuple(professions.split(",")) if professions else ())
        if known_for:
            best[person_id] = int(known_for.partition(",")[0])
    labels = labelled(con, best.values())
    for person_id, title_id in best.items():
        if title_id in labels:
            found[person_id] = found[person_id]._replace(known_for=labels[title_id])
    return {person_id: found[person_id] for person_id in asked if person_id in found}


def person(con: sqlite3.Connection, person_id: int) -> PersonCard:
    """One person's card; NotFound where the catalogue has nobody of this id."""
    found = people(con, (person_id,)).get(person_id)
    if found is None:
        raise NotFound(f"There is no person {nconst(person_id)} in this catalogue.", "Search for them by name.")
    return found


def labelled(con: sqlite3.Connection, ids: Iterable[int]) -> dict[int, str]:
    """``The Red Shoes (1948)`` by title id."""
    rows = con.execute(
        "SELECT id, title, year FROM title WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    )
    return {title_id: f"{title} ({year})" if year else title for title_id, title, year in rows}
