"""All lists, and one of them."""

from __future__ import annotations

from db.base.home import Home
from db.personal import choices, lists
from db.reading import my_lists
from screens.dialogs import Ask
from screens.list import ListScreen
from screens.lists import ListsScreen
from tests.catalogues import FERRY, RED, SHORE
from tests.driving import press, running, shown
from tests.screens.records import asked, card_of, here, said, toasts, visit


def with_list(home: Home) -> None:
    cards = [card_of(home, title_id) for title_id in (RED, SHORE, FERRY)]
    said(home, (lists.create_list, ("By the sea", "Salt.")), *((lists.put, (2, card)) for card in cards))


def titles(home: Home, key: str = "my:2") -> list[int]:
    return [entry.card.id for entry in asked(home, my_lists.entries, key)]


async def test_lists_are_made_described_renamed_deleted_and_brought_back(home: Home) -> None:
    async with running(home) as (app, pilot):
        await visit(app, pilot, "lists", None, "Lists")
        await press(app, pilot, "n", "=[REC] nights", "enter")
        assert isinstance(app.screen, ListsScreen)
        assert app.screen.page.cursor is not None and app.screen.page.cursor.key == ("list", "my:2")
        assert "[REC] nights" in shown(app)
        await press(app, pilot, "e", "=lights on", "enter")
        assert "lights on" in shown(app)
        await press(app, pilot, "R", "=!", "enter")
        assert [card.name for card in asked(home, my_lists.my_lists)] == ["Watchlist", "[REC] nights!"]
        await press(app, pilot, "delete")
        assert len(asked(home, my_lists.my_lists)) == 1
        await press(app, pilot, "u")
        assert "[REC] nights!" in shown(app)


async def test_built_in_lists_and_the_watchlist_say_why_they_stay(home: Home) -> None:
    async with running(home) as (app, pilot):
        await visit(app, pilot, "lists", None, "Lists")
        await press(app, pilot, "delete")
        assert any("always there" in toast for toast in toasts(app))
        await press(app, pilot, "G", "delete")
        assert any("is built in" in toast for toast in toasts(app))


async def test_a_name_that_is_taken_is_refused_in_a_sentence(home: Home) -> None:
    with_list(home)
    async with running(home) as (app, pilot):
        await visit(app, pilot, "lists", None, "Lists")
        await press(app, pilot, "n", "=by the sea", "enter")
        assert "There is a list called By the sea already." in shown(app) and "by the sea" in shown(app)
        assert isinstance(app.screen, Ask)  # and what is typed goes on into it
        await press(app, pilot, "=, again", "enter")
        assert "by the sea, again" in shown(app) and isinstance(app.screen, ListsScreen)


async def test_entries_move_and_come_off_and_the_cursor_stays_with_its_film(home: Home) -> None:
    with_list(home)
    async with running(home) as (app, pilot):
        await visit(app, pilot, "list", "my:2", "By the sea")
        await press(app, pilot, "J")
        assert isinstance(app.screen, ListScreen)
        assert titles(home) == [SHORE, RED, FERRY]
        assert app.screen.rows.record.card.id == RED
        await press(app, pilot, "J", "K", "K")
        assert titles(home) == [RED, SHORE, FERRY]
        await press(app, pilot, "delete")
        assert titles(home) == [SHORE, FERRY]
        assert app.screen.rows.record.card.id == SHORE
        await press(app, pilot, "u", "u")
        assert titles(home) == [SHORE, RED, FERRY]


async def test_moving_asks_for_the_lists_own_order(home: Home) -> None:
    with_list(home)
    async with running(home) as (app, pilot):
        await visit(app, pilot, "list", "my:2", "By the sea")
        await press(app, pilot, "s", "J")
        assert titles(home) == [RED, SHORE, FERRY]
        assert any("leads back to its own order" in toast for toast in toasts(app))
        assert "by title" in shown(app)
    assert asked(home, choices.remembered, "sort:my:2") == "title"


async def test_an_order_is_remembered_for_its_list_alone(home: Home) -> None:
    with_list(home)
    said(home, (choices.remember, ("sort:my:2", "year")))
    async with running(home) as (app, pilot):
        await visit(app, pilot, "list", "my:2", "By the sea")
        assert app.screen.rows.record.card.id == FERRY
        assert "newest first" in shown(app)
        await visit(app, pilot, "list", "watchlist", "Watchlist")
        assert "list order" in shown(app)
        assert "Press w wherever a title is in view" in shown(app)


async def test_a_note_on_an_entry(home: Home) -> None:
    with_list(home)
    async with running(home) as (app, pilot):
        await visit(app, pilot, "list", "my:2", "By the sea")
        await press(app, pilot, "e", "=for Ann", "enter")
        assert "for Ann" in shown(app)
        await press(app, pilot, "e", "=never", "escape")
    assert asked(home, my_lists.entries, "my:2")[0].note == "for Ann"


async def test_filtering_narrows_while_typing_and_is_still_there_on_the_way_back(home: Home) -> None:
    with_list(home)
    async with running(home) as (app, pilot):
        await visit(app, pilot, "list", "my:2", "By the sea")
        await press(app, pilot, "f", "=glass")
        assert app.screen.rows.count == 2
        assert "2 of 3" in shown(app)
        await press(app, pilot, "=8")
        assert app.screen.rows.count == 0 and "No titles match." in shown(app)
        await press(app, pilot, "backspace", "down", "j", "enter")
        assert here(app).subject == SHORE
        await press(app, pilot, "escape")
        assert (app.screen.rows.count, app.screen.rows.record.card.id) == (2, SHORE)
        await press(app, pilot, "f", "escape")
        assert app.screen.rows.count == 3
        assert app.screen.rows.has_focus


async def test_the_filter_line_knows_people_and_countries_too(home: Home) -> None:
    with_list(home)
    async with running(home) as (app, pilot):
        await visit(app, pilot, "list", "my:2", "By the sea")
        await press(app, pilot, "f", "=director:quill")
        assert "2 of 3" in shown(app) and "Night Ferry" not in shown(app)
        await press(app, pilot, *["backspace"] * len("director:quill"), "=country:sweden director:tern")
        assert "2 of 3" in shown(app)


async def test_built_in_lists_show_votes_and_refuse_changes(home: Home) -> None:
    async with running(home) as (app, pilot):
        await visit(app, pilot, "list", "canon:ss2012", "Sight & Sound 2012")
        text = shown(app)
        assert "Critics were asked in 2012." in text and "0 of 2 seen" in text and "117" in text
        await press(app, pilot, "delete", "J", "e", "R")
        assert any("This list is built in" in toast for toast in toasts(app))
        await press(app, pilot, "8")
        assert "1 of 2 seen" in shown(app)


async def test_a_long_list_is_read_in_two_goes_and_comes_back_to_the_same_row(home: Home) -> None:
    card = card_of(home, RED)

    said(
        home, (lists.create_list, ("Long",)),
        *((lists.put, (2, card._replace(id=-n, title=f"Film {n:03}"))) for n in range(1, 231)),
    )  # fmt: skip
    async with running(home) as (app, pilot):
        await visit(app, pilot, "list", "my:2", "Long")
        await press(app, pilot, "G")
        assert app.screen.rows.count == 230
        assert app.screen.rows.record.card.title == "Film 230"
        scroll = app.screen.rows.scroll_offset.y
        await visit(app, pilot, "lists", None, "Lists")
        await press(app, pilot, "escape")
        assert app.screen.rows.record.card.title == "Film 230"
        assert app.screen.rows.scroll_offset.y == scroll


async def test_a_list_that_is_gone(home: Home) -> None:
    async with running(home) as (app, pilot):
        await visit(app, pilot, "list", "my:77", "Gone")
        await press(app, pilot, "J", "delete", "e", "s", "f", "escape")
        assert "That list is not there any more." in shown(app)


async def test_the_lists_dialog_puts_on_and_takes_off_and_makes_a_list(home: Home) -> None:
    with_list(home)
    async with running(home) as (app, pilot):
        await visit(app, pilot, "chart", "chart:top", "Top")
        card = app.screen.subject()
        held = card.id in titles(home)
        await press(app, pilot, "l", "j", "enter")
        assert f"{'·' if held else '✓'} By the sea" in shown(app)
        await press(app, pilot, "enter", "enter", "n", "=New one", "enter", "escape")
    assert [card.name for card in asked(home, my_lists.my_lists)] == ["Watchlist", "By the sea", "New one"]
    assert {*titles(home)} ^ {RED, SHORE, FERRY} == {card.id}  # toggled three times
