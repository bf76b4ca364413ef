"""One question, a few answers to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult

from screens.dialogs.frame import Dialog
from widgets.plate import Plate
from widgets.rows import Rows
from widgets.sheet import Line, Sheet, Span, span, wrap


class Option(NamedTuple):
    """An answer: what the dialog answers with, and how it reads."""

    value: str
    words: str


class Choose(Dialog[str]):
    """Answers with the value of the option chosen; None when left."""

    KEYS = (("↑ ↓", "choose"), ("Enter", "take"), ("Esc", "cancel"))
    DEFAULT_CSS = """
    Choose #question { margin-bottom: 1; }
    Choose.-low #question { margin-bottom: 0; }
    """

    def __init__(self, title: str, question: str, options: Sequence[Option]) -> None:
        super().__init__()
        self._title, self._question, self._options = title, question, options

    def name_line(self) -> Line:
        """What it is about."""
        return [span(self._title, "b text")]

    def inside(self) -> ComposeResult:
        """The question and the answers."""
        yield Plate(lambda cells: Sheet(wrap([span(self._question)], cells)), id="question", ground="panel")
        yield Rows(self._draw, lambda option: option.value, id="options", ground="panel")

    def on_mount(self) -> None:
        """Show them."""
        rows = self.query_one(Rows)
        rows.styles.height = len(self._options)
        rows.show(self._options)
        rows.focus()

    @staticmethod
    def _draw(option: Option, cells: int, lit: bool) -> Line:
        return [Span("▸ " if lit else "  ", "accent"), span(option.words, "b text" if lit else "text")]

    @on(Rows.Opened)
    def _chosen(self, event: Rows.Opened) -> None:
        event.stop()
        self.answer(event.record.value)
