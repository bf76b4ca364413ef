"""The search tables at IMDb's size: each lane builds its tables in a file and a thread of its own, whole chunks a statement.

SQLite does the work of a chunk without Python (and so without its lock); what a lane has built is then copied page by page
into the catalogue. The layouts are :mod:`db.search.index`'s; this module only fills them.
"""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from db.search import index, typos
from seed.build import Build

_CHUNK = 20_000
_PRAGMAS = ("page_size = 8192", "locking_mode = EXCLUSIVE", "journal_mode = OFF", "synchronous = OFF", "cache_size = -32768")


@dataclass(frozen=True, slots=True)
class Fill:
    """How one table is filled: ``sql`` takes the first rank of a chunk and a JSON array, ``values`` are what it is made of.

    ``values`` is a column of JSON values, without quotes where ``quoted`` is off; only ranks up to ``most`` are filled in.
    """

    table: str
    sql: str
    values: str
    quoted: bool = True
    most: int = 2**62


PEOPLE = (
    Fill("person_search", "INSERT INTO person_search(rowid, names) SELECT ?1 + key, value FROM json_each(?2)", "names"),
    Fill("person_rank", "INSERT INTO person_rank SELECT ?1 + key, value FROM json_each(?2)", "id", quoted=False),
)
TITLES = (
    Fill("title_search", "INSERT INTO title_search(rowid, names) SELECT ?1 + key, value FROM json_each(?2)", "dated"),
    Fill(
        "title_exact",
        "INSERT INTO title_exact(rowid, names) SELECT ?1 + key, replace(value, ' ', '_') FROM json_each(?2)",
        "names",
        most=index.MOST_EXACT,
    ),
)


class Lane(threading.Thread):
    """Builds the tables of ``fills`` from ``documents``, a frame in rank order. Names are parted by newlines."""

    def __init__(self, build: Build, name: str, fills: tuple[Fill, ...], documents: pl.DataFrame) -> None:
        super().__init__(name=f"search: {name}", daemon=True)
        self.path = build.scratch / f"{name}.db"
        self._fills, self._documents = fills, documents
        self.total, self.done = documents.height, 0
        marks = ", ".join("?" * len(fills))
        found = build.con.execute(f"SELECT sql FROM sqlite_master WHERE name IN ({marks})", [fill.table for fill in fills])
        self._tables = [str(row[0]) for row in found]
        self._error: BaseException | None = None
        self._stop_asked = threading.Event()

    def run(self) -> None:
        """Build; what goes wrong is raised by :meth:`result`."""
        try:
            con = sqlite3.connect(self.path, isolation_level=None)
            try:
                self._build(con)
            finally:
                con.close()
        except BaseException as error:
            self._error = error

    def _build(self, con: sqlite3.Connection) -> None:
        for pragma in _PRAGMAS:
            con.execute(f"PRAGMA {pragma}")
        for sql in self._tables:
            con.execute(sql)
        full_text = [fill.table for fill in self._fills if fill.table in index.FTS]
        for table in full_text:
            con.execute(f"INSERT INTO {table}({table}, rank) VALUES ('automerge', 0)")
            con.execute(f"INSERT INTO {table}({table}, rank) VALUES ('hashsize', {index.HASH_SIZE})")
        con.execute("BEGIN")
        for start in range(0, self.total, _CHUNK):
            chunk = self._documents.slice(start, _CHUNK)
            for fill in self._fills:
                if start < fill.most:
                    con.execute(fill.sql, (start + 1, _json(chunk[fill.values].head(fill.most - start), fill.quoted)))
            self.done = start + chunk.height
            if self._stop_asked.is_set():
                return
        con.execute("COMMIT")
        self._documents = self._documents.clear()
        for table in full_text:
            con.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")

    def result(self, build: Build, stage: str) -> None:
        """Wait until the tables are built; raises what went wrong there."""
        while self.is_alive():
            self.join(0.2)
            build.step(stage, self.done, self.total)
        if self._error is not None:
            raise self._error

    def stop(self) -> None:
        """Give up, and wait until that is done."""
        self._stop_asked.set()
        if self.is_alive():
            self.join()

    def move_into(self, con: sqlite3.Connection) -> None:
        """Copy the tables into the catalogue, whose own are empty."""
        con.execute("COMMIT")
        con.execute("ATTACH ? AS lane", (str(self.path),))
        con.execute("BEGIN")
        for fill in self._fills:
            kept = (fill.table,) if fill.table not in index.FTS else _kept_in(con, fill.table)
            for table in kept:
                con.execute(f"DELETE FROM main.{table}")
                con.execute(f"INSERT INTO main.{table} SELECT * FROM lane.{table}")
        con.execute("COMMIT")
        con.execute("DETACH lane")
        con.execute("BEGIN")
        self.path.unlink()


def _kept_in(con: sqlite3.Connection, table: str) -> tuple[str, ...]:
    """The tables in which SQLite keeps a full-text table."""
    found = con.execute("SELECT name FROM lane.sqlite_master WHERE type = 'table' AND name GLOB ? ", (f"{table}_*",))
    return tuple(str(row[0]) for row in found)


def _json(values: pl.Series, quoted: bool) -> str:
    """One JSON array; folded names hold nothing that needs an escape but the newline."""
    if not quoted:
        return "[" + str(values.cast(pl.String).str.join(",").item()) + "]"
    return '["' + str(values.str.replace_all("\n", r"\n", literal=True).str.join('","').item()) + '"]'


def title_documents(named: pl.DataFrame, akas: pl.DataFrame | None) -> pl.DataFrame:
    """Documents of titles in rank order, with what ``title_rank`` needs beside them."""
    frame = named
    if akas is not None:
        frame = frame.join(akas, on="id", how="left", maintain_order="left")
    names = [name for name in ("key", "other", "akas") if name in frame.columns]
    return (
        frame.sort("pos")
        .select(
            "id", "year", facets=_facets(),
            names=pl.concat_str(names, separator="\n", ignore_nulls=True),
        )
        .with_columns(dated=pl.concat_str("names", pl.col("year").cast(pl.String), separator=" ", ignore_nulls=True))
    )  # fmt: skip


def _facets() -> pl.Expr:
    """:func:`db.search.index.facets`, for columns."""
    kind = pl.col("kind").cast(pl.String).replace_strict(
        list(index.KINDS[1:]), list(range(1, len(index.KINDS))), default=0, return_dtype=pl.Int64
    )
    genres = pl.col("genres").map_batches(_genre_bits, return_dtype=pl.Int64)
    tenths = (pl.col("average_rating").fill_null(0) * 10).round().cast(pl.Int64)
    adult = pl.col("is_adult").cast(pl.Int64) * 2**index.ADULT_SHIFT
    return kind + adult + genres * 2**index.GENRE_SHIFT + tenths * 2**index.RATING_SHIFT


def _genre_bits(genres: pl.Series) -> pl.Series:
    different = genres.unique().drop_nulls()
    bits = [index.genre_bits(one) for one in different.cast(pl.String)]
    return genres.cast(pl.String).replace_strict(different.cast(pl.String), bits, default=0, return_dtype=pl.Int64)


def write_title_ranks(con: sqlite3.Connection, documents: pl.DataFrame) -> None:
    """The table ``title_rank``, and the most noted words for the sake of slips."""
    ranked = documents.select("id", "year", "facets").with_row_index("rank", offset=1)
    con.executemany("INSERT INTO title_rank VALUES (?, ?, ?, ?)", ranked.iter_rows())
    gather(con, documents)


def gather(con: sqlite3.Connection, documents: pl.DataFrame) -> None:
    """Give :mod:`db.search.typos` the words of the most noted."""
    typos.gather(con, enumerate(documents["names"].head(typos.NOTED), 1))


