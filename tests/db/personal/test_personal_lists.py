"""The watchlist and the viewer's lists."""

from __future__ import annotations

import sqlite3

import pytest

from db.base.errors import BadInput, NotFound
from db.personal import diary, journal, lists, marks, ratings
from db.personal.desk import Desk
from db.reading import my_lists
from tests.db.personal.films import UNKNOWN, film


def order(con: sqlite3.Connection, key: str) -> list[int]:
    return [entry.card.id for entry in my_lists.entries(con, key)]


def made(desk: Desk, con: sqlite3.Connection, name: str = "Noir", films: tuple[int, ...] = ()) -> int:
    lists.create_list(desk, name)
    number = my_lists.list_id(con, next(card.key for card in my_lists.my_lists(con) if card.name == name))
    for each in films:
        lists.put(desk, number, film(each))
    return number


def test_the_watchlist_is_there_and_toggles(desk: Desk, con: sqlite3.Connection) -> None:
    assert [(card.key, card.kind, card.size) for card in my_lists.my_lists(con)] == [("watchlist", "watchlist", 0)]
    assert lists.toggle_watchlist(desk, film(1)).sentence == "Put The Red Shoes on the watchlist"
    lists.toggle_watchlist(desk, UNKNOWN)
    assert order(con, "watchlist") == [1, UNKNOWN.id]
    assert marks.mine(con, [1])[1].on_watchlist and marks.mine(con, [1])[1].lists == 0
    assert lists.toggle_watchlist(desk, film(1)).sentence == "Took The Red Shoes off the watchlist"
    assert order(con, "watchlist") == [UNKNOWN.id]


def test_the_watchlist_cannot_be_renamed_or_deleted(desk: Desk, con: sqlite3.Connection) -> None:
    watchlist = my_lists.list_id(con, "watchlist")
    for attempt in (lambda: lists.delete_list(desk, watchlist), lambda: lists.rename_list(desk, watchlist, "Mine", "")):
        with pytest.raises(BadInput, match="always there"):
            attempt()


def test_lists_are_made_renamed_and_deleted(desk: Desk, con: sqlite3.Connection) -> None:
    noir = made(desk, con, films=(1, 2))
    lists.create_list(desk, "Ballet", "Feet.")
    assert [card.name for card in my_lists.my_lists(con)] == ["Watchlist", "Noir", "Ballet"]
    assert lists.rename_list(desk, noir, "Noirs", "").sentence == "Renamed the list Noir to Noirs"
    assert lists.rename_list(desk, noir, "Noirs", "Rain.").sentence == "Updated the description of Noirs"
    assert not lists.rename_list(desk, noir, "Noirs", "Rain.").changed
    card = my_lists.list_card(con, f"my:{noir}")
    assert (card.name, card.about, card.size, card.by) == ("Noirs", "Rain.", 2, "you")
    lists.delete_list(desk, noir)
    assert [card.name for card in my_lists.my_lists(con)] == ["Watchlist", "Ballet"]
    assert marks.mine(con, [1])[1].lists == 0
    journal.undo(desk)
    assert order(con, f"my:{noir}") == [1, 2]


def test_names_are_needed_short_and_no_twins(desk: Desk, con: sqlite3.Connection) -> None:
    noir = made(desk, con)
    other = made(desk, con, "Ballet")
    for name in ("noir", "NOIR ", "watchlist", "", " \t", "\x00", "x" * 201):
        with pytest.raises(BadInput):
            lists.create_list(desk, name)
        with pytest.raises(BadInput):
            lists.rename_list(desk, other, name, "")
    assert lists.rename_list(desk, noir, "NOIR", "").changed
    assert len(journal.history(con)) == 3


def test_a_list_holds_a_title_once(desk: Desk, con: sqlite3.Connection) -> None:
    noir = made(desk, con, films=(1,))
    assert not lists.put(desk, noir, film(1)).changed
    assert lists.toggle(desk, noir, film(2)).sentence == "Put Black Narcissus on Noir"
    assert lists.toggle(desk, noir, film(2)).sentence == "Took Black Narcissus off Noir"
    assert lists.take_off(desk, noir, 1).sentence == "Took The Red Shoes off Noir"
    with pytest.raises(NotFound):
        lists.take_off(desk, noir, 1)
    with pytest.raises(NotFound):
        lists.put(desk, 999, film(1))
    assert order(con, f"my:{noir}") == []


def test_titles_move_within_their_list(desk: Desk, con: sqlite3.Connection) -> None:
    noir = made(desk, con, films=(1, 2, 3, 4))
    key = f"my:{noir}"
    assert lists.move(desk, noir, 4, -2).sentence == "Moved [REC] [/x] to place 2 on Noir"
    assert order(con, key) == [1, 4, 2, 3]
    lists.move(desk, noir, 1, 99)
    assert order(con, key) == [4, 2, 3, 1]
    lists.move(desk, noir, 1, -99)
    assert order(con, key) == [1, 4, 2, 3]
    assert "first" in lists.move(desk, noir, 1, -1).sentence
    assert "last" in lists.move(desk, noir, 3, 1).sentence
    assert not lists.move(desk, noir, 2, 0).changed
    assert [entry.position for entry in my_lists.entries(con, key)] == [1, 2, 3, 4]


def test_moving_without_end_never_runs_out_of_room(desk: Desk, con: sqlite3.Connection) -> None:
    noir = made(desk, con, films=(1, 2, 3))
    expected = [1, 2, 3]
    for _ in range(60):
        lists.move(desk, noir, expected[2], -1)
        expected[1], expected[2] = expected[2], expected[1]
        assert order(con, f"my:{noir}") == expected
    for _ in range(60):
        journal.undo(desk)
    assert order(con, f"my:{noir}") == [1, 2, 3]


def test_an_entry_has_a_note(desk: Desk, con: sqlite3.Connection) -> None:
    noir = made(desk, con, films=(1,))
    assert lists.annotate(desk, noir, 1, "For\nDecember ").sentence == "Noted on The Red Shoes, on Noir"
    assert my_lists.entries(con, f"my:{noir}")[0].note == "For\nDecember"
    assert not lists.annotate(desk, noir, 1, "For\nDecember").changed
    assert "Cleared" in lists.annotate(desk, noir, 1, "").sentence


def test_entries_are_sorted_by_any_column_and_paged(desk: Desk, con: sqlite3.Connection) -> None:
    noir = made(desk, con, films=(1, 2, 3, 4))
    lists.put(desk, noir, UNKNOWN)
    key = f"my:{noir}"
    ratings.rate(desk, film(2), 9)
    ratings.rate(desk, film(3), 4)

    def ids(sort: str, **page: int) -> list[int]:
        return [entry.card.id for entry in my_lists.entries(con, key, sort=sort, **page)]  # type: ignore[arg-type]

    assert ids("order") == [1, 2, 3, 4, UNKNOWN.id]
    assert ids("title") == [4, 2, UNKNOWN.id, 3, 1]
    assert ids("year") == [UNKNOWN.id, 3, 1, 2, 4]
    assert ids("rating")[:3] == [1, 3, 2]
    assert ids("mine")[:2] == [2, 3]
    assert ids("runtime")[:3] == [2, 1, 3]
    assert ids("added") == [UNKNOWN.id, 4, 3, 2, 1]
    assert ids("votes")[:3] == [1, 2, 3]
    assert ids("order", limit=2, offset=1) == [2, 3]
    sorted_by_title = my_lists.entries(con, key, sort="title")
    assert [entry.position for entry in sorted_by_title] == [4, 2, 5, 3, 1]


def test_cards_come_from_the_catalogue_or_from_the_kept_name(desk: Desk, con: sqlite3.Connection) -> None:
    lists.toggle_watchlist(desk, film(3))
    lists.toggle_watchlist(desk, UNKNOWN)
    ratings.rate(desk, film(3), 7)
    leopard, ours = (entry.card for entry in my_lists.entries(con, "watchlist"))
    assert (leopard.original_title, leopard.runtime, leopard.rating, leopard.votes) == ("Il gattopardo", 186, 8.1, 500)
    assert leopard.mine.rating == 7 and leopard.mine.on_watchlist
    assert (ours.title, ours.year, ours.kind, ours.rating) == ("A Home Movie", 1999, "short", None)


def test_progress_counts_what_is_seen(desk: Desk, con: sqlite3.Connection) -> None:
    noir = made(desk, con, films=(1, 2, 3, 4))
    ratings.rate(desk, film(1), 8)
    diary.log(desk, film(1), "2020-01-01")
    diary.log(desk, film(2), "2020-01-02")
    diary.log(desk, film(3), "2020-01-03", stopped_at=20)
    assert (my_lists.list_card(con, f"my:{noir}").seen, my_lists.list_card(con, "watchlist").seen) == (2, 0)


def test_lists_that_hold_a_title(desk: Desk, con: sqlite3.Connection) -> None:
    noir = made(desk, con, films=(2, 1))
    lists.create_list(desk, "Ballet")
    lists.toggle_watchlist(desk, film(1))
    found = my_lists.lists_holding(con, 1)
    assert [(on.key, on.name, on.size, on.position) for on in found] == [
        ("watchlist", "Watchlist", 1, 1),
        (f"my:{noir}", "Noir", 2, 2),
    ]
    assert [(card.name, on) for card, on in my_lists.membership(con, 1)] == [
        ("Watchlist", True),
        ("Noir", True),
        ("Ballet", False),
    ]


@pytest.mark.parametrize("key", ["my:999", "my:", "my:x", "canon:ss2012", "", f"my:{10**30}", "my:²"])
def test_a_list_that_is_not_there(con: sqlite3.Connection, key: str) -> None:
    with pytest.raises(NotFound):
        my_lists.entries(con, key)
