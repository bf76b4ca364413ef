"""The key bar: what the keys do here and now, most useful first, as many as fit; a click presses one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from widgets.ink import inks
from widgets.sheet import Line, line_width, span, strip


class KeyHint(NamedTuple):
    """A key and what it does; ``command`` is the id that a click runs, empty where a click does nothing."""

    key: str
    does: str
    command: str


class KeyBar(Widget):
    """One line of key hints."""

    DEFAULT_CSS = "KeyBar { dock: bottom; height: 1; }"

    @dataclass
    class Pressed(Message):
        """A hint was clicked."""

        command: str

    def __init__(self, hints: tuple[KeyHint, ...] = ()) -> None:
        super().__init__()
        self._hints = hints
        self._placed: list[tuple[int, int, str]] = []

    def show(self, hints: tuple[KeyHint, ...]) -> None:
        """Other hints."""
        if hints != self._hints:
            self._hints = hints
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """As many hints as fit, none cut."""
        cells = self.size.width
        line: Line = [span(" ")]
        self._placed = []
        for hint in self._hints:
            pieces = [span(hint.key, "b gold"), span(" " + hint.does, "muted"), span("  ")]
            start = line_width(line)
            if start + line_width(pieces) - 2 > cells:
                break
            self._placed.append((start, start + line_width(pieces) - 2, hint.command))
            line += pieces
        return strip(line, cells, inks(self.app), ground="surface")

    def on_click(self, event: events.Click) -> None:
        """A click on a hint runs its command."""
        for start, end, command in self._placed:
            if command and start <= event.x < end:
                self.post_message(self.Pressed(command))
