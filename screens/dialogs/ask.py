"""One question, one line to answer it in."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from screens.dialogs.frame import Dialog, Entry
from widgets.sheet import Line, span


class Ask(Dialog[str]):
    """Answers with what was typed, blank ends gone; None when left."""

    DEFAULT_CSS = "Ask Entry { margin: 0 1; }"

    def __init__(self, title: str, value: str = "", hint: str = "") -> None:
        super().__init__()
        self._title, self._value, self._hint = title, value, hint

    def name_line(self) -> Line:
        """The question."""
        return [span(self._title, "b text")]

    def inside(self) -> ComposeResult:
        """The line."""
        yield Entry(" ".join(self._value.split()), placeholder=self._hint, id="answer")

    @on(Input.Submitted)
    def _answered(self, event: Input.Submitted) -> None:
        event.stop()
        self.answer(event.value.strip())
