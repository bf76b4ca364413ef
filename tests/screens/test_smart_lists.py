"""Saving a search as a list, and living with it."""

from __future__ import annotations

import pytest

from db.base.home import Home
from db.personal import lists, ratings
from db.reading import my_lists
from screens.dialogs import Ask
from screens.home import HomeScreen
from screens.list import ListScreen
from screens.lists import ListsScreen
from tests.catalogues import FERRY, RED, SHORE
from tests.driving import press, running, shown
from tests.screens.records import asked, card_of, here, said, toasts, visit
from widgets.rows import Rows


def saved(home: Home, query: str = "1950..1959 drama") -> None:
    said(home, (lists.create_smart, ("Early dramas", query)))


@pytest.mark.parametrize("keys", [("ctrl+s",), ("down", "S")])
async def test_a_search_is_saved_and_opened_among_the_lists(home: Home, keys: tuple[str, ...]) -> None:
    async with running(home) as (app, pilot):
        await press(app, pilot, "=1950..1959 drama", *keys)
        assert isinstance(app.screen, Ask) and "1950..1959 drama" in shown(app)
        await press(app, pilot, "= x", "enter")
        assert any("Made the smart list 1950..1959 drama x · u undoes" in toast for toast in toasts(app))
        assert "1950..1959 drama" in shown(app) and isinstance(app.screen, HomeScreen)
        await visit(app, pilot, "lists", None, "Lists")
        assert "searches 1950..1959 drama" in shown(app)
        await press(app, pilot, "j", "enter")
        assert (here(app).screen, here(app).subject) == ("list", "my:2")
        text = shown(app)
        assert "The Glass Harbour" in text and "The Glass Shore" in text and "by relevance" in text
        await press(app, pilot, "u")
        assert "not there any more" in shown(app)


async def test_the_key_bar_offers_it_while_searching_only(home: Home) -> None:
    async with running(home) as (app, pilot):
        assert "save search" not in shown(app)
        await press(app, pilot, "=glass")
        assert "Ctrl+S save search" in shown(app)
        await press(app, pilot, "escape")
        assert "save search" not in shown(app)


async def test_what_cannot_be_saved_says_why(home: Home) -> None:
    async with running(home) as (app, pilot):
        await press(app, pilot, "ctrl+s")
        assert any("Nothing is searched for" in toast for toast in toasts(app))
        await press(app, pilot, "=gwen starling", "ctrl+s")
        assert any("person:NAME finds what somebody made" in toast for toast in toasts(app))
        await press(app, pilot, "escape", "=drama", "ctrl+s", "escape")
    assert len(asked(home, my_lists.my_lists)) == 1


async def test_a_name_that_is_taken_is_refused(home: Home) -> None:
    saved(home)
    async with running(home) as (app, pilot):
        await press(app, pilot, "=crime", "ctrl+s", *["backspace"] * 5, "=early dramas", "enter")
        assert "There is a list called Early dramas already." in shown(app)


async def test_it_is_fresh_after_every_change(home: Home) -> None:
    saved(home, "1950..1959 drama unseen")
    async with running(home) as (app, pilot):
        await visit(app, pilot, "list", "my:2", "Early dramas")
        assert isinstance(app.screen, ListScreen)
        assert app.screen.rows.count == 2
        await press(app, pilot, "8")
        assert app.screen.rows.count == 1 and app.screen.rows.record.card.id == SHORE
        await press(app, pilot, "u")
        assert app.screen.rows.count == 2


async def test_its_entries_refuse_hands_and_its_search_is_changed(home: Home) -> None:
    saved(home)
    async with running(home) as (app, pilot):
        await visit(app, pilot, "list", "my:2", "Early dramas")
        await press(app, pilot, "J", "s", "K", "delete")
        assert toasts(app) == [lists.FILLS_ITSELF] * 3
        assert "by title" in shown(app)
        await press(app, pilot, "e", *["backspace"] * 5, "=crime", "enter")
        assert isinstance(app.screen, ListScreen)
        assert [entry.card.id for entry in app.screen.records()] == [FERRY]
        assert "searches 1950..1959 crime" in shown(app)
        await press(app, pilot, "e", *["backspace"] * 15, "=western 2020..", "enter")
        assert "This search finds nothing now. Press e to change it." in shown(app)
        await press(app, pilot, "u", "R", "=!", "enter")
        assert asked(home, my_lists.list_card, "my:2").name == "Early dramas!"
        await press(app, pilot, "e", *["backspace"] * 16, "enter")
        assert "A smart list needs a search." in shown(app)


async def test_it_is_filtered_and_never_offered_for_filling(home: Home) -> None:
    saved(home)
    async with running(home) as (app, pilot):
        await visit(app, pilot, "list", "my:2", "Early dramas")
        await press(app, pilot, "l")
        choices = app.screen.query_one("#choices", Rows)
        assert choices.count == 1 and choices.record[0].key == "watchlist"
        await press(app, pilot, "escape", "f", "=sho")
        assert isinstance(app.screen, ListScreen) and app.screen.rows.count == 1


async def test_a_full_one_says_that_there_may_be_more(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(home, "drama")
    monkeypatch.setattr(my_lists, "MOST_FOUND", 2)
    async with running(home) as (app, pilot):
        await visit(app, pilot, "list", "my:2", "Early dramas")
        assert "the first 2 found · by relevance" in shown(app)


async def test_the_lists_screen_changes_the_search_and_deletes_it(home: Home) -> None:
    saved(home)
    said(home, (ratings.rate, (card_of(home, RED), 9)))
    async with running(home) as (app, pilot):
        await visit(app, pilot, "lists", None, "Lists")
        assert "1 of 2 seen" in shown(app)
        await press(app, pilot, "j", "e", *["backspace"] * 5, "=crime", "enter")
        assert isinstance(app.screen, ListsScreen)
        assert asked(home, my_lists.list_card, "my:2").query == "1950..1959 crime"
        await press(app, pilot, "delete")
        assert len(asked(home, my_lists.my_lists)) == 1
        await press(app, pilot, "u", "u")
        assert asked(home, my_lists.list_card, "my:2").query == "1950..1959 drama"
