"""Driving the app in tests: open it, press keys, wait for what they set going; never sleep for a guess."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from db.home import Home
from screens.base import MatineeScreen
from tui.app import MatineeApp
from tui.settings import Loaded, Settings


async def opened(app: MatineeApp, pilot: Pilot[None]) -> None:
    """Wait until both databases are open and what they hold is shown."""
    while not app.is_open:
        await pilot.pause(0.02)
    await settled(app, pilot)


async def settled(app: MatineeApp, pilot: Pilot[None]) -> None:
    """Wait until every question is answered and every change written, and what they brought is shown."""
    for _ in range(6):
        for thread in (app._writing, app.library._reading):  # also what a dialog's answer set going
            with suppress(RuntimeError):  # the app is closing
                await asyncio.wrap_future(thread.submit(int))
        while app.home_screen.waiting:
            await pilot.pause(0.005)
        with suppress(WorkerCancelled):  # a question asked anew drops the one before
            # A worker that asks something in a dialog waits for the viewer.
            reading = [each for each in app.workers if each.group != "dialog"]
            if reading:
                await app.workers.wait_for_complete(reading)
        for _ in range(400):  # until it has its dialog open, or is done
            if not isinstance(app.screen, MatineeScreen) or all(each.is_finished for each in app.workers):
                break
            await pilot.pause(0.005)
        await pilot.pause()


async def press(app: MatineeApp, pilot: Pilot[None], *keys: str) -> None:
    """Press keys, each once nothing is being read any more, and wait for what the last one brought."""
    await settled(app, pilot)
    for key in keys:
        if key.startswith("="):
            for letter in key[1:]:
                await pilot.press("space" if letter == " " else letter)
        else:
            await pilot.press(key)
        await settled(app, pilot)


@asynccontextmanager
async def running(
    home: Home, size: tuple[int, int] = (120, 40), settings: Settings | None = None
) -> AsyncIterator[tuple[MatineeApp, Pilot[None]]]:
    """Matinee on ``home``, opened and settled."""
    app = MatineeApp(home, Loaded(settings or Settings()))
    async with app.run_test(size=size, notifications=True) as pilot:
        await opened(app, pilot)
        yield app, pilot


def shown(app: MatineeApp) -> str:
    """The screen in front as lines of text."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())
