"""What an import could not place for certain, decided with the keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.base.home import Home
from db.base.records.exchange import EPISODE, FILM, SERIES, Mention, Origin, Record, Viewing
from db.library import Library
from db.personal import setup
from db.personal.desk import Desk
from db.reading import deciding
from db.reading.bringing import Choices, Plan, Source, settle
from tests.db.reading.catalogued import Title, put
from tests.db.reading.test_matching import TITLES, WATCH
from tests.driving import press, running, settled, shown
from tests.screens.records import asked, toasts

#: So many films of which there are two of one name and year.
MANY = 100
TWINS = [Title(1000 + 2 * one + which, f"Twin {one}", 1970, votes=50) for one in range(MANY) for which in (0, 1)]


def seen(number: int, of: Mention) -> Viewing:
    return Viewing(origin=Origin("diary.csv", number, f"2020-01-01,row {number}"), key=("v", number), of=of, at="2020-01-01")


def bring(home: Home, records: list[Record]) -> None:
    library, desk = Library(home), Desk(home)
    try:
        Plan.of(library.connection(), [Source("test", "test export", records)]).bring(desk, Choices())
        settle(library.connection(), desk)
    finally:
        library.close()
        desk.close()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home.of(tmp_path / "home")
    put(home, [*TITLES, *TWINS])
    setup.prepare(home)
    return home


def places(home: Home) -> list[int]:
    return [row[0] for row in asked(home, lambda con: con.execute("SELECT title_id FROM my_diary ORDER BY id").fetchall())]


async def test_a_digit_chooses_none_refuses_and_undo_takes_back(home: Home) -> None:
    bring(home, [seen(1, Mention("The Kiln", 2004, FILM)), seen(2, Mention("Nobody Knows It", 1990, FILM))])
    async with running(home) as (app, pilot):
        await app.action_go("deciding", None, "To decide")
        await settled(app, pilot)
        text = shown(app)
        assert "The Kiln" in text and "2 to decide" in text and "diary.csv, line 1" in text and "300 votes" in text
        await press(app, pilot, "2")
        await settled(app, pilot)
        assert "Nobody Knows It" in shown(app) and "1 to decide" in shown(app)
        await press(app, pilot, "u")
        await settled(app, pilot)
        assert "2 to decide" in shown(app)
        await press(app, pilot, "1")
        await settled(app, pilot)
        await press(app, pilot, "n")
        await settled(app, pilot)
        assert "Nothing is to be decided" in shown(app)
    assert places(home)[0] == 4


async def test_a_title_that_is_not_offered_is_searched_for(home: Home) -> None:
    bring(home, [seen(1, Mention("Alonely", 2015, FILM))])
    async with running(home) as (app, pilot):
        await app.action_go("deciding", None, "To decide")
        await settled(app, pilot)
        assert "No candidates" in shown(app)
        await press(app, pilot, "/", "backspace", "backspace", "enter")
        await settled(app, pilot)
        assert "Nothing is to be decided" in shown(app)
    assert places(home) == [10]


async def test_one_answer_is_for_a_whole_series(home: Home) -> None:
    series = Mention("Harbour Watch", None)
    bring(home, [seen(one, Mention("", None, EPISODE, series=series, season=1, number=one)) for one in (1, 2, 3)])
    async with running(home) as (app, pilot):
        await app.action_go("deciding", None, "To decide")
        await settled(app, pilot)
        assert "1 to decide" in shown(app) and "Harbour Watch" in shown(app)
        offered = asked(home, deciding.question, asked(home, deciding.numbers)[0]).candidates
        await press(app, pilot, str([one.id for one in offered].index(WATCH) + 1))
        await settled(app, pilot)
    assert places(home) == [601, 602, 603]


async def test_a_season_that_is_numbered_otherwise_is_taken_by_its_numbers_at_one_key(home: Home) -> None:
    series = Mention("Harbour Watch", 2001, SERIES)
    bring(home, [seen(one, Mention("", None, EPISODE, series=series, season=2, number=one)) for one in (1, 2, 3)])
    async with running(home) as (app, pilot):
        await app.action_go("deciding", None, "To decide")
        await settled(app, pilot)
        assert "3 to decide" in shown(app)
        await press(app, pilot, "a")
        await settled(app, pilot)
        assert "1 to decide" in shown(app)  # the third has no episode of its number
    assert places(home)[:2] == [610, 611]


async def test_a_hundred_rows_need_no_more_than_two_and_a_half_keys_each(home: Home) -> None:
    bring(home, [seen(one, Mention(f"Twin {one}", 1970, FILM)) for one in range(MANY)])
    async with running(home) as (app, pilot):
        await app.action_go("deciding", None, "To decide")
        await settled(app, pilot)
        keys = 0
        while "Nothing is to be decided" not in shown(app):
            await press(app, pilot, "1")
            keys += 1
            assert keys <= 2.5 * MANY
        assert "none of those" not in toasts(app)[-1]
    assert len(set(places(home))) == MANY and all(place >= 1000 for place in places(home))


async def test_home_counts_what_is_to_decide_and_an_undone_import_leaves_nothing_of_it(home: Home) -> None:
    bring(home, [seen(1, Mention("The Kiln", 2004, FILM)), seen(2, Mention("Nobody Knows It", 1990, FILM))])
    async with running(home) as (app, pilot):
        assert "1 title to decide" in shown(app)
        await press(app, pilot, "tab", "u")
        await settled(app, pilot)
        assert "to decide" not in shown(app)
        await app.action_go("deciding", None, "To decide")
        await settled(app, pilot)
        assert "Nothing is to be decided" in shown(app)
