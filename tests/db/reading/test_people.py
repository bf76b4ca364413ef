"""A person's page."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest

from db.base.errors import NotFound
from db.base.home import Home
from db.base.records.cards import PersonCard
from db.library import Library
from db.personal import follows, ratings
from db.personal.desk import Desk
from db.reading import people
from db.reading.cards import card
from tests.catalogues import LIGHTS, QUILL, RED, REEL, SHORE, STARLING, write


def test_the_page(con: sqlite3.Connection, desk: Desk) -> None:
    ratings.rate(desk, card(con, SHORE), 7)
    follows.follow(desk, STARLING, "Gwen Starling")
    page = people.page(con, STARLING)
    assert page.card == PersonCard(STARLING, "Gwen Starling", 1926, 2006, ("actress",), "The Glass Harbour (1951)")
    assert page.also_known_as == ("Gwendolen Starling",) and page.biography[0].text == "She sang before she walked."
    assert [title.id for title in page.known_for] == [RED, SHORE]
    assert [(role.card.id, role.category, role.character) for role in page.roles] == [
        (SHORE, "actress", "Marta"), (RED, "actress", "Marta"),
    ]  # fmt: skip
    assert [(star.person.name, star.together, star.titles) for star in page.co_stars] == [
        ("Hal Brand", 2, ("The Glass Harbour", "The Glass Shore")), ("Jon Ask", 2, ("The Glass Harbour", "The Glass Shore")),
        ("Iris Vane", 1, ("The Glass Harbour",)), ("Steve Park", 1, ("The Glass Harbour",)),
    ]  # fmt: skip
    assert (page.seen, page.followed, page.awards) == (1, True, ())


def test_categories_with_most_titles_come_first_and_newest_first_within(con: sqlite3.Connection) -> None:
    page = people.page(con, QUILL)
    assert [(role.category, role.card.year, role.job) for role in page.roles] == [
        ("director", 1955, None), ("director", 1951, None), ("director", 1951, None),
        ("writer", 1968, None), ("writer", 1951, "screenplay"),
    ]  # fmt: skip
    assert [(title.id, award.event, award.won) for title, award in page.awards] == [
        (RED, "Oscar", False), (SHORE, "Cannes", True), (SHORE, "Venice", False),
    ]  # fmt: skip
    assert not page.followed and page.known_for[0].id == RED


def test_playing_oneself_closes_the_list(con: sqlite3.Connection) -> None:
    (hal,) = con.execute("SELECT id FROM person WHERE name = 'Hal Brand'").fetchone()
    assert people.page(con, hal).roles[-1].category == "self" and people.page(con, hal).roles[-1].card.id == LIGHTS


def test_without_known_for_the_most_voted_stand_in(home: Home) -> None:
    write(home, "UPDATE person SET known_for = NULL WHERE id = ?", QUILL)
    library = Library(home)
    page = people.page(library.connection(), QUILL)
    assert [title.id for title in page.known_for] == [RED, REEL, SHORE, LIGHTS] and page.card.known_for == ""
    library.close()


def test_titles_that_are_gone_are_left_out(home: Home) -> None:
    write(home, "DELETE FROM title WHERE id = ?", SHORE)
    library = Library(home)
    page = people.page(library.connection(), STARLING)
    assert [role.card.id for role in page.roles] == [RED] and [title.id for title in page.known_for] == [RED]
    library.close()


@pytest.mark.parametrize("ask", [people.page, people.card])
def test_an_unknown_person_is_a_sentence(con: sqlite3.Connection, ask: Callable[[sqlite3.Connection, int], object]) -> None:
    with pytest.raises(NotFound, match="There is no person nm0000005 in this catalogue"):
        ask(con, 5)


def test_cards_keep_the_order_asked(con: sqlite3.Connection) -> None:
    assert list(people.cards_of(con, (STARLING, QUILL, 5))) == [STARLING, QUILL] and people.cards_of(con, ()) == {}
