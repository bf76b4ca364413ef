"""Everything that the viewer said as plain rows: every table, uids for ids, one moment of the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from db.base.home import Home
from db.base.records.cards import PersonCard
from db.base.records.exchange import Row
from db.personal import diary, file, follows, lists, notes, owned, ratings, reviews
from db.personal.desk import Desk
from db.personal.dump import TABLES, Dump, moment
from db.personal.models import JOURNALLED, MyDraft, MyReviewVersion
from tests.conftest import Clock
from tests.db.personal.films import UNKNOWN, film

RED, BLACK = film(1), film(2)
INA = PersonCard(9, "Moira Shearer", 1926)


@pytest.fixture
def reading(home: Home) -> Iterator[sqlite3.Connection]:
    with closing(file.reading(home.personal)) as con:
        yield con


def rows(con: sqlite3.Connection, table: str) -> list[Row]:
    return list(Dump(con).rows(table))


def test_every_table_of_what_the_viewer_said_is_dumped() -> None:
    said = {str(model.__tablename__) for model in (*JOURNALLED, MyDraft, MyReviewVersion)}
    assert {table.name for table in TABLES} == said and len(TABLES) == len(said)


def test_every_reference_to_another_row_is_known(reading: sqlite3.Connection) -> None:
    for table in TABLES:
        keys = {row[3]: row[2] for row in reading.execute(f"PRAGMA foreign_key_list({table.name})")}
        assert table.refers == keys, table.name


def test_rows_have_uids_for_ids(desk: Desk, reading: sqlite3.Connection, clock: Clock) -> None:
    ratings.rate(desk, RED, 8)
    diary.log(desk, RED, "2026-05-01", rating=7)
    diary.log(desk, UNKNOWN, None)
    viewing = reading.execute("SELECT id, uid FROM said_diary ORDER BY id").fetchone()
    reviews.add_review(desk, RED, "", "It dances.", viewing_id=viewing[0])
    title = {row.values["title"]: row for row in Dump(reading).subjects("my_title")}
    red = title["The Red Shoes"]
    assert red.values == {
        "title_id": 1,
        "said_id": 1,
        "title": "The Red Shoes",
        "year": 1948,
        "kind": "movie",
        "decided_by": "id",
    }
    (rating,) = rows(reading, "said_rating")
    assert rating.refers == {"my_id": red.uid} and rating.values == {"value": 8, "rated_at": "2026-05-03T20:15:00.000Z"}
    assert [(row.refers["my_id"], row.values["watched_on"]) for row in rows(reading, "said_diary")] == [
        (red.uid, "2026-05-01"),
        (title["A Home Movie"].uid, None),
    ]
    (review,) = rows(reading, "said_review")
    assert review.refers == {"my_id": red.uid, "viewing_id": viewing[1]} and "id" not in review.values


def test_entries_come_in_the_order_of_their_list(desk: Desk, reading: sqlite3.Connection) -> None:
    made = lists.create_list(desk, "Sea")
    assert made.changed
    (on,) = reading.execute("SELECT id FROM my_list WHERE name = 'Sea'").fetchone()
    lists.put(desk, on, BLACK)
    lists.put(desk, on, RED)
    lists.move(desk, on, RED.id, -1)
    names = {row.uid: row.values["title"] for row in Dump(reading).subjects("my_title")}
    assert [names[row.refers["my_id"]] for row in rows(reading, "said_list_entry")] == ["The Red Shoes", "Black Narcissus"]
    assert {row.refers["list_id"] for row in rows(reading, "said_list_entry")} == {
        row.uid for row in rows(reading, "my_list") if row.values["name"] == "Sea"
    }


def test_people_and_bytes_of_paths(desk: Desk, reading: sqlite3.Connection) -> None:
    follows.follow(desk, INA.id, INA.name)
    notes.set_note(desk, INA, "Danced.")
    owned.own(desk, RED, b"/films/\xff.mkv")
    (person,) = Dump(reading).subjects("my_person")
    assert (person.values["name"], person.values["person_id"]) == ("Moira Shearer", 9)
    assert rows(reading, "said_follow")[0].refers == rows(reading, "said_note")[0].refers == {"my_person_id": person.uid}
    assert bytes.fromhex(str(rows(reading, "said_owned")[0].values["raw"])) == b"/films/\xff.mkv"


def test_titles_of_which_nothing_is_said_any_more_come_with_the_history_alone(
    desk: Desk, reading: sqlite3.Connection
) -> None:
    ratings.rate(desk, RED, 8)
    ratings.rate(desk, RED, None)
    ratings.rate(desk, BLACK, 7)
    assert [row.values["title"] for row in Dump(reading).subjects("my_title")] == ["Black Narcissus"]
    whole = Dump(reading, history=True)
    assert sorted(str(row.values["title"]) for row in whole.subjects("my_title")) == ["Black Narcissus", "The Red Shoes"]
    history = list(whole.history() or ())
    assert [(action.values["kind"], action.values["sentence"]) for action in history] == [
        ("rate", "Rated The Red Shoes 8"),
        ("rate", history[1].values["sentence"]),
        ("rate", "Rated Black Narcissus 7"),
    ]
    table, uid, before, after = history[1].changes[0]
    assert table == "said_rating" and before is not None and after is None
    assert before.uid == uid and before.refers == {"my_id": history[0].title}
    assert Dump(reading).history() is None


def test_the_history_names_lists_that_are_gone(desk: Desk, reading: sqlite3.Connection) -> None:
    lists.create_list(desk, "Sea")
    on, uid = reading.execute("SELECT id, uid FROM my_list WHERE name = 'Sea'").fetchone()
    lists.put(desk, on, RED)
    lists.delete_list(desk, on)
    added = list(Dump(reading, history=True).history() or ())[1].changes[0][3]
    assert added is not None and added.refers["list_id"] == uid


def test_what_is_written_meanwhile_is_not_seen(desk: Desk, reading: sqlite3.Connection) -> None:
    ratings.rate(desk, RED, 8)
    with moment(reading):
        assert len(rows(reading, "said_rating")) == 1
        ratings.rate(desk, BLACK, 7)
        assert len(rows(reading, "said_rating")) == 1
    assert len(rows(reading, "said_rating")) == 2


def test_a_draft_is_known_by_its_title(desk: Desk, reading: sqlite3.Connection) -> None:
    reviews.save_draft(desk, RED, "", "Half a th", False)
    (draft,) = rows(reading, "said_draft")
    (title,) = Dump(reading).subjects("my_title")
    assert draft.refers == {"my_id": title.uid} and len(draft.uid) == 32 and draft.values["text"] == "Half a th"


def test_titles_that_only_an_unmatched_row_names_are_there(desk: Desk, reading: sqlite3.Connection) -> None:
    with desk.plain() as con:
        con.execute("INSERT INTO my_title (uid, title) VALUES ('a1', 'Fog'), ('a2', 'Watch'), ('a3', 'Nobody')")
        con.execute("INSERT INTO journal_now VALUES (1, 0)")
        con.execute(
            'INSERT INTO my_unmatched (origin, row, seen_at) VALUES (\'imdb\', \'{"title": "a1", "series": "a2"}\', \'\'),'
            " ('imdb', 'no JSON', '')"
        )
        con.execute("DELETE FROM journal_now")
    assert [row.uid for row in Dump(reading).subjects("my_title")] == ["a1", "a2"]
