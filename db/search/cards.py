"""Rows of a search as cards: the viewer's marks, what a person is known for, the aka that matched."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from string import ascii_lowercase, digits
from typing import Any

from db import fold
from db.cards import Mine, PersonCard, TitleCard
from db.search.index import KNOWN_FOR

#: What :func:`title_card` takes, of ``title_rank AS r`` and ``title AS t``, and of ``title_card AS t``.
TITLE_COLUMNS = """r.rank, t.id, t.title, t.original, t.year, t.kind, t.average_rating, t.num_votes, t.end_year,
t.runtime_minutes, t.genres"""
TITLE_CARD = TITLE_COLUMNS.replace("r.rank, t.id", "t.rank, t.title_id")
#: What :func:`person_card` takes, of ``person_rank AS r`` and ``person AS p``, and of ``person_card AS p``.
PERSON_COLUMNS = f"r.rank, p.id, p.name, p.birth_year, p.death_year, p.professions, {KNOWN_FOR}"
PERSON_CARD = "p.rank, p.person_id, p.name, p.birth_year, p.death_year, p.professions, p.known_for"
#: Titles whose other names are remembered: from key to key, a line finds much the same.
_AKAS = 512
_decoded = json.JSONDecoder().raw_decode
#: Letters and digits that no folding parts from those beside them; what folding changes in ASCII, escaped or not.
_IN_WORDS, _ODD = frozenset(ascii_lowercase + digits), re.compile(r"['`&\\]")


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


def person_card(row: Sequence[Any]) -> PersonCard:
    """A card from a row of :data:`PERSON_COLUMNS`."""
    _, id_, name, born, died, professions, known_for = row
    return PersonCard(id_, name, born, died, tuple(professions.split(",")) if professions else (), known_for or "")


def names(con: sqlite3.Connection, ids: Mapping[int, int]) -> dict[int, list[str]]:
    """The names, as keys (:func:`db.fold.key`), of titles by their ranks; ``ids`` has their ids. Those of the noted are at hand."""
    rows = con.execute(
        "SELECT rank, names FROM json_each(?) CROSS JOIN title_names ON rank = value", (json.dumps(list(ids)),)
    )
    found = {rank: keys.split("\n") for rank, keys in rows}
    if len(found) < len(ids):
        documents = akas(con, [id_ for rank, id_ in ids.items() if rank not in found])
        for rank, id_ in ids.items():
            if id_ in documents:
                found[rank] = [fold.key(name) for _, name in folded(documents[id_])]
    return found


def akas(con: sqlite3.Connection, title_ids: Sequence[int]) -> dict[int, str]:
    """The documents of the other names of titles, by id, for :func:`with_letters` and :func:`folded`."""
    rows = con.execute(
        "SELECT title_id, akas FROM json_each(?) CROSS JOIN aka_document ON title_id = value", (json.dumps(title_ids),)
    )
    return dict(rows.fetchall())


def with_letters(document: str, letters: str) -> Iterator[str]:
    """The other names of which a word may begin with small ``letters``, as they are written.

    They are looked for in the document as it is: taking all of it apart would be much of the work of a search.
    """
    small = document.lower()
    if len(small) != len(document):  # a rare letter is two when small, and places are not the same
        yield from [name for name in _names(document) if letters in name.lower()]
        return
    place = small.find(letters)
    while place > 0:
        end = place + 1
        if small[place - 1] not in _IN_WORDS or letters[0] not in _IN_WORDS:
            name, end = _decoded(document, document.rfind('["', 0, place) + 1)  # no name has these two in it, unescaped
            if place < end:
                yield name.replace("\n", " ")
        place = small.find(letters, max(end, place + 1))


def is_plain(document: str) -> bool:
    """Whether folding would change no more of these names than capitals."""
    return document.isascii() and not _ODD.search(document)


@lru_cache(_AKAS)
def folded(document: str) -> list[tuple[str, str]]:
    """Every other name, and the same folded, but with its punctuation (:func:`db.fold.fold`)."""
    names = list(dict.fromkeys(_names(document)))
    return list(zip(names, fold.fold("\n".join(names)).split("\n"), strict=False))  # most of the cost is in the call


def _names(document: str) -> list[str]:
    return [str(aka[0]).replace("\n", " ") for aka in json.loads(document)]
