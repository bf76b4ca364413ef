from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from db.base.errors import BadInput, MatineeError
from db.base.home import Home
from db.catalogue import lookup
from db.catalogue.state import catalogue_state
from db.search import index
from seed.build import BuildCancelled
from seed.imdb import order
from seed.imdb import read as reading
from seed.imdb.importer import Summary, import_imdb
from tests.seed.imdb import datafiles


@contextmanager
def catalogue(home: Home) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(home.catalogue)) as con:
        yield con


def rows(home: Home, sql: str, *values: object) -> list[tuple[object, ...]]:
    with catalogue(home) as con:
        return con.execute(sql, values).fetchall()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.of(tmp_path / "home")


def run(home: Home, folder: Path, **options: object) -> Summary:
    return import_imdb(home, [folder], **options)  # type: ignore[arg-type]


@pytest.fixture
def small(tmp_path: Path, home: Home) -> Home:
    run(home, datafiles.write(tmp_path / "data"))
    return home


def test_titles_have_their_columns_ratings_and_episodes(small: Home) -> None:
    assert catalogue_state(small.catalogue) == "ready"
    found = rows(
        small,
        "SELECT kind, title, original, original_title, year, runtime_minutes, average_rating, num_votes, genres"
        " FROM title WHERE id = 1",
    )
    assert found == [
        ("movie", "The Paper Harbour", "Le port de papier", "Le port de papier", 1951, 92, 7.9, 5000, "Drama,Music")
    ]
    assert rows(small, "SELECT year, end_year, original FROM title WHERE id = 3") == [(1990, 1992, None)]
    assert rows(small, "SELECT title_id, series_id, season, number FROM episode ORDER BY title_id") == [
        (4, 3, 1, 1), (5, 3, 1, 2), (6, 3, None, None),
    ]  # fmt: skip
    assert rows(small, "SELECT id FROM title WHERE is_adult") == [(8,)]
    assert rows(small, "SELECT title_id FROM title_genre WHERE genre = 'Drama' ORDER BY 1") == [
        (1,),
        (10000000,),
        (123456789,),
    ]


def test_what_imdb_does_not_know_yet_is_kept_as_it_is(small: Home) -> None:
    assert rows(small, "SELECT kind, title FROM title WHERE id = 9") == [("hologram", "Ёлка")]
    assert rows(small, "SELECT category, character FROM principal WHERE title_id = 7") == [("puppeteer", '"Fog"')]


def test_credits_in_order_with_jobs_and_characters_then_crew_beyond_them(small: Home) -> None:
    found = rows(
        small, "SELECT ordering, person_id, category, job, character FROM principal WHERE title_id = 1 ORDER BY ordering"
    )
    assert found == [
        (1, 3, "actress", None, "Vera Blok"),
        (2, 4, "actor", None, "The Ferryman / His Brother"),
        (3, 1, "director", None, None),
        (4, 2, "writer", 'based on "Harbour" by', None),
        (5, 1, "writer", None, None),
    ]
    assert rows(small, "SELECT person_id, category FROM principal WHERE title_id = 2") == [(5, "director")]


def test_filmographies_most_noted_first(small: Home) -> None:
    assert rows(small, "SELECT title_id, category FROM filmography WHERE person_id = 3") == [
        (1, "actress"), (10000000, "actress"), (5, "self"),
    ]  # fmt: skip
    assert rows(small, "SELECT title_id FROM filmography WHERE person_id = 1 AND category = 'director'") == [(1,), (9,)]


def test_akas_without_those_that_say_nothing_new(small: Home) -> None:
    assert rows(small, "SELECT title, region, language, types, attributes FROM title_aka WHERE title_id = 1") == [
        ("The Paper Harbour", "US", "en", "imdbDisplay", None),
        ("Der Papierhafen", "DE", None, "dvd,imdbDisplay", "literal title"),
    ]
    assert rows(small, "SELECT title FROM title_aka WHERE title_id = 4") == []
    assert rows(small, "SELECT title FROM title_aka WHERE title_id = 5") == [('Das "fehlende" Ruder',)]


def test_people_and_what_they_are_known_for(small: Home) -> None:
    assert rows(small, "SELECT name, birth_year, death_year, professions FROM person WHERE id = 1") == [
        ("Marga Stolz", 1910, 1980, "director,writer")
    ]
    assert rows(small, "SELECT title_id FROM known_for WHERE person_id = 3") == [(1,), (10000000,)]
    assert rows(small, "SELECT name FROM person WHERE id = 2") == [('Otto "Pen" Lind',)]


def searched(home: Home, words: str) -> list[object]:
    found = rows(
        home,
        "SELECT title_id FROM title_search JOIN title_rank ON title_rank.rank = title_search.rowid"
        " WHERE title_search MATCH ? ORDER BY title_search.rowid",
        words,
    )
    return [row[0] for row in found]


def test_search_finds_every_name_the_most_noted_first(small: Home) -> None:
    assert searched(small, "her") == [2]
    assert searched(small, "h*") == [2, 1]
    assert searched(small, "papierhafen") == searched(small, "papier") == searched(small, "paper 1951") == [1]
    assert searched(small, "京 夜") == searched(small, "tokyo") == [10000000]
    assert searched(small, "елка") == [9]
    assert searched(small, "quoted and co") == [8]
    with catalogue(small) as con:
        assert [one.id for one in lookup.by_name(con, "Der Papierhafen", 1951)] == [1]


def test_generic_episodes_are_searched_only_when_rated(small: Home) -> None:
    assert searched(small, "episode") == [6]
    assert searched(small, "folge") == []


def test_people_are_searched_by_the_votes_of_what_they_are_known_for(small: Home) -> None:
    found = rows(small, "SELECT person_id FROM person_search JOIN person_rank ON person_rank.rank = person_search.rowid"
                 " WHERE person_search MATCH 'o* OR m* OR a* OR i*' ORDER BY person_search.rowid")  # fmt: skip
    assert [row[0] for row in found] == [5, 3, 1, 2, 4]
    assert rows(small, "SELECT count(*) FROM person_search WHERE person_search MATCH 'odell'") == [(1,)]


def test_the_search_tables_are_whole(small: Home) -> None:
    with catalogue(small) as con:
        for table in ("title_search", "person_search"):
            con.execute(f"INSERT INTO {table}({table}) VALUES ('integrity-check')")
        assert con.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_summary_sources_and_facts(tmp_path: Path, home: Home) -> None:
    folder = datafiles.write(tmp_path / "data")
    (folder / "title.akas.tsv.gz").unlink()
    summary = run(home, folder)
    assert (summary.titles, summary.people, summary.rows_refused, summary.missing) == (11, 5, 0, ("title.akas",))
    assert summary.rows_read == sum(len(held) for name, held in datafiles.SMALL.items() if name != "title.akas")
    assert json.loads(json.dumps(summary.as_json()))["file_size"] == home.catalogue.stat().st_size
    assert any("title.akas is missing" in said for said in summary.sentences())
    assert len(rows(home, "SELECT * FROM source WHERE kind = 'imdb' AND rows_read > 0")) == 6
    assert rows(home, "SELECT value FROM fact WHERE key IN ('ranked_by', 'titles') ORDER BY key") == [("votes",), ("11",)]
    dated = summary.files[0].dated
    assert rows(home, "SELECT DISTINCT rating_as_of FROM title WHERE average_rating IS NOT NULL") == [(dated,)]


def test_basics_alone_make_a_catalogue(tmp_path: Path, home: Home) -> None:
    run(home, datafiles.write(tmp_path / "data", {"title.basics": datafiles.SMALL["title.basics"]}))
    assert rows(home, "SELECT count(*) FROM title") == [(11,)]
    assert rows(home, "SELECT count(*) FROM principal") == rows(home, "SELECT count(*) FROM person") == [(0,)]
    assert searched(home, "paper") == [1]


def test_plain_and_packed_files_make_the_same_catalogue(tmp_path: Path, home: Home) -> None:
    run(home, datafiles.write(tmp_path / "packed"))
    other = Home.of(tmp_path / "other")
    run(other, datafiles.write(tmp_path / "plain", packed=False))
    for table in ("title", "credit_document", "filmography_document", "aka_document", "person", "title_rank", "person_rank"):
        assert rows(home, f"SELECT * FROM {table}") == rows(other, f"SELECT * FROM {table}")


@pytest.mark.parametrize("shuffled", ["reversed", "by number"])
def test_files_need_not_be_sorted(tmp_path: Path, home: Home, shuffled: str) -> None:
    def mixed(held: list[str]) -> list[str]:
        if shuffled == "reversed":
            return held[::-1]
        return sorted(held, key=lambda row: (int(row.split("|")[0][2:]), row))

    run(home, datafiles.write(tmp_path / "sorted"))
    other = Home.of(tmp_path / "other")
    run(other, datafiles.write(tmp_path / "mixed", {name: mixed(held) for name, held in datafiles.SMALL.items()}))
    for sql in (
        "SELECT * FROM title ORDER BY id", "SELECT * FROM principal ORDER BY title_id, ordering",
        "SELECT * FROM person ORDER BY id",
        "SELECT * FROM title_aka ORDER BY title_id, title", "SELECT * FROM filmography ORDER BY person_id, title_id, category",
    ):  # fmt: skip
        assert rows(home, sql) == rows(other, sql)


def test_batches_may_end_anywhere(tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = datafiles.write(tmp_path / "data")
    run(home, folder)
    other = Home.of(tmp_path / "other")
    monkeypatch.setattr(reading.DataReader.__init__, "__kwdefaults__", {"batch": 60})
    run(other, folder)
    for table in ("title", "credit_document", "filmography_document", "aka_document", "person", "title_rank", "person_rank"):
        assert rows(home, f"SELECT * FROM {table} ORDER BY 1") == rows(other, f"SELECT * FROM {table} ORDER BY 1")


@pytest.mark.parametrize(
    ("options", "held"),
    [
        ({"only": ["movie"]}, {1, 2, 8, 10000000, 123456789}),
        ({"min_votes": 300}, {1, 2, 3}),
        ({"episodes": False}, {1, 2, 3, 7, 8, 9, 10000000, 123456789}),
    ],
)
def test_less_may_be_imported(tmp_path: Path, home: Home, options: dict[str, object], held: set[int]) -> None:
    run(home, datafiles.write(tmp_path / "data"), **options)
    assert {row[0] for row in rows(home, "SELECT id FROM title")} == held
    assert {row[0] for row in rows(home, "SELECT title_id FROM principal")} <= held
    people = {row[0] for row in rows(home, "SELECT id FROM person")}
    assert people == {row[0] for row in rows(home, "SELECT person_id FROM filmography")} | {
        row[0] for row in rows(home, "SELECT person_id, title_id FROM known_for") if row[1] in held
    }


def test_nothing_left_is_an_error(tmp_path: Path, home: Home) -> None:
    with pytest.raises(BadInput, match="No title is left"):
        run(home, datafiles.write(tmp_path / "data"), only=["radioPlay"])
    assert not home.catalogue.exists()


def test_a_dry_run_only_says_what_it_found(tmp_path: Path, home: Home) -> None:
    summary = run(home, datafiles.write(tmp_path / "data"), dry_run=True)
    assert summary.dry_run and len(summary.files) == 7 and not home.data.exists()
    assert any("title.basics" in said for said in summary.sentences())


def test_cancel_leaves_the_old_catalogue(tmp_path: Path, small: Home) -> None:
    before = small.catalogue.read_bytes()
    stages: list[str] = []
    with pytest.raises(BuildCancelled):
        run(
            small, tmp_path / "data", progress=lambda stage, done, total: stages.append(stage),
            cancelled=lambda: "filmographies" in stages,
        )  # fmt: skip
    assert small.catalogue.read_bytes() == before
    assert [path.name for path in small.data.iterdir() if "new" in path.name] == []


def test_two_imports_at_once_are_refused(tmp_path: Path, small: Home) -> None:
    refused: list[str] = []

    def second(stage: str, done: int, total: int) -> None:
        if not refused:
            with pytest.raises(MatineeError) as caught:
                run(small, tmp_path / "data")
            refused.append(caught.value.sentence)

    run(small, tmp_path / "data", progress=second)
    assert "Another Matinee" in refused[0]


def test_a_second_import_is_the_same_and_remembers_ranks(tmp_path: Path, small: Home) -> None:
    before = rows(small, "SELECT * FROM title")
    run(small, tmp_path / "data")
    assert rows(small, "SELECT * FROM title") == before
    assert rows(small, "SELECT count(*) FROM source") == [(7,)]


SAMPLES = Path(__file__).parents[3].parent / "shared" / "samples" / "imdb-tsv"


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not here")
def test_real_samples_are_imported(home: Home) -> None:
    summary = run(home, SAMPLES)
    assert (summary.titles, summary.people, summary.rows_refused, summary.missing) == (99, 99, 0, ())


def test_ids_ordered_as_text() -> None:
    import polars as pl

    numbers = pl.Series("id", [1, 9999999, 10000000, 1000000, 1000001, 99999999, 100000000, 123456789, 1234567890, 10000001])
    ordered = numbers.gather(order.as_text(numbers).arg_sort()).to_list()
    assert ordered == sorted(ordered, key=lambda one: f"{one:07d}")


def test_names_beyond_the_noted_are_indexed_behind_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, parted = Home.of(tmp_path / "whole"), Home.of(tmp_path / "parted")
    folder = datafiles.write(tmp_path / "data")
    import_imdb(whole, [folder])
    monkeypatch.setattr(index, "NOTED", 3)
    import_imdb(parted, [folder])
    for table in ("title_search", "person_search"):
        words = f"SELECT term, doc FROM {table}_words ORDER BY 1, 2"
        found = []
        for home in (whole, parted):
            with closing(sqlite3.connect(home.catalogue)) as con:
                con.execute(f"CREATE VIRTUAL TABLE temp.{table}_words USING fts5vocab(main, {table}, instance)")
                found.append(con.execute(words).fetchall())
                con.execute(f"INSERT INTO {table}({table}) VALUES ('integrity-check')")
        assert found[0] == found[1] and found[0]
    assert rows(parted, "SELECT max(rowid) FROM title_noted WHERE title_noted MATCH 'n*'")[0][0] <= 3
