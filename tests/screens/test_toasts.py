"""Toasts whose time runs out while a screen comes: the program goes on."""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from collections.abc import Iterator
from types import FrameType

import pytest
from textual.widgets._toast import Toast

from db.base.home import Home
from tests.catalogues import RED
from tests.driving import running, settled
from tests.screens.records import visit


@pytest.fixture
def _goes_on() -> Iterator[None]:
    """A program that stands still fails the test instead of holding it up."""

    def stand_still(number: int, frame: FrameType | None) -> None:
        raise AssertionError("the program stands still")

    before = signal.signal(signal.SIGALRM, stand_still)
    signal.alarm(30)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("_goes_on")
async def test_a_toast_whose_time_runs_out_as_it_is_drawn(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    over = time.time() + 600

    def clock() -> float:
        """Just before the end for whoever asks whether it has come, just after it for whoever then draws the toast."""
        asking = sys._getframe(2).f_code.co_name
        return over + (-0.1 if asking == "has_expired" else 0.1)

    async with running(home) as (app, pilot):
        app.say("Rated 8 · u undoes")
        await settled(app, pilot)
        (toast,) = app.screen.query(Toast)
        monkeypatch.setattr(toast._notification, "raised_at", over - toast._notification.timeout)
        monkeypatch.setattr("textual.notifications.time", clock)
        await visit(app, pilot, "title", RED, "The Red Harbour")
        assert app.place.screen == "title"
        async with asyncio.timeout(20):
            while app.screen.query(Toast):
                await pilot.pause(0.01)
