"""Reading the watchlist, the viewer's own lists and tags. Keys: ``watchlist``, ``my:3``, ``tag:noir``.

A smart list holds what its search finds at the moment, at most :data:`MOST_FOUND` titles; ``adult`` lets such titles onto it.
"""

from __future__ import annotations

import json
import sqlite3

from db.base.clock import local_day
from db.base.errors import NotFound
from db.base.records.cards import ListCard, ListEntry, OnList, SortKey
from db.personal.marks import has, row_has
from db.reading.cards import cards
from db.reading.sorting import by_name

TAG = "tag:"
#: Titles that a smart list holds at most: the most noted of those found.
MOST_FOUND = 500

#: What a title was called when the viewer said something of it: for those that the catalogue does not hold.
_NAMED = "(SELECT {0} FROM my_title WHERE shown_id = e.title_id ORDER BY id LIMIT 1)"
_ORDER: dict[SortKey, str] = {
    "order": "place",
    "title": f"{by_name('coalesce(t.title, ' + _NAMED.format('title') + ')')}, place",
    "year": f"coalesce(t.year, {_NAMED.format('year')}) DESC NULLS LAST, place",
    "rating": "t.average_rating DESC NULLS LAST, place",
    "mine": "(SELECT value FROM my_rating AS r WHERE r.title_id = e.title_id) DESC NULLS LAST, place",
    "runtime": "t.runtime_minutes NULLS LAST, place",
    "added": "e.added_at DESC, place DESC",
    "votes": "t.num_votes DESC NULLS LAST, place",
}

#: The titles of each kind of list, in its own order: ``id, title_id, note, added_at, place``, for one parameter.
_ENTERED = "SELECT id, title_id, note, added_at, position AS place FROM my_list_entry WHERE list_id = ?"
_TAGGED = "SELECT NULL AS id, title_id, '' AS note, '' AS added_at, id AS place FROM my_tag WHERE tag = ?"
_FOUND = "SELECT NULL AS id, value AS title_id, '' AS note, '' AS added_at, key + 1 AS place FROM json_each(?)"

_KEY = "CASE l.kind WHEN 'watchlist' THEN 'watchlist' ELSE 'my:' || l.id END"
#: The titles on a list, told by its entries alone: what is counted needs no look at each title.
_ON_IT = "FROM said_list_entry AS e WHERE e.list_id = l.id AND e.my_id IS NOT NULL AND e.id NOT IN my_covered_entry"
_SIZE = f"(SELECT count(*) {_ON_IT})"
_SEEN = f"(SELECT count(*) {_ON_IT} AND {row_has('seen', 'e.my_id')})"
_CARD = f"SELECT {_KEY}, name, kind, {_SIZE}, {_SEEN}, about, query, ranked FROM my_list AS l"


def my_lists(con: sqlite3.Connection, *, adult: bool = False) -> list[ListCard]:
    """The watchlist, then the viewer's lists in their order."""
    return [_card(con, row, adult) for row in con.execute(f"{_CARD} ORDER BY kind <> 'watchlist', position, id").fetchall()]


def my_tags(con: sqlite3.Connection) -> list[ListCard]:
    """The viewer's tags as lists, most used first."""
    seen = has("seen", "my_tag.title_id")
    rows = con.execute(f"SELECT tag, count(*), sum({seen}) FROM my_tag GROUP BY tag ORDER BY count(*) DESC, tag")
    return [_tag(*row) for row in rows]


def list_card(con: sqlite3.Connection, key: str, *, adult: bool = False) -> ListCard:
    """One list; NotFound where it is gone. A tag that is on no title is an empty list."""
    if key.startswith(TAG):
        word = key.removeprefix(TAG)
        return next((card for card in my_tags(con) if card.key == key), _tag(word, 0, 0))
    return _card(con, con.execute(f"{_CARD} WHERE id = ?", (list_id(con, key),)).fetchone(), adult)


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
    con: sqlite3.Connection,
    key: str,
    *,
    sort: SortKey = "order",
    limit: int = 200,
    offset: int = 0,
    adult: bool = False,
) -> list[ListEntry]:
    """The titles of a list; ``position`` is the place in its own order, from 1, however they are sorted."""
    source, value = _source(con, key, adult)
    rows = con.execute(
        f"""SELECT e.place, e.title_id, e.note, e.added_at, e.id
        FROM (SELECT id, title_id, note, added_at, row_number() OVER (ORDER BY place, id) AS place FROM ({source})) AS e
        LEFT JOIN title AS t ON t.id = e.title_id
        ORDER BY {_ORDER[sort]} LIMIT ? OFFSET ?""",
        (value, limit, offset),
    ).fetchall()
    found = cards(con, (row[1] for row in rows))
    return [
        ListEntry(place, found[title_id], note, added_at, entry_id=entry) for place, title_id, note, added_at, entry in rows
    ]


def lists_holding(con: sqlite3.Connection, title_id: int) -> list[OnList]:
    """The viewer's lists that hold a title, the watchlist first."""
    found = con.execute(
        f"""SELECT {_KEY}, name, {_SIZE},
          (SELECT count(*) {_ON_IT} AND (e.position, e.id) <= (held.position, held.id)),
          held.added_at, {_SEEN}
        FROM my_list_entry AS held JOIN my_list AS l ON l.id = held.list_id
        WHERE held.title_id = ? ORDER BY l.kind <> 'watchlist', l.position, l.id""",
        (title_id,),
    )
    return [OnList(key, name, "you", size, place, local_day(added), seen) for key, name, size, place, added, seen in found]


def membership(con: sqlite3.Connection, title_id: int) -> list[tuple[ListCard, bool]]:
    """Every list a title can be put on, and whether it is on it."""
    holding = {on.key for on in lists_holding(con, title_id)}
    rows = con.execute(f"{_CARD} WHERE kind <> 'smart' ORDER BY kind <> 'watchlist', position, id").fetchall()
    return [(card, card.key in holding) for card in (_card(con, row, adult=False) for row in rows)]


def _source(con: sqlite3.Connection, key: str, adult: bool) -> tuple[str, object]:
    """The query for a list's titles and its parameter."""
    if key.startswith(TAG):
        return _TAGGED, key.removeprefix(TAG)
    number = list_id(con, key)
    kind, query = con.execute("SELECT kind, query FROM my_list WHERE id = ?", (number,)).fetchone()
    return (_FOUND, json.dumps(_found(con, query or "", adult))) if kind == "smart" else (_ENTERED, number)


def _found(con: sqlite3.Connection, query: str, adult: bool) -> list[int]:
    """The titles that a search finds now."""
    from db.search import engine  # most lists need no search

    hits = engine.search(con, query, limit=MOST_FOUND, adult=adult, people=False).hits
    return [hit.card.id for hit in hits]


def _tag(word: str, size: int, seen: int) -> ListCard:
    return ListCard(TAG + word, word, "tag", size, seen, by="you")


def _card(con: sqlite3.Connection, row: tuple[str, str, str, int, int, str, str | None, int], adult: bool) -> ListCard:
    key, name, kind, size, seen, about, query, ranked = row
    if kind == "smart":
        found = json.dumps(_found(con, query or "", adult))
        sums = f"SELECT count(*), ifnull(sum({has('seen', 'found.value')}), 0) FROM json_each(?) AS found"
        size, seen = con.execute(sums, (found,)).fetchone()
    return ListCard(key, name, kind, size, seen, about, by="you", ranked=bool(ranked), query=query or "")
