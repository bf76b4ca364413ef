"""A box to tick."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from widgets.ink import inks
from widgets.sheet import Line, span, strip


class Check(Widget, can_focus=True):
    """One line: a box that Space or a click ticks, and a note. Enter submits, as it does in a field.

    ``value`` is None until it is ticked or unticked; it then shows what is ``presumed``.
    """

    DEFAULT_CSS = """
    Check { height: 1; padding: 0 1; background: $ink-ground; }
    Check:focus { background: $ink-row; }
    """
    BINDINGS = [
        Binding("space,x", "tick", "Tick", show=False),
        Binding("enter", "submit", "Submit", show=False),
    ]

    class Submitted(Message):
        """Enter was pressed."""

    def __init__(self, value: bool | None, *, presumed: bool = False, note: str = "", id: str | None = None) -> None:
        super().__init__(id=id)
        self.value = value
        self._presumed, self._note = presumed, note

    @property
    def ticked(self) -> bool:
        """Whether it shows a tick."""
        return self._presumed if self.value is None else self.value

    def render_line(self, y: int) -> Strip:
        """The box and its note."""
        line: Line = [span("[✓] " if self.ticked else "[ ] ", "b text"), span(self._note, "muted")]
        return strip(line, self.size.width, inks(self.app), ground="row" if self.has_focus else "ground")

    def action_tick(self) -> None:
        """Tick it, or take the tick away."""
        self.value = not self.ticked
        self.refresh()

    def action_submit(self) -> None:
        """Done."""
        self.post_message(self.Submitted())

    def on_click(self, event: events.Click) -> None:
        """A click ticks."""
        self.action_tick()
