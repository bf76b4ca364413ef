"""Finding a person by name: results as one types, the most noted first."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import Protocol, cast

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from db.base.records.cards import PersonCard
from db.library import Library
from screens.dialogs.frame import Entry
from screens.dialogs.picker import Picker
from screens.working import start
from widgets.rows import Rows
from widgets.sheet import Line, span
from widgets.title_line import person_line

#: People shown at most.
MOST = 30


class _House(Protocol):
    library: Library


def found(con: sqlite3.Connection, words: str) -> list[PersonCard]:
    """People by that name; without words those whom the viewer follows."""
    from db.personal import follows
    from db.reading import people
    from db.search import engine

    if not words.strip():
        return list(people.cards_of(con, list(follows.followed(con))[:MOST]).values())
    hits = engine.search(con, words, limit=MOST, kinds=("person",)).hits
    return [hit.card for hit in hits if isinstance(hit.card, PersonCard)]


class PersonDialog(Picker[PersonCard]):
    """Answers with the person chosen, or None."""

    KEYS = (("↑ ↓", "choose"), ("Enter", "choose"), ("Esc", "cancel"))
    DEFAULT_CSS = """
    PersonDialog > #panel { width: 76; }
    PersonDialog Rows { height: 12; }
    """

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question
        self._taking = False  # Enter came before the answer

    def name_line(self) -> Line:
        """The question."""
        return [span(self._question, "b text")]

    def inside(self) -> ComposeResult:
        """The line, and who answers to it."""
        yield Entry(placeholder="a name", id="wanted")
        yield Rows(self._draw, lambda card: card.id, id="people", ground="panel", steady=True)

    def on_mount(self) -> None:
        """Ready to type; those whom the viewer follows are at hand."""
        self.query_one(Rows).can_focus = False
        self.query_one(Entry).focus()
        self._look("")

    @staticmethod
    def _draw(card: PersonCard, cells: int, lit: bool) -> Line:
        return person_line(card, cells, lit=lit)

    def _look(self, words: str) -> None:
        start(self, self._find(words), group="looking", exclusive=True)

    async def _find(self, words: str) -> None:
        people = await asyncio.wrap_future(cast(_House, self.app).library.read(found, words))
        empty = "Nobody by that name." if words.strip() else "Type a name."
        self.query_one(Rows).show(people, keep=False, empty=empty)
        if self._taking and people:
            self.answer(people[0])
        self._taking = False

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._taking = False
        self._look(event.value)

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        event.stop()
        if any(worker.group == "looking" and worker.is_running for worker in self.workers if worker.node is self):
            self._taking = True
        elif (card := self.query_one(Rows).record) is not None:
            self.answer(card)

    @on(Rows.Opened)
    def _clicked(self, event: Rows.Opened) -> None:
        event.stop()
        self.answer(event.record)
