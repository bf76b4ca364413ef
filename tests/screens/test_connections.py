"""How two people are connected, from the person page, from anywhere, and by typing names."""

from __future__ import annotations

from db.base.home import Home
from db.personal import follows, marks
from screens.dialogs.people import PersonDialog
from screens.path import PathScreen
from tests.catalogues import RED, STARLING, TERN
from tests.driving import press, running, settled, shown
from tests.screens.records import asked, here, said
from widgets.rows import Rows


async def test_from_a_person_to_another_found_by_name(home: Home) -> None:
    async with running(home) as (app, pilot):
        await app.action_go("person", STARLING, "Gwen Starling")
        await press(app, pilot, "P")
        assert isinstance(app.screen, PersonDialog) and "How is Gwen Starling connected to" in shown(app)
        await press(app, pilot, "=bo tern", "enter")
        await settled(app, pilot)
        assert here(app).subject == (STARLING, TERN)
        text = shown(app)
        assert "They made a film together" in text and "The Glass Harbour" in text
        assert "Gwen Starling: Marta  ·  Bo Tern: director" in text
        await press(app, pilot, "escape")
        assert here(app).screen == "person"  # the question itself is no place to come back to


async def test_both_are_asked_for_where_nobody_is_in_front(home: Home) -> None:
    async with running(home) as (app, pilot):
        await press(app, pilot, "tab", "P", "=iris vane", "enter", "=gwen", "enter")
        await settled(app, pilot)
        assert "Iris Vane  and  Gwen Starling" in shown(app)
        assert [name for name in app.trail() if "Connections" in name] == []


async def test_the_chain_is_walked_and_rated_and_is_still_there_on_the_way_back(home: Home) -> None:
    async with running(home) as (app, pilot):
        await app.action_go("path", (STARLING, TERN), "Gwen Starling and Bo Tern")
        await settled(app, pilot)
        await press(app, pilot, "j", "8")
        assert asked(home, marks.mine, [RED])[RED].rating == 8
        await press(app, pilot, "enter")
        assert (here(app).screen, here(app).subject) == ("title", RED)
        await press(app, pilot, "escape")
        assert isinstance(app.screen, PathScreen) and app.screen.subject().id == RED
        await press(app, pilot, "j", "enter")
        assert (here(app).screen, here(app).subject) == ("person", TERN)


async def test_f_widens_what_counts_and_p_asks_for_somebody_else(home: Home) -> None:
    people = {
        name: number for number, name in asked(home, lambda con: con.execute("SELECT id, name FROM person").fetchall())
    }
    async with running(home) as (app, pilot):
        await app.action_go("path", (STARLING, people["Zoé Clair"]), "Two")
        await settled(app, pilot)
        assert "Nothing in this catalogue links them." in shown(app) and "films only" in shown(app)
        await press(app, pilot, "f")
        assert "every kind of title, appearances" in shown(app)
        await press(app, pilot, "f")
        assert "every kind of credit" in shown(app)
        await press(app, pilot, "p", "=iris", "enter")
        await settled(app, pilot)
        assert "Gwen Starling  and  Iris Vane" in shown(app)


async def test_leaving_the_question_leads_back_and_names_that_nobody_has_stay_open(home: Home) -> None:
    said(home, (follows.follow, (TERN, "Bo Tern")))
    async with running(home) as (app, pilot):
        await app.action_go("person", STARLING, "Gwen Starling")
        await press(app, pilot, "P")
        assert app.screen.query_one(Rows).record.name == "Bo Tern"  # those followed are at hand
        await press(app, pilot, "=zzqq")
        assert "Nobody by that name." in shown(app)
        await press(app, pilot, "enter")
        assert isinstance(app.screen, PersonDialog)
        await press(app, pilot, "escape")
        await settled(app, pilot)
        assert here(app).screen == "person"


async def test_the_same_person_and_nobody_are_sentences(home: Home) -> None:
    async with running(home) as (app, pilot):
        for subject, sentence in (((STARLING, STARLING), "is one person"), ((STARLING, 1), "There is no person nm0000001")):
            await app.action_go("path", subject, "Odd")
            await settled(app, pilot)
            assert sentence in shown(app)


async def test_narrow(home: Home) -> None:
    async with running(home, (80, 24)) as (app, pilot):
        await app.action_go("path", (STARLING, TERN), "Gwen Starling and Bo Tern")
        await settled(app, pilot)
        assert "The Glass Harbour" in shown(app) and "★8.3" in shown(app)
