"""The viewer's ratings, 1 to 10, of titles and of the seasons of a series."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from db.base.clock import now
from db.base.errors import BadInput
from db.base.ids import uid_of
from db.base.records.cards import Done, TitleCard
from db.base.text import line

if TYPE_CHECKING:
    from db.personal.desk import Desk
    from db.personal.models import MyRating, MySeasonRating


def points(value: int | None) -> int | None:
    """``value`` if it is a rating, 1 to 10, or None; BadInput otherwise."""
    if value is not None and not 1 <= value <= 10:
        raise BadInput(f"{value} is no rating.", "Ratings go from 1 to 10.")
    return value


def rate(desk: Desk, card: TitleCard, value: int | None) -> Done:
    """Give ``card`` ``value`` points, or take its rating away with None."""
    from db.personal.models import MyRating

    return _rate(desk, card, MyRating, "rating", line(card.title), value)


def rate_season(desk: Desk, card: TitleCard, season: int, value: int | None) -> Done:
    """Give a season of the series ``card`` ``value`` points, or take its rating away with None."""
    from db.personal.models import MySeasonRating

    if not 0 <= season <= 100_000:
        raise BadInput(f"There is no season {season}.", "Seasons are counted from 1; 0 are the specials.")
    return _rate(desk, card, MySeasonRating, "season", f"{line(card.title)}, season {season}", value, season=season)


def season_ratings(con: sqlite3.Connection, title_id: int) -> dict[int, int]:
    """The viewer's ratings of a series' seasons, by their numbers."""
    return dict(con.execute("SELECT season, value FROM my_season WHERE title_id = ? ORDER BY season", (title_id,)))


def _rate(
    desk: Desk,
    card: TitleCard,
    model: type[MyRating] | type[MySeasonRating],
    kind: str,
    name: str,
    value: int | None,
    **key: int,
) -> Done:
    """Set, change or clear the rating of a title in ``model``; ``key`` names the row among the title's."""
    points(value)
    with desk.action("rate", title_id=card.id) as act:
        rows = act.of_title(model, card.id, *(getattr(model, column) == part for column, part in key.items()))
        held = max(rows, key=lambda row: (row.rated_at, row.my_id), default=None)
        if value is None:
            act.sentence = f"Cleared your rating of {name}" if held else f"{name} has no rating of yours"
            act.clear(rows)
        elif held is None:
            said = act.keep(card)
            uid = uid_of(kind, said.uid, *key.values())
            act.session.add(model(my_id=said.id, uid=uid, value=value, rated_at=now(), **key))
            act.sentence = f"Rated {name} {value}"
        elif held.value != value:
            act.sentence = f"Rated {name} {value} (was {held.value})"
            held.value, held.rated_at = value, now()
        else:
            act.sentence = f"{name} has your {value} already"
    return act.done()
