"""Reading the diary by title, year, month and day."""

from __future__ import annotations

import json
import sqlite3

from db.base.records.cards import DiaryEntry
from db.reading.cards import cards


def entries(
    con: sqlite3.Connection,
    *,
    year: int | None = None,
    month: int | None = None,
    title_id: int | None = None,
    limit: int = 200,
    offset: int = 0,
) -> list[DiaryEntry]:
    """Viewings, latest first, those of an unknown day last: all, or those of a year, of a month of it, or of one title."""
    where, values = _when(year, month)
    if title_id is not None:
        where, values = f"{where} AND d.title_id = ?", [*values, title_id]
    rows = con.execute(
        f"""SELECT d.id, d.title_id, d.watched_on, d.rewatch, d.rating, d.place, d.company, d.stopped_at, d.note,
          d.liked, d.tags
        FROM my_diary AS d WHERE {where} ORDER BY d.watched_on DESC, d.id DESC LIMIT ? OFFSET ?""",
        [*values, limit, offset],
    ).fetchall()
    found = cards(con, (row[1] for row in rows))
    return [
        DiaryEntry(
            id=row[0], card=found[row[1]], watched_on=row[2] or "", rewatch=bool(row[3]), rating=row[4], place=row[5],
            company=row[6], stopped_at=row[7], note=row[8], liked=None if row[9] is None else bool(row[9]),
            tags=tuple(json.loads(row[10])),
        )
        for row in rows
    ]  # fmt: skip


def count(con: sqlite3.Connection, *, year: int | None = None, month: int | None = None) -> int:
    """How many viewings the diary holds, in all or of a year or month."""
    where, values = _when(year, month)
    return int(con.execute(f"SELECT count(*) FROM said_diary AS d WHERE {where}", values).fetchone()[0])


def months(con: sqlite3.Connection) -> dict[str, int]:
    """Viewings by month (``2026-05``), latest first; months without any are left out."""
    return dict(
        con.execute(
            "SELECT substr(watched_on, 1, 7) AS month, count(*) FROM said_diary WHERE watched_on IS NOT NULL"
            " GROUP BY month ORDER BY month DESC"
        )
    )


def days(con: sqlite3.Connection, year: int, month: int) -> dict[int, int]:
    """Viewings by day of a month; days without any are left out."""
    where, values = _when(year, month)
    return dict(
        con.execute(
            f"SELECT CAST(substr(watched_on, 9) AS INTEGER) AS day, count(*) FROM said_diary AS d WHERE {where} GROUP BY day",
            values,
        )
    )


def _when(year: int | None, month: int | None) -> tuple[str, list[str | int]]:
    if year is None:
        return "1", []
    begin, end = (f"{year:04d}-{month:02d}", f"{year:04d}-{month:02d}~") if month else (f"{year:04d}", f"{year:04d}~")
    return "d.watched_on BETWEEN ? AND ?", [begin, end]
