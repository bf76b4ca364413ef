"""Not interested: suggestions the viewer does not want to see, under one title or (``under`` 0) anywhere."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from db.base.records.cards import Done, TitleCard
from db.base.text import line

if TYPE_CHECKING:
    from db.personal.desk import Desk


def hide(desk: Desk, card: TitleCard, under: int = 0) -> Done:
    """Suggest ``card`` no more under the title ``under``."""
    from db.personal.models import MyHidden

    with desk.action("hide", f"Not interested in {line(card.title)}", card.id) as act:
        if act.session.get(MyHidden, (card.id, under)) is None:
            act.keep(card)
            act.session.add(MyHidden(title_id=card.id, under=under))
    return act.done()


def hidden(con: sqlite3.Connection, under: int = 0) -> set[int]:
    """Titles not to be suggested under a title: those hidden there and those hidden anywhere."""
    return {row[0] for row in con.execute("SELECT title_id FROM my_hidden WHERE under IN (0, ?)", (under,))}
