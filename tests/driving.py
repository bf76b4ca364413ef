"""Driving the app in tests: open it, press keys, wait for what they set going; never sleep for a guess."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from unittest.mock import patch

from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from db.base.home import Home
from screens.base import MatineeScreen
from tui.app import MatineeApp
from tui.settings import Loaded, Settings


async def opened(app: MatineeApp, pilot: Pilot[None]) -> None:
    """Wait until both databases are open and what they hold is shown."""
    while not app.is_open:
        await pilot.pause(0.001)
    await settled(app, pilot)


async def settled(app: MatineeApp, pilot: Pilot[None]) -> None:
    """Wait until every question is answered and every change written, and what they brought is shown."""
    async with asyncio.timeout(60):
        await _settled(app, pilot)


async def _settled(app: MatineeApp, pilot: Pilot[None]) -> None:
    quiet = 0
    while quiet < 3:  # what a message set going shows only once that message has been heard
        for thread in (app.saving._thread, app.library._reading):  # also what a dialog's answer set going
            with suppress(RuntimeError):  # the app is closing
                await asyncio.wrap_future(thread.submit(int))
        while app.home_screen.waiting:
            await pilot.pause(0.001)
        with suppress(WorkerCancelled):  # a question asked anew drops the one before
            # A worker that asks something in a dialog waits for the viewer.
            reading = [each for each in app.workers if each.group != "dialog"]
            if reading:
                await app.workers.wait_for_complete(reading)
        await pilot.pause(0)  # every widget hears what was said to it so far
        quiet = 0 if _busy(app) else quiet + 1


def _busy(app: MatineeApp) -> bool:
    """Whether a key or a message is still to be heard, or a worker is yet to open its dialog."""
    if not app._ahead.is_idle():
        return True
    if isinstance(app.screen, MatineeScreen) and not all(each.is_finished for each in app.workers):
        return True
    return any(pump.message_queue_size or pump._next_callbacks for pump in (app, *app.screen.walk_children(with_self=True)))


async def press(app: MatineeApp, pilot: Pilot[None], *keys: str) -> None:
    """Press keys, each once nothing is being read any more, and wait for what the last one brought."""
    await settled(app, pilot)
    for key in keys:
        typed = ["space" if letter == " " else letter for letter in key[1:]] if key.startswith("=") else [key]
        with patch("textual.app.wait_for_idle", asyncio.sleep):  # it guesses by the clock; ``settled`` knows
            await pilot.press(*typed)
        await settled(app, pilot)


@asynccontextmanager
async def running(
    home: Home, size: tuple[int, int] = (120, 40), settings: Settings | None = None
) -> AsyncIterator[tuple[MatineeApp, Pilot[None]]]:
    """Matinee on ``home``, opened and settled."""
    app = MatineeApp(home, Loaded(settings or Settings()))
    say = app.notify
    app.notify = lambda *said, **how: say(*said, **how | {"timeout": 600})  # toasts stay, however slow the machine
    async with app.run_test(size=size, notifications=True) as pilot:
        await opened(app, pilot)
        yield app, pilot


def shown(app: MatineeApp) -> str:
    """The screen in front as lines of text."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())
