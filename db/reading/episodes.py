"""A series and its episodes: seasons, the next one to see, and an episode's neighbours.

``title_series`` orders episodes within a series, so that nothing here reads more than the season in question.
"""

from __future__ import annotations

import sqlite3

from db.base.records.cards import TitleCard
from db.base.records.findings import Season
from db.base.records.pages import Episode
from db.personal.marks import has
from db.reading.cards import cards

#: Episodes of a season that are read: daily news has tens of thousands.
MOST = 2_000

_SEEN = has("seen", "title.id")
#: The order of episodes; what has no season or number comes last, as specials of season 0 do.
_ORDER = "season IS NULL, season = 0, season, episode IS NULL, episode, id"


def seasons(con: sqlite3.Connection, series_id: int) -> tuple[Season, ...]:
    """The seasons of a series in order; specials (0) and episodes of an unknown season (None) are last."""
    rows = con.execute(
        f"""SELECT season, count(*), sum({_SEEN}) FROM title WHERE series_id = ?
        GROUP BY season ORDER BY season IS NULL, season = 0, season""",
        (series_id,),
    )
    return tuple(Season(*row) for row in rows)


def episodes(con: sqlite3.Connection, series_id: int, season: int | None, limit: int = MOST) -> tuple[Episode, ...]:
    """The episodes of one season in order, at most ``limit``."""
    rows = con.execute(
        f"SELECT id, season, episode FROM title WHERE series_id = ? AND season IS ? ORDER BY {_ORDER} LIMIT ?",
        (series_id, season, limit),
    ).fetchall()
    return _told(con, rows)


def next_unseen(con: sqlite3.Connection, series_id: int, year: int | None = None) -> Episode | None:
    """The first episode not seen behind the last one seen; else the first not seen at all, specials last.

    With ``year`` those of this year or later that nobody has voted for are passed over: they are perhaps not out.
    """
    out = "" if year is None else f"NOT (ifnull(year, 0) >= {int(year)} AND num_votes IS NULL) AND"
    last = con.execute(
        f"""SELECT season, episode FROM title WHERE series_id = ? AND season > 0 AND episode IS NOT NULL AND {_SEEN}
        ORDER BY season DESC, episode DESC LIMIT 1""",
        (series_id,),
    ).fetchone()
    behind = "(season, episode) > (?, ?) AND" if last else ""
    for condition, values in ((behind, last or ()), ("", ())):
        rows = con.execute(
            f"""SELECT id, season, episode FROM title WHERE series_id = ? AND {condition} {out} NOT {_SEEN}
            ORDER BY {_ORDER} LIMIT 1""",
            (series_id, *values),
        ).fetchall()
        if rows:
            return _told(con, rows)[0]
    return None


def before(con: sqlite3.Connection, title_id: int) -> tuple[TitleCard, ...]:
    """The unseen episodes before one, specials left out, at most :data:`MOST`; none for a special or of an unknown place."""
    rows = con.execute(
        f"""SELECT title.id FROM title JOIN title AS this ON this.id = ? AND title.series_id = this.series_id
        WHERE this.season > 0 AND title.season > 0 AND (title.season, title.episode) < (this.season, this.episode)
          AND NOT {_SEEN} ORDER BY title.season, title.episode, title.id LIMIT ?""",
        (title_id, MOST),
    )
    return tuple(cards(con, (row[0] for row in rows)).values())


def unseen(con: sqlite3.Connection, series_id: int, season: int | None, year: int) -> tuple[TitleCard, ...]:
    """The unseen episodes of a season that are out by ``year``, in order."""
    rows = con.execute(
        f"""SELECT id FROM title WHERE series_id = ? AND season IS ? AND NOT {_SEEN}
          AND NOT (ifnull(year, 0) >= ? AND num_votes IS NULL) ORDER BY {_ORDER} LIMIT ?""",
        (series_id, season, year, MOST),
    )
    return tuple(cards(con, (row[0] for row in rows)).values())


def neighbours(
    con: sqlite3.Connection, series_id: int, season: int | None, number: int | None
) -> tuple[Episode | None, Episode | None]:
    """The episodes before and after one, specials among themselves; none for one whose place is not known."""
    if season is None or number is None:
        return None, None
    found = []
    for sign, way in (("<", "DESC"), (">", "ASC")):
        rows = con.execute(
            f"""SELECT id, season, episode FROM title WHERE series_id = ? AND (season, episode) {sign} (?, ?)
              AND (season = 0) = ?
            ORDER BY season {way}, episode {way}, id LIMIT 1""",
            (series_id, season, number, season == 0),
        ).fetchall()
        found.append(next(iter(_told(con, rows)), None))
    return found[0], found[1]


def _told(con: sqlite3.Connection, rows: list[tuple[int, int | None, int | None]]) -> tuple[Episode, ...]:
    found = cards(con, (row[0] for row in rows))
    return tuple(Episode(found[title_id], season, number) for title_id, season, number in rows if title_id in found)
