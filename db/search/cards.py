"""Rows of a search as cards: the viewer's marks, what a person is known for, the aka that matched."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from db import fold
from db.cards import Mine, PersonCard, TitleCard

#: What :func:`title_card` takes, after ``r.rank``.
TITLE_COLUMNS = """r.rank, t.id, t.title, t.original, t.year, t.kind, t.average_rating, t.num_votes, t.end_year,
t.runtime_minutes, t.genres"""
#: What :func:`person_card` takes, after ``r.rank``; ``k`` is the title that the person is best known by.
PERSON_COLUMNS = "r.rank, p.id, p.name, p.birth_year, p.death_year, p.professions, k.title, k.year"


def has_personal(con: sqlite3.Connection) -> bool:
    """Whether ``personal.db`` is attached and holds its tables."""
    try:
        return con.execute("SELECT 1 FROM mine.sqlite_master WHERE name = 'my_rating'").fetchone() is not None
    except sqlite3.OperationalError:
        return False


def title_card(row: Sequence[Any], mine: Mine) -> TitleCard:
    """A card from a row of :data:`TITLE_COLUMNS`."""
    _, id_, title, original, year, kind, rating, votes, end_year, runtime, genres = row
    return TitleCard(
        id_, title, year, kind, rating, votes, mine, original, end_year, runtime, tuple(genres.split(",")) if genres else ()
    )


def person_card(row: Sequence[Any]) -> PersonCard:
    """A card from a row of :data:`PERSON_COLUMNS`."""
    _, id_, name, born, died, professions, known, year = row
    known_for = f"{known} ({year})" if known and year else known or ""
    return PersonCard(id_, name, born, died, tuple(professions.split(",")) if professions else (), known_for)


def akas(con: sqlite3.Connection, title_id: int) -> list[tuple[str, str]]:
    """(name, folded) of a title's other names."""
    row = con.execute("SELECT akas FROM aka_document WHERE title_id = ?", (title_id,)).fetchone()
    names = dict.fromkeys(str(aka[0]).replace("\n", " ") for aka in json.loads(row[0])) if row else {}
    folded = fold.fold("\n".join(names)).split("\n")  # once for all: most of the cost is in the call
    return list(zip(names, (fold.key(one) for one in folded), strict=False))
