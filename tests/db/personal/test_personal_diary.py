"""The diary, visits and choices."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest

from db.base.clock import today
from db.base.errors import BadInput, NotFound
from db.base.records.cards import PersonCard, TitleCard
from db.personal import choices, diary, journal, marks, ratings, visits
from db.personal.desk import Desk
from db.reading import viewings
from db.reading.home import visited
from tests.db.personal.films import UNKNOWN, film


def test_a_viewing_is_logged_with_all_that_is_said_of_it(desk: Desk, con: sqlite3.Connection) -> None:
    done = diary.log(
        desk, film(1), "2026-05-03", rating=9, place="Filmhaus\n", company="A.", note="Restored.\nLoud.", stopped_at=None
    )
    assert done.sentence == "Logged The Red Shoes, seen 2026-05-03"
    (entry,) = viewings.entries(con)
    assert (entry.card.id, entry.watched_on, entry.rewatch, entry.rating) == (1, "2026-05-03", False, 9)
    assert (entry.place, entry.company, entry.note) == ("Filmhaus", "A.", "Restored.\nLoud.")
    assert marks.mine(con, [1])[1].times_seen == 1 and marks.mine(con, [1])[1].last_seen == "2026-05-03"


def test_the_diary_sees_rewatches_itself(desk: Desk, con: sqlite3.Connection) -> None:
    ratings.rate(desk, film(1), 8)
    diary.log(desk, film(1), "2026-05-03", stopped_at=12)
    diary.log(desk, film(1), "2026-05-04")
    assert "again" in diary.log(desk, film(1), "2026-05-05").sentence
    diary.log(desk, film(1), "2026-05-01")
    diary.log(desk, film(1), "2026-04-01", rewatch=True)
    assert [(entry.watched_on, entry.rewatch) for entry in viewings.entries(con)] == [
        ("2026-05-05", True),
        ("2026-05-04", True),
        ("2026-05-03", True),
        ("2026-05-01", True),
        ("2026-04-01", True),
    ]
    first = viewings.entries(con)[-1].id
    diary.edit_entry(desk, first, stopped_at=5)
    assert [entry.rewatch for entry in viewings.entries(con)] == [True, True, True, False, True]
    diary.edit_entry(desk, first, rewatch=False)
    diary.edit_entry(desk, viewings.entries(con)[0].id, rewatch=False)
    assert [entry.rewatch for entry in viewings.entries(con)] == [False, True, True, False, False]
    journal.undo(desk)
    diary.edit_entry(desk, viewings.entries(con)[0].id, rewatch=True, note="As it follows, so nothing is said.")
    assert con.execute("SELECT count(*) FROM said_diary WHERE rewatch IS NOT NULL").fetchone() == (1,)
    assert marks.mine(con, [1])[1].times_seen == 3


def test_rating_is_no_viewing(desk: Desk, con: sqlite3.Connection) -> None:
    ratings.rate(desk, film(1), 8)
    assert viewings.entries(con) == []


def test_an_entry_is_edited_and_deleted(desk: Desk, con: sqlite3.Connection) -> None:
    diary.log(desk, film(1), "2026-05-03", rating=9, place="Filmhaus")
    entry = viewings.entries(con)[0].id
    assert diary.edit_entry(desk, entry, watched_on="2026-05-02", rewatch=True, stopped_at=40).changed
    assert diary.edit_entry(desk, entry, rating=None).changed
    (found,) = viewings.entries(con)
    assert (found.watched_on, found.rewatch, found.rating, found.place, found.stopped_at) == (
        "2026-05-02", True, None, "Filmhaus", 40,
    )  # fmt: skip
    same = diary.edit_entry(desk, entry, place="Filmhaus")
    assert not same.changed and "as it was" in same.sentence
    assert diary.delete_entry(desk, entry).sentence == "Deleted the diary entry of The Red Shoes, 2026-05-02"
    assert viewings.entries(con) == []
    assert journal.history(con)[0].title_id == 1
    for attempt in (lambda: diary.edit_entry(desk, entry, note="x"), lambda: diary.delete_entry(desk, entry)):
        with pytest.raises(NotFound):
            attempt()


@pytest.mark.parametrize(
    "day", ["", "yesterday", "2026-02-30", "20260503", "2026-W18-7", "3000-01-01", "2026-5-3", "\x1b[2J"]
)
def test_a_day_is_an_iso_date_of_the_past(desk: Desk, con: sqlite3.Connection, day: str) -> None:
    with pytest.raises(BadInput) as found:
        diary.log(desk, film(1), day)
    assert "\x1b" not in str(found.value)
    assert viewings.entries(con) == []


def test_today_is_a_day(desk: Desk, con: sqlite3.Connection) -> None:
    diary.log(desk, film(1), today().isoformat())
    with pytest.raises(BadInput, match="in the future"):
        diary.log(desk, film(1), (today() + timedelta(days=2)).isoformat())
    assert viewings.count(con) == 1


@pytest.mark.parametrize("wrong", [{"rating": 11}, {"rating": 0}, {"stopped_at": -1}])
def test_what_cannot_be_is_refused_whole(desk: Desk, con: sqlite3.Connection, wrong: dict[str, int]) -> None:
    with pytest.raises(BadInput):
        diary.log(desk, film(1), "2026-05-03", **wrong)  # type: ignore[arg-type]
    assert viewings.entries(con) == [] and journal.history(con) == []


def test_reading_by_year_month_day_and_title(desk: Desk, con: sqlite3.Connection) -> None:
    for card, day in [
        (film(1), "2025-12-31"),
        (film(2), "2026-01-01"),
        (film(1), "2026-01-31"),
        (UNKNOWN, "2026-01-31"),
        (film(3), "2026-10-01"),
    ]:
        diary.log(desk, card, day)
    assert [entry.watched_on for entry in viewings.entries(con, year=2026)] == [
        "2026-10-01", "2026-01-31", "2026-01-31", "2026-01-01",
    ]  # fmt: skip
    assert [entry.card.title for entry in viewings.entries(con, year=2026, month=1)] == [
        "A Home Movie", "The Red Shoes", "Black Narcissus",
    ]  # fmt: skip
    assert [entry.watched_on for entry in viewings.entries(con, title_id=1)] == ["2026-01-31", "2025-12-31"]
    assert [entry.watched_on for entry in viewings.entries(con, limit=1, offset=1)] == ["2026-01-31"]
    assert viewings.months(con) == {"2026-10": 1, "2026-01": 3, "2025-12": 1}
    assert viewings.days(con, 2026, 1) == {1: 1, 31: 2}
    assert (viewings.count(con), viewings.count(con, year=2026), viewings.count(con, year=2026, month=10)) == (5, 4, 1)


# -- not in the history


def test_visits_are_remembered_latest_first_and_bounded(
    desk: Desk, con: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visits, "KEPT", 3)
    visits.visit(desk, "title", 2, "Black Narcissus", 1947)
    visits.visit(desk, "title", 1, "The Red Shoes", 1948)
    visits.visit(desk, "person", 9, "M. Shearer")
    visits.visit(desk, "title", -77, "A Home Movie", 1999)
    visits.visit(desk, "title", 1, "The Red Shoes", 1948)
    ratings.rate(desk, film(1), 8)
    red, mine, moira = visited(con)
    assert isinstance(red, TitleCard) and (red.id, red.runtime, red.mine.rating) == (1, 135, 8)
    assert isinstance(mine, TitleCard) and (mine.title, mine.year) == ("A Home Movie", 1999)
    assert moira == PersonCard(9, "Moira Shearer", 1926, 2006, ("actress",))
    assert [card.id for card in visited(con, 1)] == [1]
    assert len(journal.history(con)) == 1


def test_choices_are_remembered(desk: Desk, con: sqlite3.Connection) -> None:
    assert choices.remembered(con, "theme", "technicolor") == "technicolor"
    choices.remember(desk, "theme", "nitrate")
    choices.remember(desk, "theme", "programme")
    assert choices.remembered(con, "theme") == "programme"
    choices.remember(desk, "theme", None)
    assert choices.remembered(con, "theme") == ""
