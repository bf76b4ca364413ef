"""The catalogue's own lists: polls, prizes and the house's choices. Their keys are ``canon:`` and the list's own."""

from __future__ import annotations

import sqlite3
from typing import Any

from db.base.errors import NotFound
from db.base.records.cards import ListCard, ListEntry, SortKey
from db.personal.marks import has
from db.reading.cards import cards
from db.reading.sorting import by_name

PREFIX = "canon:"

_SEEN = f"(SELECT count(*) FROM list_entry AS e WHERE e.list_id = list.id AND {has('seen', 'e.title_id')})"
_CARD = f"""SELECT key, name, (SELECT count(*) FROM list_entry AS e WHERE e.list_id = list.id), {_SEEN},
  ifnull(about, ''), ifnull(author, ''), ranked FROM list"""
_ORDER: dict[SortKey, str] = {
    "order": "position",
    "added": "position",
    "title": f"{by_name('title')}, position",
    "year": "year DESC NULLS LAST, position",
    "rating": "average_rating DESC NULLS LAST, position",
    "mine": "(SELECT value FROM my_rating AS r WHERE r.title_id = e.title_id) DESC NULLS LAST, position",
    "runtime": "runtime_minutes NULLS LAST, position",
    "votes": "num_votes DESC NULLS LAST, position",
}


def lists(con: sqlite3.Connection) -> list[ListCard]:
    """Every list of the catalogue with the viewer's progress."""
    return [_card(row) for row in con.execute(f"{_CARD} ORDER BY id")]


def list_card(con: sqlite3.Connection, key: str) -> ListCard:
    """One list; NotFound where the catalogue has none of this key."""
    row = con.execute(f"{_CARD} WHERE key = ?", (key.removeprefix(PREFIX),)).fetchone()
    if row is None:
        raise NotFound(f"This catalogue has no list {key}.", "The lists screen shows those it has.")
    return _card(row)


def list_entries(
    con: sqlite3.Connection, key: str, *, sort: SortKey = "order", limit: int = 200, offset: int = 0
) -> list[ListEntry]:
    """The titles of a list; ``position`` is the list's own, however they are sorted. NotFound for an unknown key."""
    list_card(con, key)
    rows = con.execute(
        f"""SELECT e.position, e.title_id, ifnull(e.note, ''), e.score FROM list_entry AS e JOIN title ON title.id = e.title_id
        WHERE e.list_id = (SELECT id FROM list WHERE key = ?) ORDER BY {_ORDER[sort]} LIMIT ? OFFSET ?""",
        (key.removeprefix(PREFIX), limit, offset),
    ).fetchall()
    found = cards(con, (row[1] for row in rows))
    return [ListEntry(position, found[title_id], note, score=score) for position, title_id, note, score in rows]


def _card(row: tuple[Any, ...]) -> ListCard:
    key, name, size, seen, about, by, ranked = row
    return ListCard(PREFIX + key, name, "canon", size, seen, about, by, bool(ranked))
