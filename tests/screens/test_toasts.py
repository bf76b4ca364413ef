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
from tests.driving import press, running, settled, shown
from tests.screens.records import visit
from tui.toasts import row_in_use


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


async def test_one_toast_at_a_time_and_what_went_wrong_stays_until_a_key(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.toasts._READ", -1.0)
    async with running(home) as (app, pilot):
        await visit(app, pilot, "title", RED, "The Glass Harbour")
        for value in "678":
            await press(app, pilot, value)
        (toast,) = app.screen.query(Toast)
        assert "8" in toast._notification.message
        app.say("The disk is full. Make room.", trouble=True)
        app.say("The import is done.")
        await settled(app, pilot)
        assert "The disk is full." in shown(app) and "The import is done." not in shown(app)
        await press(app, pilot, "j")
        assert "The disk is full." not in shown(app) and "The import is done." in shown(app)


@pytest.mark.parametrize("size", [(80, 24), (40, 10)])
async def test_a_toast_never_covers_the_row_in_use(home: Home, size: tuple[int, int]) -> None:
    async with running(home, size) as (app, pilot):
        await visit(app, pilot, "charts", None, "Charts")
        for keys in (("end",), ("home",)):
            await press(app, pilot, *keys)
            app.say("Something that takes more than a line here.")
            await settled(app, pilot)
            (toast,) = app.screen.query(Toast)
            row = row_in_use(app.focused)
            assert row is not None and toast.region.height > 0
            assert not toast.region.y <= row < toast.region.bottom
            assert toast.region.y >= 0 and toast.region.bottom <= size[1] - 1 + (toast.region.y < 2)


async def test_ctrl_c_says_how_to_leave(home: Home) -> None:
    async with running(home) as (app, pilot):
        await visit(app, pilot, "title", RED, "The Glass Harbour")
        await press(app, pilot, "ctrl+c")
        assert "Ctrl+Q leaves Matinee; Ctrl+C copies what is selected." in shown(app)
