"""What the home screen shows, and what the catalogue holds and from where."""

from __future__ import annotations

import sqlite3
from datetime import date

from db.base.records.cards import HomePage, PersonCard, TitleCard
from db.reading import deciding, my_lists, upnext, viewings
from db.reading.canon_lists import lists
from db.reading.cards import cards, people

_SHOWN, _RELEASES, _SERIES = 8, 12, 5


def home(con: sqlite3.Connection, today: date, *, adult: bool = False) -> HomePage:
    """The viewer's shelves under the search line; ``today`` is the day of "on this day"."""
    mine = my_lists.my_lists(con, adult=adult)
    watchlist = next((card for card in mine if card.kind == "watchlist"), None)  # none in records that cannot be read
    titles, people = totals(con)
    return HomePage(
        watchlist=tuple(entry.card for entry in my_lists.entries(con, "watchlist", limit=_SHOWN)) if watchlist else (),
        watchlist_size=watchlist.size if watchlist else 0,
        visited=tuple(visited(con, _SHOWN)),
        lists=(*(card for card in mine if card.kind != "watchlist"), *lists(con)),
        on_this_day=on_this_day(con, today),
        recent=tuple(viewings.entries(con, limit=_SHOWN)),
        titles=titles,
        people=people,
        up_next=upnext.up_next(con, today, most=_SERIES, latest=upnext.LATEST),
        records=con.execute("SELECT 1 FROM mine.journal_action LIMIT 1").fetchone() is not None,
        doubts=deciding.offered(con),
    )


def on_this_day(con: sqlite3.Connection, today: date) -> tuple[tuple[str, TitleCard], ...]:
    """(why, card) of the viewer's own viewings and of first releases on this day of other years, latest first."""
    day = today.strftime("%m-%d")
    own = con.execute(
        "SELECT title_id, substr(watched_on, 1, 4), 'you watched it' FROM my_diary"
        " WHERE substr(watched_on, 6) = ? AND watched_on < ? ORDER BY watched_on DESC LIMIT ?",
        (day, today.isoformat(), _RELEASES),
    ).fetchall()
    released = con.execute(
        "SELECT title_id, substr(date, 1, 4), 'released in ' || country FROM release_date"
        " WHERE substr(date, 6) = ? AND date < ? ORDER BY date DESC LIMIT ?",
        (day, today.isoformat(), _RELEASES),
    ).fetchall()
    rows = own + released
    found = cards(con, (row[0] for row in rows))
    return tuple((f"{year}: {why}", found[title_id]) for title_id, year, why in rows if title_id in found)


def totals(con: sqlite3.Connection) -> tuple[int, int]:
    """How many titles and people the catalogue holds, as its builder counted them."""
    facts = dict(con.execute("SELECT key, value FROM fact WHERE key IN ('titles', 'people')"))
    return int(facts.get("titles", 0)), int(facts.get("people", 0))


def visited(con: sqlite3.Connection, limit: int = 20) -> list[TitleCard | PersonCard]:
    """Titles and people last looked at, latest first; under the name of then where the catalogue lacks them."""
    rows = con.execute(
        "SELECT subject, subject_id, name, year FROM my_visit ORDER BY visited_at DESC, rowid DESC LIMIT ?", (limit,)
    ).fetchall()
    titles = cards(con, [row[1] for row in rows if row[0] == "title"])
    persons = people(con, [row[1] for row in rows if row[0] == "person"])
    return [
        titles.get(subject_id) or TitleCard(subject_id, name, year)
        if subject == "title"
        else persons.get(subject_id) or PersonCard(subject_id, name)
        for subject, subject_id, name, year in rows
    ]
