"""Keys typed ahead of a page that is read slowly."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from textual import events

from db.base.home import Home
from db.catalogue import documents
from screens.credits import CreditsScreen
from tests.catalogues import RED
from tests.driving import press, running, settled
from tests.screens.records import visit


async def test_keys_wait_for_what_a_page_shows(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    read = threading.Event()
    credits = documents.credits

    def slow(*asked: Any) -> Any:
        assert read.wait(30)
        return credits(*asked)

    async with running(home) as (app, pilot):
        await visit(app, pilot, "title", RED, "The Glass Harbour")
        await press(app, pilot, "c", "j", "enter")
        expected = app.screen.place
        await visit(app, pilot, "title", RED, "The Glass Harbour")
        monkeypatch.setattr(documents, "credits", slow)
        for key in ("c", "j", "enter"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        while not isinstance(app.screen, CreditsScreen):
            await pilot.pause(0.001)
        for _ in range(20):
            await pilot.pause(0)
        read.set()
        await settled(app, pilot)
        for _ in range(100):  # held keys are let go one by one
            if app.screen.place == expected:
                break
            await settled(app, pilot)
        assert app.screen.place == expected and expected.screen == "person"
