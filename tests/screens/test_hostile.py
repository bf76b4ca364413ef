"""Every hostile string on every screen: nothing crashes, and nothing but printable cells reaches the terminal."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from db.base.home import Home
from db.base.records.cards import TitleCard
from db.personal import diary, lists, notes, ratings, reviews, tags
from db.personal.desk import Desk
from screens.places import Go, Place
from tests.catalogues import RED, SERIES, small_home
from tests.driving import press, running, settled
from tests.hostile import FORBIDDEN, HOSTILE
from tui.app import MatineeApp
from tui.directory import SCREENS
from widgets.search_line import SearchLine

#: Columns that hold ids, dates, codes or JSON, and so no words.
PLAIN = {
    "kind",
    "date",
    "read_at",
    "dated",
    "taken_at",
    "genres",
    "professions",
    "known_for",
    "people",
    "lines",
    "key",
    "rating_as_of",
}


def poison(home: Home, text: str) -> None:
    """Put ``text`` wherever the catalogue holds words."""
    con = sqlite3.connect(home.catalogue)
    text = text.encode("utf-8", "replace").decode("utf-8")  # SQLite cannot hold a lone surrogate
    tables = [
        name for (name,) in con.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'")
    ]
    for table in tables:
        if table.startswith(("sqlite", "title_", "person_", "category", "fact", "typo", "word", "search")):
            continue
        for column in con.execute(f"PRAGMA table_info({table})").fetchall():
            name, kind = column[1], column[2]
            if kind in {"VARCHAR", "TEXT"} and name not in PLAIN and not name.endswith(("credits", "titles", "akas")):
                con.execute(f"UPDATE {table} SET {name} = ? WHERE {name} IS NOT NULL AND typeof({name}) = 'text'", (text,))
    for table, column in (("credit_document", "credits"), ("aka_document", "akas")):
        for rowid, held in con.execute(f"SELECT rowid, {column} FROM {table}").fetchall():
            entries = [[text if isinstance(value, str) else value for value in entry] for entry in json.loads(held)]
            con.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (json.dumps(entries), rowid))
    con.execute("UPDATE award SET people = ?", (json.dumps([[text, None]]),))
    con.execute("UPDATE quote SET lines = ?", (json.dumps([[text, text], [None, text]]),))
    con.commit()
    con.close()


def say(home: Home, text: str) -> None:
    """Let the viewer have said ``text`` in every way there is."""
    desk = Desk(home)
    card = TitleCard(RED, text or "untitled", 1951)
    ratings.rate(desk, card, 8)
    lists.toggle_watchlist(desk, card)
    lists.create_list(desk, text[:200] or "list", text)
    number = sqlite3.connect(home.personal).execute("SELECT max(id) FROM my_list").fetchone()[0]
    lists.put(desk, number, card)
    lists.annotate(desk, number, RED, text)
    lists.create_smart(desk, "smart " + text[:190], text)
    tags.tag(desk, card, text[:60])
    notes.set_note(desk, card, text)
    diary.log(desk, card, "2026-05-03", note=text, place=text, company=text)
    reviews.save_review(desk, card, text, text or "x", False)
    reviews.save_review(desk, card, text, (text or "x") + "!", False)
    desk.close()


def check(app: MatineeApp) -> None:
    """Nothing unprintable is drawn."""
    for strip in app.screen._compositor.render_strips():
        found = {ord(char) for segment in strip for char in segment.text} & FORBIDDEN
        assert not found, (type(app.screen).__name__, found)


def subject(screen: str, home: Home) -> object:
    """Something for each screen to be about."""
    con = sqlite3.connect(home.catalogue)
    (person,), (other,) = con.execute("SELECT person_id FROM filmography_document LIMIT 2")
    key = con.execute("SELECT key FROM list LIMIT 1").fetchone()[0]
    con.close()
    subjects = {
        "person": person,
        "path": (person, other),
        "episodes": SERIES,
        "list": f"canon:{key}",
        "chart": "chart:top",
        "help": "title",
    }
    return subjects.get(screen, RED)


@pytest.mark.parametrize(
    ("name", "size"), [*((name, (80, 24)) for name in HOSTILE), *((name, (200, 50)) for name in ("ansi", "long", "cjk"))]
)
async def test_every_screen_bears_it(tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    home = small_home(tmp_path)
    poison(home, HOSTILE[name])
    said = HOSTILE[name].encode("utf-8", "replace").decode("utf-8")
    say(home, said if said.replace("\x00", "").strip() else "x")
    async with running(home, size) as (app, pilot):
        check(app)
        await press(app, pilot, "=the")
        check(app)
        for screen in SCREENS:
            app.screen.post_message(Go(Place(screen, subject(screen, home), HOSTILE[name])))
            await settled(app, pilot)
            assert app.place.screen == screen
            check(app)
        app.say(HOSTILE[name])
        await settled(app, pilot)
        check(app)


@pytest.mark.parametrize("name", HOSTILE)
async def test_typed_and_pasted_into_the_search_line(tmp_path: Path, name: str) -> None:
    home = small_home(tmp_path)
    async with running(home) as (app, pilot):
        from textual import events

        app.post_message(events.Paste(HOSTILE[name]))
        await settled(app, pilot)
        assert app.home_screen.query_one(SearchLine).value or not HOSTILE[name]
        check(app)
