"""Titles for the tests of what the viewer says of them."""

from __future__ import annotations

from db.base.records.cards import TitleCard

TITLES = [
    (1, "movie", "The Red Shoes", None, 1948, 135, 8.3, 18662, "Drama,Music"),
    (2, "movie", "Black Narcissus", None, 1947, 101, 8.0, 9000, "Drama"),
    (3, "movie", "The Leopard", "Il gattopardo", 1963, 186, 8.1, 500, None),
    (4, "short", "[REC] [/x]", None, None, None, None, None, None),
]
#: Named by the viewer, but not in the catalogue.
UNKNOWN = TitleCard(-77, "A Home Movie", 1999, "short")


def film(title_id: int) -> TitleCard:
    """The card of a title of :data:`TITLES`."""
    row = next(row for row in TITLES if row[0] == title_id)
    return TitleCard(row[0], row[2], row[4], row[1])
