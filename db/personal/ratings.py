"""Rating a title, 1 to 10."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.base.clock import now
from db.base.errors import BadInput
from db.base.ids import uid_of
from db.base.records.cards import Done, TitleCard
from db.base.text import line

if TYPE_CHECKING:
    from db.personal.desk import Desk


def points(value: int | None) -> int | None:
    """``value`` if it is a rating, 1 to 10, or None; BadInput otherwise."""
    if value is not None and not 1 <= value <= 10:
        raise BadInput(f"{value} is no rating.", "Ratings go from 1 to 10.")
    return value


def rate(desk: Desk, card: TitleCard, value: int | None) -> Done:
    """Give ``card`` ``value`` points, or take its rating away with None."""
    from db.personal.models import MyRating

    points(value)
    name = line(card.title)
    with desk.action("rate", title_id=card.id) as act:
        rows = act.of_title(MyRating, card.id)
        held = max(rows, key=lambda row: (row.rated_at, row.my_id), default=None)
        if value is None:
            act.sentence = f"Cleared your rating of {name}" if held else f"{name} has no rating of yours"
            act.clear(rows)
        elif held is None:
            said = act.keep(card)
            act.session.add(MyRating(my_id=said.id, uid=uid_of("rating", said.uid), value=value, rated_at=now()))
            act.sentence = f"Rated {name} {value}"
        elif held.value != value:
            act.sentence = f"Rated {name} {value}, before {held.value}"
            held.value, held.rated_at = value, now()
        else:
            act.sentence = f"{name} has your {value} already"
    return act.done()
