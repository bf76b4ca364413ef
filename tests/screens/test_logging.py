"""Logging a viewing: at once, with its day and more, twice on a day, and what was on the watchlist."""

from __future__ import annotations

import pytest

from db.base.home import Home
from db.personal import diary, lists, tags
from db.reading import viewings
from screens.dialogs import DiaryDialog
from screens.dialogs.choose import Choose
from tests.catalogues import FERRY
from tests.conftest import Clock
from tests.driving import press, running, shown
from tests.screens.records import asked, card_of, said, visit
from tui.settings import Settings, load


def days(home: Home) -> list[str]:
    return [entry.watched_on for entry in asked(home, viewings.entries, title_id=FERRY)]


async def test_a_viewing_of_another_day_is_logged_in_one_step(home: Home, clock: Clock) -> None:
    async with running(home, (80, 24)) as (app, pilot):
        await visit(app, pilot, "title", FERRY, "Night Ferry")
        await press(app, pilot, "D")
        assert isinstance(app.screen, DiaryDialog) and "log a viewing" in shown(app)
        await press(app, pilot, *["backspace"] * 5, "=last friday", "tab", "=7", "tab", "space", "tab", "=Fog.", "enter")
        assert not isinstance(app.screen, DiaryDialog)
    (entry,) = asked(home, viewings.entries, title_id=FERRY)
    assert (entry.watched_on, entry.rating, entry.rewatch, entry.note) == ("2026-05-01", 7, True, "Fog.")


async def test_a_day_may_be_unknown_and_become_known(home: Home, clock: Clock) -> None:
    async with running(home, (120, 40)) as (app, pilot):
        await visit(app, pilot, "title", FERRY, "Night Ferry")
        await press(app, pilot, "D", *["backspace"] * 5, "=unknown", "enter")
        assert days(home) == [""]
        await visit(app, pilot, "diary", None, "Diary")
        await press(app, pilot, "e")
        assert "your viewing of an unknown day" in shown(app)
        await press(app, pilot, *["backspace"] * 7, "=yesterday", "enter")
    assert days(home) == ["2026-05-02"]


async def test_a_day_that_is_none_keeps_the_dialog_and_all_that_was_typed(home: Home, clock: Clock) -> None:
    async with running(home, (120, 40)) as (app, pilot):
        await visit(app, pilot, "title", FERRY, "Night Ferry")
        await press(app, pilot, "D", "=s", "tab", "=7", "enter")
        assert "'todays' is not a date" in shown(app) and " 7" in shown(app)
        await press(app, pilot, "backspace", "enter")
    assert days(home) == ["2026-05-03"]


@pytest.mark.parametrize(("keys", "logged"), [(("escape",), 1), (("enter", "escape"), 1), (("down", "enter"), 2)])
async def test_logging_twice_on_a_day_asks(home: Home, clock: Clock, keys: tuple[str, ...], logged: int) -> None:
    async with running(home) as (app, pilot):
        await visit(app, pilot, "title", FERRY, "Night Ferry")
        await press(app, pilot, "d", "d")
        assert isinstance(app.screen, Choose) and "is in your diary today already" in shown(app)
        await press(app, pilot, *keys)
    assert days(home) == ["2026-05-03"] * logged


async def test_todays_viewing_is_changed_not_logged_again(home: Home, clock: Clock) -> None:
    async with running(home) as (app, pilot):
        await visit(app, pilot, "title", FERRY, "Night Ferry")
        await press(app, pilot, "d", "D")
        assert "your viewing of 3 May" in shown(app)
        await press(app, pilot, "tab", "=9", "enter")
    (entry,) = asked(home, viewings.entries, title_id=FERRY)
    assert entry.rating == 9


@pytest.mark.parametrize(
    ("keys", "stays", "settled"),
    [
        (("enter",), False, "ask"), (("escape",), True, "ask"), (("down", "enter"), True, "ask"),
        (("down", "down", "enter"), False, "always"), (("end", "enter"), True, "never"),
    ],
)  # fmt: skip
async def test_the_watchlist_offers_to_drop_what_was_logged(
    home: Home, keys: tuple[str, ...], stays: bool, settled: str
) -> None:
    said(home, (lists.toggle_watchlist, (card_of(home, FERRY),)))
    async with running(home) as (app, pilot):
        await visit(app, pilot, "title", FERRY, "Night Ferry")
        await press(app, pilot, "d")
        assert "Night Ferry is on your watchlist." in shown(app)
        await press(app, pilot, *keys)
        assert not isinstance(app.screen, Choose) and app.drop_watched == settled
    assert card_of(home, FERRY).mine.on_watchlist is stays
    assert load(home.settings, home.state / "remembered.json").settings.drop_watched == settled


@pytest.mark.parametrize(("wish", "stays"), [("always", False), ("never", True)])
async def test_a_settled_wish_asks_nothing(home: Home, wish: str, stays: bool) -> None:
    said(home, (lists.toggle_watchlist, (card_of(home, FERRY),)))
    async with running(home, settings=Settings(drop_watched=wish)) as (app, pilot):
        await visit(app, pilot, "title", FERRY, "Night Ferry")
        await press(app, pilot, "d")
        assert not isinstance(app.screen, Choose)
    assert card_of(home, FERRY).mine.on_watchlist is stays
    assert len(days(home)) == 1


async def test_commas_part_tags(home: Home) -> None:
    said(home, (tags.tag, (card_of(home, FERRY), "rainy")), (diary.log, (card_of(home, FERRY), "2026-05-01")))
    async with running(home) as (app, pilot):
        await visit(app, pilot, "title", FERRY, "Night Ferry")
        await press(app, pilot, "#", "=Rainy, technicolor , ,noir", "enter")
        assert asked(home, tags.tags_of, FERRY) == ("noir", "rainy", "technicolor")
        await press(app, pilot, "=noir", "enter")
    assert asked(home, tags.tags_of, FERRY) == ("rainy", "technicolor")
