"""Toasts: one at a time, never over the row in use; what went wrong stays until the next key.

Private Textual: the rack that toasts lie in, which is moved to the top of the screen where the row in use is at the bottom.
"""

from __future__ import annotations

import time
from collections import deque
from math import ceil
from typing import Any, Literal

from textual.app import App, ScreenStackError
from textual.css.query import NoMatches
from textual.widget import Widget
from textual.widgets._toast import ToastRack

from widgets.text import clean_lines, width

#: Seconds for which a toast is shown; one that says what went wrong stays until a key.
_SECONDS, _FOR_EVER = 4.0, 1e6
#: Seconds within which a key was typed before the toast could be read.
_READ = 0.7
#: Cells of a toast at the most, and of its edge.
_WIDEST, _EDGE = 60, 3


class Toasts:
    """What the program says, one toast after another."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._shown: tuple[str, bool, float] | None = None  # sentence, whether it is trouble, until when
        self._next: str = ""
        self._since = 0.0
        self.said: deque[str] = deque(maxlen=100)
        """What has been said lately, the latest last."""

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Show a sentence in place of the one before; trouble that nobody has answered with a key yet is not pushed aside."""
        sentence = "\n".join(clean_lines(sentence))
        self.said.append(sentence)
        if self._troubled():
            if not trouble:
                self._next = sentence
                return
            before = self._shown[0] if self._shown else ""
            sentence = sentence if sentence in before.split("\n") else f"{before}\n{sentence}"
        self._show(sentence, trouble)

    def _show(self, sentence: str, trouble: bool) -> None:
        seconds = _FOR_EVER if trouble else _SECONDS
        self._since = time.monotonic()
        self._shown = (sentence, trouble, self._since + seconds)
        self._app.clear_notifications()
        self._app.notify(sentence, markup=False, severity="error" if trouble else "information", timeout=seconds)
        self.place()

    def _troubled(self) -> bool:
        return self._shown is not None and self._shown[1]

    def key(self) -> None:
        """A key was pressed: what went wrong has been read, unless it has only just come."""
        if self._shown is None:
            return
        if self._troubled() and time.monotonic() - self._since > _READ:
            self._shown = None
            self._app.clear_notifications()
            held, self._next = self._next, ""
            if held:
                self._show(held, False)
        self._app.call_later(self.place)

    def place(self) -> None:
        """Lay the toast at the bottom of the screen, or at the top where it would cover the row in use."""
        if self._shown is None or time.monotonic() > self._shown[2]:
            return
        try:
            rack = self._app.screen.get_child_by_type(ToastRack)
        except (NoMatches, ScreenStackError):  # the screen is not drawn yet, or the program ends
            return
        row = row_in_use(self._app.focused)
        columns, lines = self._app.size
        room = max(8, min(_WIDEST, columns) - _EDGE)
        height = sum(max(1, ceil(width(part) / room)) for part in self._shown[0].split("\n"))
        dock: Literal["top", "bottom"] = "top" if row is not None and row >= lines - 1 - height else "bottom"
        if rack.styles.dock != dock:
            rack.styles.dock = dock
            rack.styles.align = ("right", dock)
            rack.styles.margin = (1, 0, 0, 0) if dock == "top" else (0, 0, 1, 0)


def row_in_use(focused: Widget | None) -> int | None:
    """The line of the screen on which the cursor stands; None where there is none."""
    if focused is None:
        return None
    line = getattr(focused, "line_in_use", None)
    if isinstance(line, int):
        return focused.region.y + line
    return focused.region.y if focused.region.height == 1 else None
