"""The search line: a bordered input with a magnifying glass, and the chips of the filters it understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets.input import Selection

from widgets.fields import Field
from widgets.ink import inks
from widgets.sheet import Line, span, strip

if TYPE_CHECKING:
    from db.base.records.cards import Chip


class SearchLine(Field):
    """Type to search; Tab, Enter or down go to the results."""

    DEFAULT_CSS = """
    SearchLine {
        height: 3; margin: 1 2 0 2; padding: 0 1; border: round $ink-rule; background: $ink-ground; color: $ink-text;
    }
    SearchLine:focus { border: round $ink-accent; background: $ink-ground; background-tint: $ink-ground 0%; }
    SearchLine > .input--placeholder, SearchLine > .input--suggestion { color: $ink-muted; }
    """

    BINDINGS = [
        Binding("down", "later", "To the results", show=False),
        Binding("tab", "complete", "Complete, or to the results", show=False),
        Binding("up", "earlier", "Earlier search", show=False),
        Binding("enter", "leave(True)", "Open", show=False),
        Binding("escape", "clear_or_back", "Clear", show=False),
    ]

    _begun = True

    class Left(Message):
        """Off to the results; ``opening`` when Enter was pressed."""

        def __init__(self, opening: bool) -> None:
            super().__init__()
            self.opening = opening

    class Completed(Message):
        """Tab: complete the filter that is being typed, or go to the results."""

    class Recalled(Message):
        """Up or down: an earlier search, or a later one."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class GivenUp(Message):
        """Escape in an empty line."""

    class HelpWanted(Message):
        """``?`` in an empty line: no title begins so."""

    def begin(self) -> None:
        """Ready for new words: what stands here is selected, so that typing replaces it; another ``/`` adds nothing."""
        self.selection = Selection(0, len(self.value))
        self._begun = True

    def on_key(self, event: events.Key) -> None:
        """A leading ``/`` begins anew, ``?`` alone is help; other keys go on to Input's own handler, which Textual calls next."""
        if event.character == "?" and not self.value:
            event.stop()
            event.prevent_default()
            self.post_message(self.HelpWanted())
            return
        if event.character == "/" and (self._begun or not self.value):
            event.stop()
            event.prevent_default()
            self.begin()
            return
        self._begun = False

    def action_leave(self, opening: bool) -> None:
        """Go to the results."""
        self.post_message(self.Left(opening))

    def action_complete(self) -> None:
        """Complete the filter that is being typed; else to the results."""
        self.post_message(self.Completed())

    def action_earlier(self) -> None:
        """Bring an earlier search back."""
        self.post_message(self.Recalled(1))

    def action_later(self) -> None:
        """To a later search, after which come the results."""
        self.post_message(self.Recalled(-1))

    def action_clear_or_back(self) -> None:
        """Escape empties the line first."""
        if self.value:
            self.value = ""
        else:
            self.post_message(self.GivenUp())


class Chips(Widget):
    """One line under the search line: what was understood as a filter, and how much was found."""

    DEFAULT_CSS = "Chips { height: 1; margin: 0 3 1 3; background: $ink-ground; }"

    def __init__(self) -> None:
        super().__init__()
        self._chips: tuple[Chip, ...] = ()
        self._note = ""

    class Pressed(Message):
        """A chip was clicked; ``text`` is what was typed for it."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def on_click(self, event: events.Click) -> None:
        """A chip answers to the mouse."""
        x = 0
        for chip in self._chips:
            cells = span(f" {chip.label} ").width
            if x <= event.x < x + cells:
                self.post_message(self.Pressed(chip.text))
                return
            x += cells + 2

    def show(self, chips: tuple[Chip, ...] = (), note: str = "") -> None:
        """Other chips and another note."""
        if (chips, note) != (self._chips, self._note):
            self._chips, self._note = chips, note
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Chips on their own ground, then the note."""
        line: Line = []
        for chip in self._chips:
            line += [span(f" {chip.label} ", "text", ground="row"), span("  ")]
        line.append(span(self._note, "muted"))
        return strip(line, self.size.width, inks(self.app))
