"""Rows of a search as cards: the viewer's marks, what a person is known for, the aka that matched."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
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
_decoded = json.JSONDecoder().raw_decode


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
        "SELECT title.id, title, year FROM json_each(?) CROSS JOIN title ON title.id = value", (json.dumps(title_ids),)
    )
    return {id_: f"{title} ({year})" if year else title for id_, title, year in rows}


def akas(con: sqlite3.Connection, title_ids: Sequence[int]) -> dict[int, str]:
    """The documents of the other names of titles, by id, for :func:`with_letters` and :func:`folded`."""
    rows = con.execute(
        "SELECT title_id, akas FROM json_each(?) CROSS JOIN aka_document ON title_id = value", (json.dumps(title_ids),)
    )
    return dict(rows.fetchall())


def with_letters(document: str, letters: str) -> Iterator[str]:
    """The other names in which small ``letters`` stand somewhere, as they are written.

    They are looked for in the document as it is: taking all of it apart would be much of the work of a search.
    """
    small = document.lower()
    if len(small) != len(document):  # a rare letter is two when small, and places are not the same
        yield from [name for name in _names(document) if letters in name.lower()]
        return
    place = small.find(letters)
    while place >= 0:
        name, end = _decoded(document, document.rfind('["', 0, place) + 1)  # no name has these two in it, unescaped
        if place < end:
            yield name.replace("\n", " ")
        place = small.find(letters, max(end, place + 1))


def is_plain(document: str) -> bool:
    """Whether folding would change no more of these names than capitals."""
    return document.isascii() and not any(odd in document for odd in "'`&\\")


@lru_cache(_AKAS)
def folded(document: str) -> list[tuple[str, str]]:
    """Every other name, and the same folded, but with its punctuation (:func:`db.fold.fold`)."""
    names = list(dict.fromkeys(_names(document)))
    return list(zip(names, fold.fold("\n".join(names)).split("\n"), strict=False))  # most of the cost is in the call


def _names(document: str) -> list[str]:
    return [str(aka[0]).replace("\n", " ") for aka in json.loads(document)]
