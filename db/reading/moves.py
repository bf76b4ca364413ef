"""Moves in the ranks between the last two snapshots, which every import of IMDb's data leaves behind (``popularity.db``)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from db.base.records.findings import Riser
from db.base.records.pages import Move
from db.catalogue.facets import ADULT_SHIFT
from db.catalogue.ranks import FACT
from db.reading.cards import cards

#: The most noted titles, among which risers are looked for.
NOTED = 5_000


class Snapshot(NamedTuple):
    """An import's moment and the day of its data, ISO."""

    id: int
    day: str


def snapshots(con: sqlite3.Connection, most: int = 2) -> list[Snapshot]:
    """The catalogue's own snapshot and those before it, the newest first; none where its own is not known."""
    rows = con.execute(
        f"""SELECT s.id, s.dated FROM fact JOIN snapshot AS own ON own.dated = fact.value
        JOIN snapshot AS s ON s.dated <= own.dated WHERE fact.key = '{FACT}' ORDER BY s.dated DESC LIMIT ?""",
        (most,),
    )
    return [Snapshot(number, day[:10]) for number, day in rows]


def written(iso: str) -> str:
    """``15 November 2026`` for ``2026-11-15``; what is no date stays as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day} {day:%B} {day.year}"


def missing(con: sqlite3.Connection) -> str:
    """Why nothing can be said of moves yet; empty where it can."""
    held = snapshots(con)
    if len(held) == 2:
        return ""
    if held:
        day = written(held[0].day)
        return f"The ranks of {day} are kept; the next import of IMDb's data sets shows what has moved since."
    return "Ranking changes appear after your second import of IMDb's data sets."


def moves(con: sqlite3.Connection, title_ids: Iterable[int]) -> dict[int, Move]:
    """From the last snapshot but one to the last; ``change`` is positive where the title climbed.

    By votes gained as soon as both snapshots have that (from the third on), by votes before. A title that one of the two
    does not rank has no move.
    """
    held = snapshots(con)
    if len(held) < 2:
        return {}
    new, old = held
    rows = con.execute(
        """SELECT new.title_id, new.rank, old.rank, new.gained_rank, old.gained_rank
        FROM json_each(?) AS asked
        JOIN popularity AS new ON new.snapshot_id = ? AND new.title_id = asked.value
        JOIN popularity AS old ON old.snapshot_id = ? AND old.title_id = asked.value""",
        (json.dumps(list(title_ids)), new.id, old.id),
    )
    found = {}
    for title_id, rank, before, gained, gained_before in rows:
        if gained is not None and gained_before is not None:
            found[title_id] = Move(gained, gained_before - gained, old.day, new.day, by="votes gained")
        else:
            found[title_id] = Move(rank, before - rank, old.day, new.day)
    return found


def risers(con: sqlite3.Connection, *, adult: bool = False, limit: int = 50, offset: int = 0) -> tuple[Riser, ...]:
    """Those of the most noted titles that climbed most by votes; one that was not ranked comes from behind the last."""
    held = snapshots(con)
    if len(held) < 2:
        return ()
    new, old = held
    last = con.execute("SELECT ifnull(max(rank), 0) + 1 FROM popularity WHERE snapshot_id = ?", (old.id,)).fetchone()[0]
    hidden = 0 if adult else 1 << ADULT_SHIFT
    rows = con.execute(
        f"""SELECT new.title_id, new.rank, old.rank, ifnull(old.rank, {last}) - new.rank AS gained
        FROM title_rank AS r JOIN popularity AS new ON new.snapshot_id = ? AND new.title_id = r.title_id
        LEFT JOIN popularity AS old ON old.snapshot_id = ? AND old.title_id = r.title_id
        WHERE r.rank <= {NOTED} AND r.facets & {hidden} = 0 AND gained > 0
        ORDER BY gained DESC, new.rank LIMIT ? OFFSET ?""",
        (new.id, old.id, limit, offset),
    ).fetchall()
    found = cards(con, (row[0] for row in rows))
    return tuple(Riser(found[title_id], *rest) for title_id, *rest in rows if title_id in found)
