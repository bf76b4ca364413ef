"""Moves, risers, and what is new since the snapshot before the last."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from db.base.home import Home
from db.base.records.pages import Move
from db.library import Library
from db.personal import follows, ratings
from db.personal.desk import Desk
from db.reading import changes, charts, moves
from db.reading.cards import card
from tests.catalogues import BUSAN, FERRY, HOURS, RED, SHORE, STARLING, TERN, write, write_ranks

#: (snapshot, title, rank, votes, average, rank by votes gained); snapshot 3 is the last.
RANKS = (
    (2, FERRY, 4, 900, 7.0, None), (2, BUSAN, 12, 10, 6.0, None),
    (3, RED, 5, 400, 8.3, 2), (3, SHORE, 10, 91, 7.4, 4), (3, FERRY, 3, 990, 6.5, 3), (3, BUSAN, 2, 5000, 6.0, 1),
    (3, HOURS, 11, 80, 7.7, None),
)  # fmt: skip


@pytest.fixture
def third(home: Home) -> Iterator[sqlite3.Connection]:
    """The small catalogue as a third import leaves it."""
    write_ranks(home, "INSERT INTO snapshot VALUES (3, '2026-12-02T00:00:00Z', '2026-12-01', 3, 30)")
    write(home, "UPDATE fact SET value = '2026-12-01' WHERE key = 'ranks_of'")
    for row in RANKS:
        write_ranks(home, "INSERT INTO popularity VALUES (?, ?, ?, ?, ?, ?)", row[0], row[1], row[2], row[3], row[4], row[5])
    library = Library(home)
    yield library.connection()
    library.close()


# -- moves and risers ------------------------------------------------------------------------------------------------


def test_moves_by_votes_until_both_snapshots_know_what_was_gained(home: Home, third: sqlite3.Connection) -> None:
    assert moves.moves(third, (RED, SHORE, HOURS)) == {
        RED: Move(5, 2, "2026-11-15", "2026-12-01"), SHORE: Move(10, -1, "2026-11-15", "2026-12-01"),
    }  # fmt: skip
    write_ranks(home, "UPDATE popularity SET gained_rank = 9 WHERE snapshot_id = 2 AND title_id = ?", RED)
    library = Library(home)
    found = moves.moves(library.connection(), (RED, SHORE))
    library.close()
    assert found[RED] == Move(2, 7, "2026-11-15", "2026-12-01", "votes gained") and found[SHORE].by == "votes"


def test_risers_by_places_gained_and_the_newly_ranked_from_behind_the_last(third: sqlite3.Connection) -> None:
    # Ranks before: FERRY 4, RED 7, SHORE 9, BUSAN 12, so that the last place is 12.
    found = moves.risers(third)
    assert [(one.card.id, one.rank, one.before, one.gained) for one in found] == [
        (BUSAN, 2, 12, 10), (RED, 5, 7, 2), (HOURS, 11, None, 2), (FERRY, 3, 4, 1),
    ]  # fmt: skip
    assert moves.risers(third, limit=1, offset=1) == found[1:2]


def test_the_chart_of_risers_and_the_moves_in_the_others(third: sqlite3.Connection) -> None:
    head = charts.chart_card(third, "chart:risers")
    assert "between 15 November 2026 and 1 December 2026" in head.about and head.size
    entries = charts.chart_entries(third, "chart:risers", limit=2)
    assert (entries[0].card.id, entries[0].position, entries[0].note) == (BUSAN, 1, "▲ 10 to 2, from 12")
    notes = {entry.card.id: entry.note for entry in charts.chart_entries(third, "chart:top")}
    assert notes[RED] == "▲ 2 by votes since 15 November 2026"
    assert notes[SHORE] == "▼ 1 by votes since 15 November 2026" and notes[HOURS] == ""


def one_snapshot(home: Home, *statements: str) -> sqlite3.Connection:
    for statement in statements:
        write_ranks(home, statement)
    return Library(home).connection()


def test_without_two_snapshots_an_honest_word(home: Home) -> None:
    write(home, "UPDATE fact SET value = 'votes' WHERE key = 'ranked_by'")
    con = one_snapshot(home, "DELETE FROM snapshot WHERE id = 1")
    head = charts.chart_card(con, "chart:risers")
    assert head.size == 0 and head.about.startswith("The ranks of 15 November 2026 are kept")
    assert charts.chart_entries(con, "chart:risers") == [] and moves.risers(con) == () and moves.moves(con, (RED,)) == {}
    con = one_snapshot(home, "DELETE FROM snapshot")
    assert "appear after your second import" in charts.chart_card(con, "chart:risers").about
    assert changes.changes(con).note == moves.missing(con) != ""


# -- adult titles ----------------------------------------------------------------------------------------------------


def test_adult_titles_stay_out_of_charts_and_risers_unless_asked(home: Home, third: sqlite3.Connection) -> None:
    write(home, "UPDATE title SET is_adult = 1 WHERE id = ?", BUSAN)
    write(home, "UPDATE title_rank SET facets = facets | 16 WHERE title_id = ?", BUSAN)
    library = Library(home)
    con = library.connection()
    assert BUSAN not in {one.card.id for one in moves.risers(con)}
    assert BUSAN in {one.card.id for one in moves.risers(con, adult=True)}
    for key in ("chart:top", "chart:decade:2000", "chart:risers"):
        assert BUSAN not in {entry.card.id for entry in charts.chart_entries(con, key)}
        assert BUSAN in {entry.card.id for entry in charts.chart_entries(con, key, adult=True)}
    library.close()


# -- what is new -----------------------------------------------------------------------------------------------------


def test_ratings_that_moved(third: sqlite3.Connection, desk: Desk) -> None:
    for title_id, value in ((FERRY, 8), (BUSAN, 3), (SHORE, 5)):
        ratings.rate(desk, card(third, title_id), value)
    assert [(one.card.id, one.before, one.now, one.card.mine.rating) for one in changes.changes(third).drifts] == [
        (FERRY, 7.0, 6.5, 8), (SHORE, 7.0, 7.4, 5),
    ]  # fmt: skip


def test_new_films_of_the_people_followed(third: sqlite3.Connection, desk: Desk) -> None:
    follows.follow(desk, STARLING, "Gwen Starling")
    follows.follow(desk, TERN, "Bo Tern")
    follows.keep_films(desk, "2026-11-15", {STARLING: [SHORE], TERN: [RED, FERRY]})
    found = changes.changes(third)
    assert (found.since, found.until, found.note) == ("2026-11-15", "2026-12-01", "")
    assert [(who.name, [film.id for film in films]) for who, films in found.films] == [("Gwen Starling", [RED])]
    assert {who.id for who in found.followed} == {STARLING, TERN}


def test_somebody_followed_since_is_said_to_have_nothing_to_compare(third: sqlite3.Connection, desk: Desk) -> None:
    follows.follow(desk, TERN, "Bo Tern")
    assert "Bo Tern" in changes.changes(third).note and changes.changes(third).films == ()
    day, films = changes.films_of_followed(third)
    assert day == "2026-12-01" and set(films[TERN]) >= {RED, FERRY}
    follows.keep_films(desk, day, films)  # as the next import does: what it finds is measured against this
    assert follows.kept_films(third, TERN, "2026-12-01") is None
    assert follows.kept_films(third, TERN, "2027-01-01") == set(films[TERN])


def test_the_last_two_days_are_kept_and_nobody_who_is_not_followed(con: sqlite3.Connection, desk: Desk) -> None:
    for day, titles in (("2026-01-01", [1]), ("2026-02-01", [1, 2]), ("2026-03-01", [1, 2, 3]), ("2026-03-01", [4])):
        follows.keep_films(desk, day, {STARLING: titles, TERN: titles})
    assert follows.kept_films(con, STARLING, "2026-02-01") is None
    assert follows.kept_films(con, STARLING, "2026-03-01") == {1, 2}
    assert follows.kept_films(con, STARLING, "2026-04-01") == {4}
    follows.keep_films(desk, "2026-04-01", {TERN: []})
    assert follows.kept_films(con, STARLING, "2027-01-01") is None
