"""The index: what goes in is found, by whichever form it came in."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from db.base import fold
from db.catalogue import facets
from db.search import engine, index
from db.search.akas import taken_apart
from tests.db.search.indexed import TITLES, found, indexed, title_rows

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=25)


@settings(max_examples=60, deadline=None)
@given(NAMES, st.booleans())
def test_a_name_is_found_by_typing_it(name: str, finished: bool) -> None:
    words = fold.words(name)
    assume(0 < len(words) <= 10 and not any(char in name for char in '<>=:."'))
    con = indexed([("Another Title", 1950, "movie", "", None, ()), (name, 1951, "movie", "", None, ())], [])
    hits = engine.search(con, name + (" " if finished else "")).hits
    assert 2 in [hit.card.id for hit in hits]
    con.close()


@settings(max_examples=40, deadline=None)
@given(NAMES)
def test_folded_rows_make_the_same_index(name: str) -> None:
    rows = [(1, 7, f"{name}\nOther {name}", 1950, 0), (2, 8, "Plain", None, 0)]
    documents = []
    for folded in (False, True):
        con = sqlite3.connect(":memory:")
        index.create(con)
        given_rows = [(*row[:2], "\n".join(map(fold.key, row[2].split("\n"))), *row[3:]) for row in rows] if folded else rows
        index.add_titles(con, given_rows, folded=folded)
        index.finish(con)
        con.execute("CREATE VIRTUAL TABLE words USING fts5vocab(title_search, row)")
        documents.append([con.execute(f"SELECT * FROM {table}").fetchall() for table in ("words", "title_names")])
        con.close()
    assert documents[0] == documents[1]


def test_facets_hold_what_filters_need() -> None:
    bits = facets.pack("tvSeries", "Drama,War,Unheard-Of", 8.3, 1)
    assert facets.KINDS[bits & 15] == "tvSeries"
    assert bits >> facets.ADULT_SHIFT & 1
    genres = [genre for place, genre in enumerate(facets.GENRES) if bits >> (facets.GENRE_SHIFT + place) & 1]
    assert genres == ["Drama", "War"]
    assert bits >> facets.RATING_SHIFT & 127 == 83
    assert facets.pack("hologram", None, None, 0) == 0


def test_rows_may_come_in_any_number_of_calls() -> None:
    con = sqlite3.connect(":memory:")
    index.create(con)
    for row in title_rows(TITLES):
        index.add_titles(con, [row])
    index.add_people(con, [])
    index.finish(con)
    assert con.execute("SELECT count(*) FROM title_rank").fetchone() == (len(TITLES),)
    assert con.execute("SELECT rowid FROM title_search WHERE title_search MATCH 'harbour' ORDER BY rowid").fetchall()[0] == (
        1,
    )


@pytest.mark.parametrize("text", ["The Matter of the Red Harbour", "röda HAMNEN", "赤い港", "ёлки в порту", "елки в порту"])
def test_every_name_in_every_writing(text: str) -> None:
    con = indexed()
    assert len(found(con, text)) >= 1
    con.close()


LINES = (
    "harbour",
    "harbour lights",
    "h",
    "fog",
    "the",
    "drama",
    "harbour 1950..1965",
    "adult",
    "quill",
    "mi",
    "type:film",
    ">7.5",
)


@pytest.mark.parametrize("noted", [0, 3])
def test_what_is_noted_is_found_no_other_way_than_the_rest(monkeypatch: pytest.MonkeyPatch, noted: int) -> None:
    with closing(indexed()) as con:
        expected = {(line, adult): engine.search(con, line, adult=adult).hits for line in LINES for adult in (False, True)}
    assert all(expected[line, True] for line in LINES)
    monkeypatch.setattr(index, "NOTED", noted)
    with closing(indexed()) as con:
        assert con.execute("SELECT count(*) FROM title_card").fetchone() == (noted,)
        for (line, adult), hits in expected.items():
            assert engine.search(con, line, adult=adult).hits == hits, line


def test_cards_say_what_the_tables_say() -> None:
    titles = "SELECT rank, title_id, title, original, title.year, kind, average_rating, num_votes, end_year, runtime_minutes, genres"
    with closing(indexed()) as con:
        cards = con.execute("SELECT * FROM title_card").fetchall()
        assert cards == con.execute(f"{titles}, facets FROM title_rank JOIN title ON id = title_id ORDER BY rank").fetchall()
        people = con.execute("SELECT rank, person_id, name, known_for FROM person_card").fetchall()
        assert people == [
            (
                rank,
                id_,
                name,
                known and "{} ({})".format(*con.execute("SELECT title, year FROM title WHERE id = ?", (known,)).fetchone()),
            )
            for rank, id_, name, known in con.execute(
                "SELECT rank, id, name, CAST(known_for AS INTEGER) FROM person_rank JOIN person ON id = person_id ORDER BY rank"
            )
        ]
        con.execute("UPDATE title SET title = 'Other' WHERE id = 2")
        index.write_cards(con)
        assert con.execute("SELECT title FROM title_card WHERE title_id = 2").fetchone() == ("Other",)


def test_other_names_stand_side_by_side_and_the_first_of_those_that_fold_to_the_same() -> None:
    document = json.dumps(
        [["A Night", "FR"], ["İzmir by Night", "NI"], ["a night!"], ['Out "of"\nIt'], ["…"]], ensure_ascii=False
    )
    document = document.replace("Out", r"\ud800Out")
    assert taken_apart(document) == (
        "a night\nizmir by night\nout of it\n",
        'A Night\nİzmir by Night\nOut "of" It\n…',
    )


@given(st.lists(st.text().map(lambda name: name.replace("\n", " "))))
def test_many_names_fold_as_each_alone(names: list[str]) -> None:
    assert fold.keys(names) == [fold.key(name) for name in names]
