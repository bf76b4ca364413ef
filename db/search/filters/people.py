"""Filters on people: ``director:varda``, ``actor:"anton walbrook"``, ``person:powell``."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

from db.base import fold
from db.search.filters.entry import Condition, Entry, Filter, Parsed
from db.search.find import Index, all_of, filmographies

#: Names offered as completions, and people looked at to find out who is meant.
_OFFERED, _LOOKED_AT = 10, 12
#: The most noted people of a name that several bear.
_MEANT = 3


def named(con: sqlite3.Connection, words: str) -> list[int]:
    """The people whom folded words mean: those of exactly that name, else the most noted whose names hold the words."""
    rows = Index(con).people.first(all_of(con, words.split(), unfinished=True), _LOOKED_AT)
    exact = [row[1] for row in rows if fold.key(row[2]) == words]
    return exact[:1] or [row[1] for row in rows[:_MEANT]]


def _keyed(key: str, value: str) -> Parsed | None:
    words = fold.key(value)
    return Parsed(Filter(key, value=words), f"{key}: {' '.join(value.split())}", only=True) if words else None


def _names(con: sqlite3.Connection, typed: str) -> list[str]:
    words = fold.words(typed)
    return [row[2] for row in Index(con).people.first(all_of(con, words, unfinished=True), _OFFERED)] if words else []


def _credited(categories: Sequence[str]) -> Callable[[sqlite3.Connection, Filter], Condition]:
    def condition(con: sqlite3.Connection, wanted: Filter) -> Condition:
        credited = filmographies(named(con, wanted.value), categories)
        return Condition(1, f"r.title_id IN ({credited})", among=credited)

    return condition


def _entry(field: str, help: str, example: str, *categories: str) -> Entry:
    return Entry(field, help, (example,), _credited(categories), keys=(field,), keyed=_keyed, values=_names)


PERSON = _entry("person", "somebody who worked on it", "person:pressburger")
DIRECTOR = _entry("director", "who directed it", "director:varda", "director")
WRITER = _entry("writer", "who wrote it", 'writer:"ruth prawer jhabvala"', "writer")
ACTOR = _entry("actor", "who is in it", 'actor:"anton walbrook"', "actor", "actress", "self")
