"""Titles and people of the catalogue with exactly a given name, for records that come without an id."""

from __future__ import annotations

import sqlite3

from db.base import fold
from db.catalogue import lookup
from db.catalogue.facets import KINDS
from db.personal.places import Named, Subject

#: Documents of the index that are looked at, the most noted first.
_MOST = 300
#: Years that a record may be off.
_OFF = 1


def title(con: sqlite3.Connection, subject: Subject) -> Named:
    """Titles of this name, under any of their names: those of its year and kind, and those of a year beside it.

    One of which it is an aka counts as near where another has it for its own name. Episodes are not meant unless it is one.
    """
    kinds = [kind for kind in KINDS if kind != "tvEpisode" or subject.kind == "tvEpisode"]
    found = lookup.by_name(con, subject.name, subject.year, kinds, within=_OFF)
    exact = [one for one in found if one.year is not None and one.year == subject.year and one.kind == subject.kind]
    exact = [one for one in exact if one.how != "aka"] or exact
    return Named(tuple(one.id for one in exact), tuple(one.id for one in found if one not in exact))


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
