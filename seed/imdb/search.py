"""The search tables at IMDb's size: each lane builds its tables in a file and a thread of its own, whole chunks a statement.

SQLite does the work of a chunk without Python (and so without its lock); what a lane has built is then copied page by page
into the catalogue. The layouts are :mod:`db.search.index`'s; this module only fills them.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass

import polars as pl

from db.catalogue import facets, lookup
from db.search import index, typos
from seed.imdb import names, words
from seed.imdb.job import Job
from seed.imdb.keep import Kept

_CHUNK, _WRITTEN = 20_000, 200_000
_PRAGMAS = ("page_size = 8192", "locking_mode = EXCLUSIVE", "journal_mode = OFF", "synchronous = OFF", "cache_size = -32768")


#: What a lane does: fills the tables of its own file, says how far it is, and gives up when asked.
Work = Callable[["Lane"], None]


class Lane(threading.Thread):
    """Builds some tables in a file of its own, to be moved into the catalogue when both are ready."""

    def __init__(self, job: Job, name: str, work: Work) -> None:
        super().__init__(name=f"search: {name}", daemon=True)
        self.path = job.build.scratch / f"{name}.db"
        self._job = job
        self.done, self.total = 0, 0
        self.stopping = threading.Event()
        self._work = work
        self._error: BaseException | None = None
        self.start()

    def run(self) -> None:
        """Do the work; what goes wrong is raised by :meth:`result`."""
        began = time.monotonic(), time.thread_time()
        try:
            self._work(self)
        except BaseException as error:
            self._error = error
        self._job.timings.lane(self.name, time.monotonic() - began[0], time.thread_time() - began[1], self.done)

    @contextmanager
    def opened(self) -> Iterator[sqlite3.Connection]:
        """The lane's file. A full-text table whose shadow tables were written by hand is seen as it is when opened anew."""
        with closing(sqlite3.connect(self.path, isolation_level=None)) as con:
            for pragma in _PRAGMAS:
                con.execute(f"PRAGMA {pragma}")
            yield con

    def result(self) -> None:
        """Wait until the tables are built; raises what went wrong there."""
        while self.is_alive():
            self._job.step(f"waiting for {self.name}", self.done, self.total)
            self.join(0.2)
        if self._error is not None:
            raise self._error

    def stop(self) -> None:
        """Give up, and wait until that is done."""
        self.stopping.set()
        if self.is_alive():
            self.join()

    def move_into(self, con: sqlite3.Connection) -> None:
        """Copy the tables into the catalogue, which has them empty, and make their indexes."""
        con.execute("COMMIT")
        con.execute("ATTACH ? AS lane", (str(self.path),))
        con.execute("BEGIN")
        made = con.execute("SELECT type, name, sql FROM lane.sqlite_master WHERE sql NOT LIKE 'CREATE VIRTUAL%'").fetchall()
        for kind, name, sql in made:
            if kind == "table":
                con.execute(f"DELETE FROM main.{name}")
                con.execute(f"INSERT INTO main.{name} SELECT * FROM lane.{name}")
            else:
                con.execute(sql)
        con.execute("COMMIT")
        con.execute("DETACH lane")
        con.execute("BEGIN")
        self.path.unlink()


@dataclass(frozen=True, slots=True)
class Fill:
    """How one table is filled: ``sql`` takes the first rank of a chunk and a JSON array, ``values`` are what it is made of.

    Where it is of the ``noted``, only their ranks are filled in.
    ``goes_on`` names a table of the noted with the same rows: this one begins as a copy of it.
    """

    table: str
    sql: str
    values: pl.Expr
    noted: bool = False
    goes_on: str = ""


_DATED = pl.concat_str("names", pl.col("year").cast(pl.String), separator=" ", ignore_nulls=True)
_FILL = "INSERT INTO {}(rowid, names) SELECT ?1 + key, value FROM json_each(?2)"
PEOPLE = (
    Fill("person_noted", _FILL.format("person_noted"), pl.col("names"), noted=True),
    Fill("person_search", _FILL.format("person_search"), pl.col("names"), goes_on="person_noted"),
)
TITLES = (
    Fill("title_noted", _FILL.format("title_noted"), _DATED, noted=True),
    Fill("title_search", _FILL.format("title_search"), _DATED, goes_on="title_noted"),
)


def filling(made: Mapping[str, str], fills: tuple[Fill, ...], documents: pl.DataFrame) -> Work:
    """A lane's work: fill tables, made by the catalogue's own statements, from ``documents``, a frame in rank order."""

    def work(lane: Lane) -> None:
        lane.total = documents.height
        noted = min(lane.total, index.NOTED)
        with lane.opened() as con:
            for fill in fills:
                con.execute(made[fill.table])
            _fill(lane, con, [fill for fill in fills if not fill.goes_on], documents, 0, noted)
            for fill in fills:
                if fill.goes_on:
                    _copy(con, fill.goes_on, fill.table)
        if lane.stopping.is_set():
            return
        with lane.opened() as con:
            _fill(lane, con, [fill for fill in fills if not fill.noted], documents, noted, lane.total)

    return work


def _fill(lane: Lane, con: sqlite3.Connection, fills: list[Fill], documents: pl.DataFrame, first: int, end: int) -> None:
    """Fill in the documents from ``first`` on, and merge each full-text table into one piece."""
    if first == end:
        return
    full_text = [fill.table for fill in fills if fill.table in index.FTS]
    for table in full_text:
        con.execute(f"INSERT INTO {table}({table}, rank) VALUES ('automerge', 0)")
        con.execute(f"INSERT INTO {table}({table}, rank) VALUES ('hashsize', {index.HASH_SIZE})")
    con.execute("BEGIN")
    for start in range(first, end, _CHUNK):
        chunk = documents.slice(start, min(_CHUNK, end - start))
        for fill in fills:
            con.execute(fill.sql, (start + 1, _json(chunk.select(fill.values).to_series())))
        lane.done = start + chunk.height
        if lane.stopping.is_set():
            return
    con.execute("COMMIT")
    for table in full_text:
        con.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")


def _copy(con: sqlite3.Connection, source: str, target: str) -> None:
    """Make a full-text table, just made and not used yet, the same as another one with the same options."""
    con.execute("BEGIN")
    for part in ("data", "idx", "config"):
        con.execute(f"DELETE FROM {target}_{part}")
        con.execute(f"INSERT INTO {target}_{part} SELECT * FROM {source}_{part}")
    con.execute("COMMIT")


def words_of(noted: list[pl.Series]) -> Work:
    """A lane's work: the vocabulary for slips, from the names of the most noted titles and people, each in rank order."""

    def work(lane: Lane) -> None:
        with lane.opened() as con:
            con.execute("BEGIN")
            typos.create(con)
            words.write(con, noted)
            con.execute("COMMIT")

    return work


def names_of(documents: pl.DataFrame) -> Work:
    """A lane's work: all titles by their exact names."""

    def work(lane: Lane) -> None:
        with lane.opened() as con:
            con.execute("BEGIN")
            con.execute(lookup.TABLE)
            names.write(con, documents)
            lane.done = documents.height
            con.execute("COMMIT")

    return work


def append(con: sqlite3.Connection, kept: Kept) -> int:
    """Add the few names beyond IMDb's files, behind all ranks, to a catalogue opened anew; returns the lowest last rank before."""
    before = last = con.execute("SELECT coalesce(max(rank), 0) FROM title_rank").fetchone()[0]
    index.add_titles(con, ((last + n, *row) for n, row in enumerate(kept.titles, 1)), folded=True, words=False)
    last = con.execute("SELECT coalesce(max(rank), 0) FROM person_rank").fetchone()[0]
    index.add_people(con, ((last + n, *row) for n, row in enumerate(kept.people, 1)), folded=True, words=False)
    return int(min(before, last))


def _json(values: pl.Series) -> str:
    """One JSON array; folded names hold nothing that needs an escape but the newline."""
    return '["' + str(values.str.replace_all("\n", r"\n", literal=True).str.join('","').item()) + '"]'


def title_documents(named: pl.DataFrame, akas: pl.DataFrame | None) -> pl.DataFrame:
    """Documents of titles in rank order, with what ``title_rank`` needs beside them."""
    if akas is not None:
        named = named.join(akas, on="id", how="left", maintain_order="left")
    names = [name for name in ("key", "other", "akas") if name in named.columns]
    documents = named.select(
        "pos", "id", "year", facets=_facets(), names=pl.concat_str(names, separator="\n", ignore_nulls=True)
    )
    return documents.sort("pos").drop("pos")


def _facets() -> pl.Expr:
    """:func:`db.search.index.facets`, for columns."""
    codes = {kind: code for code, kind in enumerate(facets.KINDS) if kind}
    kind = pl.col("kind").cast(pl.String).replace_strict(codes, default=0, return_dtype=pl.Int64)
    genres = pl.col("genres").map_batches(_genre_bits, return_dtype=pl.Int64)
    tenths = (pl.col("average_rating").fill_null(0) * 10).round().cast(pl.Int64)
    adult = pl.col("is_adult").cast(pl.Int64)
    return (
        kind + adult * (1 << facets.ADULT_SHIFT) + genres * (1 << facets.GENRE_SHIFT) + tenths * (1 << facets.RATING_SHIFT)
    )


def _genre_bits(genres: pl.Series) -> pl.Series:
    different = genres.unique().drop_nulls()
    bits = [facets.genre_bits(one) for one in different.cast(pl.String)]
    return genres.cast(pl.String).replace_strict(different.cast(pl.String), bits, default=0, return_dtype=pl.Int64)


def write_ranks(job: Job, documents: pl.DataFrame) -> None:
    """The table ``title_rank``."""
    ranks = documents.select(title_id="id", year="year", facets="facets").with_row_index("rank", offset=1)
    for piece in ranks.iter_slices(_WRITTEN):
        job.tables.write("title_rank", piece)


def write_people_ranks(job: Job, people: pl.DataFrame) -> None:
    """The table ``person_rank``."""
    ranks = people.select(person_id="id").with_row_index("rank", offset=1)
    for piece in ranks.iter_slices(_WRITTEN):
        job.tables.write("person_rank", piece)
