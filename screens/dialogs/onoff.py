"""Words that stand on a title: put one on or take it off with Enter, one that is there or a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from db.base.records.cards import TitleCard
from db.base.text import line
from screens.dialogs.frame import Entry
from screens.dialogs.picker import Picker
from widgets.rows import Rows
from widgets.sheet import Line, Span, cell, span
from widgets.title_line import year_of


@dataclass(frozen=True, slots=True)
class Choice:
    """A word, what is said beside it, and whether it stands on the title."""

    word: str
    about: str
    held: bool


class OnOff(Picker[str]):
    """Each answer is a word to put on the title or take off it; it stays open until it is left.

    ``submit`` carries an answer out and returns the choices as they are then.
    A dialog of this kind says its :attr:`NAME`, what to type (:attr:`HINT`) and what it shows where there is :attr:`NOTHING`.
    """

    NAME: ClassVar[str]
    HINT: ClassVar[str]
    NOTHING: ClassVar[str]
    KEYS = (("↑ ↓", "choose"), ("Enter", "on or off"), ("Esc", "done"))
    DEFAULT_CSS = """
    OnOff Rows { height: 10; }
    """

    def __init__(self, card: TitleCard, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._card, self._choices = card, choices
        self._begin = ""

    def spelled(self, typed: str) -> str:
        """What is typed, as it is kept."""
        return line(typed)

    def name_line(self) -> Line:
        """The title."""
        return [span(self.NAME, "b text"), span("  " + self._card.title, "text"), span("  " + year_of(self._card), "muted")]

    def inside(self) -> ComposeResult:
        """The line, and the words that answer to it."""
        yield Entry(placeholder=self.HINT, id="word")
        yield Rows(self._draw, lambda choice: choice.word, id="words", ground="panel", steady=True)

    def on_mount(self) -> None:
        """Ready to type, the cursor where it was."""
        self.query_one(Rows).can_focus = False
        self.query_one(Entry).focus()
        self._show("", lit=self._begin)

    @staticmethod
    def _draw(choice: Choice, cells: int, lit: bool) -> Line:
        return [
            Span("▸ " if lit else "  ", "accent"),
            Span("✓ " if choice.held else "· ", "done" if choice.held else "muted"),
            cell(choice.word, max(4, cells - 4 - 13 - 1), "b text" if lit else "text"),
            cell(choice.about, 13, "muted", to_right=True),
        ]

    def _show(self, typed: str, lit: str = "") -> None:
        """The words that hold what is typed; first that very word, be it new or not."""
        word = self.spelled(typed)
        found = [choice for choice in self._choices if word.casefold() in choice.word.casefold()]
        same = [choice for choice in found if choice.word == word] or ([Choice(word, "new", False)] if word else [])
        rows = [*same, *(choice for choice in found if choice not in same)]
        self.query_one(Rows).show(rows, keep=False, lit=lit or None, empty=self.NOTHING)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._show(event.value, lit="" if event.value.strip() else self._begin)

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        event.stop()
        if (choice := self.query_one(Rows).record) is not None:
            self.answer(choice.word)

    @on(Rows.Opened)
    def _clicked(self, event: Rows.Opened) -> None:
        event.stop()
        self.answer(event.record.word)

    def accepted(self, value: str, brought: Sequence[Choice]) -> None:
        """The choices as they are now, the cursor on what was chosen, the line ready for the next word."""
        self._choices, self._begin = brought, value
        entry = self.query_one(Entry)
        with self.prevent(Input.Changed):
            entry.value = ""
        self._show("", lit=value)
