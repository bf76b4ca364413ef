"""Up next: the next unseen episode of every series that the viewer is in the middle of."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta

from db.base.records.cards import UpNext
from db.personal.marks import has
from db.reading.cards import cards
from db.reading.episodes import next_unseen

#: Days without an episode after which a series is resting.
_WHILE = 180
#: Viewings that are looked through for the home screen, which shows only the series seen last.
LATEST = 500

_SEEN_LAST = """
SELECT t.series_id, max(d.watched_on) AS last FROM ({viewings}) AS d
JOIN my_title AS m ON m.id = d.my_id JOIN title AS t ON t.id = m.shown_id
WHERE t.series_id IS NOT NULL GROUP BY t.series_id"""
_ALL = "SELECT my_id, watched_on FROM said_diary WHERE stopped_at IS NULL"
_SOME = f"{_ALL} ORDER BY watched_on DESC LIMIT ?"
#: Those that the viewer says are under way come too, without an episode seen; those set aside do not.
_UNDER_WAY = "SELECT title_id, state FROM my_state"
_COUNTS = f"SELECT count(*), sum({has('seen', 'title.id')}) FROM title WHERE series_id = ? AND season IS NOT 0"


def up_next(
    con: sqlite3.Connection, today: date, *, most: int | None = None, latest: int | None = None
) -> tuple[UpNext, ...]:
    """Series under way, the one seen last first; those that rest for a while behind them. At most ``most``.

    ``latest`` looks at so many viewings only. Paused, dropped and finished series are left out, and those seen whole.
    """
    rows = con.execute(_SEEN_LAST.format(viewings=_ALL if latest is None else _SOME), () if latest is None else (latest,))
    last: dict[int, str | None] = dict(rows.fetchall())
    states = dict(con.execute(_UNDER_WAY))
    wanted = {one: day for one, day in last.items() if states.get(one, "under way") == "under way"}
    wanted |= {one: None for one, state in states.items() if state == "under way" and one not in last}
    old = (today - timedelta(days=_WHILE)).isoformat()
    order = sorted(wanted, key=lambda one: wanted[one] or "", reverse=True)
    held = cards(con, order if most is None else order[: 2 * most])
    found: list[UpNext] = []
    for series_id, card in held.items():
        if most is not None and len(found) == most:
            break
        upcoming = next_unseen(con, series_id, today.year)
        if upcoming is None:
            continue
        episodes, seen = con.execute(_COUNTS, (series_id,)).fetchone()
        day = wanted[series_id]
        resting = day is None or day < old
        found.append(UpNext(card, upcoming.card, upcoming.season, upcoming.number, seen or 0, episodes, day, resting))
    return tuple(found)
