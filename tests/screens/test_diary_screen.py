"""The diary: rows under months, the calendar, changing entries."""

from __future__ import annotations

import pytest

from db.base.home import Home
from db.personal import diary
from db.reading import viewings
from screens.dialogs.diary import sound
from screens.diary import DiaryScreen
from tests.catalogues import FERRY, RED, SHORE
from tests.conftest import Clock
from tests.driving import press, running, shown
from tests.screens.records import asked, card_of, here, said, toasts, visit


@pytest.fixture
def watched(home: Home, clock: Clock) -> Home:
    """Three viewings in two months."""
    said(
        home,
        (diary.log, (card_of(home, RED), "2026-05-03")),
        (diary.log, (card_of(home, SHORE), "2026-05-01")),
        (diary.log, (card_of(home, FERRY), "2025-12-24")),
    )
    return home


async def test_months_are_headings_that_the_cursor_steps_over(watched: Home) -> None:
    async with running(watched) as (app, pilot):
        await visit(app, pilot, "diary")
        text = shown(app)
        assert "May 2026  2 films" in text and "December 2025  1 film" in text and "3 viewings" in text
        assert "2026: 2 films, 3 h" in text
        assert isinstance(app.screen, DiaryScreen)
        met = []
        for _ in range(4):
            met.append(app.screen.subject().id)
            await press(app, pilot, "j")
        assert met == [RED, SHORE, FERRY, FERRY]
        assert "2025: 1 film, 1 h" in shown(app)
        await press(app, pilot, "k", "k", "k")
        assert "May 2026  2 films" in shown(app)


async def test_a_viewing_of_a_day_unknown_comes_last(watched: Home) -> None:
    said(watched, (diary.log, (card_of(watched, FERRY), None)))
    async with running(watched) as (app, pilot):
        await visit(app, pilot, "diary")
        assert "Day unknown  1 film" in shown(app)
        await press(app, pilot, "G")
        assert app.screen.subject().id == FERRY
        await press(app, pilot, "v", "v", "delete")
        assert "Day unknown" not in shown(app)


async def test_an_entry_is_changed_deleted_and_brought_back(watched: Home) -> None:
    async with running(watched) as (app, pilot):
        await visit(app, pilot, "diary")
        await press(app, pilot, "e", "tab", "=9", "tab", "tab", "tab", "=the Curzon", "enter")
        entry = asked(watched, viewings.entries)[0]
        assert (entry.rating, entry.place, entry.watched_on, entry.rewatch) == (9, "the Curzon", "2026-05-03", False)
        assert "★ 9" in shown(app) and "at the Curzon" in shown(app)
        await press(app, pilot, "delete")
        assert [each.card.id for each in asked(watched, viewings.entries)] == [SHORE, FERRY]
        assert app.screen.subject().id == SHORE
        await press(app, pilot, "u")
        assert [each.card.id for each in asked(watched, viewings.entries)] == [RED, SHORE, FERRY]


async def test_what_is_not_sound_is_said_beside_its_field_and_nothing_is_written(watched: Home) -> None:
    async with running(watched, (40, 10)) as (app, pilot):
        await visit(app, pilot, "diary")
        await press(app, pilot, "e", "end", "=x", "enter")
        assert "is not a date" in " ".join(shown(app).replace("▌", "").split())
        await press(app, pilot, "backspace", "tab", "=11", "enter")
        assert "A rating is a whole" in shown(app)
        await press(app, pilot, "escape")
    assert [entry.rating for entry in asked(watched, viewings.entries)] == [None] * 3


async def test_the_calendar_goes_from_day_to_day_and_month_to_month(watched: Home) -> None:
    async with running(watched) as (app, pilot):
        await visit(app, pilot, "diary")
        await press(app, pilot, "V")
        assert "Mon" in shown(app) and "✓1" in shown(app)
        await press(app, pilot, "left", "left")
        assert app.screen.subject().id == SHORE
        await press(app, pilot, "left")
        assert "April 2026  no films" in shown(app)
        assert app.screen.place.screen == "diary" and app.screen.remember()["day"] == "2026-04-30"
        await press(app, pilot, "enter")
        assert toasts(app)[-1] == "Nothing in the diary on 30 April 2026."
        await press(app, pilot, "right", "enter")
        assert "May 2026  2 films" in shown(app) and "December 2025" in shown(app)
        assert app.screen.subject().id == SHORE
        await press(app, pilot, "enter")
        assert here(app).subject == SHORE


async def test_month_keys_and_the_way_back_to_the_calendar(watched: Home) -> None:
    async with running(watched) as (app, pilot):
        await visit(app, pilot, "diary")
        await press(app, pilot, "<")
        assert app.screen.subject().id == FERRY
        await press(app, pilot, "<")
        assert "first month in your diary" in toasts(app)[-1]
        await press(app, pilot, "V", ">")
        assert "January 2026" in shown(app)
        await visit(app, pilot, "history")
        await press(app, pilot, "escape")
        assert "January 2026" in shown(app)


async def test_an_empty_diary_says_how_to_begin(home: Home) -> None:
    async with running(home) as (app, pilot):
        await visit(app, pilot, "diary")
        assert "Press d wherever a title is in view" in shown(app)
        await press(app, pilot, "e", "delete", "<", "V", "j", "enter", "V")
        assert here(app).screen == "diary"


def test_what_may_be_typed_into_an_entry(clock: Clock) -> None:
    typed = {
        "watched_on": "yesterday",
        "rating": "",
        "place": "home",
        "company": "",
        "stopped_at": "40",
        "note": "",
    }
    fields, wrong = sound(typed)
    assert not wrong
    assert fields == {
        "watched_on": "2026-05-02", "rating": None, "place": "home", "company": "", "stopped_at": 40, "note": "",
    }  # fmt: skip
    bad = typed | {"watched_on": "2026-13-01", "rating": "７", "stopped_at": "-3"}
    assert set(sound(bad)[1]) == {"watched_on", "rating", "stopped_at"}
    assert "in the future" in sound(typed | {"watched_on": "2030-01-01"})[1]["watched_on"]
