"""A new catalogue under a running program: what was said of a film is with what the film is now."""

from __future__ import annotations

from pathlib import Path

from db.base.home import Home
from db.base.records.cards import TitleCard
from db.personal import lists, ratings, setup
from tests.db.reading.renewed import STARTER, WORLD
from tests.driving import running, settled, shown
from tests.screens.records import said, visit


async def test_the_watchlist_shows_what_a_film_has_become(tmp_path: Path) -> None:
    home = Home.of(tmp_path / "home")
    STARTER.put(home)
    setup.prepare(home)
    paper = TitleCard(-1, "The Paper Harbour", 1951)
    said(home, (ratings.rate, (paper, 8)), (lists.toggle_watchlist, (paper,)))
    async with running(home) as (app, pilot):
        await visit(app, pilot, "list", "watchlist")
        assert "The Paper Harbour" in shown(app) and app.screen.subject().id == -1
        WORLD.put(home)
        app._watch.look()
        await settled(app, pilot)
        assert app.screen.subject().id == 1 and app.screen.subject().mine.rating == 8
