"""How the viewer stands with a series."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Literal, get_args

from db.base.clock import now
from db.base.errors import BadInput
from db.base.ids import uid_of
from db.base.records.cards import Done, TitleCard
from db.base.text import line

if TYPE_CHECKING:
    from db.personal.desk import Desk

State = Literal["under way", "paused", "dropped", "finished"]


def set_state(desk: Desk, card: TitleCard, state: State | None) -> Done:
    """Say how the viewer stands with a series; None takes that back."""
    from db.personal.models import MySeriesState

    if state is not None and state not in get_args(State):
        raise BadInput(f"{line(state)} is no state of a series.", f"There are: {', '.join(get_args(State))}.")
    name = line(card.title)
    with desk.action("series", title_id=card.id) as act:
        rows = act.of_title(MySeriesState, card.id)
        held = max(rows, key=lambda row: (row.since, row.my_id), default=None)
        if state is None:
            act.sentence = f"{name} is no longer {held.state}" if held else f"{name} has no state"
            act.clear(rows)
        elif held is None:
            said = act.keep(card)
            act.session.add(MySeriesState(my_id=said.id, uid=uid_of("state", said.uid), state=state, since=now()))
            act.sentence = f"{name} is {state}"
        elif held.state != state:
            act.sentence = f"{name} is {state} (was {held.state})"
            held.state, held.since = state, now()
        else:
            act.sentence = f"{name} is {state} already"
    return act.done()


def state(con: sqlite3.Connection, title_id: int) -> State | None:
    """How the viewer stands with a series."""
    found = con.execute("SELECT state FROM my_state WHERE title_id = ?", (title_id,)).fetchone()
    return found[0] if found else None
