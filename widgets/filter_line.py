"""The filter line: opens under a screen's head, narrows while one types, and goes away when it is emptied."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from widgets.fields import Field
from widgets.plate import Plate
from widgets.sheet import Line, Sheet, span


class FilterInput(Field):
    """Type to narrow; Enter, Tab or down go to the rows; Escape gives it up."""

    DEFAULT_CSS = """
    FilterInput, FilterInput:focus { border: none; width: 1fr; height: 1; padding: 0; background: $ink-surface; color: $ink-text; }
    FilterInput > .input--placeholder { color: $ink-muted; }
    """

    BINDINGS = [
        Binding("down,tab,enter", "leave", "To the rows", show=False),
        Binding("escape", "give_up", "No filter", show=False),
    ]

    class Left(Message):
        """On to the rows."""

    class GivenUp(Message):
        """No filter any more."""

    def action_leave(self) -> None:
        """Go to the rows."""
        self.post_message(self.Left())

    def action_give_up(self) -> None:
        """Empty the line and close it."""
        self.post_message(self.GivenUp())


class FilterLine(Horizontal):
    """One line: a label, the input, and how much is left."""

    DEFAULT_CSS = """
    FilterLine { height: 1; margin: 1 0 0 0; background: $ink-surface; display: none; }
    FilterLine.-open { display: block; }
    FilterLine > #filter-label { width: 9; height: 1; }
    FilterLine > #filter-note { width: 22; height: 1; }
    """

    def __init__(self, placeholder: str = "words, drama, 1940..1950, >7.5, unseen", *, id: str = "filter") -> None:
        super().__init__(id=id)
        self._placeholder = placeholder
        self._note = ""

    def compose(self) -> ComposeResult:
        """Label, input, note."""
        yield Plate(lambda cells: Sheet([[span("Filter", "b gold")]]), id="filter-label", ground="surface")
        yield FilterInput(placeholder=self._placeholder)
        yield Plate(self._said, id="filter-note", ground="surface")

    def _said(self, cells: int) -> Sheet:
        from widgets.text import fit

        note = fit(self._note, cells)
        line: Line = [span(" " * (cells - len(note)) + note, "muted")]
        return Sheet([line])

    @property
    def value(self) -> str:
        """What is typed; nothing while it is closed."""
        return self.query_one(FilterInput).value if self.has_class("-open") else ""

    def open(self, words: str = "") -> None:
        """Show the line with ``words`` in it, and type into it."""
        self.add_class("-open")
        line = self.query_one(FilterInput)
        if words:
            line.value = words
        self.screen.set_focus(line)

    def restore(self, words: str) -> None:
        """Show the line with ``words`` in it, without typing into it."""
        if words:
            self.add_class("-open")
            with self.prevent(Input.Changed):
                self.query_one(FilterInput).value = words

    def close(self) -> None:
        """Empty the line and put it away."""
        self.query_one(FilterInput).value = ""
        self.remove_class("-open")

    def say(self, note: str) -> None:
        """``12 of 95``, at the end of the line."""
        self._note = note
        self.query_one("#filter-note", Plate).relay()
