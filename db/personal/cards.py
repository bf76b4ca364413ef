"""Cards of titles of which the viewer has said something: as the catalogue has them, else by the name kept then."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from db.personal.marks import mine
from db.records import TitleCard

#: What a card is made of, in SQL; ``m`` is the kept name, ``t`` the catalogue's title.
COLUMNS = """m.title_id, coalesce(t.title, m.title), CASE WHEN t.id IS NULL THEN m.year ELSE t.year END,
  coalesce(t.kind, m.kind), t.average_rating, t.num_votes, t.original, t.end_year, t.runtime_minutes, t.genres"""
WIDTH = 10


def joined(title_id: str) -> str:
    """The joins that :data:`COLUMNS` needs; ``title_id`` is the column that names the title."""
    return f"JOIN my_title AS m ON m.title_id = {title_id} LEFT JOIN title AS t ON t.id = m.title_id"


def cards(con: sqlite3.Connection, rows: Sequence[Sequence[Any]]) -> list[TitleCard]:
    """Cards with the viewer's marks from rows that begin with :data:`COLUMNS`."""
    marks = mine(con, {row[0] for row in rows})
    return [
        TitleCard(
            id=row[0], title=row[1], year=row[2], kind=row[3], rating=row[4], votes=row[5], mine=marks[row[0]],
            original_title=row[6], end_year=row[7], runtime=row[8], genres=tuple(row[9].split(",")) if row[9] else (),
        )
        for row in rows
    ]  # fmt: skip
