"""Rows of a search as cards: the viewer's marks, what a person is known for, the aka that matched."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from db.base.records.cards import Mine, PersonCard, TitleCard
from db.search import index
from db.search.akas import Akas, taken_apart

#: What :func:`title_card` takes, of ``title_rank AS r`` and ``title AS t``, and of ``title_card AS t``.
TITLE_COLUMNS = """r.rank, t.id, t.title, t.original, t.year, t.kind, t.average_rating, t.num_votes, t.end_year,
t.runtime_minutes, t.genres"""
TITLE_CARD = TITLE_COLUMNS.replace("r.rank, t.id", "t.rank, t.title_id")
#: What :func:`person_card` takes, of ``person_rank AS r`` and ``person AS p``, and of ``person_card AS p``.
PERSON_COLUMNS = f"r.rank, p.id, p.name, p.birth_year, p.death_year, p.professions, {index.KNOWN_FOR}"
PERSON_CARD = "p.rank, p.person_id, p.name, p.birth_year, p.death_year, p.professions, p.known_for"
#: Titles beyond the noted whose other names are remembered: from key to key, a line finds much the same.
_AKAS = 512

_taken_apart = lru_cache(_AKAS)(taken_apart)


def has_personal(con: sqlite3.Connection) -> bool:
    """Whether ``personal.db`` is attached and holds its tables."""
    try:
        con.execute("SELECT 1 FROM mine.my_rating LIMIT 1").fetchone()
    except sqlite3.OperationalError:
        return False
    return True


def series_of(con: sqlite3.Connection, episodes: Sequence[int]) -> dict[int, str]:
    """The names of the series that episodes are of, by the episodes' ids."""
    if not episodes:
        return {}
    rows = con.execute(
        "SELECT t.id, s.title FROM title AS t JOIN title AS s ON s.id = t.series_id"
        " WHERE t.id IN (SELECT value FROM json_each(?))",
        (str(list(episodes)),),
    )
    return dict(rows.fetchall())


def title_card(row: Sequence[Any], mine: Mine, series: str = "") -> TitleCard:
    """A card from a row of :data:`TITLE_COLUMNS`; ``series`` is the name of an episode's series."""
    _, id_, title, original, year, kind, rating, votes, end_year, runtime, genres = row
    return TitleCard(
        id_,
        title,
        year,
        kind,
        rating,
        votes,
        mine,
        original,
        end_year,
        runtime,
        tuple(genres.split(",")) if genres else (),
        series=series,
    )


def person_card(row: Sequence[Any]) -> PersonCard:
    """A card from a row of :data:`PERSON_COLUMNS`."""
    _, id_, name, born, died, professions, known_for = row
    return PersonCard(id_, name, born, died, tuple(professions.split(",")) if professions else (), known_for or "")


def akas(con: sqlite3.Connection, ids: Mapping[int, int]) -> dict[int, Akas]:
    """The other names of titles by their ranks; ``ids`` has their ids. Those of the noted are at hand."""
    rows = con.execute("SELECT rank, keys, names FROM json_each(?) CROSS JOIN noted_aka ON rank = value", (str(list(ids)),))
    found = {rank: (keys, names) for rank, keys, names in rows}
    others = {id_: rank for rank, id_ in ids.items() if rank > index.NOTED}
    if others:
        rows = con.execute(
            "SELECT title_id, akas FROM json_each(?) CROSS JOIN aka_document ON title_id = value", (str(list(others)),)
        )
        found |= {others[id_]: _taken_apart(document) for id_, document in rows}
    return found
