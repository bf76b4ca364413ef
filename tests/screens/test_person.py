"""A person's page."""

from __future__ import annotations

from db.base.home import Home
from db.personal import choices, marks, ratings
from screens.person import PersonScreen
from tests.catalogues import QUILL, RED, SHORE, STARLING
from tests.driving import press, running, shown
from tests.screens.records import asked, card_of, here, said, visit
from widgets.page import Page


async def test_life_filmography_and_progress(home: Home) -> None:
    said(home, (ratings.rate, (card_of(home, RED), 8)))
    async with running(home) as (app, pilot):
        await visit(app, pilot, "person", STARLING, "Gwen Starling")
        text = shown(app)
    assert "Gwen Starling  1926–2006" in text
    assert "Gwendolen Starling" in text
    assert "1 of 2 seen" in text
    assert "The Glass Shore" in text and "Marta" in text
    assert "She sang before she walked." in text
    assert "Hal Brand" in text  # often with
    assert text.index("The Glass Shore") < text.rindex("The Glass Harbour")  # newest first


async def test_f_turns_through_categories_and_the_way_back_leads_to_the_same_one(home: Home) -> None:
    async with running(home) as (app, pilot):
        await visit(app, pilot, "person", QUILL, "Ada Quill")
        assert isinstance(app.screen, PersonScreen)
        assert app.screen.rows.count == 3  # directed
        await press(app, pilot, "f")
        assert app.screen.rows.count == 2  # wrote
        await press(app, pilot, "j", "enter")
        assert here(app).screen == "title"
        opened = here(app).subject
        await press(app, pilot, "escape")
        assert isinstance(app.screen, PersonScreen)
        assert app.screen.rows.count == 2
        assert app.screen.rows.record.card.id == opened
        await press(app, pilot, "f")
        assert app.screen.rows.count == 4  # all, each once


async def test_sorting_is_remembered(home: Home) -> None:
    async with running(home) as (app, pilot):
        await visit(app, pilot, "person", QUILL, "Ada Quill")
        assert isinstance(app.screen, PersonScreen)
        newest = app.screen.rows.record.card
        await press(app, pilot, "s")
        assert app.screen.rows.record.card == newest  # the cursor stays with its film
        await press(app, pilot, "g")
        assert app.screen.rows.record.card.year == 1951
        assert "oldest first" in shown(app)
    assert asked(home, choices.remembered, "sort:person") == "oldest"


async def test_digits_rate_the_film_under_the_cursor_on_either_side(home: Home) -> None:
    async with running(home) as (app, pilot):
        await visit(app, pilot, "person", STARLING, "Gwen Starling")
        await press(app, pilot, "8", "V")
        assert isinstance(app.screen.focused, Page)
        spot = app.screen.focused.cursor
        assert spot is not None and spot.card.id == RED
        await press(app, pilot, "9", "V", "j")
        assert app.screen.subject().id == RED
    found = asked(home, marks.mine, [RED, SHORE])
    assert (found[SHORE].rating, found[RED].rating) == (8, 9)


async def test_a_narrow_screen_shows_the_rest_under_a_short_filmography(home: Home) -> None:
    async with running(home, (80, 24)) as (app, pilot):
        await visit(app, pilot, "person", STARLING, "Gwen Starling")
        text = shown(app)
    assert "The Glass Harbour" in text and "Life" in text


async def test_somebody_who_is_not_there(home: Home) -> None:
    async with running(home) as (app, pilot):
        await visit(app, pilot, "person", 1, "Nobody")
        assert "There is no person nm0000001" in shown(app)
        await press(app, pilot, "f", "s", "V", "8", "escape")
        assert here(app).screen == "home"
