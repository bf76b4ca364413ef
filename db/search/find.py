"""Candidates from the index: FTS5 expressions over words, and the rows that answer them, most noted first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from db.search.cards import PERSON_COLUMNS, TITLE_COLUMNS
from db.search.where import Where, filmographies

Row = tuple[Any, ...]

#: Matches that are put to the filters before a search gives up: what bounds a keystroke.
MOST_FILTERED = 6_000
#: Ranks that are walked where filters stand alone.
MOST_WALKED = 40_000
#: A rank beyond all.
DEEPEST = 2**62

_MATCHING = f"""
SELECT {TITLE_COLUMNS}
FROM (
  SELECT rowid AS rank FROM {{table}} WHERE {{table}} MATCH ? AND rowid <= ? ORDER BY rowid LIMIT {MOST_FILTERED}
) AS found
CROSS JOIN title_rank AS r ON r.rank = found.rank CROSS JOIN title AS t ON t.id = r.title_id
WHERE 1{{where}} LIMIT ?
"""
_PEOPLE = f"""
SELECT {PERSON_COLUMNS}
FROM (
  SELECT rowid AS rank FROM person_search WHERE person_search MATCH ? AND rowid <= ? ORDER BY rowid LIMIT ?
) AS found
CROSS JOIN person_rank AS r ON r.rank = found.rank CROSS JOIN person AS p ON p.id = r.person_id
"""
_WALK = f"""
SELECT {TITLE_COLUMNS} FROM title_rank AS r CROSS JOIN title AS t ON t.id = r.title_id
WHERE r.rank <= {MOST_WALKED}{{where}} ORDER BY r.rank LIMIT ?
"""
_AMONG = f"""
SELECT {TITLE_COLUMNS} FROM ({{among}}) AS some CROSS JOIN title_rank AS r ON r.title_id = some.title_id
CROSS JOIN title AS t ON t.id = r.title_id WHERE 1{{where}} ORDER BY r.rank LIMIT ?
"""


class Index:
    """The catalogue's search tables under one set of conditions. ``people_too``: whether people are looked for at all."""

    def __init__(self, con: sqlite3.Connection, where: Where, *, people_too: bool = True) -> None:
        self.con, self.where, self._people_too = con, where, people_too

    def titles(self, match: str, most: int, deepest: int = DEEPEST) -> list[Row]:
        """Titles that answer an FTS5 expression down to the rank ``deepest``, as rows of ``TITLE_COLUMNS``."""
        sql = _MATCHING.format(table="title_search", where=self.where.sql)
        return self.con.execute(sql, (match, deepest, *self.where.values, most)).fetchall()

    def exact(self, keys: Iterable[str], most: int, year: int | None = None) -> list[Row]:
        """Titles one of whose names is one of ``keys`` (folded), whole; of ``year`` alone, where it is given."""
        match = any_of(phrase.replace(" ", "_") for phrase in keys if phrase)
        if not match:
            return []
        only, values = (" AND r.year = ?", (year,)) if year is not None else ("", ())
        sql = _MATCHING.format(table="title_exact", where=self.where.sql + only)
        return self.con.execute(sql, (match, DEEPEST, *self.where.values, *values, most)).fetchall()

    def people(self, match: str, most: int, deepest: int = DEEPEST) -> list[Row]:
        """The same for people, as rows of ``PERSON_COLUMNS``; filters do not touch them."""
        return self.con.execute(_PEOPLE, (match, deepest, most)).fetchall() if self._people_too else []

    def all(self, most: int, years: Sequence[int] = ()) -> list[Row]:
        """The most noted titles that pass the filters; ``years``, where few are wanted, spare walking the rest."""
        if self.where.among:
            sql = _AMONG.format(among=self.where.among, where=self.where.sql)
            return self.con.execute(sql, (*self.where.among_values, *self.where.values, most)).fetchall()
        if years:
            return self.titles(any_of(map(str, years)), most)
        sql = _WALK.format(where=self.where.sql)
        return self.con.execute(sql, (*self.where.values, most)).fetchall()

    def credited(self, person: int, most: int) -> list[Row]:
        """Titles in which a person has a credit."""
        sql = _AMONG.format(among=filmographies((person,)), where=self.where.sql)
        return self.con.execute(sql, (*self.where.values, most)).fetchall()


def quoted(word: str, *, prefix: bool = False) -> str:
    """One word as FTS5 wants it; folded words hold no quotes."""
    return f'"{word}"*' if prefix else f'"{word}"'


def any_of(words: Iterable[str]) -> str:
    """An expression that any of ``words`` satisfies."""
    return " OR ".join(quoted(word) for word in words)


def all_of(words: Sequence[str], *, unfinished: bool) -> str:
    """An expression that all of ``words`` satisfy; ``unfinished``: the last one may go on."""
    last = len(words) - 1
    return " AND ".join(quoted(word, prefix=unfinished and place == last) for place, word in enumerate(words))
