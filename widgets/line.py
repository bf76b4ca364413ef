"""One line that draws itself anew whenever it is refreshed: for dialogs and statuses."""

from __future__ import annotations

from collections.abc import Callable

from textual.strip import Strip
from textual.widget import Widget

from widgets.ink import inks
from widgets.sheet import Line, strip


class OneLine(Widget):
    """Draws what ``draw(cells)`` answers, on ``ground``."""

    DEFAULT_CSS = "OneLine { height: 1; }"

    def __init__(self, draw: Callable[[int], Line], *, id: str | None = None, ground: str = "ground") -> None:
        super().__init__(id=id)
        self._draw, self._on = draw, ground

    def render_line(self, y: int) -> Strip:
        """The line."""
        return strip(self._draw(self.size.width), self.size.width, inks(self.app), ground=self._on)
