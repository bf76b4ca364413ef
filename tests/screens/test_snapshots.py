"""How every screen looks at three sizes; ``pytest --snapshot-update`` takes new pictures after a change that was meant."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from db.base.home import Home
from db.base.records.cards import TitleCard
from db.personal import diary, lists, ratings, reviews, visits
from db.personal.desk import Desk
from tests.catalogues import RED, SHORE, small_home
from tests.conftest import Clock
from tests.driving import opened, press
from tui.app import MatineeApp
from tui.settings import Loaded, Settings
from widgets.search_line import Chips

SIZES = {"narrow": (80, 24), "wide": (120, 40), "very-wide": (200, 50)}

#: Screen → keys that lead there from the home screen.
WAYS: dict[str, tuple[str, ...]] = {
    "home": (),
    "search": ("=the", "tab"),
    "nothing-found": ("=qqqq",),
    "title": ("=glass harbour", "enter"),
    "credits": ("=glass harbour", "enter", "c"),
    "storyline": ("=glass harbour", "enter", "S"),
    "details": ("=glass harbour", "enter", "i"),
    "facts": ("=glass harbour", "enter", "t"),
    "reviews": ("=glass harbour", "enter", "v"),
    "awards": ("=glass harbour", "enter", "a"),
    "similar": ("=glass harbour", "enter", "m"),
    "onlists": ("=glass harbour", "enter", "L"),
    "editor": ("=glass harbour", "enter", "e"),
    "person": ("=gwen starling", "enter"),
    "lists": ("tab", "B"),
    "watchlist": ("tab", "W"),
    "diary": ("tab", "Y"),
    "calendar": ("tab", "Y", "V"),
    "charts": ("tab", "C"),
    "history": ("tab", "T"),
    "sources": ("tab", "O"),
    "help": ("=glass harbour", "enter", "question_mark"),
    "palette": ("ctrl+p",),
    "rating-bar": ("=glass harbour", "enter", "r"),
    "share": ("=glass harbour", "enter", "y"),
    "lists-dialog": ("=glass harbour", "enter", "l"),
}


def lived_in(home: Home) -> None:
    """A viewer's records, all of one moment."""
    desk = Desk(home)
    harbour, shore = TitleCard(RED, "The Glass Harbour", 1951), TitleCard(SHORE, "The Glass Shore", 1955)
    ratings.rate(desk, harbour, 8)
    lists.toggle_watchlist(desk, shore)
    lists.create_list(desk, "Fog", "Films in which one cannot see far.")
    diary.log(desk, harbour, "2026-05-01", note="with Ada", place="Rio")
    reviews.save_review(desk, harbour, "Fog for the ears", "A film to listen to.\n\nAnd to see.", False)
    visits.visit(desk, "title", RED, "The Glass Harbour", 1951)
    desk.close()


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    """Nothing in the pictures depends on speed or on the day."""
    show = Chips.show

    def timeless(self: Chips, chips: Any = (), note: str = "") -> None:
        show(self, chips, note.partition(" · ")[0])

    monkeypatch.setattr(Chips, "show", timeless)
    for module in ("seed.build", "seed.starter_build"):
        monkeypatch.setattr(f"{module}.now", lambda: "2026-05-03T20:00:00Z")
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("screen", WAYS)
def test_screen(screen: str, size: str, snap_compare: Any, tmp_path: Path, still: None) -> None:
    home = small_home(tmp_path)
    lived_in(home)
    app = MatineeApp(home, Loaded(Settings()))

    async def arrive(pilot: Pilot[None]) -> None:
        await opened(app, pilot)
        for field in app.screen.query("Input"):
            field.cursor_blink = False  # type: ignore[attr-defined]
        await press(app, pilot, *WAYS[screen])
        for field in app.screen.query("Input, TextArea"):
            field.cursor_blink = False  # type: ignore[attr-defined]
        await press(app, pilot)

    assert snap_compare(app, terminal_size=SIZES[size], run_before=arrive)
