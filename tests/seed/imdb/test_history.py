"""Ranks through time: they outlive the catalogue, are thinned, and never disagree with it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from db.base.errors import MatineeError
from db.base.home import Home
from db.catalogue import mark, ranks
from db.library import Library
from db.reading import moves
from seed.imdb import history
from seed.imdb.history import Moment
from tests.catalogues import RED, SHORE, small_home, write


def ranked(home: Home, sql: str) -> list[tuple[object, ...]]:
    """Rows of ``home``'s ``popularity.db``."""
    with closing(sqlite3.connect(home.popularity)) as con:
        assert con.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return con.execute(sql).fetchall()


def moment(dated: str, *votes: tuple[int, int]) -> Moment:
    """What an import on that day finds: (title, votes), the most rated first."""
    rows = [(title, rank, count, 7.0) for rank, (title, count) in enumerate(votes, 1)]
    schema = {"id": pl.Int64, "rank": pl.Int64, "num_votes": pl.Int32, "average_rating": pl.Float64}
    return Moment(dated, 10, 100, pl.DataFrame(rows, schema=schema, orient="row").sort("id"))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home.of(tmp_path / "home")
    home.make()
    return home


def test_the_last_two_are_whole_and_one_a_month_before_them(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MOST_BEFORE", 1)
    day = date(2026, 1, 20)
    while day < date(2026, 4, 5):
        assert history.write(home, moment(day.isoformat(), (1, 900), (2, 800)))
        day += timedelta(days=10)
    found = ranked(home, "SELECT dated, count(*) FROM snapshot JOIN popularity ON snapshot_id = id GROUP BY dated")
    assert found == [("2026-01-30", 1), ("2026-02-19", 1), ("2026-03-11", 1), ("2026-03-21", 2), ("2026-03-31", 2)]
    assert not home.popularity.with_name("popularity.db.new").exists()


def test_an_older_day_is_compared_with_what_was_before_it(home: Home) -> None:
    for day, votes in (("2026-01-01", 100), ("2026-03-01", 300), ("2026-02-01", 150)):
        history.write(home, moment(day, (1, votes), (2, 120)))
    assert ranked(home, "SELECT gained_rank FROM popularity JOIN snapshot ON id = snapshot_id ORDER BY dated, title_id") == [
        (None,), (None,), (1,), (2,), (1,), (2,),
    ]  # fmt: skip


def test_a_moment_without_ranks_is_not_kept(home: Home) -> None:
    assert not history.write(home, moment("2026-01-01")) and not home.popularity.exists()


def seen(home: Home) -> list[str]:
    """The days that a reader compares."""
    library = Library(home)
    try:
        return [one.day for one in moves.snapshots(library.connection())]
    finally:
        library.close()


def test_ranks_of_a_later_day_than_the_catalogues_are_not_shown(tmp_path: Path) -> None:
    home = small_home(tmp_path)
    assert seen(home) == ["2026-11-15", "2026-09-30"]
    history.write(home, moment("2026-12-01", (RED, 300)))  # and killed before the catalogue was in place
    assert seen(home) == ["2026-11-15", "2026-09-30"]
    history.write(home, moment("2026-11-15", (RED, 300), (SHORE, 200)))  # the same day once more
    assert seen(home) == ["2026-11-15", "2026-09-30"]
    write(home, "UPDATE fact SET value = '2026-12-01' WHERE key = 'ranks_of'")
    assert seen(home) == ["2026-12-01", "2026-11-15"]


def test_a_reader_moves_over_to_the_new_file(tmp_path: Path) -> None:
    home = small_home(tmp_path)
    library = Library(home)
    assert moves.moves(library.connection(), (RED,))[RED].rank == 7
    history.write(home, moment("2026-11-15", (SHORE, 300), (RED, 200)))
    assert moves.moves(library.connection(), (RED,))[RED].rank == 2
    library.close()


@pytest.mark.parametrize("held", [None, b"", b"no database, but as long as one would be" * 100, b"SQLite format 3\0"])
def test_without_the_file_nothing_moves_and_the_next_import_begins_it_anew(tmp_path: Path, held: bytes | None) -> None:
    home = small_home(tmp_path)
    home.popularity.unlink()
    if held is not None:
        home.popularity.write_bytes(held)
    assert seen(home) == []
    history.write(home, moment("2026-11-15", (RED, 300)))
    assert seen(home) == ["2026-11-15"]
    aside = list(home.data.glob("popularity.db.damaged-*"))
    assert [path.read_bytes() for path in aside] == ([held] if held is not None else [])


def test_what_a_newer_matinee_wrote_is_left_alone(home: Home) -> None:
    history.write(home, moment("2026-01-01", (1, 100)))
    with closing(sqlite3.connect(home.popularity)) as con:
        con.execute(f"PRAGMA user_version = {ranks.VERSION + 1}")
    before = home.popularity.read_bytes()
    with pytest.raises(MatineeError, match="newer Matinee"):
        history.write(home, moment("2026-02-01", (1, 100)))
    assert home.popularity.read_bytes() == before


@pytest.mark.parametrize("name", ["catalogue.db", "catalogue.db.older-2026-01-05"])
def test_a_catalogue_that_holds_its_history_hands_it_over(home: Home, name: str) -> None:
    (home.data / "catalogue.db.older-2026-01-04").write_bytes(b"damaged" * 1000)
    with closing(sqlite3.connect(home.data / name)) as con:
        ranks.create(con)
        con.execute(f"PRAGMA application_id = {mark.APPLICATION_ID}")
        con.execute("PRAGMA user_version = 4")
        con.execute("INSERT INTO snapshot VALUES (7, '2026-01-02T10:00:00Z', '2026-01-01', 3, 10)")
        con.execute("INSERT INTO popularity VALUES (7, 1, 1, 100, 8.0, NULL), (7, 2, 2, 50, 7.0, NULL)")
        con.commit()
    history.write(home, moment("2026-02-01", (2, 200), (1, 101)))
    history.write(home, moment("2026-03-01", (2, 201), (1, 190)))
    found = ranked(
        home, "SELECT dated, title_id, gained_rank FROM popularity JOIN snapshot ON id = snapshot_id ORDER BY 1, 2"
    )
    assert found == [
        ("2026-01-01", 1, None), ("2026-01-01", 2, None), ("2026-02-01", 1, 2), ("2026-02-01", 2, 1),
        ("2026-03-01", 1, 1), ("2026-03-01", 2, 2),
    ]  # fmt: skip
