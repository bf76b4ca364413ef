"""A plate: a sheet that stands still, as tall as what is on it. Heads of screens and the text of dialogs are plates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from widgets.ink import inks
from widgets.sheet import Build, Sheet, strip


class Plate(Widget):
    """Draws a sheet laid out for its width; nothing on it can be stood on. ``least`` lines are kept for it from the start."""

    DEFAULT_CSS = "Plate { height: auto; }"

    def __init__(
        self, build: Build | None = None, *, id: str | None = None, margin: int = 1, ground: str = "ground", least: int = 0
    ) -> None:
        super().__init__(id=id)
        self._build, self._margin, self._ground, self._least = build, margin, ground, least
        self._laid: tuple[int, Sheet] = (-1, Sheet())

    @dataclass
    class Pressed(Message):
        """A spot was clicked; ``goes`` is what it opens."""

        goes: Any

    def on_click(self, event: events.Click) -> None:
        """A spot answers to the mouse."""
        lines = self._sheet(self.size.width).lines
        x = self._margin
        for piece in lines[event.y] if event.y < len(lines) else []:
            if piece.spot is not None and x <= event.x < x + piece.width:
                self.post_message(self.Pressed(piece.spot.goes))
                return
            x += piece.width

    def show(self, build: Build) -> None:
        """Another sheet."""
        self._build = build
        self.relay()

    def relay(self) -> None:
        """Lay the same sheet out anew: what it draws from has changed."""
        before = len(self._laid[1].lines)
        self._laid = (-1, Sheet())
        self.refresh(layout=len(self._sheet(self.size.width).lines) != before)

    def _sheet(self, cells: int) -> Sheet:
        if self._laid[0] != cells:
            inner = cells - 2 * self._margin
            self._laid = (cells, self._build(inner) if self._build and inner > 0 else Sheet())
        return self._laid[1]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the sheet has at this width."""
        return max(self._least, len(self._sheet(width).lines))

    def render_line(self, y: int) -> Strip:
        """One line of the sheet."""
        lines = self._sheet(self.size.width).lines
        ink = inks(self.app)
        edge = strip([], self._margin, ink, ground=self._ground)
        inner = strip(
            lines[y] if y < len(lines) else [], max(0, self.size.width - 2 * self._margin), ink, ground=self._ground
        )
        return Strip([*edge, *inner, *edge], self.size.width)
