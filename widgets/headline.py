"""The head line: where am I, how I got here, and the three keys that always work."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from widgets.ink import inks
from widgets.sheet import Line, Span, line_width, span, strip


class HeadLine(Widget):
    """One line: the mark, the trail, the hints."""

    DEFAULT_CSS = "HeadLine { dock: top; height: 1; }"

    @dataclass
    class Chosen(Message):
        """A crumb of the trail was clicked; ``steps`` back from here."""

        steps: int

    @dataclass
    class Pressed(Message):
        """The mark or a hint was clicked; ``command`` is what it stands for."""

        command: str

    def __init__(self, trail: tuple[str, ...] = (), hints: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__()
        self._trail, self._hints = trail, hints
        self._crumbs: list[tuple[int, int, int]] = []
        self._pressed: list[tuple[int, int, str]] = []

    def show(self, trail: tuple[str, ...], hints: tuple[tuple[str, str], ...]) -> None:
        """Another trail."""
        self._trail, self._hints = trail, hints
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line, shortened from the middle of the trail when it is narrow."""
        cells = self.size.width
        hints: Line = []
        for key, what in self._hints:
            hints += [span("   "), span(key, "gold"), span(" " + what, "muted")]
        hints.append(Span("  "))
        mark: Line = [Span("▌", "accent"), Span("MATINEE", "b text")]
        room = cells - line_width(mark) - line_width(hints)
        trail = list(enumerate(self._trail))
        while len(trail) > 1 and sum(line_width([span(crumb)]) + 3 for _, crumb in trail) > room - 2:
            trail.pop(0)
        line: Line = list(mark)
        self._crumbs, self._pressed = [], [(0, line_width(mark), "home")]
        for place, (at, crumb) in enumerate(trail):
            line.append(span(" › " if place else " … › " if len(trail) < len(self._trail) else "  ", "muted"))
            piece = span(crumb, "text" if at == len(self._trail) - 1 else "muted")
            start = line_width(line)
            self._crumbs.append((start, start + piece.width, len(self._trail) - 1 - at))
            line.append(piece)
        used = line_width(line)
        if used + line_width(hints) <= cells:
            line += [Span(" " * (cells - used - line_width(hints))), *hints]
            at = cells - line_width(hints)
            for key, what in self._hints:
                end = at + 3 + line_width([span(key), span(" " + what)])
                self._pressed.append((at + 3, end, what))
                at = end
        return strip(line, cells, inks(self.app), ground="surface")

    def on_click(self, event: events.Click) -> None:
        """A crumb leads back to its place, the mark home; a hint does what its key does."""
        for start, end, command in self._pressed:
            if start <= event.x < end:
                self.post_message(self.Pressed(command))
        for start, end, steps in self._crumbs:
            if start <= event.x < end and steps:
                self.post_message(self.Chosen(steps))
