"""What the viewer has said of titles, in short: the marks beside their names."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from db.base.records.cards import Mine

#: True in SQL for a title seen: watched to the end, or rated. ``{id}`` stands for its id.
SEEN = """(EXISTS (SELECT 1 FROM my_diary AS seen WHERE seen.title_id = {id} AND seen.stopped_at IS NULL)
  OR EXISTS (SELECT 1 FROM my_rating AS rated WHERE rated.title_id = {id}))"""

_SAID = " UNION ALL ".join(
    f"SELECT title_id FROM mine.{table}"
    for table in ("my_rating", "my_list_entry", "my_diary", "my_review", "my_owned", "my_tag")
)


def said(con: sqlite3.Connection) -> frozenset[int]:
    """Every title that has a mark."""
    return frozenset([title_id for (title_id,) in con.execute(_SAID)])


def mine(con: sqlite3.Connection, title_ids: Iterable[int]) -> dict[int, Mine]:
    """The marks of every one of ``title_ids``, in one query; ``lists`` counts the viewer's own without the watchlist."""
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
          (SELECT group_concat(tag, char(10)) FROM my_tag WHERE title_id = asked.value)
        FROM json_each(?) AS asked""",
        (json.dumps(list(title_ids)),),
    )
    return {
        title_id: Mine(
            rating, bool(listed), times, last, lists, bool(reviewed), bool(owned), tuple(sorted((tags or "").splitlines()))
        )
        for title_id, rating, listed, times, last, lists, reviewed, owned, tags in found
    }
