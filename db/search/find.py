"""Candidates from the index: FTS5 expressions over words, and the rows that answer them, most noted first."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from db.catalogue import lookup
from db.search import index, typos
from db.search.cards import PERSON_CARD, PERSON_COLUMNS, TITLE_CARD, TITLE_COLUMNS
from db.search.where import NOTHING, Where

Row = tuple[Any, ...]

#: Matches that are put to the filters before a search gives up: what bounds a keystroke.
MOST_FILTERED = 6_000
#: Ranks that are walked where filters stand alone.
MOST_WALKED = 40_000
#: Words that a long one is completed to.
_COMPLETIONS = 12

#: For a list of numbers as JSON, which is as Python writes it.
_GIVEN = "SELECT value AS rank FROM json_each(?)"
_RANKS = "SELECT rowid AS rank FROM {table} WHERE {table} MATCH ?{beyond} ORDER BY rowid LIMIT {most}"
_IS_FORM = _RANKS.format(table="title_form", beyond="", most=1)
_TITLES = f"""
SELECT {TITLE_COLUMNS} FROM ({{ranks}}) AS found
CROSS JOIN title_rank AS r ON r.rank = found.rank CROSS JOIN title AS t ON t.id = r.title_id
WHERE 1{{where}} LIMIT ?
"""
_TITLE_CARDS = f"""
SELECT {TITLE_CARD} FROM ({{ranks}}) AS found CROSS JOIN title_card AS t ON t.rank = found.rank WHERE 1{{where}} LIMIT ?
"""
_PEOPLE = f"""
SELECT {PERSON_COLUMNS} FROM ({{ranks}}) AS found
CROSS JOIN person_rank AS r ON r.rank = found.rank CROSS JOIN person AS p ON p.id = r.person_id
WHERE 1{{where}} LIMIT ?
"""
_PERSON_CARDS = f"""
SELECT {PERSON_CARD} FROM ({{ranks}}) AS found CROSS JOIN person_card AS p ON p.rank = found.rank WHERE 1{{where}} LIMIT ?
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
    every = Index(con)
    titles = every.titles.at([place for place in places if place > 0])
    people = every.people.at([-place for place in places if place < 0])
    return {row[0]: row for row in titles} | {-row[0]: row for row in people}


class Some:
    """Titles or people under one set of conditions; their rows are those of ``TITLE_COLUMNS`` or ``PERSON_COLUMNS``."""

    def __init__(self, con: sqlite3.Connection, name: str, rows: str, cards: str, where: Where) -> None:
        self._con, self._name, self._rows, self._cards, self._where = con, name, rows, cards, where

    def noted(self, match: str, most: int) -> list[Row]:
        """The first of the noted that answer an FTS5 expression."""
        return self._found(_matching(self._cards, f"{self._name}_noted", self._where.of_cards), match, most)

    def formed(self, match: str, most: int) -> list[Row]:
        """The first of the noted whose forms answer an expression."""
        return self._found(_matching(self._cards, f"{self._name}_form", self._where.of_cards), match, most)

    def others(self, match: str, most: int) -> list[Row]:
        """The first beyond the noted."""
        return self._found(_matching(self._rows, f"{self._name}_search", self._where.sql, index.NOTED), match, most)

    def first(self, match: str, most: int) -> list[Row]:
        """The first of all."""
        noted = self.noted(match, most)
        return noted if len(noted) == most else noted + self.others(match, most - len(noted))

    def few(self, match: str, few: int) -> list[Row] | None:
        """All that answer, if they are fewer than ``few``."""
        ranks = _RANKS.format(table=f"{self._name}_search", beyond="", most="?")
        found = self._con.execute(ranks, (match, few)).fetchall()
        return self.at([rank for (rank,) in found]) if len(found) < few else None

    def at(self, ranks: Sequence[int]) -> list[Row]:
        """The rows of ranks, the noted first, otherwise in the same order."""
        noted = [rank for rank in ranks if rank <= index.NOTED]
        others = [rank for rank in ranks if rank > index.NOTED]
        rows = self._found(_given(self._cards, self._where.of_cards), str(noted), -1) if noted else []
        return rows + self._found(_given(self._rows, self._where.sql), str(others), -1) if others else rows

    def _found(self, query: str, asked: str, most: int) -> list[Row]:
        return self._con.execute(query, (asked, *self._where.values, most)).fetchall()


@lru_cache(128)
def _matching(rows: str, table: str, where: str, beyond: int = 0) -> str:
    """A query for the rows that answer an expression; those ``beyond`` a rank, where the noted have a table of their own."""
    ranks = _RANKS.format(table=table, beyond=f" AND rowid > {beyond}" if beyond else "", most=MOST_FILTERED)
    return rows.format(ranks=ranks, where=where)


@lru_cache(128)
def _given(rows: str, where: str) -> str:
    return rows.format(ranks=_GIVEN, where=where)


class Index:
    """The catalogue's search tables under one set of conditions, which do not touch people."""

    def __init__(self, con: sqlite3.Connection, where: Where = NOTHING) -> None:
        self.con, self.where = con, where
        self.titles = Some(con, "title", _TITLES, _TITLE_CARDS, where)
        self.people = Some(con, "person", _PEOPLE, _PERSON_CARDS, NOTHING)

    def exact(self, keys: Iterable[str], most: int, year: int | None = None) -> list[Row]:
        """Titles one of whose names is one of ``keys`` (folded), whole; of ``year`` alone, where it is given."""
        ranks = lookup.ranks(self.con, keys, year)[:MOST_FILTERED]
        if not ranks:
            return []  # as nearly always
        only, values = (" AND r.year = ?", (year,)) if year is not None else ("", ())
        query = _given(_TITLES, self.where.sql + only)
        return self.con.execute(query, (json.dumps(ranks), *self.where.values, *values, most)).fetchall()

    def formed(self, forms: Iterable[str], most: int) -> list[Row]:
        """Noted titles one of whose names has one of ``forms``."""
        match = any_of(forms)
        if not match or not self.con.execute(_IS_FORM, (match,)).fetchone():
            return []  # as nearly always
        return self.titles.formed(match, most)

    def all(self, most: int, years: Sequence[int] = ()) -> list[Row]:
        """The most noted titles that pass the filters; ``years``, where few are wanted, spare walking the rest."""
        if self.where.among:
            sql = _AMONG.format(among=self.where.among, where=self.where.sql)
            return self.con.execute(sql, (*self.where.among_values, *self.where.values, most)).fetchall()
        if years:
            return self.titles.first(any_of(map(str, years)), most)
        sql = _WALK.format(where=self.where.sql)
        return self.con.execute(sql, (*self.where.values, most)).fetchall()

    def credited(self, person: int, most: int) -> list[Row]:
        """Titles in which a person has a credit."""
        return self.among(filmographies((person,)), most)

    def among(self, titles: str, most: int) -> list[Row]:
        """The most noted of the titles whose ids a query gives."""
        sql = _AMONG.format(among=titles, where=self.where.sql)
        return self.con.execute(sql, (*self.where.values, most)).fetchall()


def filmographies(people: Sequence[int], categories: Sequence[str] = ()) -> str:
    """A query for the ids of titles in which one of ``people`` has a credit (of ``categories``)."""
    only = f" AND category IN ({', '.join(map(repr, categories))})" if categories else ""
    return f"SELECT DISTINCT title_id FROM filmography WHERE person_id IN ({', '.join(map(str, people))}){only}"


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
