"""Pages and cells written here are read by SQLite, which finds nothing wrong with them and writes on."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import polars as pl
import pytest

from seed.imdb import cells, pages

_EDGES = [sign * (2**bits) + more for bits in (7, 15, 23, 31, 47, 62) for sign in (1, -1) for more in (-1, 0, 1)]
_SCHEMA = {"id": pl.Int64, "name": pl.String, "number": pl.Int64, "part": pl.Float64, "kind": pl.String}


def made(path: Path, size: int) -> Path:
    with closing(sqlite3.connect(path)) as con:
        con.execute(f"PRAGMA page_size = {size}")
        con.execute(
            "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT, same TEXT GENERATED ALWAYS AS (name) VIRTUAL,"
            " number INTEGER, part FLOAT, kind TEXT)"
        )
        con.execute("CREATE TABLE other (id INTEGER PRIMARY KEY, name TEXT NOT NULL)")
    return path


def things(count: int, longest: int, seed: int = 1) -> list[tuple[object, ...]]:
    """Rows with ids of seven, eight and ten digits, short and long texts, and numbers of every width."""
    chance = random.Random(seed)
    ids = [*sorted(chance.sample(range(1, 10**7), count)), *sorted(chance.sample(range(10**7, 10**8), count // 2))]
    ids += [5 * 10**9, 10**10 - 1] if count > 3 else []
    return [
        (
            one,
            chance.choice([None, "", "é" * chance.randint(0, 80), "x" * chance.randint(0, longest)]),
            chance.choice([None, 0, 1, chance.choice(_EDGES), chance.randint(-300, 70_000)]),
            chance.choice([None, 7.0, 8.1]),
            chance.choice([None, "a", "bb"]),
        )
        for one in ids
    ]


def frame(rows: list[tuple[object, ...]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row").with_columns(pl.col("kind").cast(pl.Categorical))


def sound(con: sqlite3.Connection) -> bool:
    return con.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.parametrize("size", [512, 8192, 65536])
@pytest.mark.parametrize(("count", "longest"), [(0, 0), (1, 10), (3, 200_000), (40, 100_000), (3000, 400)])
def test_sqlite_reads_what_is_written_and_writes_on(tmp_path: Path, size: int, count: int, longest: int) -> None:
    rows = things(count, longest)
    all_of_them = frame(rows)
    short, long = all_of_them.filter(pl.col("id") < 10**7), all_of_them.filter(pl.col("id") >= 10**7)
    path = made(tmp_path / "made.db", size)
    with closing(sqlite3.connect(path)) as con:
        con.execute(f"CREATE INDEX thing_number ON thing (number, name) WHERE length(CAST(name AS BLOB)) < {size // 10}")
    written = pages.Pages(path)
    step = max(1, count // 7)
    for start in range(0, count, step):  # those of one length come between those of another
        written.table("thing").write(pl.concat([long.slice(start, step), short.slice(start, step)]))
    written.table("thing").write(long.slice(-(-count // step) * step))
    keys = (
        all_of_them.filter(pl.col("name").str.len_bytes() < size // 10)
        .select("number", "name", "id")
        .sort("number", "name", "id")
    )
    for piece in keys.iter_slices(step):
        written.index("thing_number").write(piece)
    written.finish()
    with closing(sqlite3.connect(tmp_path / "made.db")) as con:
        assert sound(con)
        assert con.execute("SELECT id, name, number, part, kind FROM thing ORDER BY id").fetchall() == rows
        con.execute("INSERT INTO other VALUES (1, ?)", ("y" * 50_000,))
        con.execute("INSERT OR IGNORE INTO thing (id, name) VALUES (77, ?)", ("y" * 50_000,))
        con.execute("DELETE FROM thing WHERE id % 3 = 0")
        con.commit()
        assert sound(con)


@pytest.mark.parametrize("fewer", [0, 1500])
def test_a_table_may_begin_anew(tmp_path: Path, fewer: int) -> None:
    rows = things(2000, 20_000)
    written = pages.Pages(made(tmp_path / "made.db", 1024))
    for kept in (rows, rows[fewer:]):
        written.table("thing").clear()
        written.table("thing").write(frame(kept))
    written.finish()
    with closing(sqlite3.connect(tmp_path / "made.db")) as con:
        assert sound(con)
        assert con.execute("SELECT id, name, number, part, kind FROM thing ORDER BY id").fetchall() == rows[fewer:]
        assert (con.execute("PRAGMA freelist_count").fetchone()[0] > 0) == bool(fewer)


def test_the_page_that_sqlite_locks_stays_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "LOCKED", 512 * 30)
    rows = things(300, 100)
    written = pages.Pages(made(tmp_path / "made.db", 512))
    written.table("thing").write(frame(rows))
    written.finish()
    with closing(sqlite3.connect(tmp_path / "made.db")) as con:
        assert con.execute("SELECT count(*) FROM thing").fetchone() == (len(rows),)
        assert con.execute("PRAGMA integrity_check").fetchall()[0][0].split("\n")[1:] == ["Page 31 is never used"]


def test_rows_out_of_order_are_an_error(tmp_path: Path) -> None:
    written = pages.Pages(made(tmp_path / "made.db", 512))
    written.table("thing").write(frame([(5, None, None, None, None)]))
    for later in ([5], [4], [7, 6]):
        with pytest.raises(ValueError, match="order"):
            written.table("thing").write(frame([(one, None, None, None, None) for one in later]))
    written.close()


@pytest.mark.parametrize("bits", [14, 28, 42])
def test_varints(bits: int) -> None:
    numbers = [0, 1, 127, 128, 2**13, 2**bits - 1, 2 ** (bits - 1), 2 ** (bits - 7)]
    for number, found in zip(numbers, cells.varints(pl.Series(numbers)), strict=True):
        wanted = [number & 127]
        while number := number >> 7:
            wanted.insert(0, number & 127 | 128)
        assert found == bytes(wanted)
