"""What an import carries over from the catalogue before it: the starter's films, their sections, and what the viewer said."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db.base import ids
from db.base.home import Home
from db.base.records.pages import TitleCard
from db.library import Library
from db.personal import follows, ratings
from db.personal.desk import Desk
from seed.imdb import history
from seed.imdb.importer import Summary, import_imdb
from seed.starter_build import build_starter
from tests.seed.imdb import datafiles
from tests.seed.imdb.test_history import ranked
from tests.seed.imdb.test_importer import rows, searched

STARTER = """\
# The Paper Harbour (1952)
runtime: 92
genres: Drama
directors: Marga Stolz
cast:
  Ilse Värn = Vera
plot: A pilot boat leaves a harbour that is made of paper.
trivia:
  - The harbour was a model.
awards:
  Oscar 1952 | won | Best Picture | Marga Stolz

# Her (1960)
id: tt0000002
genres: Romance
directors: Ann Reyl
plot: A letter to no one.

# Far Away (2025)
genres: Drama
directors: Somebody Else
plot: Another film of the same name, and of nobody that IMDb knows.

# Only Here (1931)
genres: Comedy
directors: Marga Stolz
cast:
  Nobody Known = Himself
plot: A film that no file has.
"""
LIST = (
    "# Best\nkey: best\nby: Matinee\nabout: The best.\n\n1. The Paper Harbour (1952)\n2. Only Here (1931)\n3. Her (1960)\n"
)
PAPER, AWAY, ONLY = (
    ids.stable("title", *film) for film in (("The Paper Harbour", 1952), ("Far Away", 2025), ("Only Here", 1931))
)
MARGA, NOBODY = ids.stable("person", "Marga Stolz"), ids.stable("person", "Nobody Known")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home.of(tmp_path / "home")
    starter = tmp_path / "starter"
    for folder in ("films", "lists"):
        (starter / folder).mkdir(parents=True)
    (starter / "films" / "all.txt").write_text(STARTER, encoding="utf-8")
    (starter / "lists" / "best.txt").write_text(LIST, encoding="utf-8")
    build_starter(home, folder=starter)
    assert {PAPER, AWAY, ONLY} < {row[0] for row in rows(home, "SELECT id FROM title")}
    return home


def run(home: Home, tmp_path: Path) -> Summary:
    return import_imdb(home, [datafiles.write(tmp_path / "data")])


def test_a_film_without_an_id_gets_imdbs(home: Home, tmp_path: Path) -> None:
    run(home, tmp_path)
    assert rows(home, "SELECT id, year FROM title WHERE title = 'The Paper Harbour'") == [(1, 1951)]
    assert rows(home, "SELECT title_id, text FROM trivia") == [(1, "The harbour was a model.")]
    assert {row[0] for row in rows(home, "SELECT title_id FROM plot")} == {1, 2, AWAY, ONLY}
    best = "SELECT position, title_id FROM list_entry WHERE list_id = (SELECT id FROM list WHERE key = 'best') ORDER BY 1"
    assert rows(home, best) == [(1, 1), (2, ONLY), (3, 2)]
    assert rows(home, "SELECT people FROM award") == [(json.dumps([["Marga Stolz", 1]]),)]
    assert rows(home, "SELECT kind FROM source WHERE kind <> 'imdb'") == [("starter",)]


def test_a_film_that_no_file_has_stays_with_its_people(home: Home, tmp_path: Path) -> None:
    run(home, tmp_path)
    assert rows(home, "SELECT title, year FROM title WHERE id = ?", ONLY) == [("Only Here", 1931)]
    assert set(rows(home, "SELECT person_id, category FROM principal WHERE title_id = ?", ONLY)) == {
        (1, "director"),
        (NOBODY, "self"),
    }
    assert (ONLY,) in rows(home, "SELECT title_id FROM filmography WHERE person_id = 1")
    assert rows(home, "SELECT name FROM person WHERE id = ?", NOBODY) == [("Nobody Known",)]
    assert searched(home, "only here") == [ONLY]
    found = rows(home, "SELECT person_id FROM person_search JOIN person_rank ON person_rank.rank = person_search.rowid"
                 " WHERE person_search MATCH 'nobody'")  # fmt: skip
    assert found == [(NOBODY,)]


def test_the_same_name_of_another_director_is_another_film(home: Home, tmp_path: Path) -> None:
    run(home, tmp_path)
    assert sorted(row[0] for row in rows(home, "SELECT id FROM title WHERE title = 'Far Away'")) == [AWAY, 123456789]


def test_a_second_import_carries_the_same(home: Home, tmp_path: Path) -> None:
    run(home, tmp_path)
    tables = ("trivia", "plot", "award", "list_entry", "title", "credit_document", "filmography_document", "person")
    before = {table: rows(home, f"SELECT * FROM {table} ORDER BY 1") for table in tables}
    run(home, tmp_path)
    for table in tables:
        after = rows(home, f"SELECT * FROM {table} ORDER BY 1")
        assert len(after) == len(before[table])
    assert searched(home, "only here") == [ONLY]


def test_credits_come_from_the_starter_where_files_have_none(home: Home, tmp_path: Path) -> None:
    import_imdb(home, [datafiles.write(tmp_path / "data", {"title.basics": datafiles.SMALL["title.basics"]})])
    (found,) = rows(home, "SELECT name FROM principal JOIN person ON id = person_id WHERE title_id = 2")
    assert found == ("Ann Reyl",)


def said(home: Home) -> Desk:
    """A viewer who has rated, and follows somebody."""
    desk = Desk(home)
    for title_id, name, year in ((PAPER, "The Paper Harbour", 1952), (AWAY, "Far Away", 2025), (2, "Her", 1960)):
        ratings.rate(desk, TitleCard(title_id, name, year), 8)
    follows.follow(desk, MARGA, "Marga Stolz")
    return desk


def personal(home: Home, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(home.personal)) as con:
        return con.execute(sql).fetchall()


def test_the_catalogue_knows_what_became_of_ids_for_every_import_after(home: Home, tmp_path: Path) -> None:
    run(home, tmp_path)
    former = rows(home, "SELECT * FROM former_title"), rows(home, "SELECT * FROM former_person")
    assert former[0] == [(PAPER, 1)] and (MARGA, 1) in former[1]
    assert rows(home, "SELECT * FROM doubtful_title") == [(AWAY, 123456789)]
    (build,) = rows(home, "SELECT value FROM fact WHERE key = 'build'")
    run(home, tmp_path)
    assert former == (rows(home, "SELECT * FROM former_title"), rows(home, "SELECT * FROM former_person"))
    assert rows(home, "SELECT * FROM doubtful_title") == [(AWAY, 123456789)]
    assert rows(home, "SELECT value FROM fact WHERE key = 'build'") != [build]


def test_what_the_viewer_said_is_with_the_new_titles_and_undo_works_across_it(home: Home, tmp_path: Path) -> None:
    from db.personal import journal

    desk = said(home)
    summary = run(home, tmp_path)
    assert (summary.adopted, summary.doubtful) == (2, 1)
    assert personal(home, "SELECT title_id, value FROM my_rating ORDER BY 1") == [(AWAY, 8), (1, 8), (2, 8)]
    assert personal(home, "SELECT person_id FROM my_follow") == [(1,)]
    assert personal(home, "SELECT candidates FROM my_question") == [("[123456789]",)]
    assert any("is with IMDb's titles" in sentence for sentence in summary.sentences())
    assert journal.undo(desk).sentence == "Undone: Following Marga Stolz"
    journal.undo(desk)
    journal.undo(desk)
    assert personal(home, "SELECT title_id FROM my_rating ORDER BY 1") == [(1,)]
    desk.close()
    again = run(home, tmp_path)
    assert (again.adopted, again.doubtful) == (0, 1)
    assert personal(home, "SELECT count(*) FROM my_question") == [(1,)]


def test_a_rating_of_the_real_title_is_kept_beside_the_other(home: Home, tmp_path: Path) -> None:
    desk = said(home)
    ratings.rate(desk, TitleCard(1, "The Paper Harbour", 1951), 3)
    desk.close()
    run(home, tmp_path)
    assert personal(home, "SELECT value FROM my_rating WHERE title_id = 1") == [(3,)]
    assert personal(home, "SELECT value FROM said_rating ORDER BY my_id") == [(8,), (8,), (8,), (3,)]


def test_an_import_while_the_records_are_locked_is_an_import(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from db.reading import reconcile

    said(home).close()
    whole = reconcile.settle
    monkeypatch.setattr(reconcile, "settle", lambda home: whole(home, patience=0.01))
    with closing(sqlite3.connect(home.personal, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert (run(home, tmp_path).adopted, rows(home, "SELECT count(*) FROM former_title")) == (0, [(1,)])
    assert whole(home) == reconcile.Outcome(2, 1)


def test_without_records_nothing_is_adopted(home: Home, tmp_path: Path) -> None:
    summary = run(home, tmp_path)
    assert (summary.adopted, summary.doubtful) == (0, 0)
    assert not home.personal.exists()


# -- ranks through time


def test_ranks_by_votes_then_by_votes_gained(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from db.reading import titles as pages

    folder = datafiles.write(tmp_path / "data")
    path = folder / "title.ratings.tsv.gz"
    monkeypatch.setattr(history, "VOTES", 10)
    votes = [(5000, 300), (5100, 900), (9000, 950)]
    for day, (paper, ferry) in enumerate(votes, 1):
        datafiles.write(
            folder, {"title.ratings": [f"tt0000001|7.9|{paper}", "tt0000002|6.1|90000", f"tt0000003|8.2|{ferry}"]}
        )
        stamp = 1_767_000_000 + day * 86_400
        os.utime(path, (stamp, stamp))
        import_imdb(home, [folder])
    assert len(ranked(home, "SELECT * FROM snapshot")) == 3
    own = "SELECT rank, num_votes, gained_rank FROM popularity JOIN snapshot ON id = snapshot_id WHERE title_id = 1"
    found = ranked(home, f"{own} ORDER BY dated")
    assert found == [(2, 5000, None), (2, 5100, 2), (2, 9000, 1)]
    library = Library(home)
    Desk(home).close()
    said(home).close()
    move = pages.page(library.connection(), 1).move
    library.close()
    assert move is not None and (move.rank, move.change, move.by) == (1, 1, "votes gained")


def test_the_same_files_again_are_the_same_moment(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "VOTES", 10)
    run(home, tmp_path)
    run(home, tmp_path)
    assert len(ranked(home, "SELECT * FROM snapshot")) == 1
    assert ranked(home, "SELECT count(*) FROM popularity WHERE snapshot_id NOT IN (SELECT id FROM snapshot)") == [(0,)]
