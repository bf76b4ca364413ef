"""Finding a title or a person by name in a dialog: results as one types, the most noted first."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import Any, ClassVar, Protocol, TypeVar, cast

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from db.library import Library
from screens.dialogs.frame import Entry
from screens.dialogs.picker import Picker
from screens.working import start
from widgets.rows import Rows
from widgets.sheet import Line, span

#: Results shown at most.
MOST = 30
R = TypeVar("R")


class _House(Protocol):
    library: Library


class Finder(Picker[R]):
    """Answers with the record chosen, or None."""

    KEYS = (("↑ ↓", "choose"), ("Enter", "choose"), ("Esc", "cancel"))
    NOTHING: ClassVar[str] = "Nothing by that name."
    DEFAULT_CSS = """
    Finder > #panel { width: 76; }
    Finder Rows { height: 12; }
    """

    def __init__(self, question: str, words: str = "") -> None:
        super().__init__()
        self._question, self._words = question, words
        self._taking = False  # Enter came before the answer

    @staticmethod
    def find(con: sqlite3.Connection, words: str) -> list[Any]:
        """What answers to ``words``, at most :data:`MOST`; called on the reading thread."""
        raise NotImplementedError

    @staticmethod
    def draw(card: Any, cells: int, lit: bool) -> Line:
        """One result."""
        raise NotImplementedError

    def name_line(self) -> Line:
        """The question."""
        return [span(self._question, "b text")]

    def inside(self) -> ComposeResult:
        """The line, and what answers to it."""
        yield Entry(self._words, placeholder="a name", id="wanted")
        yield Rows(self.draw, lambda card: card.id, id="found", ground="panel", steady=True)

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one(Rows).can_focus = False
        entry = self.query_one(Entry)
        entry.focus()
        entry.cursor_position = len(self._words)
        self._look(self._words)

    def _look(self, words: str) -> None:
        start(self, self._find(words), group="looking", exclusive=True)

    async def _find(self, words: str) -> None:
        found = await asyncio.wrap_future(cast(_House, self.app).library.read(self.find, words))
        self.query_one(Rows).show(found, keep=False, empty=self.NOTHING if words.strip() else "Type a name.")
        if self._taking and found:
            self.answer(found[0])
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
