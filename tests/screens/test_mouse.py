"""The mouse: one click acts on whatever it is on."""

from __future__ import annotations

import pytest
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, Static

from db.base.home import Home
from db.personal import lists
from tests.catalogues import FERRY, RED
from tests.driving import press, running, settled, shown
from tests.screens.records import card_of, here, said, visit
from tui.app import MatineeApp


async def click(app: MatineeApp, pilot: Pilot[None], words: str, *, at: int = 0, last: bool = False) -> None:
    """Click on ``words``, ``at`` cells into them: the first place on the screen where they stand, or the last."""
    lines = shown(app).split("\n")
    y = next(n for n in (range(len(lines) - 1, -1, -1) if last else range(len(lines))) if words in lines[n])
    await pilot.click(offset=((lines[y].rindex if last else lines[y].index)(words) + at, y))
    await settled(app, pilot)


async def test_a_star_gives_so_many_to_the_title_of_the_page_wherever_the_cursor_is(home: Home) -> None:
    async with running(home) as (app, pilot):
        await visit(app, pilot, "title", RED, "The Glass Harbour")
        await press(app, pilot, "end")
        await press(app, pilot, "home")
        await click(app, pilot, "☆☆☆☆☆☆☆☆☆☆", at=6)
        assert card_of(home, RED).mine.rating == 7
        await click(app, pilot, "★★★★★★★☆☆☆", at=2)
        assert card_of(home, RED).mine.rating == 3


async def test_footer_and_head_answer(home: Home) -> None:
    async with running(home) as (app, pilot):
        await visit(app, pilot, "title", RED, "The Glass Harbour")
        await click(app, pilot, "watchlist", last=True)
        assert card_of(home, RED).mine.on_watchlist
        await click(app, pilot, "? help")
        assert here(app).screen == "help"
        await click(app, pilot, "The Glass Harbour")
        assert here(app).screen == "title"
        await click(app, pilot, "/ search")
        assert app.place.screen == "search"
        await visit(app, pilot, "title", RED, "The Glass Harbour")
        await click(app, pilot, "MATINEE")
        assert here(app).screen == "home"


async def test_a_chip_takes_its_filter_out_of_the_line(home: Home) -> None:
    async with running(home) as (app, pilot):
        await press(app, pilot, "=drama 1950..1959 harbour")
        await click(app, pilot, "1950")  # in the line: the cursor goes there
        assert app.screen.query_one(Input).value == "drama 1950..1959 harbour"
        lines = shown(app).split("\n")
        row = next(n for n, line in enumerate(lines) if "found" in line)
        await pilot.click(offset=(lines[row].lower().index("drama"), row))
        await settled(app, pilot)
        assert app.screen.query_one(Input).value == "1950..1959 harbour"


async def test_one_click_opens_a_row_and_the_words_that_say_the_order_sort(home: Home) -> None:
    said(home, *((lists.toggle_watchlist, (card_of(home, each),)) for each in (RED, FERRY)))
    async with running(home) as (app, pilot):
        await visit(app, pilot, "list", "watchlist", "Watchlist")
        await click(app, pilot, "list order")
        assert "by title" in shown(app)
        await click(app, pilot, "Night Ferry")
        assert here(app).screen == "title" and here(app).subject == FERRY


async def test_a_press_on_what_is_just_being_removed_harms_nothing(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(home) as (app, pilot):
        gone = Static("gone")  # it has no parent any more
        monkeypatch.setattr(Screen, "get_widget_and_offset_at", lambda self, x, y: (gone, Offset(0, 0)))
        await pilot.mouse_down(offset=(20, 12))
        await pilot.mouse_up(offset=(20, 12))
        await settled(app, pilot)
        assert app.is_running
