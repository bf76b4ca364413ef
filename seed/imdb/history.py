"""What an import remembers for the next: the ranks of noted titles at this moment."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

import polars as pl

from db.base.clock import now

#: A title is followed from so many votes on, the most noted of them down to this rank.
VOTES, MOST = 100, 300_000


@dataclass(frozen=True, slots=True)
class Moment:
    """How the titles stand on the day ``dated``: how many, with how many votes, and the ranks of the noted ones."""

    dated: str
    titles: int
    votes: int
    ranks: pl.DataFrame


def moment(every: pl.DataFrame, dated: str) -> Moment:
    """The moment of this import."""
    rated = (
        every.filter(pl.col("num_votes") >= VOTES).select("id", "num_votes", "average_rating", "pos").sort("pos").head(MOST)
    )
    ranks = rated.select("id", pl.int_range(1, pl.len() + 1).alias("rank"), "num_votes", "average_rating").sort("id")
    return Moment(dated, every.height, int(every["num_votes"].cast(pl.Int64).sum() or 0), ranks)


def write(con: sqlite3.Connection, moment: Moment) -> None:
    """The tables ``snapshot`` and ``popularity``, where there is something to remember."""
    if not moment.ranks.height:
        return
    con.execute("INSERT INTO snapshot VALUES (1, ?, ?, ?, ?)", (now(), moment.dated, moment.titles, moment.votes))
    con.executemany(
        "INSERT INTO popularity (snapshot_id, title_id, rank, num_votes, average_rating) VALUES (1, ?, ?, ?, ?)",
        moment.ranks.iter_rows(),
    )


def compare(con: sqlite3.Connection) -> None:
    """With the earlier snapshots carried over: forget an earlier one of the same data, and rank by votes gained since the last.

    The new snapshot gets the highest number, so that numbers tell the order.
    """
    dated = con.execute("SELECT dated FROM snapshot WHERE id = 1").fetchone()
    if dated is None:
        return
    same = con.execute("SELECT id FROM snapshot WHERE id > 1 AND dated = ?", dated).fetchall()
    for table, column in (("popularity", "snapshot_id"), ("snapshot", "id")):
        con.executemany(f"DELETE FROM {table} WHERE {column} = ?", same)
    last = con.execute("SELECT max(id) FROM snapshot").fetchone()[0]
    con.execute("UPDATE snapshot SET id = ? WHERE id = 1", (last + 1,))
    con.execute("UPDATE popularity SET snapshot_id = ? WHERE snapshot_id = 1", (last + 1,))
    if last > 1:
        con.execute(_GAINED, {"now": last + 1, "before": last})


_GAINED = """
UPDATE popularity SET gained_rank = gain.rank
FROM (
  SELECT new.title_id, row_number() OVER (ORDER BY new.num_votes - old.num_votes DESC, new.rank) AS rank
  FROM popularity AS new JOIN popularity AS old ON old.snapshot_id = :before AND old.title_id = new.title_id
  WHERE new.snapshot_id = :now
) AS gain
WHERE popularity.snapshot_id = :now AND popularity.title_id = gain.title_id
"""
