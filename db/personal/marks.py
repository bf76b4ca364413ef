"""What the viewer has said of titles, in short: the marks beside their names."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable

from db.base.records.cards import Mine

#: What each mark means: the tables whose rows give it to a title, and which of their rows.
_MARKS: dict[str, tuple[tuple[str, str], ...]] = {
    "seen": (("said_diary", "stopped_at IS NULL"), ("said_rating", "1")),
    "rated": (("said_rating", "1"),),
    "reviewed": (("said_review", "1"),),
    "owned": (("said_owned", "1"),),
    "liked": (("said_like", "1"),),
    "watchlist": (("said_list_entry", "list_id IN (SELECT id FROM my_list WHERE kind = 'watchlist')"),),
}


def titles_with(mark: str) -> str:
    """A query for the ids of all titles that have a mark: ``seen`` (watched to the end, or rated), ``rated``, ``reviewed``, …"""
    return " UNION ".join(
        f"SELECT m.shown_id AS title_id FROM {table} AS said CROSS JOIN my_title AS m ON m.id = said.my_id WHERE {rows}"
        for table, rows in _MARKS[mark]
    )


def has(mark: str, title_id: str) -> str:
    """An SQL condition: the title with the id ``title_id`` (an expression) has a mark."""
    return f"EXISTS (SELECT 1 FROM my_title AS m WHERE m.shown_id = {title_id} AND {_given(mark, 'm.id')})"


def row_has(mark: str, my_id: str) -> str:
    """An SQL condition: the title of the row ``my_id`` (a column) of ``my_title`` has a mark; quicker than :func:`has`."""
    shown = f"(SELECT shown_id FROM my_title WHERE id = {my_id})"
    twin = f"{my_id} IN (SELECT id FROM my_title WHERE twin = 1)"
    return f"({_given(mark, my_id)} OR {twin} AND {has(mark, shown)})"


def _given(mark: str, my_id: str) -> str:
    given = (f"EXISTS (SELECT 1 FROM {table} AS said WHERE said.my_id = {my_id} AND {rows})" for table, rows in _MARKS[mark])
    return f"({' OR '.join(given)})"


_SAID = " UNION ALL ".join(
    f"SELECT my_id FROM mine.{table}"
    for table in ("said_rating", "said_list_entry", "said_diary", "said_review", "said_owned", "said_tag", "said_like")
)


def said(con: sqlite3.Connection) -> frozenset[int]:
    """Every title that has a mark."""
    marked = con.execute(f"SELECT shown_id FROM mine.my_title WHERE id IN ({_SAID})")
    return frozenset([title_id for (title_id,) in marked])


#: The marks of one row of ``my_title AS m``; all but the tags in the order of :class:`Mine`.
_OF_ROW = """
SELECT m.shown_id,
  (SELECT value FROM said_rating WHERE my_id = m.id),
  EXISTS (SELECT 1 FROM said_list_entry WHERE my_id = m.id AND list_id IN (SELECT id FROM my_list WHERE kind = 'watchlist')),
  (SELECT count(*) FROM said_diary WHERE my_id = m.id AND stopped_at IS NULL),
  (SELECT max(watched_on) FROM said_diary WHERE my_id = m.id AND stopped_at IS NULL),
  (SELECT count(*) FROM said_list_entry WHERE my_id = m.id
    AND list_id NOT IN (SELECT id FROM my_list WHERE kind = 'watchlist')),
  EXISTS (SELECT 1 FROM said_review WHERE my_id = m.id),
  EXISTS (SELECT 1 FROM said_owned WHERE my_id = m.id),
  (SELECT group_concat(tag, char(10)) FROM said_tag WHERE my_id = m.id),
  EXISTS (SELECT 1 FROM said_like WHERE my_id = m.id)
FROM json_each(?) AS asked CROSS JOIN my_title AS m ON m.shown_id = asked.value"""
#: The same of a title, as the views have it, whatever rows of ``my_title`` it has.
_OF_TITLE = """
SELECT asked.value,
  (SELECT value FROM my_rating WHERE title_id = asked.value),
  EXISTS (SELECT 1 FROM my_list_entry AS e JOIN my_list AS l ON l.id = e.list_id
    WHERE e.title_id = asked.value AND l.kind = 'watchlist'),
  (SELECT count(*) FROM my_diary WHERE title_id = asked.value AND stopped_at IS NULL),
  (SELECT max(watched_on) FROM my_diary WHERE title_id = asked.value AND stopped_at IS NULL),
  (SELECT count(*) FROM my_list_entry AS e JOIN my_list AS l ON l.id = e.list_id
    WHERE e.title_id = asked.value AND l.kind <> 'watchlist'),
  EXISTS (SELECT 1 FROM my_review WHERE title_id = asked.value),
  EXISTS (SELECT 1 FROM my_owned WHERE title_id = asked.value),
  (SELECT group_concat(tag, char(10)) FROM my_tag WHERE title_id = asked.value),
  EXISTS (SELECT 1 FROM my_like WHERE title_id = asked.value)
FROM json_each(?) AS asked"""


def mine(con: sqlite3.Connection, title_ids: Iterable[int]) -> dict[int, Mine]:
    """The marks of every one of ``title_ids``; ``lists`` counts the viewer's own without the watchlist.

    A title that nothing is said of costs one look at an index. Nearly all others have one row of ``my_title`` and need none
    of the views' care.
    """
    asked = dict.fromkeys(title_ids, Mine())
    rows = con.execute(_OF_ROW, (json.dumps(list(asked)),)).fetchall()
    found = {row[0]: row for row in rows}
    if len(found) < len(rows):
        several = [title_id for title_id, count in Counter(row[0] for row in rows).items() if count > 1]
        found |= {row[0]: row for row in con.execute(_OF_TITLE, (json.dumps(several),))}
    for title_id, rating, listed, times, last, lists, reviewed, owned, tags, liked in found.values():
        words = tuple(sorted(tags.splitlines())) if tags else ()
        asked[title_id] = Mine(rating, bool(listed), times, last, lists, bool(reviewed), bool(owned), words, bool(liked))
    return asked
