"""What is given to the writing thread is in the file, in whatever portions; what goes wrong there is raised here."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import polars as pl
import pytest

from seed.imdb.tables import Tables


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with closing(sqlite3.connect(tmp_path / "some.db")) as con:
        con.execute(
            "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT, same TEXT GENERATED ALWAYS AS (name) VIRTUAL, part REAL)"
        )
        con.execute("CREATE TABLE other (id INTEGER PRIMARY KEY, name TEXT NOT NULL)")
    return tmp_path / "some.db"


def things(first: int, count: int) -> pl.DataFrame:
    numbers = list(range(first, first + count))
    return pl.DataFrame(
        {"part": [one / 2 for one in numbers], "name": [f"é{one}" for one in numbers], "id": numbers}
    ).reverse()


@pytest.mark.parametrize("count", [0, 1, 299, 300, 301, 2000])
def test_rows_of_every_number_are_written(path: Path, count: int) -> None:
    with closing(Tables(path)) as tables:
        tables.write("thing", things(1, 7))
        tables.clear("thing")
        tables.write("thing", things(5000, count))
        tables.write("other", pl.DataFrame({"id": [3], "name": ["x"]}))
        tables.write("thing", things(1, count))
        tables.finish()
    assert tables.rows == 2 * count + 8
    with closing(sqlite3.connect(path)) as con:
        found = con.execute("SELECT * FROM thing ORDER BY id").fetchall()
        assert found == [(one, f"é{one}", f"é{one}", one / 2) for one in [*range(1, count + 1), *range(5000, 5000 + count)]]
        assert con.execute("SELECT * FROM other").fetchall() == [(3, "x")]
        assert con.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.parametrize("fault", ["a row twice", "no file"])
def test_what_goes_wrong_is_raised_and_nobody_waits_for_ever(path: Path, fault: str) -> None:
    with closing(Tables(path)) as tables:
        if fault == "no file":
            path.unlink()
        with pytest.raises(sqlite3.Error):
            for _ in range(20):
                tables.write("thing", things(1, 10))
            tables.finish()
        tables.close()
    if path.exists():
        with closing(sqlite3.connect(path)) as con:
            assert con.execute("SELECT count(*) FROM thing").fetchone() == (0,)
