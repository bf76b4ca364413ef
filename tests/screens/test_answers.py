"""Dialogs and editors close only once what was typed is on disk; until then they stay, with the text and the reason."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from textual import events

from db.base.home import Home
from db.personal import diary, lists, notes, owned, reviews, tags
from db.reading import my_lists, viewings
from screens.dialogs.frame import Asking
from tests.catalogues import FERRY, RED, STARLING
from tests.driving import press, running, settled, shown
from tests.screens.records import asked, card_of, said, toasts, visit

#: How each is opened from Night Ferry's page, what is typed, the key that saves, and what shows that it stands there.
WRITTEN = {
    "review": (("e", "=Fog", "enter", "=Thick as wool."), "f2", "Thick as wool."),
    "note": (("A", "=Fog over all."), "f2", "Fog over all."),
    "tags": (("#", "=foggy"), "enter", "foggy"),
    "owned": (("o", "=Shelf 3"), "enter", "Shelf 3"),
    "new list": (("l", "n", "=Foggy films"), "enter", "Foggy films"),
    "diary": (("D", "down", "down", "down", "down", "=Curzon"), "enter", "Curzon"),
}


def kept(home: Home) -> dict[str, object]:
    """What is on disk of each."""
    review = asked(home, reviews.own_review, FERRY)
    return {
        "review": review.text if review else "",
        "note": asked(home, notes.note, "title", FERRY),
        "tags": ",".join(asked(home, tags.tags_of, FERRY)),
        "owned": ",".join(place.location for place in asked(home, owned.owned, FERRY)),
        "new list": ",".join(card.name for card in asked(home, my_lists.my_lists) if card.kind != "watchlist"),
        "diary": asked(home, viewings.entries, title_id=FERRY)[0].place,
    }


@contextmanager
def locked(home: Home) -> Iterator[None]:
    """Another program writes."""
    other = sqlite3.connect(home.personal, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.close()


@contextmanager
def full(home: Home) -> Iterator[None]:
    """The disk takes no further page of the file."""
    with pytest.MonkeyPatch.context() as patch:

        def refuse(*_: object) -> None:
            raise sqlite3.OperationalError("database or disk is full")

        patch.setattr("db.personal.desk.Desk._connection", refuse)
        yield


@pytest.mark.parametrize(("trouble", "reason"), [(locked, "locked"), (full, "disk")])
@pytest.mark.parametrize("what", WRITTEN)
async def test_what_cannot_be_saved_stays_in_its_dialog_until_it_can(
    home: Home, what: str, trouble: object, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys, save, text = WRITTEN[what]
    said(home, (diary.log, (card_of(home, FERRY), "2026-05-01")))
    monkeypatch.setattr("tui.saving._PATIENCE", 0.02)
    async with running(home) as (app, pilot):
        await visit(app, pilot, "title", FERRY, "Night Ferry")
        await press(app, pilot, *keys)
        with trouble(home):  # type: ignore[operator]
            await press(app, pilot, save)
            assert isinstance(app.screen, Asking) and not app.screen.busy
            picture = shown(app)
            assert text in picture and reason in " ".join(picture.split())
            assert text not in str(kept(home)[what])
        await press(app, pilot, save)
        assert text in str(kept(home)[what])
        await press(app, pilot, "escape", "escape")
        assert not isinstance(app.screen, Asking)


async def test_an_answer_is_given_once_however_often_the_key_is_pressed(home: Home) -> None:
    async with running(home) as (app, pilot):
        await visit(app, pilot, "title", FERRY, "Night Ferry")
        await press(app, pilot, "A", "=Fog")
        for _ in range(3):
            app.post_message(events.Key("f2", None))
        await settled(app, pilot)
        assert not isinstance(app.screen, Asking)
        await press(app, pilot, "r", "right")
        for key in ("enter", "enter", "escape", "enter"):
            app.post_message(events.Key(key, None))
        await settled(app, pilot)
        assert asked(home, notes.note, "title", FERRY) == "Fog"
        assert card_of(home, FERRY).mine.rating == 6


@pytest.mark.parametrize("opened", ["number_sign", "o", "l", "r", "y", "A", "e", "ctrl+p", "ctrl+t"])
async def test_keys_in_one_burst_wait_until_the_dialog_is_drawn(home: Home, opened: str) -> None:
    async with running(home) as (app, pilot):
        await visit(app, pilot, "title", FERRY, "Night Ferry")
        for key in (opened, "down", "up", "pagedown", "end", "escape"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settled(app, pilot)
        assert not isinstance(app.screen, Asking) and app.place.screen == "title"


async def test_a_change_outlives_the_screen_it_was_made_on(home: Home) -> None:
    async with running(home) as (app, pilot):
        await visit(app, pilot, "title", FERRY, "Night Ferry")
        for key in ("8", "escape", "e"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settled(app, pilot)
        await visit(app, pilot, "title", RED, "The Glass Harbour")
        held = app.page
        worker = held.change(lists.toggle_watchlist, card_of(home, RED))
        held.work(worker, group="change")
        await app.action_home()
        await settled(app, pilot)
        assert any("on the watchlist" in toast for toast in toasts(app))
    assert card_of(home, FERRY).mine.rating == 8 and card_of(home, RED).mine.on_watchlist


async def test_home_shows_the_present_however_one_comes_back(home: Home) -> None:
    async with running(home) as (app, pilot):
        await press(app, pilot, "=glass harbour", "enter", "w", "H")
        assert "Watchlist  1 title" in shown(app)
        await press(app, pilot, "=glass harbour", "enter", "w", "escape", "escape")
        assert "Empty. Find a film" in shown(app)
        await press(app, pilot, "=gwen starling", "enter", "backspace", "escape")
        assert "Gwen Starling" in shown(app)
        assert app.place.screen in {"home", "search"} and STARLING


async def test_what_breaks_while_the_program_ends_does_not_make_its_end_a_crash(home: Home) -> None:
    async with running(home) as (app, _pilot):
        app.saving.leaving = True
        app._handle_exception(LookupError("a dialog whose widgets were never mounted"))
        assert app.is_running and app._exception is None
    assert not app.return_code
