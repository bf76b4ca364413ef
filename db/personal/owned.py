"""Files and discs of the viewer's that hold a title."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from db.cards import Done, TitleCard
from db.errors import NotFound
from db.personal.words import line, named, now, prose
from db.records import Owned

if TYPE_CHECKING:
    from db.personal.desk import Desk


def own(desk: Desk, card: TitleCard, location: str, note: str = "") -> Done:
    """Say that the viewer has ``card``: in the file of that path (``~`` is the viewer's home), or else on that shelf."""
    from sqlmodel import select

    from db.personal.models import MyOwned

    location = named(location, "place", 4096)
    if location.startswith("~/"):
        location = str(Path(location).expanduser())
    medium = "file" if Path(location).is_absolute() else "shelf"
    with desk.action("own", f"{line(card.title)} is yours: {location}", card.id) as act:
        there = select(MyOwned.id).where(MyOwned.title_id == card.id, MyOwned.location == location)
        if act.session.exec(there).first() is None:
            act.keep(card)
            act.session.add(MyOwned(title_id=card.id, medium=medium, location=location, note=prose(note), added_at=now()))
    return act.done()


def disown(desk: Desk, owned_id: int) -> Done:
    """Say that the viewer has a file or disc no more."""
    from db.personal.models import MyOwned, MyTitle

    with desk.action("own") as act:
        held = act.session.get(MyOwned, owned_id)
        if held is None:
            raise NotFound("That is not among what you own.")
        act.title_id = held.title_id
        act.sentence = f"{act.session.get_one(MyTitle, held.title_id).title} is no longer yours: {held.location}"
        act.session.delete(held)
    return act.done()


def owned(con: sqlite3.Connection, title_id: int) -> list[Owned]:
    """What the viewer has of a title."""
    found = con.execute("SELECT id, medium, location, note FROM my_owned WHERE title_id = ? ORDER BY id", (title_id,))
    return [Owned(*row) for row in found]
