"""Pages from sources in the browser: the overview, critics, long sections, sources removed, film data brought in by its path."""

from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from db.base.home import Home
from db.library import Library
from screens.dialogs.bringing import BringDialog
from screens.dialogs.choose import Choose
from screens.sources import SourcesScreen
from seed.sources import importer
from tests.catalogues import RED
from tests.driving import press, running, settled, shown
from tests.hostile import HOSTILE
from tui.app import MatineeApp

CRITICS = (
    "rotten_tomatoes_link,movie_title,movie_info,critics_consensus,directors,original_release_date\n"
    'm/x,{title},Nothing.,"Cold, and good.",,{year}-01-01\n'
)
REVIEWS = "rotten_tomatoes_link,critic_name,top_critic,publisher_name,review_type,review_score,review_date,review_content\n"


def films(title: str, year: int, more: str = "") -> str:
    """A pack about one film."""
    items = "\n".join(f"  - Pack item {number}." for number in range(5))
    return f"# {title} ({year})\nplot: x\ntrivia:\n{items}\ngoofs:\n  - continuity: A glove.\nfaq:\n  Why? | So.\n{more}"


@pytest.fixture
def film(home: Home) -> tuple[str, int]:
    with closing(Library(home)) as library:
        row = library.connection().execute("SELECT title, year FROM title WHERE id = ?", (RED,)).fetchone()
    return str(row[0]), int(row[1])


def take(home: Home, path: Path) -> None:
    with closing(Library(home)) as library:
        importer.take(library.connection, home, path)


async def show(app: MatineeApp, pilot: Pilot[None], screen: str = "title") -> str:
    await app.action_go(screen, RED, "Film")
    await settled(app, pilot)
    return " ".join(shown(app).split())


@pytest.mark.parametrize("size", [(80, 24), (120, 60), (200, 60)])
async def test_the_overview_shows_the_first_of_each_section(
    home: Home, film: tuple[str, int], tmp_path: Path, size: tuple[int, int]
) -> None:
    (tmp_path / "mine.txt").write_text(films(*film), encoding="utf-8")
    take(home, tmp_path / "mine.txt")
    async with running(home, size) as (app, pilot):
        text = await show(app, pilot)
        if size[1] > 24:
            assert "Details" in text and "Did you know" in text and "Questions" in text and "Why?" in text
        text = await show(app, pilot, "facts")
        await press(app, pilot, "end")
        assert "Pack of films “mine”" in " ".join(shown(app).split())


async def test_critics_stand_before_the_reviews_and_f_shows_them_alone(
    home: Home, film: tuple[str, int], tmp_path: Path
) -> None:
    folder = tmp_path / "rotten"
    folder.mkdir()
    (folder / "films.csv").write_text(CRITICS.format(title=film[0], year=film[1]), encoding="utf-8")
    rows = [f"m/x,Critic {number},False,The Pier,Fresh,{number % 5}/5,2010-02-06,Fine {number}." for number in range(90)]
    (folder / "critics.csv").write_text(REVIEWS + "\n".join(rows), encoding="utf-8")
    take(home, folder)
    async with running(home, (120, 400)) as (app, pilot):
        assert "90 critics" in await show(app, pilot)
        text = await show(app, pilot, "reviews")
        assert "Cold, and good." in text and "90 of 90 recommend it" in text and "All 90 critics" in text
        assert "Rotten Tomatoes" in text and "Fine 40." not in text
        for _ in range(5):
            await press(app, pilot, "f")
        text = " ".join(shown(app).split())
        assert "critics alone" in text and "Fine 40." in text and "30 more" in text


async def test_film_data_is_brought_in_by_its_path_and_removed_again(
    home: Home, film: tuple[str, int], tmp_path: Path
) -> None:
    (tmp_path / "mine.txt").write_text(films(*film), encoding="utf-8")
    async with running(home, (120, 60)) as (app, pilot):
        await press(app, pilot, "ctrl+o")
        assert isinstance(app.screen, BringDialog)
        app.screen.query_one(Input).value = str(tmp_path / "mine.txt")
        await settled(app, pilot)
        assert "Pack of films" in shown(app)
        await press(app, pilot, "enter")
        assert isinstance(app.screen, SourcesScreen) and app.imports.job is not None
        await asyncio.wait_for(app.imports.job.task, 60)
        while "1 matched" not in shown(app):
            await pilot.pause(0.05)
        await settled(app, pilot)
        assert "Pack item 0." in await show(app, pilot, "facts")
        await app.action_go("sources", None, "Sources")
        await press(app, pilot, "delete")
        assert "Move to a source" in " ".join(shown(app).split())
        app.screen.query_one("#sheet").focus() if app.screen.query("#sheet") else None
        for _ in range(4):
            await press(app, pilot, "down")
            if app.page.page.cursor is not None and app.page.page.cursor.key[0] == "source":  # type: ignore[attr-defined]
                break
        await press(app, pilot, "delete")
        assert isinstance(app.screen, Choose)
        await press(app, pilot, "enter")
        assert "Fills its pages" not in shown(app)
        assert "Pack item 0." not in await show(app, pilot, "facts")


@pytest.mark.parametrize("name", HOSTILE)
async def test_hostile_texts_of_a_source_are_drawn_safely(
    home: Home, film: tuple[str, int], tmp_path: Path, name: str
) -> None:
    import json

    with closing(Library(home)) as library:
        library.connection()
    path = tmp_path / "reviews.json"
    text = HOSTILE[name] or "x"
    rows = [{"movie_id": f"tt{RED:07}", "is_spoiler": False, "review_text": text, "review_summary": text, "rating": "7"}]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    try:
        take(home, path)
    except importer.BadInput:  # nothing is left of it without its markup
        return
    async with running(home, (80, 30)) as (app, pilot):
        await show(app, pilot, "reviews")
        assert not {sign for sign in shown(app) if ord(sign) < 32 and sign != "\n"}


async def test_a_long_section_shows_its_beginning_and_more_when_asked(
    home: Home, film: tuple[str, int], tmp_path: Path
) -> None:
    items = "\n".join(f"  - Item number {number}." for number in range(250))
    (tmp_path / "long.txt").write_text(f"# {film[0]} ({film[1]})\ntrivia:\n{items}\n", encoding="utf-8")
    take(home, tmp_path / "long.txt")
    async with running(home, (100, 700)) as (app, pilot):
        text = await show(app, pilot, "facts")
        assert "Item number 90." in text and "Item number 120." not in text and " more Enter" in text
        app.page.open("more:Trivia")
        await settled(app, pilot)
        text = " ".join(shown(app).split())
        assert "Item number 120." in text and "Item number 240." not in text
