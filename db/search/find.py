"""Candidates from the index: FTS5 expressions over words, and the rows that answer them, most noted first."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from db.search import typos
from db.search.cards import PERSON_COLUMNS, TITLE_COLUMNS
from db.search.where import Where, filmographies

Row = tuple[Any, ...]

#: Matches that are put to the filters before a search gives up: what bounds a keystroke.
MOST_FILTERED = 6_000
#: Ranks that are walked where filters stand alone.
MOST_WALKED = 40_000
#: Words that a long one is completed to.
_COMPLETIONS = 12

_RANKS = "SELECT rowid AS rank FROM {table} WHERE {table} MATCH ? ORDER BY rowid LIMIT "
_GIVEN = "SELECT value AS rank FROM json_each(?)"
_TITLES = f"""
SELECT {TITLE_COLUMNS} FROM ({{ranks}}) AS found
CROSS JOIN title_rank AS r ON r.rank = found.rank CROSS JOIN title AS t ON t.id = r.title_id
WHERE 1{{where}} LIMIT ?
"""
_PEOPLE = f"""
SELECT {PERSON_COLUMNS} FROM ({{ranks}}) AS found
CROSS JOIN person_rank AS r ON r.rank = found.rank CROSS JOIN person AS p ON p.id = r.person_id
LIMIT ?
"""
_WALK = f"""
SELECT {TITLE_COLUMNS} FROM title_rank AS r CROSS JOIN title AS t ON t.id = r.title_id
WHERE r.rank <= {MOST_WALKED}{{where}} ORDER BY r.rank LIMIT ?
"""
_AMONG = f"""
SELECT {TITLE_COLUMNS} FROM ({{among}}) AS some CROSS JOIN title_rank AS r ON r.title_id = some.title_id
CROSS JOIN title AS t ON t.id = r.title_id WHERE 1{{where}} ORDER BY r.rank LIMIT ?
"""


def at(con: sqlite3.Connection, places: Sequence[int]) -> dict[int, Row]:
    """The rows of places: ranks of titles, negative ones of people."""
    titles, people = [place for place in places if place > 0], [-place for place in places if place < 0]
    rows: dict[int, Row] = {}
    if titles:
        rows.update((row[0], row) for row in con.execute(_TITLES.format(ranks=_GIVEN, where=""), (json.dumps(titles), -1)))
    if people:
        rows.update((-row[0], row) for row in con.execute(_PEOPLE.format(ranks=_GIVEN), (json.dumps(people), -1)))
    return rows


class Index:
    """The catalogue's search tables under one set of conditions. ``people_too``: whether people are looked for at all."""

    def __init__(self, con: sqlite3.Connection, where: Where, *, people_too: bool = True) -> None:
        self.con, self.where, self._people_too = con, where, people_too

    def titles(self, match: str, most: int, *, noted: bool = False) -> list[Row]:
        """Titles that answer an FTS5 expression, as rows of ``TITLE_COLUMNS``; of the ``noted`` ones alone, or of all."""
        return self._matching("title_noted" if noted else "title_search", match, most)

    def _matching(self, table: str, match: str, most: int, only: str = "", values: tuple[object, ...] = ()) -> list[Row]:
        ranks = f"{_RANKS.format(table=table)}{MOST_FILTERED}"
        sql = _TITLES.format(ranks=ranks, where=self.where.sql + only)
        return self.con.execute(sql, (match, *self.where.values, *values, most)).fetchall()

    def few_titles(self, match: str, few: int) -> list[Row] | None:
        """All titles that answer, if they are fewer than ``few``."""
        ranks = self._few("title_search", match, few)
        if not ranks:
            return ranks
        sql = _TITLES.format(ranks=_GIVEN, where=self.where.sql)
        return self.con.execute(sql, (json.dumps(ranks), *self.where.values, few)).fetchall()

    def few_people(self, match: str, few: int) -> list[Row] | None:
        """The same for people."""
        ranks = self._few("person_search", match, few) if self._people_too else []
        if not ranks:
            return ranks
        return self.con.execute(_PEOPLE.format(ranks=_GIVEN), (json.dumps(ranks), few)).fetchall()

    def _few(self, table: str, match: str, few: int) -> list[Any] | None:
        found = self.con.execute(_RANKS.format(table=table) + "?", (match, few)).fetchall()
        return [rank for (rank,) in found] if len(found) < few else None

    def exact(self, keys: Iterable[str], most: int, year: int | None = None) -> list[Row]:
        """Titles one of whose names is one of ``keys`` (folded), whole; of ``year`` alone, where it is given."""
        match = any_of(phrase.replace(" ", "_") for phrase in keys if phrase)
        if not match:
            return []
        only, values = (" AND r.year = ?", (year,)) if year is not None else ("", ())
        return self._matching("title_exact", match, most, only=only, values=values)

    def people(self, match: str, most: int, *, noted: bool = False) -> list[Row]:
        """The same for people, as rows of ``PERSON_COLUMNS``; filters do not touch them."""
        sql = _PEOPLE.format(ranks=_RANKS.format(table="person_noted" if noted else "person_search") + "?")
        return self.con.execute(sql, (match, most, most)).fetchall() if self._people_too else []

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


def begun(con: sqlite3.Connection, word: str) -> str:
    """An expression of all that begins with ``word``; a long one is completed to the words that are known.

    Beyond its prefix indexes FTS5 would gather all that begins so before it gives the first.
    """
    known = typos.completions(con, word, _COMPLETIONS) if len(word) > typos.LENGTH else []
    return f"({any_of(dict.fromkeys((word, *known)))})" if known else quoted(word, prefix=True)


def all_of(con: sqlite3.Connection, words: Sequence[str], *, unfinished: bool) -> str:
    """An expression that all of ``words`` satisfy; ``unfinished``: the last one may go on."""
    *others, last = words
    return " AND ".join([*map(quoted, others), begun(con, last) if unfinished else quoted(last)])
