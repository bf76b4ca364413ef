"""Where the viewer has a title: files and shelves."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from db.base.clock import now
from db.base.errors import NotFound
from db.base.records.cards import Done, TitleCard
from db.base.records.pages import Owned
from db.base.text import fit, line, named

if TYPE_CHECKING:
    from db.personal.desk import Desk

#: Characters of a place; systems bear no longer path.
_LONGEST = 4096


def spelled(location: str) -> str:
    """A place as it is kept: ``~`` is the viewer's home; blanks stay as they are, since paths have them too."""
    place = fit(location)
    return str(Path(place).expanduser()) if place == "~" or place.startswith("~/") else place


def own(desk: Desk, card: TitleCard, location: str) -> Done:
    """Say that the viewer has ``card``: in the file of that path, or else on that shelf."""
    from sqlmodel import select

    from db.personal.models import MyOwned

    where = named(location, "place", _LONGEST)
    location = spelled(location)
    medium = "file" if Path(location).is_absolute() else "shelf"
    with desk.action("own", f"{line(card.title)} is yours: {where}", card.id) as act:
        there = select(MyOwned.id).where(MyOwned.title_id == card.id, MyOwned.location == location)
        if act.session.exec(there).first() is None:
            act.keep(card)
            act.session.add(MyOwned(title_id=card.id, medium=medium, location=location, added_at=now()))
        else:
            act.sentence = f"You have {line(card.title)} there already: {where}"
    return act.done()


def disown(desk: Desk, owned_id: int) -> Done:
    """Say that the viewer has it in that place no more."""
    from db.personal.models import MyOwned, MyTitle

    with desk.action("own") as act:
        held = act.session.get(MyOwned, owned_id)
        if held is None:
            raise NotFound("That is not among what you own.")
        act.title_id = held.title_id
        act.sentence = f"{act.session.get_one(MyTitle, held.title_id).title} is no longer yours: {line(held.location)}"
        act.session.delete(held)
    return act.done()


def owned(con: sqlite3.Connection, title_id: int) -> list[Owned]:
    """The places where the viewer has a title, in the order in which they were said."""
    found = con.execute("SELECT id, medium, location FROM my_owned WHERE title_id = ? ORDER BY id", (title_id,))
    return [Owned(*row) for row in found]
