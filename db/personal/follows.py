"""People whose new films the viewer wants to hear of."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from db.personal.words import line, now
from db.records import Done

if TYPE_CHECKING:
    from db.personal.desk import Desk


def follow(desk: Desk, person_id: int, name: str) -> Done:
    """Follow a person."""
    from db.personal.models import MyFollow

    with desk.action("follow", f"Following {line(name)}") as act:
        if act.session.get(MyFollow, person_id) is None:
            act.session.add(MyFollow(person_id=person_id, name=line(name), followed_at=now()))
        else:
            act.sentence = f"You follow {line(name)} already"
    return act.done()


def unfollow(desk: Desk, person_id: int) -> Done:
    """Follow a person no more."""
    from db.personal.models import MyFollow

    with desk.action("follow", "You do not follow that person") as act:
        held = act.session.get(MyFollow, person_id)
        if held:
            act.sentence = f"No longer following {held.name}"
            act.session.delete(held)
    return act.done()


def followed(con: sqlite3.Connection) -> dict[int, str]:
    """Everybody followed: their names by id, latest first."""
    return dict(con.execute("SELECT person_id, name FROM my_follow ORDER BY followed_at DESC, person_id"))
