"""What the viewer has said of titles, in short: the marks beside their names."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from db.base.records.cards import Mine

#: What each mark means: the tables whose rows give it to a title, and which of their rows.
_MARKS: dict[str, tuple[tuple[str, str], ...]] = {
    "seen": (("my_diary", "stopped_at IS NULL"), ("my_rating", "1")),
    "rated": (("my_rating", "1"),),
    "reviewed": (("my_review", "1"),),
    "owned": (("my_owned", "1"),),
    "watchlist": (("my_list_entry", "list_id IN (SELECT id FROM my_list WHERE kind = 'watchlist')"),),
}


def titles_with(mark: str) -> str:
    """A query for the ids of all titles that have a mark: ``seen`` (watched to the end, or rated), ``rated``, ``reviewed``, …"""
    return " UNION ".join(f"SELECT title_id FROM {table} WHERE {rows}" for table, rows in _MARKS[mark])


def has(mark: str, title_id: str) -> str:
    """An SQL condition: the title with the id ``title_id`` (an expression) has a mark."""
    return (
        "("
        + " OR ".join(
            f"EXISTS (SELECT 1 FROM {table} AS said WHERE said.title_id = {title_id} AND {rows})"
            for table, rows in _MARKS[mark]
        )
        + ")"
    )


_SAID = (
    "SELECT shown_id FROM mine.my_title WHERE id IN ("
    + " UNION ALL ".join(
        f"SELECT my_id FROM mine.{table}"
        for table in ("said_rating", "said_list_entry", "said_diary", "said_review", "said_owned", "said_tag", "said_like")
    )
    + ")"
)


def said(con: sqlite3.Connection) -> frozenset[int]:
    """Every title that has a mark."""
    return frozenset([title_id for (title_id,) in con.execute(_SAID)])


def mine(con: sqlite3.Connection, title_ids: Iterable[int]) -> dict[int, Mine]:
    """The marks of every one of ``title_ids``, in one query; ``lists`` counts the viewer's own without the watchlist."""
    asked = list(title_ids)
    found = con.execute(
        """SELECT asked.value,
          (SELECT value FROM my_rating WHERE title_id = asked.value),
          (SELECT count(*) FROM my_list_entry AS e JOIN my_list AS l ON l.id = e.list_id
            WHERE e.title_id = asked.value AND l.kind = 'watchlist') > 0,
          (SELECT count(*) FROM my_diary WHERE title_id = asked.value AND stopped_at IS NULL),
          (SELECT max(watched_on) FROM my_diary WHERE title_id = asked.value AND stopped_at IS NULL),
          (SELECT count(*) FROM my_list_entry AS e JOIN my_list AS l ON l.id = e.list_id
            WHERE e.title_id = asked.value AND l.kind <> 'watchlist'),
          EXISTS (SELECT 1 FROM my_review WHERE title_id = asked.value),
          EXISTS (SELECT 1 FROM my_owned WHERE title_id = asked.value),
          (SELECT group_concat(tag, char(10)) FROM my_tag WHERE title_id = asked.value),
          EXISTS (SELECT 1 FROM my_like WHERE title_id = asked.value)
        FROM (SELECT DISTINCT t.shown_id AS value FROM json_each(?) AS wanted CROSS JOIN my_title AS t
          ON t.shown_id = wanted.value) AS asked""",
        (json.dumps(asked),),
    )
    return dict.fromkeys(asked, Mine()) | {
        title_id: Mine(
            rating, bool(listed), times, last, lists, bool(reviewed), bool(owned), tuple(sorted((tags or "").splitlines())),
            bool(liked),
        )
        for title_id, rating, listed, times, last, lists, reviewed, owned, tags, liked in found
    }  # fmt: skip
