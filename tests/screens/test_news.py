"""What is new, and following people."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.base.home import Home
from db.personal import follows, ratings
from screens.changes import ChangesScreen
from tests.catalogues import FERRY, RED, SHORE, STARLING, small_home, write_ranks
from tests.driving import press, running, settled, shown
from tests.screens.records import asked, card_of, here, said


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """The small catalogue, with ranks of one film more in both snapshots."""
    home = small_home(tmp_path)
    for snapshot, rank, average in ((1, 5, 6.0), (2, 2, 6.6)):
        write_ranks(home, "INSERT INTO popularity VALUES (?, ?, ?, 500, ?, NULL)", snapshot, FERRY, rank, average)
    return home


async def test_f_follows_and_follows_no_more_and_undo_takes_it_back(home: Home) -> None:
    async with running(home) as (app, pilot):
        await app.action_go("person", STARLING, "Gwen Starling")
        await press(app, pilot, "F")
        assert "followed" in shown(app) and asked(home, follows.followed) == {STARLING: "Gwen Starling"}
        await press(app, pilot, "F")
        assert asked(home, follows.followed) == {}
        await press(app, pilot, "u")
        assert asked(home, follows.followed) == {STARLING: "Gwen Starling"}
        await app.action_go("person", 1, "Nobody")
        await press(app, pilot, "F")


@pytest.mark.parametrize("size", [(80, 50), (140, 40)])
async def test_the_screen_tells_all_of_it(home: Home, size: tuple[int, int]) -> None:
    said(home, (follows.follow, (STARLING, "Gwen Starling")), (ratings.rate, (card_of(home, FERRY), 9)))
    said(home, (follows.keep_films, ("2026-09-30", {STARLING: [SHORE]})))
    async with running(home, size) as (app, pilot):
        await press(app, pilot, "tab", "N")
        assert isinstance(app.screen, ChangesScreen)
        text = shown(app)
        assert "between the data of 30 September 2026 and of 15 November 2026" in text
        assert "New from people you follow  1 title" in text and "The Glass Harbour" in text
        assert "▲ 0.6 from 6.0" in text and "▲ to 2 from 5" in text and "new here" in text
        assert "You follow  1 person" in text
        await press(app, pilot, "enter")
        assert here(app).subject == STARLING
        await press(app, pilot, "escape", "j")
        assert app.screen.subject().id == RED


async def test_with_one_snapshot_it_says_what_is_needed(home: Home) -> None:
    write_ranks(home, "DELETE FROM snapshot WHERE id = 1")
    async with running(home) as (app, pilot):
        await app.action_go("changes", None, "What is new")
        await settled(app, pilot)
        text = " ".join(shown(app).split())
        assert "The ranks of 15 November 2026 are kept" in text
        assert "F on a person's page follows them" in text and "Risers" not in text
