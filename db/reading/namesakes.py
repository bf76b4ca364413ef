"""Titles and people of the catalogue that bear a name, whole: for records that come without an id."""

from __future__ import annotations

import sqlite3

from db.base import fold
from db.catalogue import lookup
from db.personal.places import Named, Subject

#: Documents of the index that are looked at, the most noted first.
_MOST = 300
#: Years that a record may be off.
_OFF = 1


def title(con: sqlite3.Connection, subject: Subject) -> Named:
    """Titles of this name, under any of their names: those of its year and kind, and those of a year beside it."""
    exact, near = [], []
    for one in lookup.by_name(con, subject.name):
        if one.year is not None and one.year == subject.year and one.kind == subject.kind:
            exact.append(one.id)
        elif one.year is None or subject.year is None or abs(one.year - subject.year) <= _OFF:
            near.append(one.id)
    return Named(tuple(exact), tuple(near))


def person(con: sqlite3.Connection, subject: Subject) -> Named:
    """People of this name: those born in the same year, and those of whom either year is not known."""
    key = fold.key(subject.name)
    if not key:
        return Named()
    exact, near = [], []
    for one, name, born in con.execute(
        "SELECT p.id, p.name, p.birth_year FROM person_search AS s JOIN person_rank AS r ON r.rank = s.rowid"
        " JOIN person AS p ON p.id = r.person_id WHERE person_search MATCH ? ORDER BY s.rowid LIMIT ?",
        (_words(key), _MOST),
    ):
        if fold.key(name) != key:
            continue
        if born is not None and born == subject.year:
            exact.append(one)
        elif born is None or subject.year is None:
            near.append(one)
    return Named(tuple(exact), tuple(near))


def _quoted(word: str) -> str:
    return '"' + word.replace('"', "") + '"'


def _words(key: str) -> str:
    return " ".join(map(_quoted, key.split()))
