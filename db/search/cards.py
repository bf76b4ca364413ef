"""Rows of a search as cards: the viewer's marks, what a person is known for, the aka that matched."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from db import fold
from db.cards import Mine, PersonCard, TitleCard

#: What :func:`title_card` takes, after ``r.rank``.
TITLE_COLUMNS = """r.rank, t.id, t.title, t.original, t.year, t.kind, t.average_rating, t.num_votes, t.end_year,
t.runtime_minutes, t.genres"""
#: What :func:`person_card` takes, after ``r.rank``; the last is the title that the person is best known by.
PERSON_COLUMNS = "r.rank, p.id, p.name, p.birth_year, p.death_year, p.professions, CAST(p.known_for AS INTEGER)"
#: Titles whose other names are remembered: from key to key, a line finds much the same.
_AKAS = 512


def has_personal(con: sqlite3.Connection) -> bool:
    """Whether ``personal.db`` is attached and holds its tables."""
    try:
        con.execute("SELECT 1 FROM mine.my_rating LIMIT 1").fetchone()
    except sqlite3.OperationalError:
        return False
    return True


def title_card(row: Sequence[Any], mine: Mine) -> TitleCard:
    """A card from a row of :data:`TITLE_COLUMNS`."""
    _, id_, title, original, year, kind, rating, votes, end_year, runtime, genres = row
    return TitleCard(
        id_, title, year, kind, rating, votes, mine, original, end_year, runtime, tuple(genres.split(",")) if genres else ()
    )


def person_card(row: Sequence[Any], known_for: str) -> PersonCard:
    """A card from a row of :data:`PERSON_COLUMNS` and what :func:`dated` says of its last."""
    _, id_, name, born, died, professions, _ = row
    return PersonCard(id_, name, born, died, tuple(professions.split(",")) if professions else (), known_for)


def dated(con: sqlite3.Connection, title_ids: Sequence[int]) -> dict[int, str]:
    """Titles with their years, by id."""
    rows = con.execute(
        "SELECT id, title, year FROM title WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(title_ids),)
    )
    return {id_: f"{title} ({year})" if year else title for id_, title, year in rows}


def akas(con: sqlite3.Connection, title_ids: Sequence[int]) -> dict[int, str]:
    """The documents of the other names of titles, by id, for :func:`plain` and :func:`folded`."""
    rows = con.execute(
        "SELECT title_id, akas FROM aka_document WHERE title_id IN (SELECT value FROM json_each(?))",
        (json.dumps(title_ids),),
    )
    return dict(rows.fetchall())


@lru_cache(_AKAS)
def plain(document: str) -> list[str]:
    """Other names as they are written."""
    return [str(aka[0]).replace("\n", " ") for aka in json.loads(document)]


@lru_cache(_AKAS)
def folded(document: str) -> list[tuple[str, str]]:
    """Each of them, and the same folded, but with its punctuation (:func:`db.fold.fold`)."""
    names = list(dict.fromkeys(plain(document)))
    return list(zip(names, fold.fold("\n".join(names)).split("\n"), strict=False))  # most of the cost is in the call
