"""A ♥ on a title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.base.clock import now
from db.base.ids import uid_of
from db.base.records.cards import Done, TitleCard
from db.base.text import line

if TYPE_CHECKING:
    from db.personal.act import Act
    from db.personal.desk import Desk


def toggle(desk: Desk, card: TitleCard) -> Done:
    """Put a ♥ on ``card``, or take it off."""
    from db.personal.models import MyLike

    with desk.action("like", title_id=card.id) as act:
        _like(act, card, not act.of_title(MyLike, card.id))
    return act.done()


def like(desk: Desk, card: TitleCard, liked: bool = True) -> Done:
    """See that ``card`` has a ♥, or none."""
    with desk.action("like", title_id=card.id) as act:
        _like(act, card, liked)
    return act.done()


def _like(act: Act, card: TitleCard, liked: bool) -> None:
    from db.personal.models import MyLike

    name, held = line(card.title), act.of_title(MyLike, card.id)
    if not liked:
        act.sentence = f"Took the ♥ off {name}" if held else f"{name} has no ♥ of yours"
        act.clear(held)
    elif held:
        act.sentence = f"{name} has your ♥ already"
    else:
        said = act.keep(card)
        act.session.add(MyLike(my_id=said.id, uid=uid_of("like", said.uid), liked_at=now()))
        act.sentence = f"♥ {name}"
