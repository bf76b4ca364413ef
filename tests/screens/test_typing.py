"""Typing in the search line: what is painted, counted, previewed and opened is what the finished line finds."""

from __future__ import annotations

import random
from itertools import takewhile

import pytest

from db.base.home import Home
from db.base.records.cards import PersonCard
from db.library import Library
from db.search import engine
from tests.counts import cases
from tests.driving import press, running, shown
from tests.screens.records import here
from tui.app import MatineeApp

SIZES = [(80, 24), (120, 40), (200, 50)]
WORDS = "glass harbour shore night ferry tern quill drama 1951 m g n sh gla seen unseen park series zzq rec".split()


def painted(app: MatineeApp) -> list[str]:
    """The rows of results as they stand on the screen, up to the first blank one."""
    place = app.home_screen.query_one("#hits").region
    strips = app.screen._compositor.render_strips()[place.y : place.bottom]
    return list(takewhile(str.strip, (strip.crop(place.x, place.right).text for strip in strips)))


def names(home: Home, line: str) -> list[str]:
    library = Library(home)
    try:
        hits = engine.search(library.connection(), line, limit=60).hits
        return [hit.card.name if isinstance(hit.card, PersonCard) else hit.card.title for hit in hits]
    finally:
        library.close()


@pytest.mark.parametrize("seed", range(cases(30, 300)))
async def test_what_is_seen_is_what_the_finished_line_finds(home: Home, seed: int) -> None:
    chance = random.Random(seed)
    async with running(home, SIZES[seed % 3]) as (app, pilot):
        for _ in range(cases(1, 3)):  # another line was typed before, and taken back
            line = " ".join(chance.sample(WORDS, chance.choice((1, 1, 2))))
            for letter in line:
                if chance.random() < 0.08:
                    await pilot.press("q", "backspace")
                await pilot.press("space" if letter == " " else letter)
            await press(app, pilot)
            wanted = names(home, line)
            text = shown(app)
            if not wanted:
                assert "nothing found" in text and "Nothing by that name" in text
            else:
                assert f"{len(wanted)} found" in text, line
                rows = painted(app)
                seen = min(len(wanted), app.home_screen.query_one("#hits").size.height)
                assert len(rows) == seen, (line, text)
                for row, name in zip(rows, wanted, strict=False):
                    assert row[2:].startswith(name[:12].rstrip()), (line, row, name)
                assert rows[0].startswith("▸"), (line, text)
            if chance.random() < 0.5:
                for _ in line:
                    await pilot.press("backspace")
            else:
                await pilot.press("ctrl+u")
            await press(app, pilot)
        line = chance.choice(("glass", "night ferry", "quill", "shore"))
        await press(app, pilot, "=" + line, "enter")
        assert here(app).name == names(home, line)[0]


async def test_a_list_hidden_and_shown_again_paints_every_row(home: Home) -> None:
    async with running(home) as (app, pilot):
        await press(app, pilot, "=zzzq", *["backspace"] * 4, "=glass")
        assert "The Glass Harbour" in shown(app) and "The Glass Shore" in shown(app)


async def test_the_cursor_is_on_the_first_hit_until_the_viewer_moves_it(home: Home) -> None:
    async with running(home) as (app, pilot):
        rows = lambda: app.home_screen.query_one("#hits")  # noqa: E731
        await press(app, pilot, "=glass sho")
        await press(app, pilot, *["backspace"] * 4)
        assert rows().at == 0
        await press(app, pilot, "down", "down")
        held = rows().record.card.id
        assert rows().at == 1
        app.home_screen.set_focus(app.home_screen.query_one("SearchLine"))
        await press(app, pilot, "space")
        assert rows().record.card.id == held
        await press(app, pilot, "ctrl+u", "=glass")
        assert rows().at == 0


async def test_escape_goes_from_the_results_to_the_line_clears_it_and_goes_back(home: Home) -> None:
    async with running(home) as (app, pilot):
        await press(app, pilot, "=glass", "enter", "slash", "=night", "down")
        assert app.focused is not None and app.focused.id == "hits"
        await press(app, pilot, "escape")
        line = app.home_screen.query_one("SearchLine")
        assert app.focused is line and line.value == "night"
        await press(app, pilot, "escape")
        assert app.focused is line and line.value == ""
        await press(app, pilot, "escape")
        assert here(app).screen == "title"


async def test_on_an_empty_line_help_is_a_command_and_the_bar_says_what_works(home: Home) -> None:
    async with running(home) as (app, pilot):
        assert "? help" in shown(app).split("\n")[-1] and "watchlist" not in shown(app).split("\n")[-1]
        await press(app, pilot, "question_mark")
        assert here(app).screen == "help"
        await press(app, pilot, "escape", "=what", "question_mark")
        assert app.home_screen.query_one("SearchLine").value == "what?"
        assert "Enter open" in shown(app).split("\n")[-1]
        await press(app, pilot, "ctrl+u", "=glass", "down")
        assert "watchlist" in shown(app).split("\n")[-1]


async def test_results_come_back_to_with_their_cursor(home: Home) -> None:
    async with running(home) as (app, pilot):
        await press(app, pilot, "=glass", "down", "down")
        held = app.home_screen.query_one("#hits").record.card.id
        await press(app, pilot, "enter", "escape")
        assert app.home_screen.query_one("#hits").record.card.id == held
