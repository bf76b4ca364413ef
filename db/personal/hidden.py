"""Not interested: suggestions the viewer does not want to see, under one title or (``under`` 0) anywhere."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from db.base.ids import uid_of
from db.base.records.cards import Done, TitleCard
from db.base.text import line
from db.personal import identity

if TYPE_CHECKING:
    from db.personal.desk import Desk


def hide(desk: Desk, card: TitleCard, under: int = 0) -> Done:
    """Suggest ``card`` no more under the title ``under``."""
    from db.personal.models import MyHidden

    with desk.action("hide", f"Not interested in {line(card.title)}", card.id) as act:
        here = identity.titles(act.con, under) if under else []
        under_ids = [said.id for said in here] if under else [None]
        if under and not here:
            here = [act.keep(TitleCard(under, "", None))]
        rows = act.of_title(MyHidden, card.id)
        if not any(row.under_id in under_ids for row in rows):
            said = act.keep(card)
            where = here[-1] if here else None
            uid = uid_of("hidden", said.uid, where.uid if where else "")
            act.session.add(MyHidden(my_id=said.id, uid=uid, under_id=where.id if where else None))
    return act.done()


def hidden(con: sqlite3.Connection, under: int = 0) -> set[int]:
    """Titles not to be suggested under a title: those hidden there and those hidden anywhere."""
    return {row[0] for row in con.execute("SELECT title_id FROM my_hidden WHERE under IN (0, ?)", (under,))}
