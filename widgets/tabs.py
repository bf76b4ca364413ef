"""The tabs of a title: its sections with how much each holds, the one in front in the accent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from db.base.records.pages import Counts
from widgets.ink import inks
from widgets.sheet import Line, Span, Spot, line_width, span, strip

#: (screen, name, the field of Counts it shows).
TABS: tuple[tuple[str, str, str], ...] = (
    ("title", "Overview", ""),
    ("credits", "Cast and crew", "credits"),
    ("episodes", "Episodes", "episodes"),
    ("storyline", "Storyline", ""),
    ("details", "Details", ""),
    ("facts", "Did you know", "did_you_know"),
    ("reviews", "Reviews", "reviews"),
    ("similar", "More like this", ""),
    ("awards", "Awards", ""),
    ("onlists", "Lists", "lists"),
)


def tabs_of(counts: Counts) -> list[tuple[str, str, str]]:
    """The tabs that a title with so much in its sections has: episodes only where there are any."""
    return [tab for tab in TABS if tab[0] != "episodes" or counts.episodes]


def tab_lines(counts: Counts, front: str, cells: int) -> list[Line]:
    """A title's tabs, ``front`` before the others."""
    tabs: list[Line] = []
    shown = tabs_of(counts)
    for screen, name, field in shown:
        count = getattr(counts, field) if field else 0
        spot = Spot(("tab", screen), f"tab:{screen}")
        ink = "b accent" if screen == front else "muted"
        pieces = [span(name, ink, spot)]
        if count:
            pieces.append(span(f" {count}", "text" if screen != front else "accent", spot))
        tabs.append(pieces)
    return tab_row(tabs, next((n for n, (screen, _, _) in enumerate(shown) if screen == front), 0), cells)


def tab_row(tabs: Sequence[Line], at: int, cells: int) -> list[Line]:
    """Two lines: the tabs, kept to those around number ``at`` when they do not fit, and the rule with its accent under it."""
    first, last = 0, len(tabs)

    def needed(first: int, last: int) -> int:
        shown = sum(line_width(tab) for tab in tabs[first:last]) + 3 * (last - first - 1)
        return shown + (2 if first else 0) + (2 if last < len(tabs) else 0)

    while last - first > 1 and needed(first, last) > cells:
        if last - 1 > at and (last - 1 - at >= at - first):
            last -= 1
        elif first < at:
            first += 1
        else:
            last -= 1
    line: Line = [Span("‹ ", "muted")] if first else []
    start = end = 0
    for place in range(first, last):
        if place > first:
            line.append(Span("   "))
        if place == at:
            start = line_width(line)
        line += tabs[place]
        if place == at:
            end = line_width(line)
    if last < len(tabs):
        line.append(Span(" ›", "muted"))
    rule = [Span("─" * start, "rule"), Span("━" * (end - start), "accent"), Span("─" * max(0, cells - end), "rule")]
    return [line, rule]


def neighbour(front: str, by: int, counts: Counts) -> str:
    """The tab ``by`` places from ``front``, round the end."""
    screens = [screen for screen, _, _ in tabs_of(counts)]
    if front not in screens:
        return "title"
    return screens[(screens.index(front) + by) % len(screens)]


class TabStrip(Widget):
    """The tabs as a widget of two lines, for the screens of single sections."""

    DEFAULT_CSS = "TabStrip { height: 3; margin: 0 1; background: $ink-ground; }"

    @dataclass
    class Chosen(Message):
        """A tab was clicked."""

        screen_name: str

    def __init__(self, front: str) -> None:
        super().__init__()
        self._front = front
        self._counts = Counts()
        self._lines: list[Line] = []

    def show(self, counts: Counts) -> None:
        """Other counts."""
        if counts != self._counts:
            self._counts = counts
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The tabs or their rule."""
        if y == 0:
            return strip([], self.size.width, inks(self.app))
        self._lines = tab_lines(self._counts, self._front, self.size.width)
        return strip(self._lines[y - 1], self.size.width, inks(self.app))

    def on_click(self, event: events.Click) -> None:
        """To the tab under the pointer."""
        x = 0
        for piece in self._lines[0] if self._lines else []:
            if piece.spot and x <= event.x < x + piece.width:
                self.post_message(self.Chosen(str(piece.spot.goes).removeprefix("tab:")))
                return
            x += piece.width
