"""What an import remembers for the next: the ranks of noted titles at this moment."""

from __future__ import annotations

import sqlite3

import polars as pl

from seed.build import now

#: A title is followed from so many votes on, the most noted of them down to this rank.
VOTES, MOST = 100, 300_000


def write(con: sqlite3.Connection, every: pl.DataFrame, dated: str) -> None:
    """The tables ``snapshot`` and ``popularity``, for the titles of this import."""
    rated = (
        every.filter(pl.col("num_votes") >= VOTES).select("id", "num_votes", "average_rating", "pos").sort("pos").head(MOST)
    )
    if not rated.height:
        return
    votes = int(every["num_votes"].cast(pl.Int64).sum() or 0)
    con.execute("INSERT INTO snapshot VALUES (1, ?, ?, ?, ?)", (now(), dated, every.height, votes))
    ranked = rated.select(
        pl.lit(1).alias("snapshot"), "id", pl.int_range(1, pl.len() + 1).alias("rank"), "num_votes", "average_rating"
    ).sort("id")
    con.executemany(
        "INSERT INTO popularity (snapshot_id, title_id, rank, num_votes, average_rating) VALUES (?, ?, ?, ?, ?)",
        ranked.iter_rows(),
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
