"""Viewings that several imports brought under different names of one title, once these are known to be one.

While a title has no place in the catalogue, two services that write its name or year differently make two viewings of an evening.
When both names find their place, the viewings stand on one title: they become one, as one action that can be undone. Only what
imports wrote and nobody changed is joined, and only where no detail is lost.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from typing import Any, NamedTuple

from db.personal.desk import Desk

_DETAILS = ("rewatch", "rating", "liked", "place", "company", "note", "stopped_at")
#: Viewings of titles that are several rows of ``my_title``.
_VIEWINGS = f"""
SELECT t.shown_id, s.id, s.uid, s.my_id, s.watched_on, s.tags, {", ".join(f"s.{name}" for name in _DETAILS)}
FROM said_diary AS s JOIN my_title AS t ON t.id = s.my_id
WHERE t.shown_id IN (SELECT shown_id FROM my_title GROUP BY shown_id HAVING count(*) > 1)
ORDER BY s.watched_on IS NULL, s.id
"""
#: Of some rows, those that an import wrote and nothing else changed.
_UNTOUCHED = """
SELECT c.row_key FROM json_each(?) AS asked JOIN journal_change AS c ON c.table_name = 'said_diary' AND c.row_key = asked.value
JOIN journal_action AS a ON a.id = c.action_id AND a.undone_at IS NULL
GROUP BY c.row_key HAVING min(a.kind = 'import') = 1
"""


class _Viewing(NamedTuple):
    id: int
    uid: str
    my_id: int
    day: str | None
    tags: tuple[str, ...]
    details: dict[str, Any]


def join(desk: Desk) -> int:
    """Join what can be joined; the number of viewings that are gone."""
    with desk.action("import") as act:
        pairs = _pairs(act.con)
        for kept, gone in pairs:
            values = {name: kept.details[name] or gone.details[name] for name in _DETAILS}
            values["tags"] = json.dumps(list(dict.fromkeys((*kept.tags, *gone.tags))), ensure_ascii=False)
            changes = ", ".join(f"{name} = ?" for name in values)
            act.con.execute(f"UPDATE said_diary SET {changes} WHERE id = ?", (*values.values(), kept.id))
            act.con.execute("UPDATE said_review SET viewing_id = ? WHERE viewing_id = ?", (kept.id, gone.id))
            act.con.execute("DELETE FROM said_diary WHERE id = ?", (gone.id,))
        number = len(pairs)
        act.sentence = f"Joined {number} viewing{'s' * (number != 1)} that several imports had brought"
    return number


def _pairs(con: sqlite3.Connection) -> list[tuple[_Viewing, _Viewing]]:
    """Viewings that are one: that which stays, and that which goes."""
    titles: dict[int, list[_Viewing]] = defaultdict(list)
    for shown, number, uid, my_id, day, tags, *details in con.execute(_VIEWINGS):
        told = dict(zip(_DETAILS, details, strict=True))
        titles[shown].append(_Viewing(number, uid, my_id, day, tuple(json.loads(tags)), told))
    several = {shown: seen for shown, seen in titles.items() if len({each.my_id for each in seen}) > 1}
    uids = json.dumps([each.uid for seen in several.values() for each in seen])
    brought = {row[0] for row in con.execute(_UNTOUCHED, (uids,))} if several else set()
    pairs = []
    for seen in several.values():
        here = [each for each in seen if each.uid in brought]
        while here:
            kept = here.pop(0)
            if (gone := next((each for each in here if _one(kept, each)), None)) is not None:
                here.remove(gone)
                pairs.append((kept, gone))
    return pairs


def _one(kept: _Viewing, gone: _Viewing) -> bool:
    """Whether two viewings, of two rows of one title, tell of one evening."""
    if kept.my_id == gone.my_id:
        return False
    if gone.day is None:
        return not gone.tags and not any(gone.details.values())
    return kept.day == gone.day and all(
        not gone.details[name] or not kept.details[name] or gone.details[name] == kept.details[name] for name in _DETAILS
    )
