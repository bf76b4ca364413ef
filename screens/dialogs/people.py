"""Finding a person by name; those whom the viewer follows are at hand before a letter is typed."""

from __future__ import annotations

import sqlite3

from db.base.records.cards import PersonCard
from screens.dialogs.finder import MOST, Finder
from widgets.sheet import Line
from widgets.title_line import person_line


class PersonDialog(Finder[PersonCard]):
    """Answers with the person chosen, or None."""

    NOTHING = "Nobody by that name."

    @staticmethod
    def find(con: sqlite3.Connection, words: str) -> list[PersonCard]:
        """People by that name; without words those whom the viewer follows."""
        from db.personal import follows
        from db.reading import people
        from db.search import engine

        if not words.strip():
            return list(people.cards_of(con, list(follows.followed(con))[:MOST]).values())
        hits = engine.search(con, words, limit=MOST, kinds=("person",)).hits
        return [hit.card for hit in hits if isinstance(hit.card, PersonCard)]

    @staticmethod
    def draw(card: PersonCard, cells: int, lit: bool) -> Line:
        """Name, years, what they are known for."""
        return person_line(card, cells, lit=lit)
