"""The viewer's four favourites, in their order: places 1 to 4, filled from the first on."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from db.base.clock import now
from db.base.errors import BadInput, NotFound
from db.base.ids import uid_of
from db.base.records.cards import Done, TitleCard
from db.base.text import line

if TYPE_CHECKING:
    from db.personal.act import Act
    from db.personal.desk import Desk
    from db.personal.models import MyFavourite

#: How many there may be.
PLACES = 4


def choose(desk: Desk, card: TitleCard, place: int | None = None) -> Done:
    """Make ``card`` a favourite: at ``place``, whose favourite it takes the place of, or at the first that is free."""
    if place is not None and not 1 <= place <= PLACES:
        raise BadInput(f"There is no place {place} among your favourites.", f"Places go from 1 to {PLACES}.")
    name = line(card.title)
    with desk.action("favourite", title_id=card.id) as act:
        said = act.keep(card)
        order, here = _order(act), _places(act, card.id)
        if here and place in (None, min(here)):
            act.sentence = f"{name} is your favourite number {min(here)} already"
            return act.done()
        if place is None and len(order) == PLACES:
            raise BadInput("You have four favourites.", "Say whose place it takes, or take one off first.")
        wanted = [my_id for number, my_id in enumerate(order, 1) if number not in here]
        at = len(wanted) if place is None else min(place - 1, len(wanted))
        if not here and at < len(wanted):
            wanted[at] = said.id
        else:
            wanted.insert(at, said.id)
        _write(act, wanted)
        act.sentence = f"{name} is your favourite number {at + 1}"
    return act.done()


def remove(desk: Desk, title_id: int) -> Done:
    """Take a title from among the favourites; those after it move up."""
    with desk.action("favourite", title_id=title_id) as act:
        order, here = _order(act), _places(act, title_id)
        if not here:
            raise NotFound("That title is not among your favourites.")
        act.sentence = f"{act.name(order[here[0] - 1])} is no longer among your favourites"
        _write(act, [my_id for number, my_id in enumerate(order, 1) if number not in here])
    return act.done()


def move(desk: Desk, title_id: int, by: int) -> Done:
    """Move a favourite ``by`` places down, or up where ``by`` is negative; no further than the ends."""
    with desk.action("favourite", title_id=title_id) as act:
        order, here = _order(act), _places(act, title_id)
        if not here:
            raise NotFound("That title is not among your favourites.")
        at = here[0] - 1
        moved = order.pop(at)
        to = max(0, min(len(order), at + by))
        order.insert(to, moved)
        _write(act, order)
        act.sentence = f"{act.name(moved)} is your favourite number {to + 1}" + ("" if to != at else " already")
    return act.done()


def favourites(con: sqlite3.Connection) -> list[int]:
    """The favourites' title ids, in their order."""
    return list(dict.fromkeys(row[0] for row in con.execute("SELECT title_id FROM my_favourite ORDER BY place")))


def _rows(act: Act) -> list[MyFavourite]:
    from sqlmodel import col, select

    from db.personal.models import MyFavourite

    return list(act.session.exec(select(MyFavourite).order_by(col(MyFavourite.place))))


def _order(act: Act) -> list[int]:
    return [row.my_id for row in _rows(act)]


def _places(act: Act, title_id: int) -> list[int]:
    """The places at which a title stands, counted from 1: none, or one, or several that have become one title."""
    from db.personal.models import MyFavourite

    held = {row.my_id for row in act.of_title(MyFavourite, title_id)}
    return [number for number, my_id in enumerate(_order(act), 1) if my_id in held]


def _write(act: Act, order: list[int]) -> None:
    """Make these the favourites. A place is one row, whoever stands there."""
    from db.personal.models import MyFavourite

    rows = {row.place: row for row in _rows(act)}
    for place in range(1, PLACES + 1):
        held = rows.get(place)
        if place > len(order):
            if held is not None:
                act.session.delete(held)
        elif held is None:
            uid = uid_of("favourite", place)
            act.session.add(MyFavourite(place=place, uid=uid, my_id=order[place - 1], chosen_at=now()))
        elif held.my_id != order[place - 1]:
            held.my_id, held.chosen_at = order[place - 1], now()
