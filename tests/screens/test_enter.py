"""Enter in the search line: the first hit opens as soon as it is known, and where there is none nothing is waited for."""

from __future__ import annotations

import pytest

from db.home import Home
from tests.driving import press, running
from tests.screens.records import here


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
