"""Finding a title by name."""

from __future__ import annotations

import sqlite3

from db.base.records.cards import TitleCard
from screens.dialogs.finder import MOST, Finder
from widgets.sheet import Line
from widgets.title_line import title_line


class TitleDialog(Finder[TitleCard]):
    """Answers with the title chosen, or None."""

    @staticmethod
    def find(con: sqlite3.Connection, words: str) -> list[TitleCard]:
        """Titles by that name, episodes too."""
        from db.search import engine

        hits = engine.search(con, words, limit=MOST).hits if words.strip() else ()
        return [hit.card for hit in hits if isinstance(hit.card, TitleCard)]

    @staticmethod
    def draw(card: TitleCard, cells: int, lit: bool) -> Line:
        """Title, year, kind, rating."""
        return title_line(card, cells, lit=lit)
