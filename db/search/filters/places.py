"""Filters on where a title is from: ``country:france``, ``language:japanese``."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from db.base import fold
from db.search.filters.entry import Condition, Entry, Filter, Parsed

_OFFERED = 12


def _written(con: sqlite3.Connection, table: str, words: str) -> list[str]:
    """The values of a section whose folded form is ``words``, or begins so where none is.

    Folding is Python's, so "cote d'ivoire" finds "Côte d'Ivoire"; a section holds a few hundred different values.
    """
    known = {value: fold.key(value) for (value,) in con.execute(f"SELECT DISTINCT {table} FROM {table}")}
    exact = [value for value, folded in known.items() if folded == words]
    return exact or sorted(value for value, folded in known.items() if folded.startswith(words))


def _entry(field: str, label: str, help: str, examples: tuple[str, ...]) -> Entry:
    def keyed(_key: str, value: str) -> Parsed | None:
        words = fold.key(value)
        return Parsed(Filter(field, value=words), f"{label} {' '.join(value.split())}", only=True) if words else None

    def condition(con: sqlite3.Connection, wanted: Filter) -> Condition:
        values = tuple(_written(con, field, wanted.value))
        marks = ", ".join("?" * len(values))
        return Condition(3, f"EXISTS (SELECT 1 FROM {field} WHERE title_id = r.title_id AND {field} IN ({marks}))", values)

    offered: Callable[[sqlite3.Connection, str], list[str]]
    offered = lambda con, typed: _written(con, field, fold.key(typed))[:_OFFERED]  # noqa: E731
    return Entry(field, help, examples, condition, keys=(field,), keyed=keyed, values=offered)


COUNTRY = _entry("country", "from", "a country of production", ("country:france",))
LANGUAGE = _entry("language", "in", "a language spoken in it", ("language:japanese",))
