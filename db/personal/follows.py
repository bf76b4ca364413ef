"""People whose new films the viewer wants to hear of."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from db.base.clock import now
from db.base.ids import uid_of
from db.base.records.cards import Done, PersonCard
from db.base.text import line
from db.personal import identity

if TYPE_CHECKING:
    from db.personal.desk import Desk


def follow(desk: Desk, person_id: int, name: str) -> Done:
    """Follow a person."""
    from db.personal.models import MyFollow

    with desk.action("follow", f"Following {line(name)}") as act:
        if not act.of_person(MyFollow, person_id):
            said = act.keep_person(PersonCard(person_id, name))
            act.session.add(MyFollow(my_person_id=said.id, uid=uid_of("follow", said.uid), followed_at=now()))
        else:
            act.sentence = f"You follow {line(name)} already"
    return act.done()


def unfollow(desk: Desk, person_id: int) -> Done:
    """Follow a person no more."""
    from db.personal.models import MyFollow

    with desk.action("follow", "You do not follow that person") as act:
        held = act.of_person(MyFollow, person_id)
        if held:
            act.sentence = f"No longer following {identity.people(act.con, person_id)[-1].name}"
            act.clear(held)
    return act.done()


def followed(con: sqlite3.Connection) -> dict[int, str]:
    """Everybody followed: their names by id, latest first."""
    return dict(con.execute("SELECT person_id, name FROM my_follow ORDER BY followed_at DESC, person_id"))


# -- what they had done when a catalogue was replaced: kept among the choices, since it is no matter of history

_KEPT = "films:"
#: Days that are kept for each: that of the catalogue in use, and that of the one before.
_DAYS = 2


def keep_films(desk: Desk, day: str, films: Mapping[int, Sequence[int]]) -> None:
    """Keep the titles of the people followed as the catalogue of ``day`` has them; those no longer followed are forgotten."""
    with desk.plain() as con:
        held = {
            key: json.loads(value)
            for key, value in con.execute("SELECT key, value FROM my_choice WHERE key GLOB ?", (f"{_KEPT}*",))
        }
        con.execute("DELETE FROM my_choice WHERE key GLOB ?", (f"{_KEPT}*",))
        for person_id, titles in films.items():
            key = f"{_KEPT}{person_id}"
            days = held.get(key, {}) | {day: list(titles)}
            latest = dict(sorted(days.items())[-_DAYS:])
            con.execute("INSERT INTO my_choice (key, value) VALUES (?, ?)", (key, json.dumps(latest)))


def kept_films(con: sqlite3.Connection, person_id: int, before: str) -> set[int] | None:
    """A person's titles as the last catalogue older than ``before`` (a day, ISO) had them; None where that is not known."""
    row = con.execute("SELECT value FROM my_choice WHERE key = ?", (f"{_KEPT}{person_id}",)).fetchone()
    days = sorted(day for day in json.loads(row[0]) if day < before) if row else []
    return set(json.loads(row[0])[days[-1]]) if days else None
