"""What is said is read by the catalogue's ids, once or as often as it was said, and by the indexes."""

from __future__ import annotations

import sqlite3

import pytest

from db.base.records.cards import Mine, PersonCard, TitleCard
from db.personal import diary, follows, hidden, journal, lists, marks, notes, owned, ratings, reviews, tags
from db.personal.desk import Desk
from db.personal.marks import has, titles_with
from db.reading import my_lists, viewings
from tests.db.personal.films import film

#: A film of the starter's, and what it turned out to be.
OLD = TitleCard(-5, "The Red Shoes", 1948)


def become(desk: Desk, old: int, new: int) -> None:
    with desk.plain() as con:
        con.execute("UPDATE my_title SET title_id = ?, decided_by = 'former' WHERE said_id = ?", (new, old))


@pytest.fixture
def twins(desk: Desk) -> Desk:
    """All of it said of two titles that are one now."""
    for number, card in enumerate((OLD, film(1)), 1):
        ratings.rate(desk, card, 6 + number)
        lists.toggle_watchlist(desk, card)
        lists.annotate(desk, 1, card.id, f"Note {number}")
        diary.log(desk, card, f"2026-05-0{number}")
        reviews.save_review(desk, card, "", f"Text {number}.", False)
        tags.tag(desk, card, "rainy")
        tags.tag(desk, card, f"tag {number}")
        notes.set_note(desk, card, f"Note {number}")
        owned.own(desk, card, f"Shelf {number}")
        hidden.hide(desk, card, 2)
        reviews.save_draft(desk, card, "", f"Draft {number}", False)
    become(desk, -5, 1)
    return desk


def test_one_of_what_there_is_one_of_and_all_of_the_rest(twins: Desk, con: sqlite3.Connection) -> None:
    assert marks.mine(con, [1, -5]) == {
        1: Mine(8, True, 2, "2026-05-02", 0, True, True, ("rainy", "tag 1", "tag 2")),
        -5: Mine(),
    }
    assert marks.said(con) == {1}
    (entry,) = my_lists.entries(con, "watchlist")
    assert (entry.card.id, entry.note) == (1, "Note 2")
    assert my_lists.list_card(con, "watchlist").size == 1
    assert [(viewing.watched_on, viewing.rewatch) for viewing in viewings.entries(con, title_id=1)] == [
        ("2026-05-02", True),
        ("2026-05-01", False),
    ]
    assert [review.text for review in reviews.own_reviews(con, 1)] == ["Text 2.", "Text 1."]
    assert notes.note(con, "title", 1) == "Note 2"
    assert [place.location for place in owned.owned(con, 1)] == ["Shelf 1", "Shelf 2"]
    assert hidden.hidden(con, 2) == {1}
    assert (draft := reviews.draft(con, 1)) and draft.text == "Draft 2"
    assert [card.name for card in my_lists.my_tags(con)] == ["rainy", "tag 1", "tag 2"]
    assert tags.all_tags(con)["rainy"] == 1


def test_what_is_cleared_is_cleared_on_all(twins: Desk, con: sqlite3.Connection) -> None:
    ratings.rate(twins, film(1), None)
    lists.toggle_watchlist(twins, film(1))
    tags.untag(twins, film(1), "rainy")
    notes.set_note(twins, film(1), "")
    reviews.drop_draft(twins, 1)
    found = marks.mine(con, [1])[1]
    assert (found.rating, found.on_watchlist, found.tags) == (None, False, ("tag 1", "tag 2"))
    assert notes.note(con, "title", 1) == "" and reviews.draft(con, 1) is None
    for _ in range(4):
        journal.undo(twins)
    found = marks.mine(con, [1])[1]
    assert (found.rating, found.on_watchlist, found.tags) == (8, True, ("rainy", "tag 1", "tag 2"))
    ratings.rate(twins, film(1), 3)
    assert marks.mine(con, [1])[1].rating == 3


def test_twins_are_seen_by_triggers_and_lists_count_them_once(twins: Desk, con: sqlite3.Connection) -> None:
    assert con.execute("SELECT said_id, twin FROM my_title ORDER BY id").fetchall() == [(-5, 1), (2, 0), (1, 1)]
    lists.toggle_watchlist(twins, film(3))
    (card,) = [each for each in my_lists.my_lists(con) if each.kind == "watchlist"]
    assert (card.size, card.seen) == (2, 1)
    (on,) = my_lists.lists_holding(con, 3)
    assert (on.size, on.position, on.seen) == (2, 2, 1)
    assert marks.said(con) == {1, 3}
    become(twins, -5, -5)
    assert con.execute("SELECT count(*) FROM my_title WHERE twin = 1").fetchone() == (0,)
    assert my_lists.list_card(con, "watchlist").size == 3


def test_a_person_that_is_another_now(desk: Desk, con: sqlite3.Connection) -> None:
    lists.create_list(desk, "Dancers")
    for card in (PersonCard(-9, "M. Shearer"), PersonCard(9, "Moira Shearer")):
        follows.follow(desk, card.id, card.name)
        notes.set_note(desk, card, card.name)
        lists.put_person(desk, 2, card)
    with desk.plain() as plain:
        plain.execute("UPDATE my_person SET person_id = 9")
    assert follows.followed(con) == {9: "Moira Shearer"}
    assert notes.note(con, "person", 9) == "Moira Shearer"
    assert con.execute("SELECT person_id FROM my_list_person WHERE list_id = 2").fetchall() == [(9,)]
    follows.unfollow(desk, 9)
    lists.take_off_person(desk, 2, 9)
    assert follows.followed(con) == {}
    assert con.execute("SELECT count(*) FROM said_list_entry").fetchone() == (0,)
    journal.undo(desk)
    assert con.execute("SELECT person_id FROM my_list_person WHERE list_id = 2").fetchall() == [(9,)]


BY_TITLE = (
    "my_rating", "my_like", "my_season", "my_state", "my_list_entry", "my_diary", "my_review", "my_review_version",
    "my_review_vote", "my_tag", "my_note", "my_hidden", "my_owned", "my_draft", "my_favourite",
)  # fmt: skip


@pytest.mark.parametrize(
    "sql",
    [
        *(f"SELECT * FROM {view} WHERE title_id = 1" for view in BY_TITLE),
        *(f"SELECT 1 FROM json_each('[1]') AS r WHERE {has(mark, 'r.value')}" for mark in ("seen", "rated", "watchlist")),
        "SELECT id FROM my_covered_entry",
        "SELECT * FROM my_list_entry WHERE list_id = 1 ORDER BY position",
        "SELECT * FROM my_tag WHERE tag = 'x'",
        "SELECT * FROM my_diary WHERE watched_on BETWEEN '2026' AND '2027'",
        "SELECT * FROM my_follow WHERE person_id = 1",
        "SELECT * FROM my_person_note WHERE person_id = 1",
        "SELECT * FROM my_title WHERE shown_id = 1",
    ],
)
def test_indexes_are_used(con: sqlite3.Connection, sql: str) -> None:
    plan = [row[3] for row in con.execute(f"EXPLAIN QUERY PLAN {sql}")]
    scanned = [step for step in plan if step.startswith("SCAN") and "VIRTUAL TABLE" not in step and "CONSTANT" not in step]
    assert not scanned and not any("AUTOMATIC" in step or "MATERIALIZE" in step for step in plan), plan


@pytest.mark.parametrize("mark", ["seen", "rated", "reviewed", "owned", "watchlist"])
def test_all_titles_of_a_mark_are_read_by_one_scan_each(con: sqlite3.Connection, mark: str) -> None:
    plan = [row[3] for row in con.execute(f"EXPLAIN QUERY PLAN {titles_with(mark)}")]
    assert not any("AUTOMATIC" in step or "MATERIALIZE" in step for step in plan), plan
    assert sum(step.startswith("SCAN") for step in plan) <= titles_with(mark).count("SELECT m.shown_id"), plan
