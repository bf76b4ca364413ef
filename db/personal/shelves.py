"""Reading the watchlist and the viewer's own lists. Keys: ``watchlist``, ``my:3``."""

from __future__ import annotations

import sqlite3

from db.catalogue.cards import cards
from db.errors import NotFound
from db.personal.marks import SEEN
from db.records import ListCard, ListEntry, OnList, SortKey

_ORDER: dict[SortKey, str] = {
    "order": "place",
    "title": "coalesce(t.title, m.title) COLLATE NOCASE, place",
    "year": "coalesce(t.year, m.year) DESC NULLS LAST, place",
    "rating": "t.average_rating DESC NULLS LAST, place",
    "mine": "(SELECT value FROM my_rating AS r WHERE r.title_id = e.title_id) DESC NULLS LAST, place",
    "runtime": "t.runtime_minutes NULLS LAST, place",
    "added": "e.added_at DESC, place DESC",
    "votes": "t.num_votes DESC NULLS LAST, place",
}

_KEY = "CASE l.kind WHEN 'watchlist' THEN 'watchlist' ELSE 'my:' || l.id END"
_SIZE = "(SELECT count(*) FROM my_list_entry AS e WHERE e.list_id = l.id)"
_SEEN = f"(SELECT count(*) FROM my_list_entry AS e WHERE e.list_id = l.id AND {SEEN.format(id='e.title_id')})"
_CARD = f"SELECT {_KEY}, name, kind, {_SIZE}, {_SEEN}, about, query FROM my_list AS l"


def my_lists(con: sqlite3.Connection) -> list[ListCard]:
    """The watchlist, then the viewer's lists in their order."""
    return [_card(row) for row in con.execute(f"{_CARD} ORDER BY kind <> 'watchlist', position, id")]


def list_card(con: sqlite3.Connection, key: str) -> ListCard:
    """One list; NotFound where it is gone."""
    return _card(con.execute(f"{_CARD} WHERE id = ?", (list_id(con, key),)).fetchone())


def list_id(con: sqlite3.Connection, key: str) -> int:
    """The id that the writing functions take, for a key; NotFound where there is no such list."""
    number = key.removeprefix("my:")
    found = con.execute(
        "SELECT id FROM my_list WHERE CASE WHEN ? = 'watchlist' THEN kind = 'watchlist' ELSE id = ? END",
        (key, int(number) if number.isdecimal() and len(number) < 19 else -1),
    ).fetchone()
    if found is None:
        raise NotFound("That list is not there any more.")
    return int(found[0])


def entries(
    con: sqlite3.Connection, key: str, *, sort: SortKey = "order", limit: int = 200, offset: int = 0
) -> list[ListEntry]:
    """The titles of a list; ``position`` is the place in the viewer's own order, from 1, however they are sorted."""
    rows = con.execute(
        f"""SELECT e.place, e.title_id, e.note, e.added_at, e.id
        FROM (SELECT *, row_number() OVER (ORDER BY position, id) AS place FROM my_list_entry WHERE list_id = ?) AS e
        JOIN my_title AS m ON m.title_id = e.title_id LEFT JOIN title AS t ON t.id = e.title_id
        ORDER BY {_ORDER[sort]} LIMIT ? OFFSET ?""",
        (list_id(con, key), limit, offset),
    ).fetchall()
    found = cards(con, (row[1] for row in rows))
    return [
        ListEntry(place, found[title_id], note, added_at, entry_id=entry) for place, title_id, note, added_at, entry in rows
    ]


def lists_holding(con: sqlite3.Connection, title_id: int) -> list[OnList]:
    """The viewer's lists that hold a title, the watchlist first."""
    found = con.execute(
        f"""SELECT {_KEY}, name, {_SIZE},
          (SELECT count(*) FROM my_list_entry AS b
            WHERE b.list_id = l.id AND (b.position, b.id) <= (held.position, held.id)),
          substr(held.added_at, 1, 10), {_SEEN}
        FROM my_list_entry AS held JOIN my_list AS l ON l.id = held.list_id
        WHERE held.title_id = ? ORDER BY l.kind <> 'watchlist', l.position, l.id""",
        (title_id,),
    )
    return [OnList(key, name, "you", size, place, date, seen) for key, name, size, place, date, seen in found]


def membership(con: sqlite3.Connection, title_id: int) -> list[tuple[ListCard, bool]]:
    """Every list a title can be put on, and whether it is on it."""
    holding = {on.key for on in lists_holding(con, title_id)}
    return [(card, card.key in holding) for card in my_lists(con) if card.kind != "smart"]


def _card(row: tuple[str, str, str, int, int, str, str | None]) -> ListCard:
    key, name, kind, size, seen, about, query = row
    return ListCard(key, name, kind, size, seen, about, by="you", query=query or "")
