"""Enter in the search line: the first hit opens as soon as it is known, and where there is none nothing is waited for."""

from __future__ import annotations

import sqlite3
import threading
from typing import Any

import pytest
from textual import events

from db.base.home import Home
from db.base.records.cards import Answer
from db.catalogue import documents
from db.search import engine
from tests.catalogues import RED
from tests.driving import press, running, settled
from tests.screens.records import here, visit


@pytest.mark.parametrize("keys", [("=/zzqqxx", "enter"), ("slash", *"zzqqxx", "enter"), ("=/zzqqxx", "enter", "enter")])
async def test_nothing_found_holds_no_keys(home: Home, keys: tuple[str, ...]) -> None:
    """Else every key after it would be held for as long as patience lasts, on whatever screen."""
    async with running(home) as (app, pilot):
        await press(app, pilot, *keys)
        assert here(app).screen in {"home", "search"}
        assert not app.home_screen.opening


async def test_enter_in_the_same_burst_opens_the_first_hit(home: Home) -> None:
    async with running(home) as (app, pilot):
        await pilot.press("slash", *"glassharb", "enter")
        await press(app, pilot)
        assert here(app).screen == "title"
        assert not app.home_screen.opening


async def test_who_has_gone_elsewhere_meanwhile_stays_there(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, search = threading.Event(), engine.search

    def late(con: sqlite3.Connection, text: str, **named: Any) -> Answer:
        go_on.wait(20)
        return search(con, text, **named)

    async with running(home) as (app, pilot):
        monkeypatch.setattr(engine, "search", late)
        await pilot.press("slash", *"glassharb", "enter")
        while not app.home_screen.opening:
            await pilot.pause(0.001)
        await app.action_go("charts", None, "Charts")
        assert not app.home_screen.opening
        go_on.set()
        await settled(app, pilot)
        assert here(app).screen == "charts"


async def test_keys_wait_for_a_page_that_a_change_has_read_again(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reading that the change replaces ends unfinished; the page is still bare, and keys meant for it wait."""
    go_on, credits = threading.Event(), documents.credits

    def late(con: sqlite3.Connection, title_id: int) -> Any:
        go_on.wait(20)
        return credits(con, title_id)

    async with running(home) as (app, pilot):
        monkeypatch.setattr(documents, "credits", late)
        await visit(app, pilot, "title", RED, "The Glass Harbour")
        for key in ("c", "j", "enter"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        while app.place.screen != "credits" or not app.page.is_mounted:
            await pilot.pause(0.001)
        await pilot.pause(0.05)
        app.page.load()  # as a change that is on disk only now does
        await pilot.pause(0.1)
        assert app.place.screen == "credits"
        go_on.set()
        await settled(app, pilot)
        assert here(app).screen == "person"
