"""The browser when ``personal.db`` is gone, damaged, or restored by another program while it runs."""

from __future__ import annotations

import shutil
from contextlib import closing

import pytest

from db.base.home import Home
from db.base.records.cards import TitleCard
from db.personal import backup, file, ratings, setup
from db.personal.desk import Desk
from db.personal.restore import restore
from screens.dialogs.lost import LostRecords
from tests.catalogues import RED
from tests.driving import press, running, settled
from tests.driving import shown as drawn
from tests.faults.files import beside, rated
from tui.app import MatineeApp


def shown(app: MatineeApp) -> str:
    """What is on the screen, wherever its lines end."""
    return " ".join(drawn(app).split())


def rate(home: Home, value: int) -> None:
    with closing(Desk(home)) as desk:
        ratings.rate(desk, TitleCard(RED, "The Glass Harbour", 1951), value)


@pytest.fixture
def gone(home: Home) -> Home:
    """A home that was in use and has lost its file; its copy says 8."""
    rate(home, 8)
    shutil.rmtree(home.backups)
    backup.daily(home)
    home.personal.unlink()
    return home


async def test_a_missing_file_is_a_question_and_the_copy_comes_back(gone: Home) -> None:
    async with running(gone) as (app, pilot):
        assert isinstance(app.screen, LostRecords)
        assert "Your records are gone" in shown(app) and "Restore the latest copy, of " in shown(app)
        await press(app, pilot, "enter")
        await settled(app, pilot)
        assert rated(gone.personal) == {RED: 8} and "Your records are as they were in personal-" in shown(app)
        await press(app, pilot, "=glass harbour", "enter", "7")
    assert rated(gone.personal) == {RED: 7} and beside(gone) == []


async def test_or_is_begun_anew(gone: Home) -> None:
    async with running(gone, size=(80, 24)) as (app, pilot):
        await press(app, pilot, "down", "enter")
        await settled(app, pilot)
        assert setup.ready(gone) and rated(gone.personal) == {}
        await press(app, pilot, "=glass harbour", "enter", "6")
    assert rated(gone.personal) == {RED: 6} and beside(gone) == []


async def test_films_are_browsed_meanwhile_and_nothing_is_written(gone: Home) -> None:
    async with running(gone) as (app, pilot):
        await press(app, pilot, "escape")
        await settled(app, pilot)
        assert "is gone, though copies of it are in" in shown(app) and "progress" in shown(app)
        await press(app, pilot, "=glass harbour", "enter")
        assert "Ada Quill" in shown(app)
        await press(app, pilot, "5")
        assert "is gone" in shown(app)
        await app.action_go("diary", None, "Diary")
        await settled(app, pilot)
        assert "is gone, though" in shown(app)
    assert not gone.personal.exists()


async def test_or_left(gone: Home) -> None:
    async with running(gone) as (app, pilot):
        await press(app, pilot, "up", "down", "down", "enter")
        assert app._exit
    assert not gone.personal.exists()


def spoil(home: Home) -> None:
    """Break one page of the ratings, as a failing disk would."""
    with closing(file.reading(home.personal)) as con:
        (page,) = con.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'my_rating' OR name = 'said_rating'"
        ).fetchone()
    file.settle(home.personal)
    with home.personal.open("rb+") as held:
        held.seek((page - 1) * 4096)
        held.write(b"\x7f")


async def test_damage_is_said_on_every_screen_of_the_viewers_and_never_written_into(home: Home) -> None:
    rate(home, 8)
    spoil(home)
    before = home.personal.read_bytes()
    async with running(home) as (app, pilot):
        await settled(app, pilot)
        assert "is damaged" in shown(app) and "matinee restore" in shown(app)
        await press(app, pilot, "=glass harbour", "enter")
        assert "Ada Quill" in shown(app)
        await press(app, pilot, "5")
        assert "is damaged" in shown(app)
        for screen in ("diary", "history", "lists"):
            await app.action_go(screen, None, screen)
            await settled(app, pilot)
            assert "empty" not in shown(app).lower().replace("emptied", ""), screen
    assert home.personal.read_bytes() == before


async def test_a_running_matinee_shows_what_another_has_restored(home: Home) -> None:
    rate(home, 8)
    saved = home.data / "saved.db"
    backup.copy(home, saved)
    rate(home, 3)
    async with running(home) as (app, pilot):
        await press(app, pilot, "=glass harbour", "enter")
        assert "★★★☆☆☆☆☆☆☆" in shown(app) and "★★★★★★★★☆☆" not in shown(app)
        restore(home, saved)
        app._watch.look()
        await settled(app, pilot)
        assert "Your records were restored" in shown(app) and "★★★★★★★★☆☆" in shown(app)
        await press(app, pilot, "9")
    assert rated(home.personal) == {RED: 9} and beside(home) == []


async def test_what_is_written_is_moved_into_the_file_while_matinee_runs(home: Home) -> None:
    async with running(home) as (app, pilot):
        await press(app, pilot, "=glass harbour", "enter", "9")
        app._watch.look()
        await settled(app, pilot)
        assert rated(home.personal, home.cache) == {RED: 9}
    assert beside(home) == []
