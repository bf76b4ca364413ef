"""The ranks of noted titles at this moment, written into ``popularity.db`` beside those of earlier imports.

The file is copied, changed and renamed over the old one, as the catalogue is: whoever reads keeps reading. The last two
moments are kept whole, of earlier ones the last of each month, and of it the most noted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from db.base.clock import now
from db.base.disk import to_disk
from db.base.errors import HomeUnusable, MatineeError
from db.base.home import Home
from db.base.sqlite import uri
from db.catalogue import mark, ranks

#: A title is followed from so many votes on, the most noted of them down to this rank.
VOTES, MOST = 100, 300_000
#: Ranks that are kept of moments before the last two.
MOST_BEFORE = 10_000
#: Whole moments that are kept.
_WHOLE = 2


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


def write(home: Home, moment: Moment) -> bool:
    """Put the moment into ``home``'s ``popularity.db``, in place of an earlier one of the same day; False if it has no ranks.

    To be called by the one build that runs. A catalogue of an older version that has such tables inside hands them
    over first, also where it was set aside.
    """
    if not moment.ranks.height:
        return False
    target = home.popularity
    grown = target.with_name(target.name + ".new")
    grown.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(uri(grown, mode="rwc"), uri=True, isolation_level=None)) as con:
            for pragma in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE"):
                con.execute(f"PRAGMA {pragma}")
            ranks.create(con)
            damaged = not _take_over(con, target)
            for catalogue in (home.catalogue, *sorted(home.data.glob(f"{home.catalogue.name}.older-*"))):
                with suppress(sqlite3.Error):
                    _take_over(con, catalogue)
            con.execute("BEGIN")
            _add(con, moment)
            _thin(con, moment.dated)
            con.execute("COMMIT")
            con.execute("VACUUM")
        to_disk(grown)
        if damaged:
            target.replace(target.with_name(f"{target.name}.damaged-{date.today().isoformat()}"))
        grown.replace(target)
        to_disk(target.parent)
    except OSError as error:
        raise HomeUnusable(home.data, error) from error
    finally:
        with suppress(OSError):
            grown.unlink(missing_ok=True)
    return True


def _take_over(con: sqlite3.Connection, path: Path) -> bool:
    """Copy the moments of a file, other than those of days already known; False where the file is damaged."""
    if not path.exists():
        return True
    try:
        with _attached(con, path):
            kind, version = (con.execute(f"PRAGMA old.{name}").fetchone()[0] for name in ("application_id", "user_version"))
            if kind == ranks.APPLICATION_ID and version > ranks.VERSION:
                raise MatineeError(
                    f"{path} was written by a newer Matinee.", "Use that one for the import, or move the file away."
                )
            held = {row[0] for row in con.execute("SELECT name FROM old.sqlite_master WHERE type = 'table'")}
            if kind not in {ranks.APPLICATION_ID, mark.APPLICATION_ID} or not {"snapshot", "popularity"} <= held:
                return bool(kind == mark.APPLICATION_ID)
            con.execute("BEGIN")
            try:
                _copy(con)
                con.execute("COMMIT")
            except sqlite3.Error:
                con.execute("ROLLBACK")
                raise
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        return False
    return True


@contextmanager
def _attached(con: sqlite3.Connection, path: Path) -> Iterator[None]:
    con.execute("ATTACH ? AS old", (uri(path, mode="ro", immutable=1),))
    try:
        yield
    finally:
        con.execute("DETACH old")


def _copy(con: sqlite3.Connection) -> None:
    con.execute(
        "INSERT OR IGNORE INTO main.snapshot (taken_at, dated, titles, votes)"
        " SELECT taken_at, coalesce(dated, substr(taken_at, 1, 10)), titles, votes FROM old.snapshot ORDER BY taken_at DESC"
    )
    con.execute(
        """INSERT OR IGNORE INTO main.popularity
        SELECT new.id, p.title_id, p.rank, p.num_votes, p.average_rating, p.gained_rank
        FROM old.snapshot AS s JOIN main.snapshot AS new ON new.taken_at = s.taken_at
          AND new.dated = coalesce(s.dated, substr(s.taken_at, 1, 10))
        JOIN old.popularity AS p ON p.snapshot_id = s.id ORDER BY new.id, p.title_id"""
    )


def _add(con: sqlite3.Connection, moment: Moment) -> None:
    _forget(con, "dated = ?", moment.dated)
    row = con.execute(
        "INSERT INTO snapshot (taken_at, dated, titles, votes) VALUES (?, ?, ?, ?)",
        (now(), moment.dated, moment.titles, moment.votes),
    )
    number = row.lastrowid
    con.executemany(
        f"INSERT INTO popularity (snapshot_id, title_id, rank, num_votes, average_rating) VALUES ({number}, ?, ?, ?, ?)",
        moment.ranks.iter_rows(),
    )
    before = con.execute("SELECT id FROM snapshot WHERE dated < ? ORDER BY dated DESC LIMIT 1", (moment.dated,)).fetchone()
    if before is not None:
        con.execute(_GAINED, {"now": number, "before": before[0]})


_GAINED = """
UPDATE popularity SET gained_rank = gain.rank
FROM (
  SELECT new.title_id, row_number() OVER (ORDER BY new.num_votes - old.num_votes DESC, new.rank) AS rank
  FROM popularity AS new JOIN popularity AS old ON old.snapshot_id = :before AND old.title_id = new.title_id
  WHERE new.snapshot_id = :now
) AS gain
WHERE popularity.snapshot_id = :now AND popularity.title_id = gain.title_id
"""


def _thin(con: sqlite3.Connection, dated: str) -> None:
    """Keep the last two moments whole, and the two that this import is compared by; of the others the last of each month."""
    days = [row[0] for row in con.execute("SELECT dated FROM snapshot ORDER BY dated DESC")]
    whole = {*days[:_WHOLE], *[day for day in days if day <= dated][:_WHOLE]}
    months = {day[:7]: day for day in reversed(days) if day not in whole}
    for day in days:
        if day not in whole:
            if months[day[:7]] != day:
                _forget(con, "dated = ?", day)
            else:
                con.execute(
                    "DELETE FROM popularity WHERE rank > ? AND snapshot_id = (SELECT id FROM snapshot WHERE dated = ?)",
                    (MOST_BEFORE, day),
                )


def _forget(con: sqlite3.Connection, which: str, value: str) -> None:
    con.execute(f"DELETE FROM popularity WHERE snapshot_id IN (SELECT id FROM snapshot WHERE {which})", (value,))
    con.execute(f"DELETE FROM snapshot WHERE {which}", (value,))
